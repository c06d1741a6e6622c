<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
 <context>
  <name>ui</name>
  <message>
   <source>The file could not be opened.</source>
   <extracomment>deeptuner/ui/desktop.py</extracomment>
   <translation>無法開啟檔案。</translation>
  </message>
  <message>
   <source>The folder could not be opened.</source>
   <extracomment>deeptuner/ui/desktop.py</extracomment>
   <translation>無法開啟資料夾。</translation>
  </message>
  <message>
   <source>The page could not be opened in a browser.</source>
   <extracomment>deeptuner/ui/desktop.py</extracomment>
   <translation>無法在瀏覽器中開啟此網頁。</translation>
  </message>
  <message>
   <source>{days} d {hours} h</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>{days} 天 {hours} 小時</translation>
  </message>
  <message>
   <source>{seconds} s</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>{seconds} 秒</translation>
  </message>
  <message>
   <source>{minutes} min {seconds} s</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>{minutes} 分 {seconds} 秒</translation>
  </message>
  <message>
   <source>{hours} h {minutes} min</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>{hours} 小時 {minutes} 分</translation>
  </message>
  <message>
   <source>Yesterday {clock}</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>昨天 {clock}</translation>
  </message>
  <message>
   <source>d MMM</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>M月d日</translation>
  </message>
  <message>
   <source>d MMM yyyy</source>
   <extracomment>deeptuner/ui/format.py</extracomment>
   <translation>yyyy年M月d日</translation>
  </message>
  <message>
   <source>On</source>
   <extracomment>deeptuner/ui/forms/editors/choice.py</extracomment>
   <translation>開</translation>
  </message>
  <message>
   <source>Off</source>
   <extracomment>deeptuner/ui/forms/editors/choice.py</extracomment>
   <translation>關</translation>
  </message>
  <message>
   <source>Add, then press Enter</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>輸入後按 Enter 加入</translation>
  </message>
  <message>
   <source>Add to {setting}</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>加入到{setting}</translation>
  </message>
  <message>
   <source>Only these</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>僅限這些</translation>
  </message>
  <message>
   <source>chosen</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>已選</translation>
  </message>
  <message>
   <source>not chosen</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>未選</translation>
  </message>
  <message>
   <source>{name}, {state}</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>{name}，{state}</translation>
  </message>
  <message>
   <source>Take {name} away</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>移除 {name}</translation>
  </message>
  <message>
   <source>All</source>
   <extracomment>deeptuner/ui/forms/editors/list_editor.py</extracomment>
   <translation>全部</translation>
  </message>
  <message>
   <source>Add a line</source>
   <extracomment>deeptuner/ui/forms/editors/mapping.py</extracomment>
   <translation>加入一行</translation>
  </message>
  <message>
   <source>Take this line away</source>
   <extracomment>deeptuner/ui/forms/editors/mapping.py</extracomment>
   <translation>移除這一行</translation>
  </message>
  <message>
   <source>Name</source>
   <extracomment>deeptuner/ui/forms/editors/mapping.py</extracomment>
   <translation>名稱</translation>
  </message>
  <message>
   <source>Value</source>
   <extracomment>deeptuner/ui/forms/editors/mapping.py</extracomment>
   <translation>值</translation>
  </message>
  <message>
   <source>{setting}: {part}</source>
   <extracomment>deeptuner/ui/forms/editors/mapping.py</extracomment>
   <translation>{setting}：{part}</translation>
  </message>
  <message>
   <source>Choose {setting}…</source>
   <extracomment>deeptuner/ui/forms/editors/text.py</extracomment>
   <translation>選擇{setting}…</translation>
  </message>
  <message>
   <source>File…</source>
   <extracomment>deeptuner/ui/forms/editors/text.py</extracomment>
   <translation>檔案…</translation>
  </message>
  <message>
   <source>Folder…</source>
   <extracomment>deeptuner/ui/forms/editors/text.py</extracomment>
   <translation>資料夾…</translation>
  </message>
  <message>
   <source>None</source>
   <extracomment>deeptuner/ui/forms/editors/words.py</extracomment>
   <translation>無</translation>
  </message>
  <message>
   <source>Close</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>關閉</translation>
  </message>
  <message>
   <source>Help: {about}</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>說明：{about}</translation>
  </message>
  <message>
   <source>Default</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>預設</translation>
  </message>
  <message>
   <source>Allowed</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>可用的值</translation>
  </message>
  <message>
   <source>Name in config file</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>設定檔中的名稱</translation>
  </message>
  <message>
   <source>On the command line</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>命令列上</translation>
  </message>
  <message>
   <source>Open in Help</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>在說明中開啟</translation>
  </message>
  <message>
   <source>Source</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>來源</translation>
  </message>
  <message>
   <source>Preset value</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>預設組合的值</translation>
  </message>
  <message>
   <source>Unit</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>單位</translation>
  </message>
  <message>
   <source>Only with</source>
   <extracomment>deeptuner/ui/forms/help_card.py</extracomment>
   <translation>僅適用於</translation>
  </message>
  <message>
   <source>{setting}: {value}</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>{setting}：{value}</translation>
  </message>
  <message>
   <source>{setting}: {before} → {after}</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>{setting}：{before} → {after}</translation>
  </message>
  <message>
   <source>none</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>無</translation>
  </message>
  <message>
   <source>Not legal as it is: {settings}.</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>目前的值不可用：{settings}。</translation>
  </message>
  <message>
   <source>{value} or more</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>{value} 以上</translation>
  </message>
  <message>
   <source>{first} or {second}</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>{first} 或 {second}</translation>
  </message>
  <message>
   <source>Has no effect while {setting} is {value}.</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>{setting} 為 {value} 時沒有作用。</translation>
  </message>
  <message>
   <source>on</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>開</translation>
  </message>
  <message>
   <source>off</source>
   <extracomment>deeptuner/ui/forms/in_words.py</extracomment>
   <translation>關</translation>
  </message>
  <message>
   <source>Fix</source>
   <extracomment>deeptuner/ui/forms/remarks.py</extracomment>
   <translation>修正</translation>
  </message>
  <message>
   <source>Fix: {effect}</source>
   <extracomment>deeptuner/ui/forms/remarks.py</extracomment>
   <translation>修正：{effect}</translation>
  </message>
  <message>
   <source>Allowed: {values}.</source>
   <extracomment>deeptuner/ui/forms/remarks.py</extracomment>
   <translation>可用的值：{values}。</translation>
  </message>
  <message>
   <source>Reset to {value}</source>
   <extracomment>deeptuner/ui/forms/row.py</extracomment>
   <translation>重設為 {value}</translation>
  </message>
  <message>
   <source>Changed from the preset</source>
   <extracomment>deeptuner/ui/forms/row.py</extracomment>
   <translation>已與預設組合不同</translation>
  </message>
  <message>
   <source>Reset</source>
   <extracomment>deeptuner/ui/forms/row.py</extracomment>
   <translation>重設</translation>
  </message>
  <message>
   <source>Only with {condition}.</source>
   <extracomment>deeptuner/ui/forms/row.py</extracomment>
   <translation>僅適用於{condition}。</translation>
  </message>
  <message>
   <source>Settings that need {condition}: {count}</source>
   <extracomment>deeptuner/ui/forms/row_group.py</extracomment>
   <translation>需要{condition}的設定：{count}</translation>
  </message>
  <message>
   <source>The experiment's folder is gone.</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>實驗的資料夾不見了。</translation>
  </message>
  <message>
   <source>{folder} was removed, renamed, or its disk is not connected. What you edit is kept in this window, and saved when the folder is back.</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>{folder} 已被移除、重新命名，或其磁碟沒有連接。你的編輯保留在這個視窗裡，資料夾回來時會儲存。</translation>
  </message>
  <message>
   <source>Stop what is still being done?</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>要停止仍在進行的工作嗎？</translation>
  </message>
  <message>
   <source>Closing the window stops this work:
{work}</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>關閉視窗會停止這些工作：
{work}</translation>
  </message>
  <message>
   <source>Stop and close</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>停止並關閉</translation>
  </message>
  <message>
   <source>This page cannot be shown: {why}</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>無法顯示這一頁：{why}</translation>
  </message>
  <message>
   <source>A run is in progress</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>有訓練作業正在進行</translation>
  </message>
  <message>
   <source>You may close this window: the run goes on without it.</source>
   <extracomment>deeptuner/ui/main_window.py</extracomment>
   <translation>你可以關閉這個視窗：訓練作業會自行繼續。</translation>
  </message>
  <message>
   <source>Started again, it goes on where it was.</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>再次開始時會從原處繼續。</translation>
  </message>
  <message>
   <source>Choose the dataset's file</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>選擇資料集的檔案</translation>
  </message>
  <message>
   <source>Get from Hugging Face</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>從 Hugging Face 取得</translation>
  </message>
  <message>
   <source>Link to it: no room is needed, but it must stay where it is</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>建立連結：不占空間，但來源必須留在原處</translation>
  </message>
  <message>
   <source>Copy it into the experiment</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>複製到實驗裡</translation>
  </message>
  <message>
   <source>Add a model</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>加入模型</translation>
  </message>
  <message>
   <source>Add a dataset</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>加入資料集</translation>
  </message>
  <message>
   <source>Add</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>加入</translation>
  </message>
  <message>
   <source>Id on Hugging Face</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>Hugging Face 上的識別碼</translation>
  </message>
  <message>
   <source>Revision</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>版本</translation>
  </message>
  <message>
   <source>newest</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>最新</translation>
  </message>
  <message>
   <source>Access token</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>存取權杖</translation>
  </message>
  <message>
   <source>only for gated or private repositories</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>僅用於受管制或私人的儲存庫</translation>
  </message>
  <message>
   <source>Get a model from Hugging Face</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>從 Hugging Face 取得模型</translation>
  </message>
  <message>
   <source>Get a dataset from Hugging Face</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>從 Hugging Face 取得資料集</translation>
  </message>
  <message>
   <source>Download</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>下載</translation>
  </message>
  <message>
   <source>Choose the model's folder</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>選擇模型的資料夾</translation>
  </message>
  <message>
   <source>Data files</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>資料檔</translation>
  </message>
  <message>
   <source>All files</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>所有檔案</translation>
  </message>
  <message>
   <source>There is already something called {name}. Give it another name.</source>
   <extracomment>deeptuner/ui/pages/experiment/adding.py</extracomment>
   <translation>已經有名為 {name} 的項目。請換一個名稱。</translation>
  </message>
  <message>
   <source>Folder, {size}</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>資料夾，{size}</translation>
  </message>
  <message>
   <source>No problems</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>沒有問題</translation>
  </message>
  <message>
   <source>Name and detected format</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>名稱與偵測到的格式</translation>
  </message>
  <message>
   <source>Rows</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>列數</translation>
  </message>
  <message>
   <source>Check</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>檢查</translation>
  </message>
  <message>
   <source>Not usable</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>無法使用</translation>
  </message>
  <message>
   <source>To look at: {count}</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>待查看：{count}</translation>
  </message>
  <message>
   <source>{name}, {format}, {rows} rows, {check}</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>{name}，{format}，{rows} 列，{check}</translation>
  </message>
  <message>
   <source>Reading …</source>
   <extracomment>deeptuner/ui/pages/experiment/datasets_table.py</extracomment>
   <translation>讀取中…</translation>
  </message>
  <message>
   <source>This is neither a folder, nor a dataset, nor a model.</source>
   <extracomment>deeptuner/ui/pages/experiment/dropping.py</extracomment>
   <translation>這不是資料夾，也不是資料集或模型。</translation>
  </message>
  <message>
   <source>Drop an experiment folder, a data file, or a model's folder.</source>
   <extracomment>deeptuner/ui/pages/experiment/dropping.py</extracomment>
   <translation>請拖放實驗資料夾、資料檔，或模型的資料夾。</translation>
  </message>
  <message>
   <source>Recent</source>
   <extracomment>deeptuner/ui/pages/experiment/folder_bar.py</extracomment>
   <translation>最近</translation>
  </message>
  <message>
   <source>Select Folder</source>
   <extracomment>deeptuner/ui/pages/experiment/folder_bar.py</extracomment>
   <translation>選擇資料夾</translation>
  </message>
  <message>
   <source>{size} free</source>
   <extracomment>deeptuner/ui/pages/experiment/folder_bar.py</extracomment>
   <translation>剩餘 {size}</translation>
  </message>
  <message>
   <source>Next: Fine-Tuning</source>
   <extracomment>deeptuner/ui/pages/experiment/foot.py</extracomment>
   <translation>下一步：微調</translation>
  </message>
  <message>
   <source>This model cannot be used as it is.</source>
   <extracomment>deeptuner/ui/pages/experiment/foot.py</extracomment>
   <translation>這個模型目前的樣子無法使用。</translation>
  </message>
  <message>
   <source>This dataset cannot be used as it is.</source>
   <extracomment>deeptuner/ui/pages/experiment/foot.py</extracomment>
   <translation>這個資料集目前無法使用。</translation>
  </message>
  <message>
   <source>Model and dataset chosen.</source>
   <extracomment>deeptuner/ui/pages/experiment/foot.py</extracomment>
   <translation>已選擇模型與資料集。</translation>
  </message>
  <message>
   <source>Choose a dataset to go on.</source>
   <extracomment>deeptuner/ui/pages/experiment/foot.py</extracomment>
   <translation>請選擇資料集以繼續。</translation>
  </message>
  <message>
   <source>Choose a model and a dataset to go on.</source>
   <extracomment>deeptuner/ui/pages/experiment/foot.py</extracomment>
   <translation>請選擇模型與資料集以繼續。</translation>
  </message>
  <message>
   <source>{lengths}: {count} rows</source>
   <extracomment>deeptuner/ui/pages/experiment/histogram_view.py</extracomment>
   <translation>{lengths}：{count} 列</translation>
  </message>
  <message>
   <source>Max length {tokens}</source>
   <extracomment>deeptuner/ui/pages/experiment/histogram_view.py</extracomment>
   <translation>最大長度 {tokens}</translation>
  </message>
  <message>
   <source>Lengths of the rows: most have {lengths}, the longest {longest}</source>
   <extracomment>deeptuner/ui/pages/experiment/histogram_view.py</extracomment>
   <translation>各列的長度：多數為 {lengths}，最長 {longest}</translation>
  </message>
  <message>
   <source>{first} to {last}</source>
   <extracomment>deeptuner/ui/pages/experiment/histogram_view.py</extracomment>
   <translation>{first} 到 {last}</translation>
  </message>
  <message>
   <source>Lengths of the rows</source>
   <extracomment>deeptuner/ui/pages/experiment/histogram_view.py</extracomment>
   <translation>各列的長度</translation>
  </message>
  <message>
   <source>Coloured: {trained} tokens are trained, {rest} are context only</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>上色部分：訓練 {trained} 個 token，{rest} 個只是上下文</translation>
  </message>
  <message>
   <source>half at most {median} · 99 % at most {p99} · longest {longest}</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>半數不超過 {median} · 99 % 不超過 {p99} · 最長 {longest}</translation>
  </message>
  <message>
   <source>Choose a model to see its tokens, and which of them are trained.</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>選擇模型後即可看到它的 token，以及其中哪些會訓練。</translation>
  </message>
  <message>
   <source>Reading the dataset</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>正在讀取資料集</translation>
  </message>
  <message>
   <source>Choose a dataset to see its rows as the model sees them.</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>選擇資料集，即可看到模型眼中的資料列。</translation>
  </message>
  <message>
   <source>How the model will see this row</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>模型如何看這一列</translation>
  </message>
  <message>
   <source>Length</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>長度</translation>
  </message>
  <message>
   <source>{count} rows read</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>已讀取 {count} 列</translation>
  </message>
  <message>
   <source>Read again</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>重新讀取</translation>
  </message>
  <message>
   <source>{count} more are not shown</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>另有 {count} 個未顯示</translation>
  </message>
  <message>
   <source>This row is not trained on.</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>這一列不會訓練。</translation>
  </message>
  <message>
   <source>Length in tokens</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>長度（token）</translation>
  </message>
  <message>
   <source>Length in characters</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>長度（字元）</translation>
  </message>
  <message>
   <source>Edit columns</source>
   <extracomment>deeptuner/ui/pages/experiment/inspector.py</extracomment>
   <translation>編輯欄位</translation>
  </message>
  <message>
   <source>Nothing of it was kept.</source>
   <extracomment>deeptuner/ui/pages/experiment/job_dialog.py</extracomment>
   <translation>未保留任何內容。</translation>
  </message>
  <message>
   <source>Progress</source>
   <extracomment>deeptuner/ui/pages/experiment/job_dialog.py</extracomment>
   <translation>進度</translation>
  </message>
  <message>
   <source>Starting …</source>
   <extracomment>deeptuner/ui/pages/experiment/job_dialog.py</extracomment>
   <translation>正在開始…</translation>
  </message>
  <message>
   <source>Cancel</source>
   <extracomment>deeptuner/ui/pages/experiment/job_dialog.py</extracomment>
   <translation>取消</translation>
  </message>
  <message>
   <source>about {time} left</source>
   <extracomment>deeptuner/ui/pages/experiment/job_dialog.py</extracomment>
   <translation>約剩 {time}</translation>
  </message>
  <message>
   <source>It was cancelled.</source>
   <extracomment>deeptuner/ui/pages/experiment/job_dialog.py</extracomment>
   <translation>已取消。</translation>
  </message>
  <message>
   <source>chat template</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>有對話範本</translation>
  </message>
  <message>
   <source>no chat template</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>沒有對話範本</translation>
  </message>
  <message>
   <source>Parameters</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>參數</translation>
  </message>
  <message>
   <source>On disk</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>占用磁碟</translation>
  </message>
  <message>
   <source>dtype</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>型別</translation>
  </message>
  <message>
   <source>Context</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>上下文</translation>
  </message>
  <message>
   <source>{name}, {subtitle}, {parameters} parameters</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>{name}，{subtitle}，{parameters} 個參數</translation>
  </message>
  <message>
   <source>Unknown architecture</source>
   <extracomment>deeptuner/ui/pages/experiment/models_table.py</extracomment>
   <translation>未知的架構</translation>
  </message>
  <message>
   <source>Create sample experiment</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>建立範例實驗</translation>
  </message>
  <message>
   <source>Make this folder an experiment?</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>要把這個資料夾設為實驗嗎？</translation>
  </message>
  <message>
   <source>{path} holds other things. DeepTuner adds the folders models, datasets, runs and .deeptuner to it, and changes nothing else.</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>{path} 裡有其他東西。DeepTuner 會在其中加入 models、datasets、runs 與 .deeptuner 資料夾，其他都不會更動。</translation>
  </message>
  <message>
   <source>Make it an experiment</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>設為實驗</translation>
  </message>
  <message>
   <source>Folder</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>資料夾</translation>
  </message>
  <message>
   <source>Browse…</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>瀏覽…</translation>
  </message>
  <message>
   <source>Create</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>建立</translation>
  </message>
  <message>
   <source>Where to?</source>
   <extracomment>deeptuner/ui/pages/experiment/opening.py</extracomment>
   <translation>放在哪裡？</translation>
  </message>
  <message>
   <source>Choose Dataset</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>選擇資料集</translation>
  </message>
  <message>
   <source>No dataset yet. Add a file, or drop one here.</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>還沒有資料集。請加入檔案，或拖放到這裡。</translation>
  </message>
  <message>
   <source>Reading the folder …</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>正在讀取資料夾…</translation>
  </message>
  <message>
   <source>{count} in models/</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>models/ 中有 {count} 個</translation>
  </message>
  <message>
   <source>{count} in datasets/</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>datasets/ 中有 {count} 個</translation>
  </message>
  <message>
   <source>Try again</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>再試一次</translation>
  </message>
  <message>
   <source>Choose Model</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>選擇模型</translation>
  </message>
  <message>
   <source>No model yet. Add one from this machine, or get one from Hugging Face.</source>
   <extracomment>deeptuner/ui/pages/experiment/page.py</extracomment>
   <translation>還沒有模型。請從這台電腦加入，或從 Hugging Face 取得。</translation>
  </message>
  <message>
   <source>Problems found</source>
   <extracomment>deeptuner/ui/pages/experiment/problems_view.py</extracomment>
   <translation>發現的問題</translation>
  </message>
  <message>
   <source>Rows: {count}</source>
   <extracomment>deeptuner/ui/pages/experiment/problems_view.py</extracomment>
   <translation>資料列：{count}</translation>
  </message>
  <message>
   <source>Problems found: {count}</source>
   <extracomment>deeptuner/ui/pages/experiment/problems_view.py</extracomment>
   <translation>發現的問題：{count}</translation>
  </message>
  <message>
   <source>No problems found</source>
   <extracomment>deeptuner/ui/pages/experiment/problems_view.py</extracomment>
   <translation>沒有發現問題</translation>
  </message>
  <message>
   <source>Show</source>
   <extracomment>deeptuner/ui/pages/experiment/problems_view.py</extracomment>
   <translation>顯示</translation>
  </message>
  <message>
   <source>Show: {text}</source>
   <extracomment>deeptuner/ui/pages/experiment/problems_view.py</extracomment>
   <translation>顯示：{text}</translation>
  </message>
  <message>
   <source>Row</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>列</translation>
  </message>
  <message>
   <source>of {total}</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>共 {total} 列</translation>
  </message>
  <message>
   <source>Previous row</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>上一列</translation>
  </message>
  <message>
   <source>Next row</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>下一列</translation>
  </message>
  <message>
   <source>Any row</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>任選一列</translation>
  </message>
  <message>
   <source>Train on</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>訓練對象</translation>
  </message>
  <message>
   <source>Assistant answers</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>助理的答案</translation>
  </message>
  <message>
   <source>Prompts and answers</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>提示與答案</translation>
  </message>
  <message>
   <source>Columns</source>
   <extracomment>deeptuner/ui/pages/experiment/row_header.py</extracomment>
   <translation>欄位</translation>
  </message>
  <message>
   <source>System</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>系統</translation>
  </message>
  <message>
   <source>User</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>使用者</translation>
  </message>
  <message>
   <source>Assistant</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>助理</translation>
  </message>
  <message>
   <source>Tool</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>工具</translation>
  </message>
  <message>
   <source>Tools</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>工具</translation>
  </message>
  <message>
   <source>Text</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>文字</translation>
  </message>
  <message>
   <source>Template</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>範本</translation>
  </message>
  <message>
   <source>As written</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>原始內容</translation>
  </message>
  <message>
   <source>The row as the model sees it</source>
   <extracomment>deeptuner/ui/pages/experiment/row_view.py</extracomment>
   <translation>模型眼中的資料列</translation>
  </message>
  <message>
   <source>Recent folders</source>
   <extracomment>deeptuner/ui/pages/experiment/start_view.py</extracomment>
   <translation>最近的資料夾</translation>
  </message>
  <message>
   <source>Open now</source>
   <extracomment>deeptuner/ui/pages/experiment/start_view.py</extracomment>
   <translation>目前開啟</translation>
  </message>
  <message>
   <source>Fine-tune a language model on your own machine</source>
   <extracomment>deeptuner/ui/pages/experiment/start_view.py</extracomment>
   <translation>在你自己的電腦上微調語言模型</translation>
  </message>
  <message>
   <source>Everything lives in one folder: models, datasets, and what you train. Select a folder, or drop one here.</source>
   <extracomment>deeptuner/ui/pages/experiment/start_view.py</extracomment>
   <translation>一切都在一個資料夾裡：模型、資料集，以及你的訓練成果。選擇資料夾，或拖放到這裡。</translation>
  </message>
  <message>
   <source>The sample brings a tiny model and a dataset, and is trained in minutes without a GPU.</source>
   <extracomment>deeptuner/ui/pages/experiment/start_view.py</extracomment>
   <translation>範例附有小型模型與資料集，不需 GPU，幾分鐘就能訓練完成。</translation>
  </message>
  <message>
   <source>{count} more: {names} …</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/columns.py</extracomment>
   <translation>還有 {count} 個：{names}…</translation>
  </message>
  <message>
   <source>Show advanced</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/columns.py</extracomment>
   <translation>顯示進階</translation>
  </message>
  <message>
   <source>Hide advanced</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/columns.py</extracomment>
   <translation>隱藏進階</translation>
  </message>
  <message>
   <source>Hardware &amp; memory</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/columns.py</extracomment>
   <translation>硬體與記憶體</translation>
  </message>
  <message>
   <source>Model and data</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/columns.py</extracomment>
   <translation>模型與資料</translation>
  </message>
  <message>
   <source>Training Settings</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/columns.py</extracomment>
   <translation>訓練設定</translation>
  </message>
  <message>
   <source>Starting does the same as these lines in a terminal.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/command_dialog.py</extracomment>
   <translation>開始的效果與在終端機輸入這些命令相同。</translation>
  </message>
  <message>
   <source>The settings are written to {file} when you copy or start.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/command_dialog.py</extracomment>
   <translation>複製或開始時，設定會寫入 {file}。</translation>
  </message>
  <message>
   <source>Command</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/command_dialog.py</extracomment>
   <translation>命令</translation>
  </message>
  <message>
   <source>Copy command</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/command_dialog.py</extracomment>
   <translation>複製命令</translation>
  </message>
  <message>
   <source>Copied</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/command_dialog.py</extracomment>
   <translation>已複製</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>沒有任何變更。</translation>
  </message>
  <message>
   <source>Upload Config</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>載入設定檔</translation>
  </message>
  <message>
   <source>Save Config</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>儲存設定檔</translation>
  </message>
  <message>
   <source>Loaded {file}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>已載入 {file}</translation>
  </message>
  <message>
   <source>Nothing is saved yet. {reason}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>目前什麼都還沒儲存。{reason}</translation>
  </message>
  <message>
   <source>Saved {file}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>已儲存 {file}</translation>
  </message>
  <message>
   <source>Settings files</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/config_file.py</extracomment>
   <translation>設定檔</translation>
  </message>
  <message>
   <source>As many as it takes for {steps} steps.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/decisions.py</extracomment>
   <translation>達到 {steps} 步所需的數量。</translation>
  </message>
  <message>
   <source>rows {size} × processes {world} × batches {accumulation}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>{size} 列 × {world} 個程序 × {accumulation} 個批次</translation>
  </message>
  <message>
   <source>Epochs: {epochs}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>訓練週期：{epochs}</translation>
  </message>
  <message>
   <source>in packs of up to {tokens} tokens</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>每包最多 {tokens} 個 token</translation>
  </message>
  <message>
   <source>Steps</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>步數</translation>
  </message>
  <message>
   <source>Effective batch size</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>有效批次大小</translation>
  </message>
  <message>
   <source>Steps per epoch</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>每週期步數</translation>
  </message>
  <message>
   <source>Rows to learn from</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>要學習的列數</translation>
  </message>
  <message>
   <source>Counting the rows</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>正在計算列數</translation>
  </message>
  <message>
   <source>{count} kept for evaluation</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>保留 {count} 列供評估</translation>
  </message>
  <message>
   <source>Packs to learn from</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/figures.py</extracomment>
   <translation>要學習的包數</translation>
  </message>
  <message>
   <source>Cores: {cores}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>核心數：{cores}</translation>
  </message>
  <message>
   <source>memory: {size}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>記憶體：{size}</translation>
  </message>
  <message>
   <source>In use by the run {run}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>正由訓練作業 {run} 使用</translation>
  </message>
  <message>
   <source>Ready</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>就緒</translation>
  </message>
  <message>
   <source>{size} in use</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>已使用 {size}</translation>
  </message>
  <message>
   <source>Idle</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>閒置</translation>
  </message>
  <message>
   <source>GPUs</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Left out</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>不使用</translation>
  </message>
  <message>
   <source>{degrees} °C</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>{degrees} °C</translation>
  </message>
  <message>
   <source>This is slow: choose a small model to try things out.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>這很慢：試用時請選擇小型模型。</translation>
  </message>
  <message>
   <source>Trains on the CPU</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>以 CPU 訓練</translation>
  </message>
  <message>
   <source>No GPU can train here</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/gpu_card.py</extracomment>
   <translation>這裡沒有可供訓練的 GPU</translation>
  </message>
  <message>
   <source>Method</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/method_card.py</extracomment>
   <translation>方法</translation>
  </message>
  <message>
   <source>Keeps all settings but the model, the dataset, the GPUs and the run's name.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>保存模型、資料集、GPU 與作業名稱以外的所有設定。</translation>
  </message>
  <message>
   <source>Name of the preset</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>預設組合的名稱</translation>
  </message>
  <message>
   <source>Save preset</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>儲存預設組合</translation>
  </message>
  <message>
   <source>Save as preset</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>另存為預設組合</translation>
  </message>
  <message>
   <source>Delete the preset {name}?</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>要刪除預設組合 {name} 嗎？</translation>
  </message>
  <message>
   <source>The settings in the form stay as they are. The preset itself cannot be had back.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>表單中的設定保持不變。預設組合本身無法復原。</translation>
  </message>
  <message>
   <source>Delete preset</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>刪除預設組合</translation>
  </message>
  <message>
   <source>Replace the preset {name}?</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>要取代預設組合 {name} 嗎？</translation>
  </message>
  <message>
   <source>There is a preset of this name already.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>已經有同名的預設組合。</translation>
  </message>
  <message>
   <source>Replace preset</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>取代預設組合</translation>
  </message>
  <message>
   <source>Saved the preset {name}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>已儲存預設組合 {name}</translation>
  </message>
  <message>
   <source>Speed Up</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>加速</translation>
  </message>
  <message>
   <source>Higher Precision</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/own_presets.py</extracomment>
   <translation>高精度</translation>
  </message>
  <message>
   <source>Select a folder first: settings and runs are kept in it.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/page.py</extracomment>
   <translation>請先選擇資料夾：設定與訓練作業都存在裡面。</translation>
  </message>
  <message>
   <source>Go to Experiment</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/page.py</extracomment>
   <translation>前往實驗</translation>
  </message>
  <message>
   <source>Fine-tuning has started</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/page.py</extracomment>
   <translation>微調已開始</translation>
  </message>
  <message>
   <source>Picks for you from the model's size and the GPUs.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>依模型大小與 GPU 為你選擇。</translation>
  </message>
  <message>
   <source>The layers are spread over the GPUs, which work one after the other.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>各層分散到多張 GPU，依序工作。</translation>
  </message>
  <message>
   <source>Each GPU holds a slice of the model, and all work at once.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>每張 GPU 存放模型的一份切片，全部同時工作。</translation>
  </message>
  <message>
   <source>Each GPU holds a whole copy: the fastest when it fits.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>每張 GPU 存放完整的模型：放得下時最快。</translation>
  </message>
  <message>
   <source>One device</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>單一裝置</translation>
  </message>
  <message>
   <source>Model Parallel</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>模型平行</translation>
  </message>
  <message>
   <source>Why {choice}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>為何是{choice}</translation>
  </message>
  <message>
   <source>Auto</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/parallel_card.py</extracomment>
   <translation>自動</translation>
  </message>
  <message>
   <source>Show this setting</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/problems.py</extracomment>
   <translation>顯示這個設定</translation>
  </message>
  <message>
   <source>Show {setting}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/problems.py</extracomment>
   <translation>顯示{setting}</translation>
  </message>
  <message>
   <source>{count} found</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/results.py</extracomment>
   <translation>找到 {count} 個</translation>
  </message>
  <message>
   <source>Search</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/results.py</extracomment>
   <translation>搜尋</translation>
  </message>
  <message>
   <source>No setting is found by these words.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/results.py</extracomment>
   <translation>沒有符合這些字詞的設定。</translation>
  </message>
  <message>
   <source>{preset} changed settings: {count}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>{preset}變更的設定：{count}</translation>
  </message>
  <message>
   <source>{preset} changes nothing here</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>{preset}在此沒有變更</translation>
  </message>
  <message>
   <source>Undo</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>復原</translation>
  </message>
  <message>
   <source>The run {run} failed</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>訓練作業 {run} 失敗</translation>
  </message>
  <message>
   <source>This run</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>這次訓練</translation>
  </message>
  <message>
   <source>and more: {count}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>還有：{count}</translation>
  </message>
  <message>
   <source>Open in Monitor</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/side_panel.py</extracomment>
   <translation>在監控中開啟</translation>
  </message>
  <message>
   <source>Run name</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>作業名稱</translation>
  </message>
  <message>
   <source>Start Fine-Tuning</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>開始微調</translation>
  </message>
  <message>
   <source>Monitor Fine Tune</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>監控微調</translation>
  </message>
  <message>
   <source>Show command</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>顯示命令</translation>
  </message>
  <message>
   <source>First settle: {settings}.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>請先處理：{settings}。</translation>
  </message>
  <message>
   <source>Starting…</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>正在開始…</translation>
  </message>
  <message>
   <source>run</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/start_box.py</extracomment>
   <translation>訓練作業</translation>
  </message>
  <message>
   <source>Presets</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>預設組合</translation>
  </message>
  <message>
   <source>Custom</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>自訂</translation>
  </message>
  <message>
   <source>Search settings</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>搜尋設定</translation>
  </message>
  <message>
   <source>Changes: {count}</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>變更：{count}</translation>
  </message>
  <message>
   <source>Save as preset…</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>另存為預設組合…</translation>
  </message>
  <message>
   <source>Your own presets</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>你自己的預設組合</translation>
  </message>
  <message>
   <source>Delete a preset</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/toolbar.py</extracomment>
   <translation>刪除預設組合</translation>
  </message>
  <message>
   <source>The file cannot be written: {why}.</source>
   <extracomment>deeptuner/ui/pages/fine_tuning/writing.py</extracomment>
   <translation>無法寫入檔案：{why}。</translation>
  </message>
  <message>
   <source>DeepTuner is free software under the Apache License 2.0.</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>DeepTuner 是採用 Apache License 2.0 的自由軟體。</translation>
  </message>
  <message>
   <source>Fine-tunes large language models on your own GPUs. Nothing you do here leaves this computer, unless you ask for a download or a report to another service.</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>在你自己的 GPU 上微調大型語言模型。除非你要求下載或回報給其他服務，否則你所做的一切都不會離開這台電腦。</translation>
  </message>
  <message>
   <source>Licences</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>授權</translation>
  </message>
  <message>
   <source>Copy</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>複製</translation>
  </message>
  <message>
   <source>Versions</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>版本</translation>
  </message>
  <message>
   <source>About DeepTuner</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>關於 DeepTuner</translation>
  </message>
  <message>
   <source>Driver {name}</source>
   <extracomment>deeptuner/ui/pages/help/about.py</extracomment>
   <translation>驅動程式 {name}</translation>
  </message>
  <message>
   <source>Raise it when</source>
   <extracomment>deeptuner/ui/pages/help/article_view.py</extracomment>
   <translation>何時調高</translation>
  </message>
  <message>
   <source>Lower it when</source>
   <extracomment>deeptuner/ui/pages/help/article_view.py</extracomment>
   <translation>何時調低</translation>
  </message>
  <message>
   <source>Setting</source>
   <extracomment>deeptuner/ui/pages/help/blocks.py</extracomment>
   <translation>設定</translation>
  </message>
  <message>
   <source>Now</source>
   <extracomment>deeptuner/ui/pages/help/blocks.py</extracomment>
   <translation>目前</translation>
  </message>
  <message>
   <source>Search {count} key terms</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>搜尋 {count} 個關鍵詞</translation>
  </message>
  <message>
   <source>Topic</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>主題</translation>
  </message>
  <message>
   <source>Nothing found. Try another word.</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>沒有找到。請試試其他字詞。</translation>
  </message>
  <message>
   <source>Guide</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>指南</translation>
  </message>
  <message>
   <source>Key Terms</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>關鍵詞</translation>
  </message>
  <message>
   <source>Guides</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>指南</translation>
  </message>
  <message>
   <source>All topics</source>
   <extracomment>deeptuner/ui/pages/help/contents.py</extracomment>
   <translation>所有主題</translation>
  </message>
  <message>
   <source>Articles</source>
   <extracomment>deeptuner/ui/pages/help/contents_view.py</extracomment>
   <translation>文章</translation>
  </message>
  <message>
   <source>Fine-Tuning</source>
   <extracomment>deeptuner/ui/pages/help/facts.py</extracomment>
   <translation>微調</translation>
  </message>
  <message>
   <source>Four samples of different length. Padded: one below the other, with empty work filling each line. Padding-free: the two samples of each batch in one line without gaps. Packed: as many samples as fit fill the line.</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>四個長度不同的樣本。填補：上下並列，每行都以空白補滿。免填補：每個批次的兩個樣本接在同一行，沒有空隙。打包：一行裝滿放得下的樣本。</translation>
  </message>
  <message>
   <source>Sixteen rows make four steps. In each step two GPUs take a batch of two rows each. All rows once is one epoch.</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>十六列資料分成四步。每一步由兩張 GPU 各取兩列的批次。所有資料列跑過一遍就是一個訓練週期。</translation>
  </message>
  <message>
   <source>one epoch: all {rows} rows once</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>一個週期：全部 {rows} 列各一次</translation>
  </message>
  <message>
   <source>Four small batches are read one after the other. Their gradients are added up, and then the model is changed once.</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>依序讀取四個小批次，把它們的梯度相加，然後模型只更新一次。</translation>
  </message>
  <message>
   <source>padded</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>填補</translation>
  </message>
  <message>
   <source>padding: computed, then thrown away</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>填補部分：計算後丟棄</translation>
  </message>
  <message>
   <source>padding-free</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>免填補</translation>
  </message>
  <message>
   <source>batch {number}</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>批次 {number}</translation>
  </message>
  <message>
   <source>packed</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>打包</translation>
  </message>
  <message>
   <source>max length</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>最大長度</translation>
  </message>
  <message>
   <source>effective batch size: 2 rows × 2 GPUs = 4</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>有效批次大小：2 列 × 2 張 GPU = 4</translation>
  </message>
  <message>
   <source>step {number}</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>第 {number} 步</translation>
  </message>
  <message>
   <source>gradients are added up</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>梯度相加</translation>
  </message>
  <message>
   <source>the model is changed once</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>模型更新一次</translation>
  </message>
  <message>
   <source>memory for one batch at a time</source>
   <extracomment>deeptuner/ui/pages/help/figures/batches.py</extracomment>
   <translation>一次只需一個批次的記憶體</translation>
  </message>
  <message>
   <source>train loss</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>訓練損失</translation>
  </message>
  <message>
   <source>eval loss</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>評估損失</translation>
  </message>
  <message>
   <source>Train and eval loss fall and level off close together.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>訓練與評估損失一起下降，並在相近處趨於平穩。</translation>
  </message>
  <message>
   <source>The train loss goes on falling while the eval loss turns upwards. The best checkpoint is where the eval loss was lowest.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>訓練損失持續下降，評估損失卻轉而上升。評估損失最低處就是最佳檢查點。</translation>
  </message>
  <message>
   <source>Train and eval loss are still high and still falling when the run ends.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>訓練結束時，訓練與評估損失仍高而且仍在下降。</translation>
  </message>
  <message>
   <source>Train and eval loss stay at the same high value from beginning to end.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>訓練與評估損失從頭到尾都停在同樣的高值。</translation>
  </message>
  <message>
   <source>Both losses fall at first, then rise steeply in the middle of the run.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>兩種損失先下降，然後在中途急遽上升。</translation>
  </message>
  <message>
   <source>The eval loss has its lowest point, marked with a star. Three evaluations without an improvement later, the training ends.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>評估損失的最低點以星號標示。之後連續三次評估沒有改善，訓練便結束。</translation>
  </message>
  <message>
   <source>Four pairs of curves. Well-fit: both losses fall and level off. Overfitting: the eval loss turns upwards. Underfitting: both still fall at the end. Divergence: both rise.</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>四組曲線。適配良好：兩種損失下降後趨於平穩。過度擬合：評估損失轉而上升。欠擬合：結束時兩者仍在下降。發散：兩者都上升。</translation>
  </message>
  <message>
   <source>best</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>最佳</translation>
  </message>
  <message>
   <source>steps</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>步數</translation>
  </message>
  <message>
   <source>loss</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>損失</translation>
  </message>
  <message>
   <source>training ends</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>訓練結束</translation>
  </message>
  <message>
   <source>Well-fit</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>適配良好</translation>
  </message>
  <message>
   <source>Overfitting</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>過度擬合</translation>
  </message>
  <message>
   <source>Underfitting</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>欠擬合</translation>
  </message>
  <message>
   <source>Divergence</source>
   <extracomment>deeptuner/ui/pages/help/figures/curves.py</extracomment>
   <translation>發散</translation>
  </message>
  <message>
   <source>A large frozen matrix W, plus the product of a tall thin matrix B and a flat thin matrix A, is the new matrix W + BA of the same size. Only B and A are trained.</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>凍結的大矩陣 W，加上高瘦矩陣 B 與扁平矩陣 A 的乘積，就是同樣大小的新矩陣 W + BA。只訓練 B 與 A。</translation>
  </message>
  <message>
   <source>{count} numbers are trained ({share})</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>訓練 {count} 個數字（{share}）</translation>
  </message>
  <message>
   <source>frozen</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>凍結</translation>
  </message>
  <message>
   <source>your model</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>你的模型</translation>
  </message>
  <message>
   <source>{count} numbers</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>{count} 個數字</translation>
  </message>
  <message>
   <source>rank {rank}</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>秩 {rank}</translation>
  </message>
  <message>
   <source>same size after merging</source>
   <extracomment>deeptuner/ui/pages/help/figures/lora.py</extracomment>
   <translation>合併後大小不變</translation>
  </message>
  <message>
   <source>Bits of the number formats. fp32: 1 for the sign, 8 for the exponent, 23 for the fraction. bf16: 1, 8 and 7. fp16: 1, 5 and 10.</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>各種數值格式的位元。fp32：1 個符號、8 個指數、23 個小數。bf16：1、8 與 7。fp16：1、5 與 10。</translation>
  </message>
  <message>
   <source>Most weights lie near zero, in a bell curve. Below it, the sixteen levels of NF4 are dense near zero and sparse outside; evenly spaced levels are not.</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>多數權重靠近零，呈鐘形曲線。下方 NF4 的十六個級距在零附近密集、外側稀疏；等距的級距則不然。</translation>
  </message>
  <message>
   <source>how many weights</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>權重的數量</translation>
  </message>
  <message>
   <source>even levels</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>等距級距</translation>
  </message>
  <message>
   <source>sign</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>符號</translation>
  </message>
  <message>
   <source>exponent: how far it reaches</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>指數：範圍有多大</translation>
  </message>
  <message>
   <source>fraction: how fine it is</source>
   <extracomment>deeptuner/ui/pages/help/figures/numbers.py</extracomment>
   <translation>小數：有多精細</translation>
  </message>
  <message>
   <source>Two cards, three ways. Data Parallel: each holds all layers and reads other rows. Fully Sharded: each holds half of every layer and reads other rows. Naive: the first holds the first layers and the second the others, and one row passes through both.</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>兩張卡，三種方式。資料平行：每張存放所有層，讀不同的資料列。完全分片：每張存放每一層的一半，讀不同的資料列。單純：第一張存放前面的層，第二張存放其餘，每一列依序通過兩張。</translation>
  </message>
  <message>
   <source>Data Parallel</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>資料平行</translation>
  </message>
  <message>
   <source>Fully Sharded</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>完全分片</translation>
  </message>
  <message>
   <source>Naive Model Parallel</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>單純模型平行</translation>
  </message>
  <message>
   <source>a whole copy on each</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>各放一份完整副本</translation>
  </message>
  <message>
   <source>a slice of every layer</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>每一層的切片</translation>
  </message>
  <message>
   <source>one after the other</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>一個接一個</translation>
  </message>
  <message>
   <source>rows</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>資料列</translation>
  </message>
  <message>
   <source>rows {letter}</source>
   <extracomment>deeptuner/ui/pages/help/figures/parallel.py</extracomment>
   <translation>資料列 {letter}</translation>
  </message>
  <message>
   <source>Twelve small plots of the learning rate over the steps, one for each scheduler type. The table below says how each one moves.</source>
   <extracomment>deeptuner/ui/pages/help/figures/schedulers.py</extracomment>
   <translation>十二張小圖，各為一種排程類型的學習率隨步數的變化。下表說明各自的走勢。</translation>
  </message>
  <message>
   <source>The learning rate rises in a straight line during warmup and then falls along the curve of its scheduler.</source>
   <extracomment>deeptuner/ui/pages/help/figures/schedulers.py</extracomment>
   <translation>學習率在暖身期間直線上升，之後沿著排程的曲線下降。</translation>
  </message>
  <message>
   <source>warmup</source>
   <extracomment>deeptuner/ui/pages/help/figures/schedulers.py</extracomment>
   <translation>暖身</translation>
  </message>
  <message>
   <source>the rate you set</source>
   <extracomment>deeptuner/ui/pages/help/figures/schedulers.py</extracomment>
   <translation>你設定的學習率</translation>
  </message>
  <message>
   <source>Without gradient checkpointing everything that six layers compute is kept. With it only what enters each layer is kept, and the rest is computed again on the way back.</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>沒有梯度檢查點時，六層計算的一切都會保留。有梯度檢查點時，只保留進入每一層的內容，其餘在回程時重新計算。</translation>
  </message>
  <message>
   <source>A run from left to right with ten checkpoints, spread evenly. The best, marked with a star, and the newest are kept; the others have been deleted.</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>從左到右的一次訓練，平均分布十個檢查點。保留以星號標示的最佳者與最新者，其餘已刪除。</translation>
  </message>
  <message>
   <source>The loss of a token falls from high values at a probability near 0 to zero at a probability of 1. At one half it is 0.69.</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>token 的損失從機率接近 0 時的高值，下降到機率為 1 時的零。機率為一半時是 0.69。</translation>
  </message>
  <message>
   <source>probability that the model gave to the right token</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>模型給正確 token 的機率</translation>
  </message>
  <message>
   <source>kept in memory</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>保留在記憶體</translation>
  </message>
  <message>
   <source>let go, and computed again</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>釋放後重新計算</translation>
  </message>
  <message>
   <source>layer {number}</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>第 {number} 層</translation>
  </message>
  <message>
   <source>deleted, to save room</source>
   <extracomment>deeptuner/ui/pages/help/figures/state.py</extracomment>
   <translation>為節省空間而刪除</translation>
  </message>
  <message>
   <source>The sentence “The gardener repotted the lemon tree.” cut into nine tokens: frequent words stay whole, rarer ones fall into pieces.</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>句子「The gardener repotted the lemon tree.」切成九個 token：常見的字保持完整，較少見的字分成幾塊。</translation>
  </message>
  <message>
   <source>An example. The dot stands for the space, which belongs to the token.</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>範例。點代表空格，它屬於該 token。</translation>
  </message>
  <message>
   <source>A question and its answer become one text, in which special marks say where each turn begins, who speaks, and where it ends.</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>問題與答案變成一段文字，其中以特殊記號標示每個輪次從哪裡開始、由誰說話、在哪裡結束。</translation>
  </message>
  <message>
   <source>A row as the model reads it. The question and the marks are read only; the answer and the end token behind it are learned, and are underlined.</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>模型讀到的一列資料。問題與記號只供閱讀；答案與其後的結束 token 會學習，並加上底線。</translation>
  </message>
  <message>
   <source>user</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>使用者</translation>
  </message>
  <message>
   <source>assistant</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>助理</translation>
  </message>
  <message>
   <source>learned</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>學習</translation>
  </message>
  <message>
   <source>read only</source>
   <extracomment>deeptuner/ui/pages/help/figures/texts.py</extracomment>
   <translation>只讀</translation>
  </message>
  <message>
   <source>Where you set it</source>
   <extracomment>deeptuner/ui/pages/help/side.py</extracomment>
   <translation>在哪裡設定</translation>
  </message>
  <message>
   <source>Show the setting</source>
   <extracomment>deeptuner/ui/pages/help/side.py</extracomment>
   <translation>顯示設定</translation>
  </message>
  <message>
   <source>See also</source>
   <extracomment>deeptuner/ui/pages/help/side.py</extracomment>
   <translation>另請參閱</translation>
  </message>
  <message>
   <source>in your run</source>
   <extracomment>deeptuner/ui/pages/help/tables.py</extracomment>
   <translation>你的設定</translation>
  </message>
  <message>
   <source>Back (Alt+Left)</source>
   <extracomment>deeptuner/ui/pages/help/trail.py</extracomment>
   <translation>返回（Alt+Left）</translation>
  </message>
  <message>
   <source>Forward (Alt+Right)</source>
   <extracomment>deeptuner/ui/pages/help/trail.py</extracomment>
   <translation>前進（Alt+Right）</translation>
  </message>
  <message>
   <source>{rate} tokens/s</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>{rate} token/秒</translation>
  </message>
  <message>
   <source>Left answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>左邊的答案</translation>
  </message>
  <message>
   <source>Right answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>右邊的答案</translation>
  </message>
  <message>
   <source>{tokens} tokens, {seconds} s</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>{tokens} 個 token，{seconds} 秒</translation>
  </message>
  <message>
   <source>cut at the longest answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>達到最長答案而截斷</translation>
  </message>
  <message>
   <source>stopped</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>已停止</translation>
  </message>
  <message>
   <source>broken off</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>中斷</translation>
  </message>
  <message>
   <source>Answer: {model}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>答案：{model}</translation>
  </message>
  <message>
   <source>Writing …</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>書寫中…</translation>
  </message>
  <message>
   <source>{tokens} tokens</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>{tokens} 個 token</translation>
  </message>
  <message>
   <source>Waiting …</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>等待中…</translation>
  </message>
  <message>
   <source>(no answer)</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>（沒有回答）</translation>
  </message>
  <message>
   <source>Base model</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>基礎模型</translation>
  </message>
  <message>
   <source>What the model answers as it was before fine-tuning.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>微調前的模型所給的答案。</translation>
  </message>
  <message>
   <source>Fine-tuned</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>微調後</translation>
  </message>
  <message>
   <source>What it answers with what the run taught it.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>學了這次訓練作業的內容之後所給的答案。</translation>
  </message>
  <message>
   <source>You</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/board.py</extracomment>
   <translation>你</translation>
  </message>
  <message>
   <source>Question to both models</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>給兩個模型的問題</translation>
  </message>
  <message>
   <source>Ask both models … (Enter sends, Shift+Enter starts a new line)</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>詢問兩個模型…（Enter 送出，Shift+Enter 換行）</translation>
  </message>
  <message>
   <source>Prompts</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>提示</translation>
  </message>
  <message>
   <source>Clear</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>清除</translation>
  </message>
  <message>
   <source>Send to both</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>送給兩者</translation>
  </message>
  <message>
   <source>Stop</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>停止</translation>
  </message>
  <message>
   <source>Ask all prompts of a file …</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/composer.py</extracomment>
   <translation>詢問檔案中的所有提示…</translation>
  </message>
  <message>
   <source>Loading the models …</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/loading.py</extracomment>
   <translation>正在載入模型…</translation>
  </message>
  <message>
   <source>Loading the models</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/loading.py</extracomment>
   <translation>正在載入模型</translation>
  </message>
  <message>
   <source>The models stay in memory afterwards, until five minutes after you leave this page, or until you free it.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/loading.py</extracomment>
   <translation>之後模型會留在記憶體裡，直到您離開此頁面五分鐘後，或您手動釋放為止。</translation>
  </message>
  <message>
   <source>{used} of {total}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>{used}／{total}</translation>
  </message>
  <message>
   <source>Memory in use</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>使用中的記憶體</translation>
  </message>
  <message>
   <source>Free</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>釋放</translation>
  </message>
  <message>
   <source>Let go of the models</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>釋放模型</translation>
  </message>
  <message>
   <source>Memory</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>記憶體</translation>
  </message>
  <message>
   <source>How much is known after the first answer.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>第一個答案之後才知道用了多少。</translation>
  </message>
  <message>
   <source>Both models on {device}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>兩個模型都在 {device}</translation>
  </message>
  <message>
   <source>Base and adapter on {device}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>基礎模型與適配器在 {device}</translation>
  </message>
  <message>
   <source>Nothing is loaded.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/memory_card.py</extracomment>
   <translation>沒有載入任何模型。</translation>
  </message>
  <message>
   <source>Copy the answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/message.py</extracomment>
   <translation>複製答案</translation>
  </message>
  <message>
   <source>Ask both models a set of prompts</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>以一組提示詢問兩個模型</translation>
  </message>
  <message>
   <source>{done} of {total} prompts asked</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>已詢問 {done}／{total} 個提示</translation>
  </message>
  <message>
   <source>{count} prompts were asked.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>已詢問 {count} 個提示。</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>所有檔案 (*)</translation>
  </message>
  <message>
   <source>Exactly as expected, of {of}: base model {base}, fine-tuned {tuned}.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>{of} 個之中與預期完全相同：基礎模型 {base}，微調後 {tuned}。</translation>
  </message>
  <message>
   <source>Prompt</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>提示</translation>
  </message>
  <message>
   <source>Expected</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>預期</translation>
  </message>
  <message>
   <source>Not asked, because</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>未能詢問的原因</translation>
  </message>
  <message>
   <source>Answers</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>答案</translation>
  </message>
  <message>
   <source>Open the table</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>開啟表格</translation>
  </message>
  <message>
   <source>Prompts that were asked</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>已詢問的提示</translation>
  </message>
  <message>
   <source>Prompts of {file}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>{file} 中的提示</translation>
  </message>
  <message>
   <source>Prompts ({kinds})</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>提示 ({kinds})</translation>
  </message>
  <message>
   <source>{count} could not be asked; the table says why.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>有 {count} 個無法詢問；原因見表格。</translation>
  </message>
  <message>
   <source>1 prompt was asked.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>已詢問 1 個提示。</translation>
  </message>
  <message>
   <source>The answers so far are in the table.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>到目前為止的回答都在表格中。</translation>
  </message>
  <message>
   <source>No table was written.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>沒有寫出表格。</translation>
  </message>
  <message>
   <source>The table cannot be written: {why}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>無法寫出表格：{why}</translation>
  </message>
  <message>
   <source>The prompts could not be asked.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/prompt_set.py</extracomment>
   <translation>無法詢問這些提示。</translation>
  </message>
  <message>
   <source>The last question with everything that the chat template puts around it.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/rendered.py</extracomment>
   <translation>最後一個問題，連同對話範本在前後加上的一切。</translation>
  </message>
  <message>
   <source>The prompt as the model gets it</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/rendered.py</extracomment>
   <translation>模型實際收到的提示</translation>
  </message>
  <message>
   <source>The models were let go of, since a run began.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/session.py</extracomment>
   <translation>因為有訓練作業開始，模型已被釋放。</translation>
  </message>
  <message>
   <source>Both models draw from this seed, so that differences come from the model.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>兩個模型用同一個種子抽取，差異因此來自模型本身。</translation>
  </message>
  <message>
   <source>Settings</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>設定</translation>
  </message>
  <message>
   <source>Seed</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>種子</translation>
  </message>
  <message>
   <source>Show prompt</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>顯示提示</translation>
  </message>
  <message>
   <source>It is there once a question has been answered.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>回答過一個問題之後就有。</translation>
  </message>
  <message>
   <source>The chat template of this model takes no system text.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>這個模型的對話範本不接受系統文字。</translation>
  </message>
  <message>
   <source>Temperature</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>溫度</translation>
  </message>
  <message>
   <source>Longest answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>最長答案</translation>
  </message>
  <message>
   <source>Top-p</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>Top-p</translation>
  </message>
  <message>
   <source>Same seed</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>相同種子</translation>
  </message>
  <message>
   <source>Blind test</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>盲測</translation>
  </message>
  <message>
   <source>Chat template</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>對話範本</translation>
  </message>
  <message>
   <source>System text</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>系統文字</translation>
  </message>
  <message>
   <source>Who the model is, and how it answers.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/settings_card.py</extracomment>
   <translation>模型的身分，以及如何回答。</translation>
  </message>
  <message>
   <source>Vote on these answers first, or turn the blind test off.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>請先為這些答案投票，或關閉盲測。</translation>
  </message>
  <message>
   <source>None: asked as plain text</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>無：以純文字詢問</translation>
  </message>
  <message>
   <source>Choose a run to talk to its model.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>請選擇一個訓練作業，與它的模型對話。</translation>
  </message>
  <message>
   <source>Both models have answered.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>兩個模型都已回答。</translation>
  </message>
  <message>
   <source>step {step}</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>步驟 {step}</translation>
  </message>
  <message>
   <source>last state</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>最後狀態</translation>
  </message>
  <message>
   <source>Sample prompts of the run</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>這個訓練作業的範例提示</translation>
  </message>
  <message>
   <source>Asked before</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/view.py</extracomment>
   <translation>先前問過的</translation>
  </message>
  <message>
   <source>{count} answers compared so far</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>目前已比較 {count} 個答案</translation>
  </message>
  <message>
   <source>Which answer is better?</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>哪個答案比較好？</translation>
  </message>
  <message>
   <source>Vote once both have answered.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>兩者都回答後才能投票。</translation>
  </message>
  <message>
   <source>Vote to see which is which.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>投票後即揭曉。</translation>
  </message>
  <message>
   <source>Tuned</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>微調</translation>
  </message>
  <message>
   <source>Same</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>一樣</translation>
  </message>
  <message>
   <source>Base</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>基礎</translation>
  </message>
  <message>
   <source>Left one</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>左邊</translation>
  </message>
  <message>
   <source>Right one</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>右邊</translation>
  </message>
  <message>
   <source>The left answer was the fine-tuned model's.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>左邊的答案出自微調後的模型。</translation>
  </message>
  <message>
   <source>The left answer was the base model's.</source>
   <extracomment>deeptuner/ui/pages/merge_export/chat/vote_card.py</extracomment>
   <translation>左邊的答案出自基礎模型。</translation>
  </message>
  <message>
   <source>This run ended before it saved a checkpoint, so there is nothing to merge.</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_card.py</extracomment>
   <translation>這次訓練在儲存檢查點之前就結束了，因此沒有可合併的內容。</translation>
  </message>
  <message>
   <source>Choose a checkpoint</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_card.py</extracomment>
   <translation>選擇檢查點</translation>
  </message>
  <message>
   <source>Full fine-tuning changed the model itself, so there is nothing to merge. The model lies in the run's folder, under model/.</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_card.py</extracomment>
   <translation>完整微調改變了模型本身，因此沒有需要合併的內容。模型在訓練作業資料夾的 model/ 之下。</translation>
  </message>
  <message>
   <source>This run has not saved a checkpoint yet. Save now on Monitor makes one.</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_card.py</extracomment>
   <translation>這次訓練還沒有儲存檢查點。「監控」中的「立即儲存」可以建立一個。</translation>
  </message>
  <message>
   <source>Checkpoints</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_card.py</extracomment>
   <translation>檢查點</translation>
  </message>
  <message>
   <source>Reading the checkpoints …</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_card.py</extracomment>
   <translation>正在讀取檢查點…</translation>
  </message>
  <message>
   <source>Checkpoint of step {step}, eval loss {loss}. {kind}</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>第 {step} 步的檢查點，評估損失 {loss}。{kind}</translation>
  </message>
  <message>
   <source>Best</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>最佳</translation>
  </message>
  <message>
   <source>Newest</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>最新</translation>
  </message>
  <message>
   <source>Saved by hand</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>手動儲存</translation>
  </message>
  <message>
   <source>For recovery</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>供復原</translation>
  </message>
  <message>
   <source>Scheduled</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>定期</translation>
  </message>
  <message>
   <source>Checkpoint of step {step}, not evaluated. {kind}</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>第 {step} 步的檢查點，未評估。{kind}</translation>
  </message>
  <message>
   <source>Step</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>步</translation>
  </message>
  <message>
   <source>Eval loss</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>評估損失</translation>
  </message>
  <message>
   <source>Saved</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>儲存時間</translation>
  </message>
  <message>
   <source>Size</source>
   <extracomment>deeptuner/ui/pages/merge_export/checkpoint_table.py</extracomment>
   <translation>大小</translation>
  </message>
  <message>
   <source>{same} of {tokens}</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>{tokens} 中的 {same}</translation>
  </message>
  <message>
   <source>Same next token</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>下一個 token 相同</translation>
  </message>
  <message>
   <source>Adapter tensors used</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>使用的適配器張量</translation>
  </message>
  <message>
   <source>of {count}</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>共 {count}</translation>
  </message>
  <message>
   <source>compared layer by layer</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>逐層比較</translation>
  </message>
  <message>
   <source>Loads from disk</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>可從磁碟載入</translation>
  </message>
  <message>
   <source>{rows} rows of the eval split, with the adapter and merged</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>評估集的 {rows} 列，適配器與合併後相比</translation>
  </message>
  <message>
   <source>{rows} rows of the training data, with the adapter and merged</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>訓練資料的 {rows} 列，適配器與合併後相比</translation>
  </message>
  <message>
   <source>{rows} sample sentences, with the adapter and merged</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>{rows} 個範例句，適配器與合併後相比</translation>
  </message>
  <message>
   <source>allowed {bound}</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>允許 {bound}</translation>
  </message>
  <message>
   <source>with adapter {loss}</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>使用適配器時 {loss}</translation>
  </message>
  <message>
   <source>Yes</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>是</translation>
  </message>
  <message>
   <source>No</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>否</translation>
  </message>
  <message>
   <source>Max logit difference</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>最大 logit 差異</translation>
  </message>
  <message>
   <source>Max weight error</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>最大權重誤差</translation>
  </message>
  <message>
   <source>of one rounding</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>單次捨入的倍數</translation>
  </message>
  <message>
   <source>Loss</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>損失</translation>
  </message>
  <message>
   <source>rest rounded away</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>其餘因捨入而消失</translation>
  </message>
  <message>
   <source>Adapter effect kept</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>保留的適配器效果</translation>
  </message>
  <message>
   <source>Config as the base's</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>設定與基礎模型相同</translation>
  </message>
  <message>
   <source>{count} settings differ</source>
   <extracomment>deeptuner/ui/pages/merge_export/checks.py</extracomment>
   <translation>{count} 項設定不同</translation>
  </message>
  <message>
   <source>The button does the same as this line in a terminal.</source>
   <extracomment>deeptuner/ui/pages/merge_export/command_line.py</extracomment>
   <translation>此按鈕與終端機中的這一行作用相同。</translation>
  </message>
  <message>
   <source>Copy: {title}</source>
   <extracomment>deeptuner/ui/pages/merge_export/command_line.py</extracomment>
   <translation>複製：{title}</translation>
  </message>
  <message>
   <source>Original, 16-bit</source>
   <extracomment>deeptuner/ui/pages/merge_export/comparison.py</extracomment>
   <translation>原始，16 位元</translation>
  </message>
  <message>
   <source>Match training (NF4)</source>
   <extracomment>deeptuner/ui/pages/merge_export/comparison.py</extracomment>
   <translation>與訓練一致（NF4）</translation>
  </message>
  <message>
   <source>Loss on {rows} rows</source>
   <extracomment>deeptuner/ui/pages/merge_export/comparison.py</extracomment>
   <translation>{rows} 列的損失</translation>
  </message>
  <message>
   <source>As trained: NF4 with adapter</source>
   <extracomment>deeptuner/ui/pages/merge_export/comparison.py</extracomment>
   <translation>如訓練時：NF4 加適配器</translation>
  </message>
  <message>
   <source>Recommended</source>
   <extracomment>deeptuner/ui/pages/merge_export/comparison.py</extracomment>
   <translation>建議</translation>
  </message>
  <message>
   <source>Largest difference in each of {rows} rows: at most {most}, limit {bound}</source>
   <extracomment>deeptuner/ui/pages/merge_export/difference_chart.py</extracomment>
   <translation>{rows} 列各自的最大差異：至多 {most}，上限 {bound}</translation>
  </message>
  <message>
   <source>Row {row}: {value}</source>
   <extracomment>deeptuner/ui/pages/merge_export/difference_chart.py</extracomment>
   <translation>第 {row} 列：{value}</translation>
  </message>
  <message>
   <source>row {row}</source>
   <extracomment>deeptuner/ui/pages/merge_export/difference_chart.py</extracomment>
   <translation>第 {row} 列</translation>
  </message>
  <message>
   <source>Export</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>匯出</translation>
  </message>
  <message>
   <source>Merge first; then the model is exported to Ollama or as a GGUF file.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>請先合併，然後模型會匯出到 Ollama 或成為 GGUF 檔案。</translation>
  </message>
  <message>
   <source>More</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>更多</translation>
  </message>
  <message>
   <source>Export for</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>匯出給</translation>
  </message>
  <message>
   <source>Progress of the export</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>匯出進度</translation>
  </message>
  <message>
   <source>Save files</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>儲存檔案</translation>
  </message>
  <message>
   <source>Create in Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>在 Ollama 中建立</translation>
  </message>
  <message>
   <source>Write GGUF file</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>寫出 GGUF 檔案</translation>
  </message>
  <message>
   <source>Name in Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>Ollama 中的名稱</translation>
  </message>
  <message>
   <source>Letters, digits, dots, dashes and underscores, beginning with a letter or digit.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>字母、數字、句點、連字號與底線，以字母或數字開頭。</translation>
  </message>
  <message>
   <source>Measure loss</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>測量損失</translation>
  </message>
  <message>
   <source>Delete from Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>從 Ollama 刪除</translation>
  </message>
  <message>
   <source>No Ollama answers at {address}. Save the files to see what to type.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>{address} 沒有 Ollama 回應。儲存檔案即可看到要輸入的指令。</translation>
  </message>
  <message>
   <source>GGUF file</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>GGUF 檔案</translation>
  </message>
  <message>
   <source>Show in folder</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/card.py</extracomment>
   <translation>在資料夾中顯示</translation>
  </message>
  <message>
   <source>One file with weights, tokenizer and chat template, for llama.cpp, Ollama, LM Studio and others. After writing it is read back and compared.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/gguf_part.py</extracomment>
   <translation>一個包含權重、分詞器與對話範本的檔案，供 llama.cpp、Ollama、LM Studio 等使用。寫出後會讀回並比較。</translation>
  </message>
  <message>
   <source>The Modelfile in {folder} is written anew, and if Ollama has a model {name}, this one takes its place.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>{folder} 中的 Modelfile 會重新寫出；若 Ollama 已有模型 {name}，將由此模型取代。</translation>
  </message>
  <message>
   <source>{path} exists. It stays as it is until the new one is complete.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>{path} 已存在。在新模型完成之前，它會保持原樣。</translation>
  </message>
  <message>
   <source>Ollama has a model {name} already. This one would take its place.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>Ollama 已經有模型 {name}。這個模型會取代它。</translation>
  </message>
  <message>
   <source>Asked itself, Ollama renders all {count} cases as in training.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>直接詢問後，Ollama 對全部 {count} 個案例的呈現都與訓練時相同。</translation>
  </message>
  <message>
   <source>Replace the Modelfile?</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>要取代 Modelfile 嗎？</translation>
  </message>
  <message>
   <source>{path} exists; what you changed in it would be lost.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>{path} 已存在；您在其中所做的變更將會遺失。</translation>
  </message>
  <message>
   <source>Replace what is there?</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>要取代現有內容嗎？</translation>
  </message>
  <message>
   <source>Replace the GGUF file?</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>要取代 GGUF 檔案嗎？</translation>
  </message>
  <message>
   <source>Delete {name} from Ollama?</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>要從 Ollama 刪除 {name} 嗎？</translation>
  </message>
  <message>
   <source>Ollama forgets the model and frees its room. The files of this experiment stay.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>Ollama 會移除此模型並釋放空間。此實驗的檔案會保留。</translation>
  </message>
  <message>
   <source>Delete</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>刪除</translation>
  </message>
  <message>
   <source>Replace</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>取代</translation>
  </message>
  <message>
   <source>Reading the model …</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>正在讀取模型…</translation>
  </message>
  <message>
   <source>Exporting</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>正在匯出</translation>
  </message>
  <message>
   <source>Ollama has the model {name} now.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>Ollama 現在有模型 {name}。</translation>
  </message>
  <message>
   <source>{name} is no longer in Ollama.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>{name} 已不在 Ollama 中。</translation>
  </message>
  <message>
   <source>Attention: Ollama renders some cases otherwise: {cases}.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>注意：Ollama 對某些案例的呈現不同：{cases}。</translation>
  </message>
  <message>
   <source>Ollama is at work …</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>Ollama 正在處理 …</translation>
  </message>
  <message>
   <source>Type these where Ollama is installed:</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>請在安裝 Ollama 的電腦上輸入：</translation>
  </message>
  <message>
   <source>The files of {name} are saved.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>{name} 的檔案已儲存。</translation>
  </message>
  <message>
   <source>Talk to it with:</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>用此指令與它對話：</translation>
  </message>
  <message>
   <source>Read back and compared.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>已讀回並比較。</translation>
  </message>
  <message>
   <source>Written: {file}, {size}</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>已寫出：{file}，{size}</translation>
  </message>
  <message>
   <source>The files here are kept.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>此處的檔案會保留。</translation>
  </message>
  <message>
   <source>Cancelled.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>已取消。</translation>
  </message>
  <message>
   <source>Nothing half-finished was left.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>沒有留下未完成的檔案。</translation>
  </message>
  <message>
   <source>The export failed.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/jobs.py</extracomment>
   <translation>匯出失敗。</translation>
  </message>
  <message>
   <source>Modelfile</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/modelfile_view.py</extracomment>
   <translation>Modelfile</translation>
  </message>
  <message>
   <source>Saving the files writes the Modelfile, and checks the template by rendering it.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/ollama_part.py</extracomment>
   <translation>儲存檔案會寫出 Modelfile，並以實際呈現檢查範本。</translation>
  </message>
  <message>
   <source>Copy the Modelfile</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/ollama_part.py</extracomment>
   <translation>複製 Modelfile</translation>
  </message>
  <message>
   <source>No TEMPLATE: the model's own chat template serves.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/ollama_part.py</extracomment>
   <translation>沒有 TEMPLATE：使用模型自己的對話範本。</translation>
  </message>
  <message>
   <source>Template check</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/ollama_part.py</extracomment>
   <translation>範本檢查</translation>
  </message>
  <message>
   <source>{same} of {count} the same</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>{count} 個中有 {same} 個相同</translation>
  </message>
  <message>
   <source>{count} tokens</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>{count} 個 token</translation>
  </message>
  <message>
   <source>Training: {training}
Ollama: {ollama}</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>訓練：{training}
Ollama：{ollama}</translation>
  </message>
  <message>
   <source>One question</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>一個問題</translation>
  </message>
  <message>
   <source>Question and answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>問題與回答</translation>
  </message>
  <message>
   <source>Several turns</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>多輪</translation>
  </message>
  <message>
   <source>Several turns, answered</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>多輪，含回答</translation>
  </message>
  <message>
   <source>With system prompt</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>有系統提示</translation>
  </message>
  <message>
   <source>With system prompt, answered</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>有系統提示，含回答</translation>
  </message>
  <message>
   <source>System prompt, several turns</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>系統提示，多輪</translation>
  </message>
  <message>
   <source>System prompt, several turns, answered</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>系統提示，多輪，含回答</translation>
  </message>
  <message>
   <source>Empty system prompt</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>空的系統提示</translation>
  </message>
  <message>
   <source>Empty system prompt, several turns</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>空的系統提示，多輪</translation>
  </message>
  <message>
   <source>Letters of many scripts</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>多種文字的字母</translation>
  </message>
  <message>
   <source>Many scripts, with system prompt</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>多種文字，有系統提示</translation>
  </message>
  <message>
   <source>Many scripts, answered</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>多種文字，含回答</translation>
  </message>
  <message>
   <source>Long conversation</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>長對話</translation>
  </message>
  <message>
   <source>Blanks around the words</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>文字前後的空白</translation>
  </message>
  <message>
   <source>Blanks, with system prompt</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>空白，有系統提示</translation>
  </message>
  <message>
   <source>Reasoning in an answer</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>回答中的推理</translation>
  </message>
  <message>
   <source>System prompt in between</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>中間的系統提示</translation>
  </message>
  <message>
   <source>Case</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>案例</translation>
  </message>
  <message>
   <source>Training</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>訓練中</translation>
  </message>
  <message>
   <source>Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>Ollama</translation>
  </message>
  <message>
   <source>Result</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>結果</translation>
  </message>
  <message>
   <source>same</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>相同</translation>
  </message>
  <message>
   <source>differs</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/template_check.py</extracomment>
   <translation>不同</translation>
  </message>
  <message>
   <source>loss {loss}</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>損失 {loss}</translation>
  </message>
  <message>
   <source>made by Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>由 Ollama 製作</translation>
  </message>
  <message>
   <source>loss not measured</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>未測量損失</translation>
  </message>
  <message>
   <source>needs Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>需要 Ollama</translation>
  </message>
  <message>
   <source>needs llama.cpp</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>需要 llama.cpp</translation>
  </message>
  <message>
   <source>Fewer types</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>較少類型</translation>
  </message>
  <message>
   <source>{count} more types</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/type_choice.py</extracomment>
   <translation>另外 {count} 種類型</translation>
  </message>
  <message>
   <source>Quantization</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/types_part.py</extracomment>
   <translation>量化</translation>
  </message>
  <message>
   <source>loss measured on {rows} rows</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/types_part.py</extracomment>
   <translation>損失以 {rows} 列測量</translation>
  </message>
  <message>
   <source>No GGUF file can be written of this model.</source>
   <extracomment>deeptuner/ui/pages/merge_export/exporting/types_part.py</extracomment>
   <translation>此模型無法寫成 GGUF 檔案。</translation>
  </message>
  <message>
   <source>A merged model is there already.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>這裡已經有合併的模型。</translation>
  </message>
  <message>
   <source>Another model is there, which no merge made. It is not replaced.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>那裡是另一個模型，不是合併的結果，因此不會被取代。</translation>
  </message>
  <message>
   <source>The model there is that of another run: {name}.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>那裡的模型屬於另一個訓練作業：{name}。</translation>
  </message>
  <message>
   <source>The model there is that of step {step}. Merge to have that of step {chosen}.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>那裡的模型是第 {step} 步的。請合併以取得第 {chosen} 步的模型。</translation>
  </message>
  <message>
   <source>Merge</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併</translation>
  </message>
  <message>
   <source>Merge into</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併到</translation>
  </message>
  <message>
   <source>Device</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>裝置</translation>
  </message>
  <message>
   <source>Merge Model</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併模型</translation>
  </message>
  <message>
   <source>Compare both</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>比較兩者</translation>
  </message>
  <message>
   <source>Progress of the merge</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併的進度</translation>
  </message>
  <message>
   <source>Open Folder</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>開啟資料夾</translation>
  </message>
  <message>
   <source>Use the model</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>使用模型</translation>
  </message>
  <message>
   <source>Replace the merged model?</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>要取代合併的模型嗎？</translation>
  </message>
  <message>
   <source>Merging</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併中</translation>
  </message>
  <message>
   <source>Save to</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>儲存到</translation>
  </message>
  <message>
   <source>Automatic</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>自動</translation>
  </message>
  <message>
   <source>CPU</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>CPU</translation>
  </message>
  <message>
   <source>The merge was cancelled.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併已取消。</translation>
  </message>
  <message>
   <source>Recommended: {choice}</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>建議：{choice}</translation>
  </message>
  <message>
   <source>peak memory {size}</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>峰值記憶體 {size}</translation>
  </message>
  <message>
   <source>Merged by PEFT, which holds the whole model in memory.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>由 PEFT 合併，整個模型都在記憶體中。</translation>
  </message>
  <message>
   <source>The merge failed.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>合併失敗。</translation>
  </message>
  <message>
   <source>The comparison failed.</source>
   <extracomment>deeptuner/ui/pages/merge_export/merge_card.py</extracomment>
   <translation>比較失敗。</translation>
  </message>
  <message>
   <source>Run</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>訓練作業</translation>
  </message>
  <message>
   <source>View</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>檢視</translation>
  </message>
  <message>
   <source>Go to Fine-Tuning</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>前往微調</translation>
  </message>
  <message>
   <source>Open an experiment folder first.</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>請先開啟實驗資料夾。</translation>
  </message>
  <message>
   <source>No run to merge yet. Fine-tune a model, then merge what it learned.</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>還沒有可合併的訓練作業。請先微調模型，再合併它學到的內容。</translation>
  </message>
  <message>
   <source>Merge and export</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>合併與匯出</translation>
  </message>
  <message>
   <source>Chat</source>
   <extracomment>deeptuner/ui/pages/merge_export/page.py</extracomment>
   <translation>對話</translation>
  </message>
  <message>
   <source>{phase}: {far}</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>{phase}：{far}</translation>
  </message>
  <message>
   <source>{done} of {total}</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>{done}／{total}</translation>
  </message>
  <message>
   <source>{phase} …</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>{phase}…</translation>
  </message>
  <message>
   <source>Comparing with the adapter</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>正在與適配器比較</translation>
  </message>
  <message>
   <source>Writing the GGUF file</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>正在寫出 GGUF 檔案</translation>
  </message>
  <message>
   <source>Quantising</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>正在量化</translation>
  </message>
  <message>
   <source>Sending it to Ollama</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>正在傳送到 Ollama</translation>
  </message>
  <message>
   <source>Measuring the loss of each type</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>正在測量各類型的損失</translation>
  </message>
  <message>
   <source>Asking Ollama what it renders</source>
   <extracomment>deeptuner/ui/pages/merge_export/progress_words.py</extracomment>
   <translation>正在詢問 Ollama 的呈現結果</translation>
  </message>
  <message>
   <source>{check}: failed</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>{check}：未通過</translation>
  </message>
  <message>
   <source>Each merge is compared with the model and its adapter; the result stands here.</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>每次合併都會與模型加適配器比較；結果顯示在此。</translation>
  </message>
  <message>
   <source>It was merged without a comparison. Merging it again makes one.</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>合併時沒有比較。再次合併即可產生。</translation>
  </message>
  <message>
   <source>{good} of {count} passed</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>{count} 項中有 {good} 項通過</translation>
  </message>
  <message>
   <source>No model was kept, and what was there before stays. Keep the report, choose another checkpoint or device, and merge again; if it fails again, report it.</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>沒有保留任何模型，先前的內容不變。請保留報告，選擇其他檢查點或裝置後再合併；若再次失敗，請回報。</translation>
  </message>
  <message>
   <source>{check}: passed</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>{check}：通過</translation>
  </message>
  <message>
   <source>Proof report</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>驗證報告</translation>
  </message>
  <message>
   <source>Save report</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>儲存報告</translation>
  </message>
  <message>
   <source>Not proven</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>未驗證</translation>
  </message>
  <message>
   <source>Nothing shows yet that this model does what was trained.</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>目前沒有任何證據顯示此模型符合訓練結果。</translation>
  </message>
  <message>
   <source>The merged model failed its proof.</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>合併後的模型未通過驗證。</translation>
  </message>
  <message>
   <source>Largest difference in each row</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>各列的最大差異</translation>
  </message>
  <message>
   <source>limit {bound}</source>
   <extracomment>deeptuner/ui/pages/merge_export/proof_card.py</extracomment>
   <translation>上限 {bound}</translation>
  </message>
  <message>
   <source>Temperature, power and load of each GPU over the whole run, as a picture.</source>
   <extracomment>deeptuner/ui/pages/merge_export/report_card.py</extracomment>
   <translation>整次訓練期間各 GPU 的溫度、功率與使用率，繪成一張圖。</translation>
  </message>
  <message>
   <source>Open</source>
   <extracomment>deeptuner/ui/pages/merge_export/report_card.py</extracomment>
   <translation>開啟</translation>
  </message>
  <message>
   <source>GPU report</source>
   <extracomment>deeptuner/ui/pages/merge_export/report_card.py</extracomment>
   <translation>GPU 報告</translation>
  </message>
  <message>
   <source>Generate Temperature Plot</source>
   <extracomment>deeptuner/ui/pages/merge_export/report_card.py</extracomment>
   <translation>產生溫度圖</translation>
  </message>
  <message>
   <source>Temperatures of the GPUs during the run</source>
   <extracomment>deeptuner/ui/pages/merge_export/report_card.py</extracomment>
   <translation>訓練期間各 GPU 的溫度</translation>
  </message>
  <message>
   <source>One page to hand on: settings, curves, diagnosis, samples, temperatures, proof</source>
   <extracomment>deeptuner/ui/pages/merge_export/run_report.py</extracomment>
   <translation>可轉交的一頁：設定、曲線、診斷、範例、溫度與驗證</translation>
  </message>
  <message>
   <source>Run report</source>
   <extracomment>deeptuner/ui/pages/merge_export/run_report.py</extracomment>
   <translation>訓練報告</translation>
  </message>
  <message>
   <source>The report opens in the browser: {file}</source>
   <extracomment>deeptuner/ui/pages/merge_export/run_report.py</extracomment>
   <translation>報告會在瀏覽器中開啟：{file}</translation>
  </message>
  <message>
   <source>The merged folder is an ordinary Hugging Face model.</source>
   <extracomment>deeptuner/ui/pages/merge_export/use_model.py</extracomment>
   <translation>合併後的資料夾就是一般的 Hugging Face 模型。</translation>
  </message>
  <message>
   <source>In Python, with transformers</source>
   <extracomment>deeptuner/ui/pages/merge_export/use_model.py</extracomment>
   <translation>在 Python 中使用 transformers</translation>
  </message>
  <message>
   <source>As a server, with vLLM</source>
   <extracomment>deeptuner/ui/pages/merge_export/use_model.py</extracomment>
   <translation>以 vLLM 作為伺服器</translation>
  </message>
  <message>
   <source>Cancelling …</source>
   <extracomment>deeptuner/ui/pages/merge_export/work_row.py</extracomment>
   <translation>正在取消…</translation>
  </message>
  <message>
   <source>Open TensorBoard folder</source>
   <extracomment>deeptuner/ui/pages/monitor/asides.py</extracomment>
   <translation>開啟 TensorBoard 資料夾</translation>
  </message>
  <message>
   <source>this folder</source>
   <extracomment>deeptuner/ui/pages/monitor/board/view.py</extracomment>
   <translation>此資料夾</translation>
  </message>
  <message>
   <source>Back to the runs</source>
   <extracomment>deeptuner/ui/pages/monitor/board/view.py</extracomment>
   <translation>返回訓練作業</translation>
  </message>
  <message>
   <source>Scalar</source>
   <extracomment>deeptuner/ui/pages/monitor/board/view.py</extracomment>
   <translation>純量</translation>
  </message>
  <message>
   <source>TensorBoard, read only</source>
   <extracomment>deeptuner/ui/pages/monitor/board/view.py</extracomment>
   <translation>TensorBoard，唯讀</translation>
  </message>
  <message>
   <source>All scalars</source>
   <extracomment>deeptuner/ui/pages/monitor/board/view.py</extracomment>
   <translation>所有純量</translation>
  </message>
  <message>
   <source>A part of it cannot be read</source>
   <extracomment>deeptuner/ui/pages/monitor/board/view.py</extracomment>
   <translation>有一部分無法讀取</translation>
  </message>
  <message>
   <source>The curve begins with the first step.</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/canvas.py</extracomment>
   <translation>曲線從第一步開始。</translation>
  </message>
  <message>
   <source>Arrow keys read values, + and - zoom, 0 shows everything.</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/chart.py</extracomment>
   <translation>方向鍵讀取數值，+ 與 - 縮放，0 顯示全部。</translation>
  </message>
  <message>
   <source>Train loss {loss} at step {step}.</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/loss.py</extracomment>
   <translation>第 {step} 步的訓練損失 {loss}。</translation>
  </message>
  <message>
   <source>Eval loss {loss} at step {step}.</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/loss.py</extracomment>
   <translation>第 {step} 步的評估損失 {loss}。</translation>
  </message>
  <message>
   <source>Nothing is measured yet.</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/loss.py</extracomment>
   <translation>還沒有測量值。</translation>
  </message>
  <message>
   <source>Eval at {step}</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/loss.py</extracomment>
   <translation>第 {step} 步的評估</translation>
  </message>
  <message>
   <source>Train, smoothed</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/loss.py</extracomment>
   <translation>訓練（平滑）</translation>
  </message>
  <message>
   <source>Train</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/loss.py</extracomment>
   <translation>訓練</translation>
  </message>
  <message>
   <source>★ Best: step {step}, eval {loss}</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/marks.py</extracomment>
   <translation>★ 最佳：第 {step} 步，評估 {loss}</translation>
  </message>
  <message>
   <source>★ Best: step {step}</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/marks.py</extracomment>
   <translation>★ 最佳：第 {step} 步</translation>
  </message>
  <message>
   <source>still to come</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/marks.py</extracomment>
   <translation>尚未進行</translation>
  </message>
  <message>
   <source>epoch {number}</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/marks.py</extracomment>
   <translation>第 {number} 週期</translation>
  </message>
  <message>
   <source>Eval rises since {step}</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/risen.py</extracomment>
   <translation>評估損失自第 {step} 步起上升</translation>
  </message>
  <message>
   <source>{name} {value} at step {step}.</source>
   <extracomment>deeptuner/ui/pages/monitor/charts/small.py</extracomment>
   <translation>第 {step} 步的{name}為 {value}。</translation>
  </message>
  <message>
   <source>Time</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/chart.py</extracomment>
   <translation>時間</translation>
  </message>
  <message>
   <source>Tokens</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/chart.py</extracomment>
   <translation>Token</translation>
  </message>
  <message>
   <source>Runs to compare</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/picks.py</extracomment>
   <translation>要比較的訓練作業</translation>
  </message>
  <message>
   <source>ticked</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/picks.py</extracomment>
   <translation>已勾選</translation>
  </message>
  <message>
   <source>not ticked</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/picks.py</extracomment>
   <translation>未勾選</translation>
  </message>
  <message>
   <source>Find runs</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>尋找訓練作業</translation>
  </message>
  <message>
   <source>Back to the run</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>返回訓練作業</translation>
  </message>
  <message>
   <source>Show everything again</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>重新顯示全部</translation>
  </message>
  <message>
   <source>What the curves are drawn along</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>曲線的橫軸</translation>
  </message>
  <message>
   <source>Runs</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>訓練作業</translation>
  </message>
  <message>
   <source>What differs</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>差異</translation>
  </message>
  <message>
   <source>Results and settings of the runs</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>訓練作業的結果與設定</translation>
  </message>
  <message>
   <source>Tick the runs that you want to compare.</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>請勾選要比較的訓練作業。</translation>
  </message>
  <message>
   <source>Train loss, smoothed</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>訓練損失（平滑）</translation>
  </message>
  <message>
   <source>{count} runs can be compared at once.</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>一次最多比較 {count} 個訓練作業。</translation>
  </message>
  <message>
   <source>Not everything could be read</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>有些內容無法讀取</translation>
  </message>
  <message>
   <source>Compare runs</source>
   <extracomment>deeptuner/ui/pages/monitor/comparing/view.py</extracomment>
   <translation>比較訓練作業</translation>
  </message>
  <message>
   <source>Smoothing</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>平滑</translation>
  </message>
  <message>
   <source>How much the train loss is averaged over the steps before.</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>訓練損失對先前步數取平均的程度。</translation>
  </message>
  <message>
   <source>Show all steps again</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>重新顯示所有步數</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>學習率</translation>
  </message>
  <message>
   <source>Grad norm</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>梯度範數</translation>
  </message>
  <message>
   <source>train {loss}</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>訓練 {loss}</translation>
  </message>
  <message>
   <source>eval {loss}</source>
   <extracomment>deeptuner/ui/pages/monitor/curves.py</extracomment>
   <translation>評估 {loss}</translation>
  </message>
  <message>
   <source>What does this mean?</source>
   <extracomment>deeptuner/ui/pages/monitor/diagnosis_note.py</extracomment>
   <translation>這是什麼意思？</translation>
  </message>
  <message>
   <source>Stop, keep step {step}</source>
   <extracomment>deeptuner/ui/pages/monitor/diagnosis_note.py</extracomment>
   <translation>停止，保留第 {step} 步</translation>
  </message>
  <message>
   <source>For a new run:</source>
   <extracomment>deeptuner/ui/pages/monitor/diagnosis_note.py</extracomment>
   <translation>用於新的執行：</translation>
  </message>
  <message>
   <source>Puts this run's settings with this change into the form on Fine-Tuning.</source>
   <extracomment>deeptuner/ui/pages/monitor/diagnosis_note.py</extracomment>
   <translation>把此次執行的設定連同這項變更填入「微調」頁的表單。</translation>
  </message>
  <message>
   <source>What the curves show</source>
   <extracomment>deeptuner/ui/pages/monitor/diagnosis_note.py</extracomment>
   <translation>曲線顯示了什麼</translation>
  </message>
  <message>
   <source>Read more in Help</source>
   <extracomment>deeptuner/ui/pages/monitor/diagnosis_note.py</extracomment>
   <translation>在說明中閱讀更多</translation>
  </message>
  <message>
   <source>No answer for {time}.</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/card.py</extracomment>
   <translation>已 {time}沒有回應。</translation>
  </message>
  <message>
   <source>It has told nothing yet.</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/card.py</extracomment>
   <translation>尚未回報任何數值。</translation>
  </message>
  <message>
   <source>Show all values</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/card.py</extracomment>
   <translation>顯示全部數值</translation>
  </message>
  <message>
   <source>Show fewer values</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/card.py</extracomment>
   <translation>顯示較少數值</translation>
  </message>
  <message>
   <source>This computer</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/column.py</extracomment>
   <translation>這部電腦</translation>
  </message>
  <message>
   <source>integrated: does not train</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/column.py</extracomment>
   <translation>內建：不參與訓練</translation>
  </message>
  <message>
   <source>does not train</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/column.py</extracomment>
   <translation>不參與訓練</translation>
  </message>
  <message>
   <source>Some telemetry is missing</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/column.py</extracomment>
   <translation>缺少部分遙測資料</translation>
  </message>
  <message>
   <source>Hot spot {temperature}</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>熱點 {temperature}</translation>
  </message>
  <message>
   <source>Slowed down by heat and power</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>因過熱與功率而降速</translation>
  </message>
  <message>
   <source>Slowed down by heat</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>因過熱而降速</translation>
  </message>
  <message>
   <source>Slowed down by its power limit</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>因功率上限而降速</translation>
  </message>
  <message>
   <source>Slowed down</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>已降速</translation>
  </message>
  <message>
   <source>Not slowed down</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>未降速</translation>
  </message>
  <message>
   <source>Power</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>功率</translation>
  </message>
  <message>
   <source>Utilisation</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>使用率</translation>
  </message>
  <message>
   <source>VRAM</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>VRAM</translation>
  </message>
  <message>
   <source>Fan</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>風扇</translation>
  </message>
  <message>
   <source>RAM</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>RAM</translation>
  </message>
  <message>
   <source>Disk free</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/facts.py</extracomment>
   <translation>磁碟可用空間</translation>
  </message>
  <message>
   <source>at {time}</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/host_line.py</extracomment>
   <translation>{time} 時</translation>
  </message>
  <message>
   <source>The last 5 minutes</source>
   <extracomment>deeptuner/ui/pages/monitor/gpus/rows.py</extracomment>
   <translation>最近 5 分鐘</translation>
  </message>
  <message>
   <source>Stop and save</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>停止並儲存</translation>
  </message>
  <message>
   <source>Save now</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>立即儲存</translation>
  </message>
  <message>
   <source>Resume</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>續訓</translation>
  </message>
  <message>
   <source>Open Tensorboard</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>開啟 TensorBoard</translation>
  </message>
  <message>
   <source>Compare</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>比較</translation>
  </message>
  <message>
   <source>Open TensorBoard folder…</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>開啟 TensorBoard 資料夾…</translation>
  </message>
  <message>
   <source>Saves a checkpoint, then ends the run.</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>儲存檢查點，然後結束訓練作業。</translation>
  </message>
  <message>
   <source>Saves a checkpoint (Ctrl+Shift+S).</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>儲存檢查點（Ctrl+Shift+S）。</translation>
  </message>
  <message>
   <source>started {time}</source>
   <extracomment>deeptuner/ui/pages/monitor/header.py</extracomment>
   <translation>{time} 開始</translation>
  </message>
  <message>
   <source>Filter</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>篩選</translation>
  </message>
  <message>
   <source>Follow the end of the log</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>跟隨記錄的結尾</translation>
  </message>
  <message>
   <source>Copy the chosen lines, or all that are shown</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>複製選取的行，或顯示的所有行</translation>
  </message>
  <message>
   <source>Log</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>記錄</translation>
  </message>
  <message>
   <source>Searching…</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>正在搜尋…</translation>
  </message>
  <message>
   <source>Warnings {count}</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>警告 {count}</translation>
  </message>
  <message>
   <source>Errors {count}</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>錯誤 {count}</translation>
  </message>
  <message>
   <source>Warnings</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>警告</translation>
  </message>
  <message>
   <source>Errors</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>錯誤</translation>
  </message>
  <message>
   <source>The log cannot be read: {why}.</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>無法讀取記錄：{why}。</translation>
  </message>
  <message>
   <source>There is nothing to copy.</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>沒有可複製的內容。</translation>
  </message>
  <message>
   <source>The last {count} of {all} lines are copied.</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>已複製 {all} 行中的最後 {count} 行。</translation>
  </message>
  <message>
   <source>{count} lines are copied.</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>已複製 {count} 行。</translation>
  </message>
  <message>
   <source>Nothing is printed yet.</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>還沒有輸出。</translation>
  </message>
  <message>
   <source>No line fits the filter.</source>
   <extracomment>deeptuner/ui/pages/monitor/log/card.py</extracomment>
   <translation>沒有符合篩選的行。</translation>
  </message>
  <message>
   <source>The settings of this run do not allow this change.</source>
   <extracomment>deeptuner/ui/pages/monitor/new_run.py</extracomment>
   <translation>此次執行的設定不允許這項變更。</translation>
  </message>
  <message>
   <source>It goes on by itself. Until then you can save a checkpoint, or stop and save.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>它會自行繼續。在那之前，你可以儲存檢查點，或停止並儲存。</translation>
  </message>
  <message>
   <source>The power may have failed, or something ended its programs. The log may tell more.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>可能是停電，或有其他原因終止了它的程式。記錄檔或許有更多資訊。</translation>
  </message>
  <message>
   <source>Its training saves what it has done and soon ends by itself. Resume waits for that.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>它的訓練會儲存已完成的部分，並很快自行結束。「續訓」會等待它結束。</translation>
  </message>
  <message>
   <source>It was made and never started.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>已建立但從未開始。</translation>
  </message>
  <message>
   <source>Edit settings</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>編輯設定</translation>
  </message>
  <message>
   <source>Puts this run's settings into the form on Fine-Tuning.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>將此次執行的設定放入「微調」頁面的表單。</translation>
  </message>
  <message>
   <source>The run ended before it could say why.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>執行在能說明原因之前就結束了。</translation>
  </message>
  <message>
   <source>The run was stopped.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>訓練作業已停止。</translation>
  </message>
  <message>
   <source>The run has not begun.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>訓練作業尚未開始。</translation>
  </message>
  <message>
   <source>Resume begins anew.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>續訓會從頭開始。</translation>
  </message>
  <message>
   <source>The run failed.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>訓練作業失敗。</translation>
  </message>
  <message>
   <source>Apply and resume</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>套用並續訓</translation>
  </message>
  <message>
   <source>Apply to settings</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>套用到設定</translation>
  </message>
  <message>
   <source>Resume goes on from there.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>「續訓」會從該處接著進行。</translation>
  </message>
  <message>
   <source>Resume goes on from there, as if nothing had happened.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>續訓會從那裡繼續，如同沒有發生任何事。</translation>
  </message>
  <message>
   <source>The program that watched over this run is gone.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>看管此次執行的程式已不在。</translation>
  </message>
  <message>
   <source>Choose what to change</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>選擇要變更的內容</translation>
  </message>
  <message>
   <source>Training is paused.</source>
   <extracomment>deeptuner/ui/pages/monitor/notices.py</extracomment>
   <translation>訓練已暫停。</translation>
  </message>
  <message>
   <source>Open an experiment</source>
   <extracomment>deeptuner/ui/pages/monitor/parts.py</extracomment>
   <translation>開啟實驗</translation>
  </message>
  <message>
   <source>Open an experiment, and its runs are shown here.</source>
   <extracomment>deeptuner/ui/pages/monitor/parts.py</extracomment>
   <translation>開啟實驗後，這裡會顯示它的訓練作業。</translation>
  </message>
  <message>
   <source>There is no run in this experiment yet. Start one on Fine-Tuning.</source>
   <extracomment>deeptuner/ui/pages/monitor/parts.py</extracomment>
   <translation>這個實驗還沒有訓練作業。請在「微調」開始一個。</translation>
  </message>
  <message>
   <source>Open the run's folder</source>
   <extracomment>deeptuner/ui/pages/monitor/parts.py</extracomment>
   <translation>開啟訓練作業的資料夾</translation>
  </message>
  <message>
   <source>What is shown of the run</source>
   <extracomment>deeptuner/ui/pages/monitor/perspectives.py</extracomment>
   <translation>顯示此次訓練的哪一面</translation>
  </message>
  <message>
   <source>Curves</source>
   <extracomment>deeptuner/ui/pages/monitor/perspectives.py</extracomment>
   <translation>曲線</translation>
  </message>
  <message>
   <source>Previous prompt</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>上一個提示</translation>
  </message>
  <message>
   <source>Next prompt</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>下一個提示</translation>
  </message>
  <message>
   <source>Step of the shown answer</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>所顯示答案的步數</translation>
  </message>
  <message>
   <source>Sample generations</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>範例生成</translation>
  </message>
  <message>
   <source>{number} of {total}</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>{number}／{total}</translation>
  </message>
  <message>
   <source>Step {step}</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>第 {step} 步</translation>
  </message>
  <message>
   <source>Sample generations are turned off in this run's settings.</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>這個訓練作業的設定關閉了範例生成。</translation>
  </message>
  <message>
   <source>The model answers a few prompts before training and at each evaluation.</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>模型在訓練前與每次評估時回答幾個提示。</translation>
  </message>
  <message>
   <source>base</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>原模型</translation>
  </message>
  <message>
   <source>now</source>
   <extracomment>deeptuner/ui/pages/monitor/samples.py</extracomment>
   <translation>目前</translation>
  </message>
  <message>
   <source>Everything up to step {step} is saved in a checkpoint.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>到第 {step} 步為止的內容都已存在檢查點裡。</translation>
  </message>
  <message>
   <source>Steps {first}–{last} are done again.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>第 {first}–{last} 步會重做。</translation>
  </message>
  <message>
   <source>The run is not over.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>訓練作業尚未結束。</translation>
  </message>
  <message>
   <source>≈ {time}</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>≈ {time}</translation>
  </message>
  <message>
   <source>Waiting for the run's earlier processes to end</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在等待此次執行先前的程序結束</translation>
  </message>
  <message>
   <source>{phase} {done} of {total}</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>{phase} {done}／{total}</translation>
  </message>
  <message>
   <source>No checkpoint was saved yet. Your files and settings are unchanged.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>還沒有儲存檢查點。你的檔案與設定沒有變動。</translation>
  </message>
  <message>
   <source>Step {step} is done again.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>第 {step} 步會重做。</translation>
  </message>
  <message>
   <source>The run cannot be read.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>無法讀取訓練作業。</translation>
  </message>
  <message>
   <source>The run has finished.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>訓練作業已完成。</translation>
  </message>
  <message>
   <source>The run is about to stop.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>訓練作業即將停止。</translation>
  </message>
  <message>
   <source>The run is over.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>訓練作業已結束。</translation>
  </message>
  <message>
   <source>Training has not begun.</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>訓練尚未開始。</translation>
  </message>
  <message>
   <source>Checking model, data and settings</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在檢查模型、資料與設定</translation>
  </message>
  <message>
   <source>Preparing the data</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在準備資料</translation>
  </message>
  <message>
   <source>Loading the model</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在載入模型</translation>
  </message>
  <message>
   <source>Evaluating</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在評估</translation>
  </message>
  <message>
   <source>Saving a checkpoint</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在儲存檢查點</translation>
  </message>
  <message>
   <source>Finishing</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在收尾</translation>
  </message>
  <message>
   <source>Epoch</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>週期</translation>
  </message>
  <message>
   <source>Elapsed</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>已用時間</translation>
  </message>
  <message>
   <source>Getting ready</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>正在準備</translation>
  </message>
  <message>
   <source>Left</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>剩餘</translation>
  </message>
  <message>
   <source>Speed</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>速度</translation>
  </message>
  <message>
   <source>{count} tokens/s</source>
   <extracomment>deeptuner/ui/pages/monitor/standing.py</extracomment>
   <translation>{count} token/秒</translation>
  </message>
  <message>
   <source>highest {value} · mean {mean}</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/chart.py</extracomment>
   <translation>最高 {value} · 平均 {mean}</translation>
  </message>
  <message>
   <source>Nothing was measured.</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/chart.py</extracomment>
   <translation>沒有量測資料。</translation>
  </message>
  <message>
   <source>limit {value}</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/chart.py</extracomment>
   <translation>上限 {value}</translation>
  </message>
  <message>
   <source>Throttling</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/lanes.py</extracomment>
   <translation>降速</translation>
  </message>
  <message>
   <source>Show {name}</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/legend.py</extracomment>
   <translation>顯示 {name}</translation>
  </message>
  <message>
   <source>Hide or show {name} in all charts</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/legend.py</extracomment>
   <translation>在所有圖表中隱藏或顯示 {name}</translation>
  </message>
  <message>
   <source>Show all</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/panel.py</extracomment>
   <translation>全部顯示</translation>
  </message>
  <message>
   <source>Last 5 min</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/panel.py</extracomment>
   <translation>最近 5 分鐘</translation>
  </message>
  <message>
   <source>Last hour</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/panel.py</extracomment>
   <translation>最近 1 小時</translation>
  </message>
  <message>
   <source>training</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/phases.py</extracomment>
   <translation>訓練</translation>
  </message>
  <message>
   <source>loading</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/phases.py</extracomment>
   <translation>載入</translation>
  </message>
  <message>
   <source>evaluation</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/phases.py</extracomment>
   <translation>評估</translation>
  </message>
  <message>
   <source>checkpoint</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/phases.py</extracomment>
   <translation>檢查點</translation>
  </message>
  <message>
   <source>paused</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/phases.py</extracomment>
   <translation>暫停</translation>
  </message>
  <message>
   <source>not running</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/phases.py</extracomment>
   <translation>未執行</translation>
  </message>
  <message>
   <source>Clock</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/quantities.py</extracomment>
   <translation>時脈</translation>
  </message>
  <message>
   <source>Hot spot</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/quantities.py</extracomment>
   <translation>熱點</translation>
  </message>
  <message>
   <source>Edge</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/quantities.py</extracomment>
   <translation>邊緣</translation>
  </message>
  <message>
   <source>Core</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/quantities.py</extracomment>
   <translation>核心</translation>
  </message>
  <message>
   <source>Turns</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/quantities.py</extracomment>
   <translation>轉速</translation>
  </message>
  <message>
   <source>Share</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/quantities.py</extracomment>
   <translation>比例</translation>
  </message>
  <message>
   <source>{time} h</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/time_axis.py</extracomment>
   <translation>{time} 小時</translation>
  </message>
  <message>
   <source>+ {time}</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/time_axis.py</extracomment>
   <translation>+ {time}</translation>
  </message>
  <message>
   <source>{days} d</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/time_axis.py</extracomment>
   <translation>{days} 天</translation>
  </message>
  <message>
   <source>{hours} h</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/time_axis.py</extracomment>
   <translation>{hours} 小時</translation>
  </message>
  <message>
   <source>{minutes} min</source>
   <extracomment>deeptuner/ui/pages/monitor/telemetry/time_axis.py</extracomment>
   <translation>{minutes} 分</translation>
  </message>
  <message>
   <source>It finishes the step it is at and ends. Its result is the checkpoint of step {step}, the best by eval loss. You can resume it.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>它會完成目前這一步然後結束。結果是第 {step} 步的檢查點，即評估損失最低的一個。之後可以繼續執行。</translation>
  </message>
  <message>
   <source>The experiment's folder is gone, or its disk is not connected.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>實驗的資料夾已不存在，或其磁碟未連接。</translation>
  </message>
  <message>
   <source>Stop this run?</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>要停止這個訓練作業嗎？</translation>
  </message>
  <message>
   <source>It finishes the step it is at, saves a checkpoint and ends. You can resume it.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>它會完成目前的一步、儲存檢查點並結束。之後可以續訓。</translation>
  </message>
  <message>
   <source>The run was stopped and saved.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>訓練作業已停止並儲存。</translation>
  </message>
  <message>
   <source>A checkpoint was saved at step {step}.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>已在第 {step} 步儲存檢查點。</translation>
  </message>
  <message>
   <source>The run goes on.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>訓練作業繼續進行。</translation>
  </message>
  <message>
   <source>The run is {status}.</source>
   <extracomment>deeptuner/ui/pages/monitor/view.py</extracomment>
   <translation>訓練作業目前為{status}。</translation>
  </message>
  <message>
   <source>Experiment</source>
   <extracomment>deeptuner/ui/pages/table.py</extracomment>
   <translation>實驗</translation>
  </message>
  <message>
   <source>Monitor</source>
   <extracomment>deeptuner/ui/pages/table.py</extracomment>
   <translation>監控</translation>
  </message>
  <message>
   <source>Merge &amp; Export</source>
   <extracomment>deeptuner/ui/pages/table.py</extracomment>
   <translation>合併與匯出</translation>
  </message>
  <message>
   <source>Help</source>
   <extracomment>deeptuner/ui/pages/table.py</extracomment>
   <translation>說明</translation>
  </message>
  <message>
   <source>Theme</source>
   <extracomment>deeptuner/ui/preferences_dialog.py</extracomment>
   <translation>佈景主題</translation>
  </message>
  <message>
   <source>Language</source>
   <extracomment>deeptuner/ui/preferences_dialog.py</extracomment>
   <translation>語言</translation>
  </message>
  <message>
   <source>Preferences</source>
   <extracomment>deeptuner/ui/preferences_dialog.py</extracomment>
   <translation>偏好設定</translation>
  </message>
  <message>
   <source>Like the system</source>
   <extracomment>deeptuner/ui/preferences_dialog.py</extracomment>
   <translation>與系統相同</translation>
  </message>
  <message>
   <source>Light</source>
   <extracomment>deeptuner/ui/preferences_dialog.py</extracomment>
   <translation>淺色</translation>
  </message>
  <message>
   <source>Dark</source>
   <extracomment>deeptuner/ui/preferences_dialog.py</extracomment>
   <translation>深色</translation>
  </message>
  <message>
   <source>The report is being drawn …</source>
   <extracomment>deeptuner/ui/report_dialog.py</extracomment>
   <translation>正在繪製報告…</translation>
  </message>
  <message>
   <source>Open folder</source>
   <extracomment>deeptuner/ui/report_dialog.py</extracomment>
   <translation>開啟資料夾</translation>
  </message>
  <message>
   <source>The report is ready.</source>
   <extracomment>deeptuner/ui/report_dialog.py</extracomment>
   <translation>報告已完成。</translation>
  </message>
  <message>
   <source>Tab</source>
   <extracomment>deeptuner/ui/search/entries.py</extracomment>
   <translation>分頁</translation>
  </message>
  <message>
   <source>Search everything</source>
   <extracomment>deeptuner/ui/search/field.py</extracomment>
   <translation>搜尋全部</translation>
  </message>
  <message>
   <source>Search results</source>
   <extracomment>deeptuner/ui/search/field.py</extracomment>
   <translation>搜尋結果</translation>
  </message>
  <message>
   <source>Nothing is called “{typed}”.</source>
   <extracomment>deeptuner/ui/search/field.py</extracomment>
   <translation>沒有名為「{typed}」的項目。</translation>
  </message>
  <message>
   <source>Reading failed: {why}.</source>
   <extracomment>deeptuner/ui/services/background.py</extracomment>
   <translation>讀取失敗：{why}。</translation>
  </message>
  <message>
   <source>The command could not be started: {why}</source>
   <extracomment>deeptuner/ui/services/command.py</extracomment>
   <translation>無法啟動命令：{why}</translation>
  </message>
  <message>
   <source>The command was ended by the system (signal {number}).</source>
   <extracomment>deeptuner/ui/services/command.py</extracomment>
   <translation>命令被系統結束（訊號 {number}）。</translation>
  </message>
  <message>
   <source>The command ended without a result (exit code {code}).</source>
   <extracomment>deeptuner/ui/services/command.py</extracomment>
   <translation>命令結束時沒有結果（結束代碼 {code}）。</translation>
  </message>
  <message>
   <source>The details hold the last lines that it printed.</source>
   <extracomment>deeptuner/ui/services/command.py</extracomment>
   <translation>詳細資料中有它最後印出的內容。</translation>
  </message>
  <message>
   <source>The folder that this would work in is gone, or its disk is not connected.</source>
   <extracomment>deeptuner/ui/services/command.py</extracomment>
   <translation>這項操作所需的資料夾已不存在，或其磁碟未連接。</translation>
  </message>
  <message>
   <source>Put the folder back, or connect the disk, and try again.</source>
   <extracomment>deeptuner/ui/services/command.py</extracomment>
   <translation>請將資料夾放回原處，或連接磁碟，然後再試一次。</translation>
  </message>
  <message>
   <source>The settings you were editing cannot be read: {why}</source>
   <extracomment>deeptuner/ui/services/draft.py</extracomment>
   <translation>無法讀取你正在編輯的設定：{why}</translation>
  </message>
  <message>
   <source>It was kept as {name}. The form starts with the defaults.</source>
   <extracomment>deeptuner/ui/services/draft.py</extracomment>
   <translation>它已保存為 {name}。表單以預設值開始。</translation>
  </message>
  <message>
   <source>The form starts with the defaults.</source>
   <extracomment>deeptuner/ui/services/draft.py</extracomment>
   <translation>表單以預設值開始。</translation>
  </message>
  <message>
   <source>No browser could be opened. TensorBoard waits at this address:</source>
   <extracomment>deeptuner/ui/services/tensorboard.py</extracomment>
   <translation>無法開啟瀏覽器。TensorBoard 位於以下網址：</translation>
  </message>
  <message>
   <source>Copy the address into a browser. It answers as long as this window is open.</source>
   <extracomment>deeptuner/ui/services/tensorboard.py</extracomment>
   <translation>請將網址複製到瀏覽器。只要這個視窗開著，它就會回應。</translation>
  </message>
  <message>
   <source>The helper that reads models and datasets has ended: {last}</source>
   <extracomment>deeptuner/ui/services/worker.py</extracomment>
   <translation>讀取模型與資料集的輔助程式已結束：{last}</translation>
  </message>
  <message>
   <source>Try again; it is started anew.</source>
   <extracomment>deeptuner/ui/services/worker.py</extracomment>
   <translation>請再試一次；它會重新啟動。</translation>
  </message>
  <message>
   <source>{count} GPUs, hottest {temperature}</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>{count} 張 GPU，最高 {temperature}</translation>
  </message>
  <message>
   <source>Stopping and saving</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>正在停止並儲存</translation>
  </message>
  <message>
   <source>Training: step {step} of {steps}</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>訓練中：第 {step}／{steps} 步</translation>
  </message>
  <message>
   <source>Training is starting</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>訓練正在開始</translation>
  </message>
  <message>
   <source>Model</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>模型</translation>
  </message>
  <message>
   <source>Dataset</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>資料集</translation>
  </message>
  <message>
   <source>GPU temperature</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>GPU 溫度</translation>
  </message>
  <message>
   <source>No experiment open</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>沒有開啟實驗</translation>
  </message>
  <message>
   <source>No run in progress</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>沒有進行中的訓練作業</translation>
  </message>
  <message>
   <source>Checking the settings</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>正在檢查設定</translation>
  </message>
  <message>
   <source>Preparing the dataset</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>正在準備資料集</translation>
  </message>
  <message>
   <source>Saving</source>
   <extracomment>deeptuner/ui/status_bar.py</extracomment>
   <translation>正在儲存</translation>
  </message>
  <message>
   <source>Queued</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>等待中</translation>
  </message>
  <message>
   <source>Starting</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>啟動中</translation>
  </message>
  <message>
   <source>Paused</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>已暫停</translation>
  </message>
  <message>
   <source>Stopping</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>停止中</translation>
  </message>
  <message>
   <source>Finished</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>已完成</translation>
  </message>
  <message>
   <source>Stopped and saved</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>已停止並儲存</translation>
  </message>
  <message>
   <source>Failed</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>失敗</translation>
  </message>
  <message>
   <source>Interrupted</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>已中斷</translation>
  </message>
  <message>
   <source>Cannot be read</source>
   <extracomment>deeptuner/ui/status_words.py</extracomment>
   <translation>無法讀取</translation>
  </message>
  <message>
   <source>Something went wrong inside DeepTuner.</source>
   <extracomment>deeptuner/ui/telling.py</extracomment>
   <translation>DeepTuner 內部發生問題。</translation>
  </message>
  <message>
   <source>Your runs are not touched. The details are kept in {log}.</source>
   <extracomment>deeptuner/ui/telling.py</extracomment>
   <translation>你的訓練作業不受影響。詳細資料保存在 {log}。</translation>
  </message>
  <message>
   <source>Pages</source>
   <extracomment>deeptuner/ui/top_bar.py</extracomment>
   <translation>頁面</translation>
  </message>
  <message>
   <source>Ctrl+{number}</source>
   <extracomment>deeptuner/ui/top_bar.py</extracomment>
   <translation>Ctrl+{number}</translation>
  </message>
  <message>
   <source>Light theme</source>
   <extracomment>deeptuner/ui/top_bar.py</extracomment>
   <translation>淺色主題</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <extracomment>deeptuner/ui/top_bar.py</extracomment>
   <translation>深色主題</translation>
  </message>
  <message>
   <source>, </source>
   <extracomment>deeptuner/ui/translation.py</extracomment>
   <translation>、</translation>
  </message>
  <message>
   <source>“{words}”</source>
   <extracomment>deeptuner/ui/translation.py</extracomment>
   <translation>「{words}」</translation>
  </message>
  <message>
   <source>What is this?</source>
   <extracomment>deeptuner/ui/widgets/buttons.py</extracomment>
   <translation>這是什麼？</translation>
  </message>
  <message>
   <source>Show details</source>
   <extracomment>deeptuner/ui/widgets/states.py</extracomment>
   <translation>顯示詳細資料</translation>
  </message>
  <message>
   <source>Copy details</source>
   <extracomment>deeptuner/ui/widgets/states.py</extracomment>
   <translation>複製詳細資料</translation>
  </message>
  <message>
   <source>Details</source>
   <extracomment>deeptuner/ui/widgets/states.py</extracomment>
   <translation>詳細資料</translation>
  </message>
  <message>
   <source>Loading</source>
   <extracomment>deeptuner/ui/widgets/states.py</extracomment>
   <translation>載入中</translation>
  </message>
  <message>
   <source>Hide details</source>
   <extracomment>deeptuner/ui/widgets/states.py</extracomment>
   <translation>隱藏詳細資料</translation>
  </message>
  <message>
   <source>This folder is open in another window, which does not answer.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>這個資料夾已在另一個視窗開啟，但它沒有回應。</translation>
  </message>
  <message>
   <source>Close that window first, or end it in your system's task list.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>請先關閉那個視窗，或在系統的工作清單中結束它。</translation>
  </message>
  <message>
   <source>This folder cannot be used: {why}.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>無法使用這個資料夾：{why}。</translation>
  </message>
  <message>
   <source>They are kept as long as this window is open.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>只要這個視窗開著，它們就會保留。</translation>
  </message>
  <message>
   <source>This folder is open in another window, which is shown now.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>這個資料夾已在另一個視窗開啟，現在顯示該視窗。</translation>
  </message>
  <message>
   <source>This folder does not exist, or its disk is not connected.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>這個資料夾不存在，或其磁碟沒有連接。</translation>
  </message>
  <message>
   <source>Choose another folder, or connect the disk and try again.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>請選擇其他資料夾，或連接磁碟後再試一次。</translation>
  </message>
  <message>
   <source>You are not allowed to open this folder.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>你沒有開啟這個資料夾的權限。</translation>
  </message>
  <message>
   <source>Choose another folder, or change its permissions.</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>請選擇其他資料夾，或變更它的權限。</translation>
  </message>
  <message>
   <source>Your settings cannot be saved. {why}</source>
   <extracomment>deeptuner/ui/workspace.py</extracomment>
   <translation>無法儲存你的設定。{why}</translation>
  </message>
 </context>
 <context>
  <name>words</name>
  <message>
   <source>Copying</source>
   <extracomment>cli.add.copying</extracomment>
   <translation>正在複製</translation>
  </message>
  <message>
   <source>{name} is in {folder}/.</source>
   <extracomment>cli.add.done</extracomment>
   <translation>{name} 已在 {folder}/ 裡。</translation>
  </message>
  <message>
   <source>This folder holds a model ({model}), so it is not a dataset.</source>
   <extracomment>cli.add.holds-model</extracomment>
   <translation>這個資料夾裡有模型（{model}），因此不是資料集。</translation>
  </message>
  <message>
   <source>Choose the folder or file in which only the rows are. A model is added as a model.</source>
   <extracomment>cli.add.holds-model-fix</extracomment>
   <translation>請選擇只含資料列的資料夾或檔案。模型請以模型的方式加入。</translation>
  </message>
  <message>
   <source>The run {run} is left out: {why}</source>
   <extracomment>cli.bad-run</extracomment>
   <translation>略過訓練作業 {run}：{why}</translation>
  </message>
  <message>
   <source>asking</source>
   <extracomment>cli.chat.asking</extracomment>
   <translation>提問中</translation>
  </message>
  <message>
   <source>--limit must be 1 or more.</source>
   <extracomment>cli.chat.bad-limit</extracomment>
   <translation>--limit 必須是 1 以上。</translation>
  </message>
  <message>
   <source>Base model: {base}. Fine-tuned: {tuned}. Type a question; /help tells more.</source>
   <extracomment>cli.chat.begin</extracomment>
   <translation>基礎模型：{base}。微調後：{tuned}。請輸入問題；/help 有更多說明。</translation>
  </message>
  <message>
   <source>Model: {tuned}. Type a question; /help tells more.</source>
   <extracomment>cli.chat.begin-one</extracomment>
   <translation>模型：{tuned}。請輸入問題；/help 有更多說明。</translation>
  </message>
  <message>
   <source>The conversation begins anew.</source>
   <extracomment>cli.chat.cleared</extracomment>
   <translation>對話重新開始。</translation>
  </message>
  <message>
   <source>The answer of {side} was cut after {tokens} tokens; /max_new_tokens allows more.</source>
   <extracomment>cli.chat.cut</extracomment>
   <translation>{side} 的回答在 {tokens} 個 token 後被截斷；用 /max_new_tokens 可以放寬。</translation>
  </message>
  <message>
   <source>{rows} prompts asked.</source>
   <extracomment>cli.chat.done</extracomment>
   <translation>已詢問 {rows} 個提示。</translation>
  </message>
  <message>
   <source>1 prompt asked.</source>
   <extracomment>cli.chat.done-one</extracomment>
   <translation>已詢問 1 個提示。</translation>
  </message>
  <message>
   <source>The table's name must end with one of {endings}.</source>
   <extracomment>cli.chat.ending</extracomment>
   <translation>表格的檔名必須以下列之一結尾：{endings}。</translation>
  </message>
  <message>
   <source>Exactly as expected, of {of}: {shares}.</source>
   <extracomment>cli.chat.exact</extracomment>
   <translation>{of} 個之中，與預期完全相同的有：{shares}。</translation>
  </message>
  <message>
   <source>There is a file in this place already.</source>
   <extracomment>cli.chat.exists</extracomment>
   <translation>這個位置已經有檔案。</translation>
  </message>
  <message>
   <source>{failed} prompts could not be asked; the table says why.</source>
   <extracomment>cli.chat.failed</extracomment>
   <translation>有 {failed} 個提示無法詢問；原因寫在表格裡。</translation>
  </message>
  <message>
   <source>1 prompt could not be asked; the table says why.</source>
   <extracomment>cli.chat.failed-one</extracomment>
   <translation>有 1 個提示無法詢問；原因寫在表格裡。</translation>
  </message>
  <message>
   <source>Prompt {number}: {why}</source>
   <extracomment>cli.chat.first-refused</extracomment>
   <translation>第 {number} 個提示：{why}</translation>
  </message>
  <message>
   <source>Say with --column where the prompts stand. There are: {columns}</source>
   <extracomment>cli.chat.fix-column</extracomment>
   <translation>請用 --column 指出提示在哪一欄。現有欄位：{columns}</translation>
  </message>
  <message>
   <source>Give another name, or replace it with --overwrite.</source>
   <extracomment>cli.chat.fix-exists</extracomment>
   <translation>請換一個名稱，或用 --overwrite 取代它。</translation>
  </message>
  <message>
   <source>/clear begins anew · /system TEXT · /temperature N · /top_p N · /top_k N · /max_new_tokens N · /repetition_penalty N · /seed N (or off) · /show tells what the model is given · Ctrl-C stops an answer · /exit</source>
   <extracomment>cli.chat.help</extracomment>
   <translation>/clear 重新開始 · /system 文字 · /temperature N · /top_p N · /top_k N · /max_new_tokens N · /repetition_penalty N · /seed N（或 off）· /show 顯示給模型的內容 · Ctrl-C 停止回答 · /exit</translation>
  </message>
  <message>
   <source>The answers are not lost: they are in {path}. Move them from there.</source>
   <extracomment>cli.chat.kept</extracomment>
   <translation>回答沒有遺失：它們在 {path}。請把它們移到別處。</translation>
  </message>
  <message>
   <source>No temporary file could be written either, so the answers were printed here. Copy them.</source>
   <extracomment>cli.chat.kept-nowhere</extracomment>
   <translation>暫存檔也無法寫入，所以回答已顯示在這裡。請把它們複製下來。</translation>
  </message>
  <message>
   <source>/exit or Ctrl-D ends the chat.</source>
   <extracomment>cli.chat.leave</extracomment>
   <translation>輸入 /exit 或按 Ctrl-D 結束對話。</translation>
  </message>
  <message>
   <source>There is no column {column}; the columns are: {columns}.</source>
   <extracomment>cli.chat.no-column</extracomment>
   <translation>沒有 {column} 這個欄位；現有欄位：{columns}。</translation>
  </message>
  <message>
   <source>Write a number after /{name}.</source>
   <extracomment>cli.chat.no-number</extracomment>
   <translation>請在 /{name} 後面寫一個數字。</translation>
  </message>
  <message>
   <source>There is no prompt in this file.</source>
   <extracomment>cli.chat.no-prompts</extracomment>
   <translation>這個檔案裡沒有提示。</translation>
  </message>
  <message>
   <source>There is no system text any more.</source>
   <extracomment>cli.chat.no-system</extracomment>
   <translation>不再有系統文字。</translation>
  </message>
  <message>
   <source>This file is not UTF-8 text.</source>
   <extracomment>cli.chat.not-text</extracomment>
   <translation>這個檔案不是 UTF-8 文字。</translation>
  </message>
  <message>
   <source>The table could not be written: {why}</source>
   <extracomment>cli.chat.not-written</extracomment>
   <translation>無法寫入表格：{why}</translation>
  </message>
  <message>
   <source>--output, --column, --limit and --overwrite go with --prompts.</source>
   <extracomment>cli.chat.of-prompts</extracomment>
   <translation>--output、--column、--limit 和 --overwrite 要和 --prompts 一起使用。</translation>
  </message>
  <message>
   <source>From now on: {sampling}</source>
   <extracomment>cli.chat.sampling</extracomment>
   <translation>從現在起：{sampling}</translation>
  </message>
  <message>
   <source>Seed: {seed}</source>
   <extracomment>cli.chat.seed</extracomment>
   <translation>種子：{seed}</translation>
  </message>
  <message>
   <source>Sampling: {sampling}
What the model was last given:
{template}</source>
   <extracomment>cli.chat.shown</extracomment>
   <translation>取樣：{sampling}
模型最近一次得到的內容：
{template}</translation>
  </message>
  <message>
   <source>It ended early: {answered} of {total} prompts were answered.</source>
   <extracomment>cli.chat.so-far</extracomment>
   <translation>提前結束：{total} 個提示中已回答 {answered} 個。</translation>
  </message>
  <message>
   <source>It ended early: {answered} of {total} prompts were answered. Their answers are in {path}</source>
   <extracomment>cli.chat.so-far-in</extracomment>
   <translation>提前結束：{total} 個提示中已回答 {answered} 個。回答在 {path}</translation>
  </message>
  <message>
   <source>The answer of {side} was stopped.</source>
   <extracomment>cli.chat.stopped</extracomment>
   <translation>{side} 的回答已停止。</translation>
  </message>
  <message>
   <source>The system text goes before every conversation from now on.</source>
   <extracomment>cli.chat.system</extracomment>
   <translation>從現在起，每段對話之前都會加上這段系統文字。</translation>
  </message>
  <message>
   <source>There is no command /{name}.</source>
   <extracomment>cli.chat.unknown</extracomment>
   <translation>沒有 /{name} 這個指令。</translation>
  </message>
  <message>
   <source>Step {step}: saved a checkpoint.</source>
   <extracomment>cli.checkpoint</extracomment>
   <translation>第 {step} 步：已儲存檢查點。</translation>
  </message>
  <message>
   <source>Step {step}: saved a checkpoint, the best so far.</source>
   <extracomment>cli.checkpoint-best</extracomment>
   <translation>第 {step} 步：已儲存檢查點，目前最佳。</translation>
  </message>
  <message>
   <source>The step {command} ended without a result (exit code {code}). It last said: {last}</source>
   <extracomment>cli.child.ended</extracomment>
   <translation>步驟 {command} 結束時沒有結果（結束代碼 {code}）。最後的訊息：{last}</translation>
  </message>
  <message>
   <source>after:</source>
   <extracomment>cli.demo.after</extracomment>
   <translation>之後：</translation>
  </message>
  <message>
   <source>asked:</source>
   <extracomment>cli.demo.asked</extracomment>
   <translation>提問：</translation>
  </message>
  <message>
   <source>asking {model}</source>
   <extracomment>cli.demo.asking</extracomment>
   <translation>正在詢問 {model}</translation>
  </message>
  <message>
   <source>before:</source>
   <extracomment>cli.demo.before</extracomment>
   <translation>之前：</translation>
  </message>
  <message>
   <source>Orders that the model has never seen, before and after fine-tuning:</source>
   <extracomment>cli.demo.examples</extracomment>
   <translation>模型從未見過的訂單，微調前後的比較：</translation>
  </message>
  <message>
   <source>Give a folder that does not exist yet, or an empty one.</source>
   <extracomment>cli.demo.fix-other-folder</extracomment>
   <translation>請指定一個尚不存在的資料夾，或空的資料夾。</translation>
  </message>
  <message>
   <source>The sample experiment lies in {path}</source>
   <extracomment>cli.demo.made</extracomment>
   <translation>範例實驗位於 {path}</translation>
  </message>
  <message>
   <source>Next: change something in the settings and train again, then list the runs:
  deeptuner train {settings} --lora.rank 4
  deeptuner runs --folder {folder}</source>
   <extracomment>cli.demo.next</extracomment>
   <translation>下一步：更改設定後再訓練一次，然後列出訓練作業：
  deeptuner train {settings} --lora.rank 4
  deeptuner runs --folder {folder}</translation>
  </message>
  <message>
   <source>This folder holds something else than the demo.</source>
   <extracomment>cli.demo.other-folder</extracomment>
   <translation>這個資料夾裡放的不是示範。</translation>
  </message>
  <message>
   <source>The whole run on one page: {path}</source>
   <extracomment>cli.demo.page</extracomment>
   <translation>整個執行在一頁上：{path}</translation>
  </message>
  <message>
   <source>How warm and busy this machine was: {path}</source>
   <extracomment>cli.demo.report</extracomment>
   <translation>這台機器的溫度與負載：{path}</translation>
  </message>
  <message>
   <source>Exactly right on {count} such orders: {before} % before, {after} % after.</source>
   <extracomment>cli.demo.share</extracomment>
   <translation>{count} 份這樣的訂單完全正確的比例：之前 {before} %，之後 {after} %。</translation>
  </message>
  <message>
   <source>Fine-tuning the sample model: {run}</source>
   <extracomment>cli.demo.training</extracomment>
   <translation>正在微調範例模型：{run}</translation>
  </message>
  <message>
   <source>Experiment:   {folder}
Run:          runs/{run}
Merged model: {merged}</source>
   <extracomment>cli.demo.where</extracomment>
   <translation>實驗：       {folder}
訓練作業：   runs/{run}
合併的模型： {merged}</translation>
  </message>
  <message>
   <source>The curves: {text}</source>
   <extracomment>cli.diagnosis</extracomment>
   <translation>曲線：{text}</translation>
  </message>
  <message>
   <source>Step {step}: eval loss {loss}, perplexity {perplexity}, token accuracy {accuracy} %.</source>
   <extracomment>cli.eval</extracomment>
   <translation>第 {step} 步：評估損失 {loss}，困惑度 {perplexity}，token 準確率 {accuracy} %。</translation>
  </message>
  <message>
   <source>The Modelfile is written. Once Ollama runs, these create the model and begin to talk to it:
  {first}
  {second}</source>
   <extracomment>cli.export.by-hand</extracomment>
   <translation>Modelfile 已寫好。Ollama 執行後，用下列指令建立模型並開始對話：
  {first}
  {second}</translation>
  </message>
  <message>
   <source>Ollama has the model {name} now. Talk to it with:</source>
   <extracomment>cli.export.created</extracomment>
   <translation>Ollama 現在有模型 {name} 了。用這個指令與它對話：</translation>
  </message>
  <message>
   <source>Ollama no longer has the model {name}.</source>
   <extracomment>cli.export.deleted</extracomment>
   <translation>Ollama 已不再有模型 {name}。</translation>
  </message>
  <message>
   <source>It starts from {file} ({size}).</source>
   <extracomment>cli.export.file-made</extracomment>
   <translation>它從 {file}（{size}）開始。</translation>
  </message>
  <message>
   <source>It starts from {file} ({size}), which was there already.</source>
   <extracomment>cli.export.file-reused</extracomment>
   <translation>它從 {file}（{size}）開始，該檔案先前就已存在。</translation>
  </message>
  <message>
   <source>Attention: asked itself, Ollama renders these conversations otherwise than in training: {cases}.</source>
   <extracomment>cli.export.live-differs</extracomment>
   <translation>注意：直接詢問 Ollama 時，它產生的下列對話文字與訓練時不同：{cases}。</translation>
  </message>
  <message>
   <source>Asked itself, Ollama renders {count} of {count} conversations exactly as in training.</source>
   <extracomment>cli.export.live-same</extracomment>
   <translation>直接詢問 Ollama 時，{count} 個對話中有 {count} 個的文字與訓練時完全相同。</translation>
  </message>
  <message>
   <source>--measure goes with --types.</source>
   <extracomment>cli.export.measure-types</extracomment>
   <translation>--measure 要與 --types 一起使用。</translation>
  </message>
  <message>
   <source>Losses on {tokens} trained tokens in {rows} rows of the eval split; with the weights as they are: {stored}.</source>
   <extracomment>cli.export.measured-eval</extracomment>
   <translation>損失以評估集 {rows} 列中的 {tokens} 個訓練 token 計算；權重維持原樣時為 {stored}。</translation>
  </message>
  <message>
   <source>Losses on {tokens} tokens in {rows} sample sentences; with the weights as they are: {stored}. They tell types apart, not how good the model is.</source>
   <extracomment>cli.export.measured-sample</extracomment>
   <translation>損失以 {rows} 個範例句子中的 {tokens} 個 token 計算；權重維持原樣時為 {stored}。它們用來比較各種類型，並不表示模型有多好。</translation>
  </message>
  <message>
   <source>Losses on {tokens} trained tokens in {rows} rows that the run trained on, as it had no eval split; with the weights as they are: {stored}.</source>
   <extracomment>cli.export.measured-train</extracomment>
   <translation>這次執行沒有評估集，所以損失以訓練過的 {rows} 列中的 {tokens} 個訓練 token 計算；權重維持原樣時為 {stored}。</translation>
  </message>
  <message>
   <source>measuring losses</source>
   <extracomment>cli.export.measuring</extracomment>
   <translation>正在測量損失</translation>
  </message>
  <message>
   <source>No TEMPLATE was written, so that the model's own chat template serves. {why}</source>
   <extracomment>cli.export.no-template</extracomment>
   <translation>沒有寫入 TEMPLATE，因此會使用模型自己的對話範本。{why}</translation>
  </message>
  <message>
   <source>The model is created. What Ollama renders could not be asked: {why}</source>
   <extracomment>cli.export.not-tried</extracomment>
   <translation>模型已建立。無法詢問 Ollama 產生的文字：{why}</translation>
  </message>
  <message>
   <source>The TEMPLATE is proven: Ollama renders {same} of {count} conversations exactly as in training, all everyday ones among them.</source>
   <extracomment>cli.export.proven</extracomment>
   <translation>TEMPLATE 已驗證：{count} 段對話中，Ollama 有 {same} 段的結果與訓練時完全相同，所有日常對話都在其中。</translation>
  </message>
  <message>
   <source>sending</source>
   <extracomment>cli.export.sending</extracomment>
   <translation>傳送中</translation>
  </message>
  <message>
   <source>Ollama: {text}</source>
   <extracomment>cli.export.status</extracomment>
   <translation>Ollama：{text}</translation>
  </message>
  <message>
   <source>asking Ollama what it renders</source>
   <extracomment>cli.export.trying</extracomment>
   <translation>正在詢問 Ollama 產生的文字</translation>
  </message>
  <message>
   <source>Where Ollama is installed, type:</source>
   <extracomment>cli.export.type</extracomment>
   <translation>在裝有 Ollama 的電腦上輸入：</translation>
  </message>
  <message>
   <source>Say what for: --to with a program, or --types to see which types there are.</source>
   <extracomment>cli.export.which</extracomment>
   <translation>請說明用途：用 --to 指定程式，或用 --types 查看有哪些類型。</translation>
  </message>
  <message>
   <source>Written: {file}</source>
   <extracomment>cli.export.written</extracomment>
   <translation>已寫入：{file}</translation>
  </message>
  <message>
   <source>Written and read back: {file} ({size}, {tensors} tensors).</source>
   <extracomment>cli.export.wrote-gguf</extracomment>
   <translation>已寫入並讀回驗證：{file}（{size}，{tensors} 個張量）。</translation>
  </message>
  <message>
   <source>{name} ({size}) is in {folder}/.</source>
   <extracomment>cli.get.done</extracomment>
   <translation>{name}（{size}）已在 {folder}/ 中。</translation>
  </message>
  <message>
   <source>Downloading</source>
   <extracomment>cli.get.fetching</extracomment>
   <translation>下載中</translation>
  </message>
  <message>
   <source>What has arrived is kept: the same command goes on from there.</source>
   <extracomment>cli.get.kept</extracomment>
   <translation>已收到的部分會保留：同樣的命令會從那裡繼續。</translation>
  </message>
  <message>
   <source>The repository holds no data files that can be read here.</source>
   <extracomment>cli.get.no-data</extracomment>
   <translation>這個儲存庫沒有可在此讀取的資料檔。</translation>
  </message>
  <message>
   <source>Choose a dataset with json, csv, parquet, arrow or text files.</source>
   <extracomment>cli.get.no-data-fix</extracomment>
   <translation>請選擇含有 json、csv、parquet、arrow 或文字檔的資料集。</translation>
  </message>
  <message>
   <source>{name}={value} hides it.</source>
   <extracomment>cli.gpus.hidden</extracomment>
   <translation>{name}={value} 把它隱藏了。</translation>
  </message>
  <message>
   <source>Processor: {cores} cores. Memory: {used} of {total} GiB used. PyTorch {version}.</source>
   <extracomment>cli.gpus.host</extracomment>
   <translation>處理器：{cores} 核心。記憶體：已用 {used} / {total} GiB。PyTorch {version}。</translation>
  </message>
  <message>
   <source>Processor: {cores} cores, {cpu} % busy. Memory: {used} of {total} GiB used. PyTorch {version}.</source>
   <extracomment>cli.gpus.host-busy</extracomment>
   <translation>處理器：{cores} 核心，使用率 {cpu} %。記憶體：已用 {used} / {total} GiB。PyTorch {version}。</translation>
  </message>
  <message>
   <source>{gpu} does not train: {why}</source>
   <extracomment>cli.gpus.left-out</extracomment>
   <translation>{gpu} 不參與訓練：{why}</translation>
  </message>
  <message>
   <source>The GPUs' driver does not answer, so what the GPUs do now is not known. Where that goes on, restart the computer.</source>
   <extracomment>cli.gpus.no-answer</extracomment>
   <translation>GPU 的驅動程式沒有回應，因此無法得知 GPU 目前的狀況。若一直如此，請重新開機。</translation>
  </message>
  <message>
   <source>No GPU was found that can be used: training runs on the processor.</source>
   <extracomment>cli.gpus.none</extracomment>
   <translation>找不到可用的 GPU：以處理器訓練。</translation>
  </message>
  <message>
   <source>None of the GPUs can train: training runs on the processor.</source>
   <extracomment>cli.gpus.none-fit</extracomment>
   <translation>沒有 GPU 能用於訓練：以處理器訓練。</translation>
  </message>
  <message>
   <source>PyTorch ({version}) does not see it. Check that its driver is installed, that PyTorch was built for it, and that you may use it (groups render and video).</source>
   <extracomment>cli.gpus.not-seen</extracomment>
   <translation>PyTorch（{version}）看不到它。請確認驅動程式已安裝、PyTorch 是為它建置的，而且您有權使用它（群組 render 與 video）。</translation>
  </message>
  <message>
   <source>{gpu} runs slower than it could: {why}.</source>
   <extracomment>cli.gpus.slowed</extracomment>
   <translation>{gpu} 的速度低於它的能力：{why}。</translation>
  </message>
  <message>
   <source>it is too hot</source>
   <extracomment>cli.gpus.slowed-heat</extracomment>
   <translation>溫度過高</translation>
  </message>
  <message>
   <source>the card does not say why</source>
   <extracomment>cli.gpus.slowed-otherwise</extracomment>
   <translation>顯示卡沒有說明原因</translation>
  </message>
  <message>
   <source>it is at its power limit</source>
   <extracomment>cli.gpus.slowed-power</extracomment>
   <translation>已達功率上限</translation>
  </message>
  <message>
   <source>Temperatures: edge / hotspot / memory.</source>
   <extracomment>cli.gpus.temperatures</extracomment>
   <translation>溫度：邊緣 / 熱點 / 記憶體。</translation>
  </message>
  <message>
   <source>The installed PyTorch ({version}) was built for the processor alone. ./run installs the one for this GPU.</source>
   <extracomment>cli.gpus.torch-for-cpu</extracomment>
   <translation>已安裝的 PyTorch（{version}）只為處理器建置。./run 會安裝適合這個 GPU 的版本。</translation>
  </message>
  <message>
   <source>The window cannot be shown: {detail}.</source>
   <extracomment>cli.gui.library-missing</extracomment>
   <translation>無法顯示視窗：{detail}。</translation>
  </message>
  <message>
   <source>Install that library with your system's package manager. `./run setup` lists what is needed.</source>
   <extracomment>cli.gui.library-missing-fix</extracomment>
   <translation>請用系統的套件管理員安裝該程式庫。`./run setup` 會列出所需項目。</translation>
  </message>
  <message>
   <source>There is no screen to show the window on.</source>
   <extracomment>cli.gui.no-screen</extracomment>
   <translation>沒有可以顯示視窗的螢幕。</translation>
  </message>
  <message>
   <source>Start it in a desktop session. Over ssh, the commands do all that the window does: `deeptuner --help`.</source>
   <extracomment>cli.gui.no-screen-fix</extracomment>
   <translation>請在桌面環境中啟動。透過 ssh 時，命令能做到視窗的一切：`deeptuner --help`。</translation>
  </message>
  <message>
   <source>A window with this folder is open already, and is shown now.</source>
   <extracomment>cli.gui.open-elsewhere</extracomment>
   <translation>這個資料夾的視窗已經開啟，現在顯示它。</translation>
  </message>
  <message>
   <source>`deeptuner stop {run}` saves and stops it.</source>
   <extracomment>cli.how-to-stop</extracomment>
   <translation>`deeptuner stop {run}` 會儲存並停止它。</translation>
  </message>
  <message>
   <source>{path} is ready. Put models into {models} and datasets into {datasets}, then start with `deeptuner train CONFIG`.</source>
   <extracomment>cli.init-done</extracomment>
   <translation>{path} 已備妥。請把模型放進 {models}，資料集放進 {datasets}，再用 `deeptuner train CONFIG` 開始。</translation>
  </message>
  <message>
   <source>The run {run} goes on without being watched.</source>
   <extracomment>cli.left-running</extracomment>
   <translation>訓練作業 {run} 會繼續執行，不再顯示。</translation>
  </message>
  <message>
   <source>The run {run} saves and ends by itself.</source>
   <extracomment>cli.left-saving</extracomment>
   <translation>訓練作業 {run} 會自行儲存並結束。</translation>
  </message>
  <message>
   <source>`deeptuner watch {run}` shows how it ended.</source>
   <extracomment>cli.look-again</extracomment>
   <translation>`deeptuner watch {run}` 會顯示它如何結束。</translation>
  </message>
  <message>
   <source>Merged by PEFT, with the whole model in memory: {why}</source>
   <extracomment>cli.merge.by-peft</extracomment>
   <translation>由 PEFT 合併，整個模型都在記憶體中：{why}</translation>
  </message>
  <message>
   <source>Both ways to merge were compared.</source>
   <extracomment>cli.merge.compared</extracomment>
   <translation>已比較兩種合併方式。</translation>
  </message>
  <message>
   <source>Merge completed successfully!</source>
   <extracomment>cli.merge.done</extracomment>
   <translation>合併成功！</translation>
  </message>
  <message>
   <source>merging</source>
   <extracomment>cli.merge.merging</extracomment>
   <translation>合併中</translation>
  </message>
  <message>
   <source>The adapter has {count} tokens of its own; the merged model has them too, with the adapter's tokenizer.</source>
   <extracomment>cli.merge.new-tokens</extracomment>
   <translation>這個適配器有 {count} 個自己的詞元；合併後的模型也有這些詞元，並使用適配器的分詞器。</translation>
  </message>
  <message>
   <source>--checkpoint goes with a run, and --base with --adapter.</source>
   <extracomment>cli.merge.of-run</extracomment>
   <translation>--checkpoint 要與訓練作業一起使用，--base 要與 --adapter 一起使用。</translation>
  </message>
  <message>
   <source>The adapter was trained with {rows} rows of tokens, and the merged model has as many. Its tokenizer is that of the base.</source>
   <extracomment>cli.merge.vocabulary</extracomment>
   <translation>這個適配器訓練時有 {rows} 列詞元，合併後的模型也有同樣多列。它使用基礎模型的分詞器。</translation>
  </message>
  <message>
   <source>Name either a run, or an adapter with --adapter and its model with --base.</source>
   <extracomment>cli.merge.which</extracomment>
   <translation>請指定一個訓練作業，或以 --adapter 指定適配器並以 --base 指定其模型。</translation>
  </message>
  <message>
   <source>No runs yet.</source>
   <extracomment>cli.no-runs</extracomment>
   <translation>還沒有訓練作業。</translation>
  </message>
  <message>
   <source>The run {run} ended before it saved the checkpoint that was asked for.</source>
   <extracomment>cli.not-saved</extracomment>
   <translation>訓練作業 {run} 在儲存所要求的檢查點之前就結束了。</translation>
  </message>
  <message>
   <source>Checking model, data and settings …</source>
   <extracomment>cli.phase-checking</extracomment>
   <translation>正在檢查模型、資料與設定…</translation>
  </message>
  <message>
   <source>Finishing …</source>
   <extracomment>cli.phase-finishing</extracomment>
   <translation>正在收尾…</translation>
  </message>
  <message>
   <source>Loading the model …</source>
   <extracomment>cli.chat.loading</extracomment>
   <translation>正在載入模型…</translation>
  </message>
  <message>
   <source>Preparing the data …</source>
   <extracomment>cli.phase-preparing</extracomment>
   <translation>正在準備資料…</translation>
  </message>
  <message>
   <source>Waiting for the run's earlier processes to end …</source>
   <extracomment>cli.phase-waiting</extracomment>
   <translation>正在等待此次執行先前的程序結束 …</translation>
  </message>
  <message>
   <source>{preset} sets {path}: {after} (was {before}).</source>
   <extracomment>cli.preset-change</extracomment>
   <translation>{preset} 把 {path} 設為 {after}（原為 {before}）。</translation>
  </message>
  <message>
   <source>The run {run} has not been started.</source>
   <extracomment>cli.queued</extracomment>
   <translation>訓練作業 {run} 尚未啟動。</translation>
  </message>
  <message>
   <source>--csv goes with the picture of the GPUs, not with --html.</source>
   <extracomment>cli.report.csv-html</extracomment>
   <translation>--csv 要與 GPU 的圖片一起使用，不能與 --html 一起使用。</translation>
  </message>
  <message>
   <source>The whole run as a page: deeptuner report {run} --html</source>
   <extracomment>cli.report.html</extracomment>
   <translation>以網頁呈現整次訓練：deeptuner report {run} --html</translation>
  </message>
  <message>
   <source>The run {run} goes on (attempt {attempt}).</source>
   <extracomment>cli.resumed</extracomment>
   <translation>訓練作業 {run} 繼續進行（第 {attempt} 次嘗試）。</translation>
  </message>
  <message>
   <source>Step {step}: {prompt}
  → {text}</source>
   <extracomment>cli.sample</extracomment>
   <translation>第 {step} 步：{prompt}
  → {text}</translation>
  </message>
  <message>
   <source>{path} holds the sample: a tiny model, a dataset and settings. Start with `deeptuner train {settings}`.</source>
   <extracomment>cli.sample-done</extracomment>
   <translation>{path} 裡是範例：小型模型、資料集與設定。請用 `deeptuner train {settings}` 開始。</translation>
  </message>
  <message>
   <source>Saved {path}.</source>
   <extracomment>cli.saved</extracomment>
   <translation>已儲存 {path}。</translation>
  </message>
  <message>
   <source>The run saves a checkpoint at the end of this step.</source>
   <extracomment>cli.saving</extracomment>
   <translation>訓練作業會在這一步結束時儲存檢查點。</translation>
  </message>
  <message>
   <source>The run {run} has started.</source>
   <extracomment>cli.started</extracomment>
   <translation>訓練作業 {run} 已開始。</translation>
  </message>
  <message>
   <source>Stopping: the run saves a checkpoint at the end of this step and ends. Press Ctrl-C again to leave it to that.</source>
   <extracomment>cli.stopping</extracomment>
   <translation>正在停止：訓練作業會在這一步結束時儲存檢查點並結束。再按一次 Ctrl-C 就交由它自行完成。</translation>
  </message>
  <message>
   <source>TensorBoard is at {url} (Ctrl-C ends it).</source>
   <extracomment>cli.tensorboard.at</extracomment>
   <translation>TensorBoard 位於 {url}（按 Ctrl-C 結束）。</translation>
  </message>
  <message>
   <source>TensorBoard ended by itself (exit code {code}). It last said: {last}</source>
   <extracomment>cli.tensorboard.ended</extracomment>
   <translation>TensorBoard 自行結束（結束代碼 {code}）。最後的訊息：{last}</translation>
  </message>
  <message>
   <source>TensorBoard did not answer within {seconds} seconds.</source>
   <extracomment>cli.tensorboard.silent</extracomment>
   <translation>TensorBoard 在 {seconds} 秒內沒有回應。</translation>
  </message>
  <message>
   <source>Name a run, or ask for all with --all.</source>
   <extracomment>cli.tensorboard.which</extracomment>
   <translation>請指定訓練作業，或用 --all 要求全部。</translation>
  </message>
  <message>
   <source>Training</source>
   <extracomment>cli.training</extracomment>
   <translation>訓練中</translation>
  </message>
  <message>
   <source>Warning: {text}</source>
   <extracomment>cli.warning</extracomment>
   <translation>警告：{text}</translation>
  </message>
  <message>
   <source>It was cancelled.</source>
   <extracomment>cli.worker.cancelled</extracomment>
   <translation>已取消。</translation>
  </message>
  <message>
   <source>The request lacks `{name}`.</source>
   <extracomment>cli.worker.missing</extracomment>
   <translation>要求中缺少 `{name}`。</translation>
  </message>
  <message>
   <source>A request needs an `id`, and `ask` with `params`, or `cancel`.</source>
   <extracomment>cli.worker.no-request</extracomment>
   <translation>要求必須有 `id`，以及帶 `params` 的 `ask`，或 `cancel`。</translation>
  </message>
  <message>
   <source>This request is not a line of JSON: {line}</source>
   <extracomment>cli.worker.not-json</extracomment>
   <translation>這個要求不是一行 JSON：{line}</translation>
  </message>
  <message>
   <source>The request {id} is still being answered.</source>
   <extracomment>cli.worker.taken</extracomment>
   <translation>要求 {id} 仍在處理中。</translation>
  </message>
  <message>
   <source>There is no ask named {name}. There are: {known}.</source>
   <extracomment>cli.worker.unknown</extracomment>
   <translation>沒有名為 {name} 的詢問。可用的有：{known}。</translation>
  </message>
  <message>
   <source>This path holds a character that no name of a file may hold.</source>
   <extracomment>common.bad-name</extracomment>
   <translation>這個路徑含有檔案名稱不允許使用的字元。</translation>
  </message>
  <message>
   <source>Check the path for spelling.</source>
   <extracomment>common.check-path</extracomment>
   <translation>請檢查路徑的拼字。</translation>
  </message>
  <message>
   <source>Choose a folder that you may write to, or change its permissions.</source>
   <extracomment>common.choose-writable</extracomment>
   <translation>請選擇可以寫入的資料夾，或變更它的權限。</translation>
  </message>
  <message>
   <source>There is no room left on the disk that holds {path}.</source>
   <extracomment>common.disk-full</extracomment>
   <translation>{path} 所在的磁碟已沒有空間。</translation>
  </message>
  <message>
   <source>Free some space on that disk, then try again.</source>
   <extracomment>common.free-space</extracomment>
   <translation>請在該磁碟釋出一些空間，然後再試一次。</translation>
  </message>
  <message>
   <source>The name {name} is too long: it takes {size} bytes, and at most {limit} fit here.</source>
   <extracomment>common.name-too-long</extracomment>
   <translation>名稱 {name} 太長：需要 {size} 位元組，而這裡最多容納 {limit} 位元組。</translation>
  </message>
  <message>
   <source>Nobody here has a home folder of that name.</source>
   <extracomment>common.no-home</extracomment>
   <translation>這台電腦上沒有使用者擁有該名稱的家目錄。</translation>
  </message>
  <message>
   <source>{path} is there already and is not an ordinary file.</source>
   <extracomment>common.not-a-file</extracomment>
   <translation>{path} 已經存在，而且不是一般檔案。</translation>
  </message>
  <message>
   <source>{path} is not a folder.</source>
   <extracomment>common.not-a-folder</extracomment>
   <translation>{path} 不是資料夾。</translation>
  </message>
  <message>
   <source>{path} does not exist.</source>
   <extracomment>common.not-found</extracomment>
   <translation>{path} 不存在。</translation>
  </message>
  <message>
   <source>Type another name.</source>
   <extracomment>common.other-name</extracomment>
   <translation>請輸入其他名稱。</translation>
  </message>
  <message>
   <source>Choose another place.</source>
   <extracomment>common.other-place</extracomment>
   <translation>請選擇其他位置。</translation>
  </message>
  <message>
   <source>This path is too long for the system.</source>
   <extracomment>common.path-too-long</extracomment>
   <translation>這個路徑對系統而言太長。</translation>
  </message>
  <message>
   <source>The folder {path} cannot be written to.</source>
   <extracomment>common.read-only</extracomment>
   <translation>無法寫入資料夾 {path}。</translation>
  </message>
  <message>
   <source>This is a mistake in the program. Run the command again with --debug and report what it prints.</source>
   <extracomment>common.report-bug</extracomment>
   <translation>這是程式的錯誤。請加上 --debug 再執行一次，並回報它印出的內容。</translation>
  </message>
  <message>
   <source>Give a shorter one.</source>
   <extracomment>common.shorter-name</extracomment>
   <translation>請改用較短的名稱。</translation>
  </message>
  <message>
   <source>Something went wrong inside DeepTuner: {detail}</source>
   <extracomment>common.unexpected</extracomment>
   <translation>DeepTuner 內部發生問題：{detail}</translation>
  </message>
  <message>
   <source>All {rows} rows were left out, {count} of them for this reason: {reason}</source>
   <extracomment>data.all-left-out</extracomment>
   <translation>全部 {rows} 列都被略過，其中 {count} 列的原因是：{reason}</translation>
  </message>
  <message>
   <source>The dataset changed while it was being read.</source>
   <extracomment>data.changed-meanwhile</extracomment>
   <translation>資料集在讀取期間有所變動。</translation>
  </message>
  <message>
   <source>The template writes the date into the text. It stays {date} for this run.</source>
   <extracomment>data.check-date</extracomment>
   <translation>範本會把日期寫進文字裡。這次訓練作業固定使用 {date}。</translation>
  </message>
  <message>
   <source>The text begins with the token {token} twice.</source>
   <extracomment>data.check-double-bos</extracomment>
   <translation>文字開頭出現了兩次 token {token}。</translation>
  </message>
  <message>
   <source>The template ends the last answer without a token, so {token} is added to the text.</source>
   <extracomment>data.check-end-added</extracomment>
   <translation>範本在最後一個答案後沒有結束 token，因此在文字後加上 {token}。</translation>
  </message>
  <message>
   <source>The end-of-turn token {token} is not one token of this tokenizer but {count}.</source>
   <extracomment>data.check-end-pieces</extracomment>
   <translation>輪次結束 token {token} 在這個 tokenizer 裡不是一個 token，而是 {count} 個。</translation>
  </message>
  <message>
   <source>an answer does not end with exactly one end-of-turn token</source>
   <extracomment>data.check-ends</extracomment>
   <translation>某個答案結尾不是恰好一個輪次結束 token</translation>
  </message>
  <message>
   <source>When the model is asked to answer, the template writes “{asked}”, but answers in the training text do not stand behind that. Rows whose answers come without reasoning teach what the model is never asked that way.</source>
   <extracomment>data.check-header</extracomment>
   <translation>要求模型回答時，範本會寫出「{asked}」，但訓練文字中的答案前面並沒有它。沒有推理過程的資料列會教模型一種從不以此方式詢問的內容。</translation>
  </message>
  <message>
   <source>The template adds text of its own before the conversation ({count} characters): “{text}”</source>
   <extracomment>data.check-injected</extracomment>
   <translation>範本在對話之前加上自己的文字（{count} 個字元）：「{text}」</translation>
  </message>
  <message>
   <source>two ways of finding the assistant's text disagree</source>
   <extracomment>data.check-methods</extracomment>
   <translation>找出助理文字的兩種方法結果不一致</translation>
  </message>
  <message>
   <source>Plain text of this tokenizer begins with {token}, but the text of the chat template does not. It is trained as the template writes it.</source>
   <extracomment>data.check-no-bos</extracomment>
   <translation>這個 tokenizer 的純文字以 {token} 開頭，但對話範本的文字沒有。訓練會照範本所寫的進行。</translation>
  </message>
  <message>
   <source>Conversations of this kind ({scenario}) are left out: {reason}</source>
   <extracomment>data.check-refused</extracomment>
   <translation>略過這類對話（{scenario}）：{reason}</translation>
  </message>
  <message>
   <source>Conversations with several answers become one sample for each answer, because the template writes earlier answers differently.</source>
   <extracomment>data.check-split</extracomment>
   <translation>有多個答案的對話會分成每個答案一個樣本，因為範本對先前的答案有不同的寫法。</translation>
  </message>
  <message>
   <source>{count} borders between prompt and answer lie inside a token; such a token is not trained.</source>
   <extracomment>data.check-straddle</extracomment>
   <translation>{count} 個提示與答案的交界落在 token 之內；這樣的 token 不會訓練。</translation>
  </message>
  <message>
   <source>Asked with enable_thinking turned off, the header is the same as in training.</source>
   <extracomment>data.check-thinking-off</extracomment>
   <translation>關閉 enable_thinking 詢問時，標頭與訓練時相同。</translation>
  </message>
  <message>
   <source>This chat template cannot be used for training: {reason}</source>
   <extracomment>data.check-unusable</extracomment>
   <translation>這個對話範本無法用於訓練：{reason}</translation>
  </message>
  <message>
   <source>the words to train on are not exactly the assistant's</source>
   <extracomment>data.check-words</extracomment>
   <translation>要訓練的字詞並不正好是助理的內容</translation>
  </message>
  <message>
   <source>Look at the dataset, or choose another.</source>
   <extracomment>data.choose-another-dataset</extracomment>
   <translation>請檢查資料集，或選擇其他資料集。</translation>
  </message>
  <message>
   <source>Estimated from {rows} of {total} rows; the exact number is known once the data is prepared.</source>
   <extracomment>data.counted-from-sample</extracomment>
   <translation>依 {total} 列中的 {rows} 列估計；資料準備好後才知道確切數字。</translation>
  </message>
  <message>
   <source>Nothing is kept aside to measure learning with: all rows are the same, or there is only one.</source>
   <extracomment>data.eval-impossible</extracomment>
   <translation>沒有保留任何資料來衡量學習成果：所有資料列都相同，或只有一列。</translation>
  </message>
  <message>
   <source>Every row of the eval dataset is longer than the limits allow.</source>
   <extracomment>data.eval-nothing-fits</extracomment>
   <translation>評估資料集的每一列都超過長度限制。</translation>
  </message>
  <message>
   <source>All rows have the same prompt, so the eval split has it too; only equal rows were kept together.</source>
   <extracomment>data.eval-one-prompt</extracomment>
   <translation>所有資料列的提示都相同，因此評估分割也是；只把完全相同的資料列放在一起。</translation>
  </message>
  <message>
   <source>{count} of the {total} samples of the eval dataset have a prompt that is also trained on, so they say little about how well the model has learned.</source>
   <extracomment>data.eval-overlap</extracomment>
   <translation>評估資料集 {total} 個樣本中有 {count} 個的提示也用於訓練，因此無法說明模型學得多好。</translation>
  </message>
  <message>
   <source>Make Eval split smaller: a share such as 0.01, or fewer rows.</source>
   <extracomment>data.eval-smaller</extracomment>
   <translation>請把「評估分割」調小：例如 0.01 的比例，或較少的列數。</translation>
  </message>
  <message>
   <source>The eval split asks for {wanted} samples, but the dataset has only {rows}.</source>
   <extracomment>data.eval-takes-all</extracomment>
   <translation>評估分割要求 {wanted} 個樣本，但資料集只有 {rows} 列。</translation>
  </message>
  <message>
   <source>{file} is by its name for measuring, and is used for that alone.</source>
   <extracomment>data.file-evaluates</extracomment>
   <translation>{file} 從名稱看是用來評估的，因此只用於評估。</translation>
  </message>
  <message>
   <source>{file} is by its name for testing, and is not used: there is another file to measure with.</source>
   <extracomment>data.file-unused</extracomment>
   <translation>{file} 從名稱看是用來測試的，因此不使用：已有另一個檔案可供評估。</translation>
  </message>
  <message>
   <source>as the settings say</source>
   <extracomment>data.formats.as-set</extracomment>
   <translation>依設定所指定</translation>
  </message>
  <message>
   <source>a function call cannot be read</source>
   <extracomment>data.formats.bad-call</extracomment>
   <translation>無法讀取函式呼叫</translation>
  </message>
  <message>
   <source>the functions on offer cannot be read</source>
   <extracomment>data.formats.bad-tools</extracomment>
   <translation>無法讀取提供的函式</translation>
  </message>
  <message>
   <source>the columns {columns} are there</source>
   <extracomment>data.formats.by-columns</extracomment>
   <translation>有欄位 {columns}</translation>
  </message>
  <message>
   <source>the column mapping names {fields}</source>
   <extracomment>data.formats.by-mapping</extracomment>
   <translation>欄位對應指定了 {fields}</translation>
  </message>
  <message>
   <source>the column `{column}` holds text</source>
   <extracomment>data.formats.by-text</extracomment>
   <translation>欄位 `{column}` 是文字</translation>
  </message>
  <message>
   <source>the column `{column}` holds conversations</source>
   <extracomment>data.formats.by-turns</extracomment>
   <translation>欄位 `{column}` 是對話</translation>
  </message>
  <message>
   <source>How these rows are written cannot be told from their columns: {columns}.</source>
   <extracomment>data.formats.cannot-tell</extracomment>
   <translation>無法從欄位判斷這些資料列的寫法：{columns}。</translation>
  </message>
  <message>
   <source>Choose one of {names}.</source>
   <extracomment>data.formats.choose-name</extracomment>
   <translation>請選擇 {names} 其中之一。</translation>
  </message>
  <message>
   <source>an answer is empty</source>
   <extracomment>data.formats.empty-answer</extracomment>
   <translation>有空白的答案</translation>
  </message>
  <message>
   <source>The rows of this dataset have no columns.</source>
   <extracomment>data.formats.empty-rows</extracomment>
   <translation>這個資料集的資料列沒有欄位。</translation>
  </message>
  <message>
   <source>the text is empty</source>
   <extracomment>data.formats.empty-text</extracomment>
   <translation>文字是空的</translation>
  </message>
  <message>
   <source>The text already holds the marks of a prompt template ({mark}). It is trained on as plain text, questions included.</source>
   <extracomment>data.formats.formatted-text</extracomment>
   <translation>文字裡已經有提示範本的記號（{mark}）。會當作純文字訓練，問題也包含在內。</translation>
  </message>
  <message>
   <source>Say which column holds what, for example data.format: {format} and data.columns: {{{example}}}. The columns are {columns}.</source>
   <extracomment>data.formats.how-to-map</extracomment>
   <translation>請指明哪個欄位放什麼，例如 data.format: {format} 與 data.columns: {{{example}}}。欄位有 {columns}。</translation>
  </message>
  <message>
   <source>These rows judge answers as good or bad (`{label}`). Learning from judgements is not what this program does.</source>
   <extracomment>data.formats.kto</extracomment>
   <translation>這些資料列評定答案的好壞（`{label}`）。本程式不做從評定中學習的訓練。</translation>
  </message>
  <message>
   <source>Keep only the rows with good answers and remove the column, or set data.format to prompt-completion to learn from all of them.</source>
   <extracomment>data.formats.kto-fix</extracomment>
   <translation>請只保留答案良好的資料列並移除該欄位，或把 data.format 設為 prompt-completion 以學習全部。</translation>
  </message>
  <message>
   <source>No format is made of {fields} and the other columns.</source>
   <extracomment>data.formats.mapping-fits-none</extracomment>
   <translation>沒有由 {fields} 與其他欄位組成的格式。</translation>
  </message>
  <message>
   <source>The format {format} needs a column for `{field}`, and none goes by that name.</source>
   <extracomment>data.formats.missing-field</extracomment>
   <translation>格式 {format} 需要 `{field}` 的欄位，但沒有以此命名的欄位。</translation>
  </message>
  <message>
   <source>Did you mean `{nearest}`? There are {names}.</source>
   <extracomment>data.formats.nearest-name</extracomment>
   <translation>你是指 `{nearest}` 嗎？可用的有 {names}。</translation>
  </message>
  <message>
   <source>Only `{column}` holds plain text. These hold text in lists and objects, where it is not read: {nested}.</source>
   <extracomment>data.formats.nested</extracomment>
   <translation>只有 `{column}` 是純文字。以下欄位的文字位於清單與物件之中，不會被讀取：{nested}。</translation>
  </message>
  <message>
   <source>Write each text, or each question with its answer, as a row of its own. To learn from `{column}` alone, set data.format: text and data.columns: {{text: {column}}}.</source>
   <extracomment>data.formats.nested-fix</extracomment>
   <translation>請把每段文字，或每個問題與其答案，各寫成一列。若只要學習 `{column}`，請設定 data.format: text 與 data.columns: {{text: {column}}}。</translation>
  </message>
  <message>
   <source>Only `{column}` is trained on. There is more text in lists and objects, which are not used: {nested}.</source>
   <extracomment>data.formats.nested-unused</extracomment>
   <translation>只會訓練 `{column}`。清單與物件中有更多文字，但不會使用：{nested}。</translation>
  </message>
  <message>
   <source>there is no answer</source>
   <extracomment>data.formats.no-answer</extracomment>
   <translation>沒有答案</translation>
  </message>
  <message>
   <source>the column of the conversation holds none</source>
   <extracomment>data.formats.no-conversation</extracomment>
   <translation>對話欄位裡沒有對話</translation>
  </message>
  <message>
   <source>there is an answer but no question</source>
   <extracomment>data.formats.no-prompt</extracomment>
   <translation>有答案但沒有問題</translation>
  </message>
  <message>
   <source>None of the {count} rows can be trained on. The most frequent reason: {reason}</source>
   <extracomment>data.formats.none-left</extracomment>
   <translation>{count} 列都無法用於訓練。最常見的原因：{reason}</translation>
  </message>
  <message>
   <source>Check data.format and data.columns, and look at that row.</source>
   <extracomment>data.formats.none-left-fix</extracomment>
   <translation>請檢查 data.format 與 data.columns，並看看那一列。</translation>
  </message>
  <message>
   <source>a message holds something else than text ({kind})</source>
   <extracomment>data.formats.not-only-text</extracomment>
   <translation>訊息中有文字以外的內容（{kind}）</translation>
  </message>
  <message>
   <source>the conversation goes on after its last answer; that end was cut</source>
   <extracomment>data.formats.open-end</extracomment>
   <translation>對話在最後一個答案之後還有內容；結尾已切除</translation>
  </message>
  <message>
   <source>{file} is written in another way: {format}.</source>
   <extracomment>data.formats.other-format</extracomment>
   <translation>{file} 的寫法不同：{format}。</translation>
  </message>
  <message>
   <source>These rows compare a better answer (`{chosen}`) with a worse one (`{rejected}`). Learning from comparisons is not what this program does.</source>
   <extracomment>data.formats.preference</extracomment>
   <translation>這些資料列比較較好的答案（`{chosen}`）與較差的答案（`{rejected}`）。本程式不做從比較中學習的訓練。</translation>
  </message>
  <message>
   <source>To learn from the better answers alone: set data.format to messages and data.columns to `messages: {chosen}` if it holds whole conversations, or set data.format to prompt-completion and data.columns to `completion: {chosen}`.</source>
   <extracomment>data.formats.preference-fix</extracomment>
   <translation>若只要學習較好的答案：當它是完整對話時，把 data.format 設為 messages、data.columns 設為 `messages: {chosen}`；否則把 data.format 設為 prompt-completion、data.columns 設為 `completion: {chosen}`。</translation>
  </message>
  <message>
   <source>`{field}` is a column, and stands where the format's own word belongs.</source>
   <extracomment>data.formats.swapped-mapping</extracomment>
   <translation>`{field}` 是欄位，卻寫在格式用字的位置。</translation>
  </message>
  <message>
   <source>Write it the other way round: `{column}: {field}`.</source>
   <extracomment>data.formats.swapped-mapping-fix</extracomment>
   <translation>請反過來寫：`{column}: {field}`。</translation>
  </message>
  <message>
   <source>There is no column `{column}` in this dataset.</source>
   <extracomment>data.formats.unknown-column</extracomment>
   <translation>這個資料集沒有欄位 `{column}`。</translation>
  </message>
  <message>
   <source>The format {format} has no `{field}`.</source>
   <extracomment>data.formats.unknown-field</extracomment>
   <translation>格式 {format} 沒有 `{field}`。</translation>
  </message>
  <message>
   <source>the role `{role}` is not known</source>
   <extracomment>data.formats.unknown-role</extracomment>
   <translation>不認得角色 `{role}`</translation>
  </message>
  <message>
   <source>These rows can be read in more than one way: {ways}.</source>
   <extracomment>data.formats.unsure</extracomment>
   <translation>這些資料列可以有多種讀法：{ways}。</translation>
  </message>
  <message>
   <source>Choose one with data.format and data.columns.</source>
   <extracomment>data.formats.unsure-fix</extracomment>
   <translation>請用 data.format 與 data.columns 選擇其中一種。</translation>
  </message>
  <message>
   <source>a message is marked not to be learned from (weight 0), which is not supported</source>
   <extracomment>data.formats.weight</extracomment>
   <translation>有訊息標示為不學習（weight 0），目前不支援</translation>
  </message>
  <message>
   <source>`{text}` does not say which column holds what.</source>
   <extracomment>data.inspect.bad-pair</extracomment>
   <translation>`{text}` 沒有說明哪個欄位放什麼。</translation>
  </message>
  <message>
   <source>Write it as field=column, for example prompt=question.</source>
   <extracomment>data.inspect.bad-pair-fix</extracomment>
   <translation>請寫成 欄位=資料欄，例如 prompt=question。</translation>
  </message>
  <message>
   <source>The row at {where} as the model sees it: {tokens} tokens, of which {trained} are learned (between ⟦ and ⟧).</source>
   <extracomment>data.inspect.bracketed-row</extracomment>
   <translation>{where} 的資料列在模型眼中：{tokens} 個 token，其中學習 {trained} 個（在 ⟦ 與 ⟧ 之間）。</translation>
  </message>
  <message>
   <source>Characters</source>
   <extracomment>data.inspect.characters</extracomment>
   <translation>字元</translation>
  </message>
  <message>
   <source>Columns: {columns}</source>
   <extracomment>data.inspect.columns</extracomment>
   <translation>欄位：{columns}</translation>
  </message>
  <message>
   <source>The row at {where}:</source>
   <extracomment>data.inspect.first-row</extracomment>
   <translation>{where} 的資料列：</translation>
  </message>
  <message>
   <source>Format: {format} ({reason})</source>
   <extracomment>data.inspect.format</extracomment>
   <translation>格式：{format}（{reason}）</translation>
  </message>
  <message>
   <source>Rows that are left out:</source>
   <extracomment>data.inspect.left-out</extracomment>
   <translation>略過的資料列：</translation>
  </message>
  <message>
   <source>longest</source>
   <extracomment>data.inspect.longest</extracomment>
   <translation>最長</translation>
  </message>
  <message>
   <source>The row at {where} as the model sees it: {tokens} tokens, of which {trained} are learned (in green).</source>
   <extracomment>data.inspect.marked-row</extracomment>
   <translation>{where} 的資料列在模型眼中：{tokens} 個 token，其中學習 {trained} 個（綠色）。</translation>
  </message>
  <message>
   <source>answer</source>
   <extracomment>data.inspect.of-answer</extracomment>
   <translation>答案</translation>
  </message>
  <message>
   <source>prompt</source>
   <extracomment>data.inspect.of-prompt</extracomment>
   <translation>提示</translation>
  </message>
  <message>
   <source>whole sample</source>
   <extracomment>data.inspect.of-sample</extracomment>
   <translation>整個樣本</translation>
  </message>
  <message>
   <source>text</source>
   <extracomment>data.inspect.of-text</extracomment>
   <translation>文字</translation>
  </message>
  <message>
   <source>trained</source>
   <extracomment>data.inspect.of-trained</extracomment>
   <translation>訓練的部分</translation>
  </message>
  <message>
   <source>turns (number)</source>
   <extracomment>data.inspect.of-turns</extracomment>
   <translation>輪次（數量）</translation>
  </message>
  <message>
   <source>90 %</source>
   <extracomment>data.inspect.p90</extracomment>
   <translation>90 %</translation>
  </message>
  <message>
   <source>99 %</source>
   <extracomment>data.inspect.p99</extracomment>
   <translation>99 %</translation>
  </message>
  <message>
   <source>Reading</source>
   <extracomment>data.inspect.phase</extracomment>
   <translation>讀取中</translation>
  </message>
  <message>
   <source>Repaired while reading:</source>
   <extracomment>data.inspect.repaired</extracomment>
   <translation>讀取時修復：</translation>
  </message>
  <message>
   <source>Rows: {total}, of which {kept} can be trained on</source>
   <extracomment>data.inspect.rows</extracomment>
   <translation>資料列：{total}，其中 {kept} 列可用於訓練</translation>
  </message>
  <message>
   <source>shortest</source>
   <extracomment>data.inspect.shortest</extracomment>
   <translation>最短</translation>
  </message>
  <message>
   <source>Tokens</source>
   <extracomment>data.inspect.tokens</extracomment>
   <translation>Token</translation>
  </message>
  <message>
   <source>total</source>
   <extracomment>data.inspect.total</extracomment>
   <translation>合計</translation>
  </message>
  <message>
   <source>Rows that cannot be read:</source>
   <extracomment>data.inspect.unreadable</extracomment>
   <translation>無法讀取的資料列：</translation>
  </message>
  <message>
   <source>The last exchange alone is longer than the limits allow.</source>
   <extracomment>data.last-turn-too-long</extracomment>
   <translation>光是最後一次問答就超過長度限制。</translation>
  </message>
  <message>
   <source>The chat template leaves out a part of message {turn}, an answer of the assistant.</source>
   <extracomment>data.mask-drops-answer</extracomment>
   <translation>對話範本略去了第 {turn} 則訊息（助理的答案）的一部分。</translation>
  </message>
  <message>
   <source>The chat template leaves out the tool call in message {turn}. Choose a prompt template that shows tool calls, for example qwen.</source>
   <extracomment>data.mask-drops-calls</extracomment>
   <translation>對話範本略去了第 {turn} 則訊息的工具呼叫。請選擇會顯示工具呼叫的提示範本，例如 qwen。</translation>
  </message>
  <message>
   <source>The chat template leaves out message {turn} ({role}), so the model would learn to answer something it cannot see.</source>
   <extracomment>data.mask-drops-message</extracomment>
   <translation>對話範本略去了第 {turn} 則訊息（{role}），模型會學著回答它看不到的內容。</translation>
  </message>
  <message>
   <source>The chat template leaves out the reasoning of message {turn}, so the model could not learn it. Put the reasoning into the answer itself, or choose another prompt template.</source>
   <extracomment>data.mask-drops-reasoning</extracomment>
   <translation>對話範本略去了第 {turn} 則訊息的推理過程，模型無法學到它。請把推理寫進答案，或選擇其他提示範本。</translation>
  </message>
  <message>
   <source>The chat template does not show the messages of a plain conversation word for word.</source>
   <extracomment>data.mask-drops-words</extracomment>
   <translation>對話範本沒有逐字顯示一般對話的訊息。</translation>
  </message>
  <message>
   <source>Message {turn}, an answer of the assistant, is empty.</source>
   <extracomment>data.mask-empty-answer</extracomment>
   <translation>第 {turn} 則訊息（助理的答案）是空的。</translation>
  </message>
  <message>
   <source>The chat template does not show the model which tools it has.</source>
   <extracomment>data.mask-hides-tools</extracomment>
   <translation>對話範本沒有讓模型知道它有哪些工具。</translation>
  </message>
  <message>
   <source>In the text of the chat template, message {turn} cannot be told apart from the messages around it.</source>
   <extracomment>data.mask-mixes</extracomment>
   <translation>在對話範本的文字中，無法把第 {turn} 則訊息與前後訊息區分開。</translation>
  </message>
  <message>
   <source>The conversation has no answer of the assistant to learn from.</source>
   <extracomment>data.mask-no-answer</extracomment>
   <translation>對話中沒有可供學習的助理答案。</translation>
  </message>
  <message>
   <source>In the text of the chat template, it cannot be told where message {turn} begins.</source>
   <extracomment>data.mask-no-border</extracomment>
   <translation>在對話範本的文字中，無法判斷第 {turn} 則訊息從哪裡開始。</translation>
  </message>
  <message>
   <source>The chat template writes no end-of-turn token after message {turn}.</source>
   <extracomment>data.mask-no-end</extracomment>
   <translation>對話範本在第 {turn} 則訊息之後沒有寫輪次結束 token。</translation>
  </message>
  <message>
   <source>The chat template rewrites the messages, so it cannot be told which text is the assistant's.</source>
   <extracomment>data.mask-rewrites</extracomment>
   <translation>對話範本改寫了訊息，因此無法判斷哪些文字屬於助理。</translation>
  </message>
  <message>
   <source>The conversation has {count} messages, more than can be told apart.</source>
   <extracomment>data.mask-too-many-turns</extracomment>
   <translation>對話有 {count} 則訊息，多到無法區分。</translation>
  </message>
  <message>
   <source>The model reads at most {tokens} tokens; the longest row has {longest}.</source>
   <extracomment>data.max-length-context</extracomment>
   <translation>模型最多讀取 {tokens} 個 token；最長的資料列有 {longest} 個。</translation>
  </message>
  <message>
   <source>{tokens} tokens are enough for {percent} of the rows; the longest has {longest}.</source>
   <extracomment>data.max-length-covers</extracomment>
   <translation>{tokens} 個 token 足以涵蓋 {percent} 的資料列；最長的有 {longest} 個。</translation>
  </message>
  <message>
   <source>Max length is {tokens} tokens, but the model was made to read at most {context}; it may write nonsense beyond that.</source>
   <extracomment>data.max-length-over-context</extracomment>
   <translation>最大長度為 {tokens} 個 token，但模型最多只能讀 {context} 個；超過後可能會胡言亂語。</translation>
  </message>
  <message>
   <source>There are no rows to train on.</source>
   <extracomment>data.no-rows</extracomment>
   <translation>沒有可以訓練的資料列。</translation>
  </message>
  <message>
   <source>Nothing in the row is trained on.</source>
   <extracomment>data.no-trained-token</extracomment>
   <translation>這一列沒有任何部分會訓練。</translation>
  </message>
  <message>
   <source>Every row is longer than the limits allow: the max length is {limit} tokens, the shortest row has {shortest} and half of them have {median} or more.</source>
   <extracomment>data.nothing-fits</extracomment>
   <translation>每一列都超過長度限制：最大長度為 {limit} 個 token，最短的資料列有 {shortest} 個，半數有 {median} 個以上。</translation>
  </message>
  <message>
   <source>Wait until whatever writes it is done, then start again.</source>
   <extracomment>data.prepare-again</extracomment>
   <translation>請等寫入它的程式完成，然後再開始。</translation>
  </message>
  <message>
   <source>Raise Max length to about {tokens} (and the limits for source and target, if they are set), or choose another dataset.</source>
   <extracomment>data.raise-max-length</extracomment>
   <translation>請把「最大長度」提高到約 {tokens}（若有設定來源與目標的限制也一併提高），或選擇其他資料集。</translation>
  </message>
  <message>
   <source>tells about the data and holds no rows</source>
   <extracomment>data.reading.about-the-data</extracomment>
   <translation>描述資料的檔案，沒有資料列</translation>
  </message>
  <message>
   <source>{file} is damaged inside; the rows before the damage were read.</source>
   <extracomment>data.reading.archive-broken</extracomment>
   <translation>{file} 內部有損壞；已讀取損壞之前的資料列。</translation>
  </message>
  <message>
   <source>{file} ends too early; the rows before the end were read.</source>
   <extracomment>data.reading.archive-torn</extracomment>
   <translation>{file} 太早結束；已讀取結束之前的資料列。</translation>
  </message>
  <message>
   <source>{file} ends too early: its list of rows is never closed.</source>
   <extracomment>data.reading.array-open</extracomment>
   <translation>{file} 太早結束：資料列的清單沒有結尾。</translation>
  </message>
  <message>
   <source>this is not valid JSON</source>
   <extracomment>data.reading.broken-row</extracomment>
   <translation>這不是有效的 JSON</translation>
  </message>
  <message>
   <source>The dataset cannot be opened: {detail}.</source>
   <extracomment>data.reading.cannot-open</extracomment>
   <translation>無法開啟資料集：{detail}。</translation>
  </message>
  <message>
   <source>Check that the file is whole and that you may read it.</source>
   <extracomment>data.reading.cannot-open-fix</extracomment>
   <translation>請確認檔案完整，而且你可以讀取它。</translation>
  </message>
  <message>
   <source>{file} is written column by column: {columns}.</source>
   <extracomment>data.reading.columns-object</extracomment>
   <translation>{file} 是以欄為單位寫成的：{columns}。</translation>
  </message>
  <message>
   <source>a control character stands inside the text</source>
   <extracomment>data.reading.control-character</extracomment>
   <translation>文字中有控制字元</translation>
  </message>
  <message>
   <source>the file ends within this row</source>
   <extracomment>data.reading.cut-off</extracomment>
   <translation>檔案在這一列中間結束</translation>
  </message>
  <message>
   <source>{file} holds no rows.</source>
   <extracomment>data.reading.empty-file</extracomment>
   <translation>{file} 沒有資料列。</translation>
  </message>
  <message>
   <source>{file} is not written in UTF-8; it was read as {encoding}.</source>
   <extracomment>data.reading.encoding</extracomment>
   <translation>{file} 不是以 UTF-8 寫成；已當作 {encoding} 讀取。</translation>
  </message>
  <message>
   <source>a pipe, a socket or a device, and no file</source>
   <extracomment>data.reading.endless-file</extracomment>
   <translation>是管線、通訊端或裝置，而不是檔案</translation>
  </message>
  <message>
   <source>{file} is not trained on: by its name it is for measuring.</source>
   <extracomment>data.reading.evaluation-file</extracomment>
   <translation>不以 {file} 訓練：從名稱看它是用來評估的。</translation>
  </message>
  <message>
   <source>fewer cells than columns; the missing ones are empty</source>
   <extracomment>data.reading.few-cells</extracomment>
   <translation>儲存格比欄位少；缺少的視為空白</translation>
  </message>
  <message>
   <source>Rows are read from {count} files: {files}.</source>
   <extracomment>data.reading.folder-files</extracomment>
   <translation>資料列讀自 {count} 個檔案：{files}。</translation>
  </message>
  <message>
   <source>half of a character (a lone surrogate) was replaced by �</source>
   <extracomment>data.reading.half-character</extracomment>
   <translation>半個字元（落單的代理碼）已換成 �</translation>
  </message>
  <message>
   <source>a hidden file</source>
   <extracomment>data.reading.hidden-file</extracomment>
   <translation>隱藏檔案</translation>
  </message>
  <message>
   <source>This file is packed in a way that is not read here (an archive or an Excel workbook).</source>
   <extracomment>data.reading.is-archive</extracomment>
   <translation>這個檔案的封裝方式無法在此讀取（壓縮檔或 Excel 活頁簿）。</translation>
  </message>
  <message>
   <source>Unpack it first; save a workbook as CSV.</source>
   <extracomment>data.reading.is-archive-fix</extracomment>
   <translation>請先解開；活頁簿請另存為 CSV。</translation>
  </message>
  <message>
   <source>This is no file but a pipe, a socket or a device: reading it might never end.</source>
   <extracomment>data.reading.is-endless</extracomment>
   <translation>這不是檔案，而是管線、通訊端或裝置：讀取它可能永遠不會結束。</translation>
  </message>
  <message>
   <source>Write what comes out of it into a file, and choose that file.</source>
   <extracomment>data.reading.is-endless-fix</extracomment>
   <translation>請把它輸出的內容寫入檔案，再選擇那個檔案。</translation>
  </message>
  <message>
   <source>This file is only a pointer of Git LFS; the data was never downloaded.</source>
   <extracomment>data.reading.is-pointer</extracomment>
   <translation>這個檔案只是 Git LFS 的指標；資料從未下載。</translation>
  </message>
  <message>
   <source>Run `git lfs pull` in the folder it came from, or download the file again.</source>
   <extracomment>data.reading.is-pointer-fix</extracomment>
   <translation>請在它的來源資料夾執行 `git lfs pull`，或重新下載檔案。</translation>
  </message>
  <message>
   <source>This file is a web page, not data; a download that failed often leaves one.</source>
   <extracomment>data.reading.is-web-page</extracomment>
   <translation>這個檔案是網頁，不是資料；下載失敗時常會如此。</translation>
  </message>
  <message>
   <source>Download the data file itself again.</source>
   <extracomment>data.reading.is-web-page-fix</extracomment>
   <translation>請重新下載資料檔本身。</translation>
  </message>
  <message>
   <source>{file} holds rows of JSON, so it was read as such and not as plain text.</source>
   <extracomment>data.reading.json-in-text</extracomment>
   <translation>{file} 裡是 JSON 資料列，因此以 JSON 而非純文字讀取。</translation>
  </message>
  <message>
   <source>quotes inside a cell were not doubled</source>
   <extracomment>data.reading.loose-quotes</extracomment>
   <translation>儲存格中的引號沒有重複</translation>
  </message>
  <message>
   <source>more cells than columns</source>
   <extracomment>data.reading.many-cells</extracomment>
   <translation>儲存格比欄位多</translation>
  </message>
  <message>
   <source>{unreadable} of {total} rows cannot be read, which is more than a tenth. The first reason: {first}</source>
   <extracomment>data.reading.mostly-unreadable</extracomment>
   <translation>{total} 列中有 {unreadable} 列無法讀取，超過十分之一。第一個原因：{first}</translation>
  </message>
  <message>
   <source>Look at line {where}, and write the file again with the program it came from.</source>
   <extracomment>data.reading.mostly-unreadable-fix</extracomment>
   <translation>請看第 {where} 行，並用原來的程式重新寫出檔案。</translation>
  </message>
  <message>
   <source>not a kind of file that rows are read from</source>
   <extracomment>data.reading.no-data-file</extracomment>
   <translation>不是可以讀出資料列的檔案種類</translation>
  </message>
  <message>
   <source>There is no data file in this folder.</source>
   <extracomment>data.reading.no-data-files</extracomment>
   <translation>這個資料夾裡沒有資料檔。</translation>
  </message>
  <message>
   <source>Put a .jsonl, .json, .csv, .tsv, .parquet, .arrow or .txt file into it.</source>
   <extracomment>data.reading.no-data-files-fix</extracomment>
   <translation>請放入 .jsonl、.json、.csv、.tsv、.parquet、.arrow 或 .txt 檔案。</translation>
  </message>
  <message>
   <source>The first row of this table names no columns.</source>
   <extracomment>data.reading.no-header</extracomment>
   <translation>這個表格的第一列沒有欄位名稱。</translation>
  </message>
  <message>
   <source>Write the names of the columns into the first row.</source>
   <extracomment>data.reading.no-header-fix</extracomment>
   <translation>請把欄位名稱寫在第一列。</translation>
  </message>
  <message>
   <source>There is no row in this dataset.</source>
   <extracomment>data.reading.no-rows</extracomment>
   <translation>這個資料集沒有資料列。</translation>
  </message>
  <message>
   <source>Check that the file was written or downloaded whole.</source>
   <extracomment>data.formats.empty-rows-fix</extracomment>
   <translation>請確認檔案完整寫出或下載。</translation>
  </message>
  <message>
   <source>this is neither an object nor a conversation nor text</source>
   <extracomment>data.reading.not-a-row</extracomment>
   <translation>這既不是物件，也不是對話或文字</translation>
  </message>
  <message>
   <source>This file holds no text, whatever its name says.</source>
   <extracomment>data.reading.not-text</extracomment>
   <translation>不論名稱為何，這個檔案裡沒有文字。</translation>
  </message>
  <message>
   <source>Choose another file, or export the data as JSON lines or CSV.</source>
   <extracomment>data.reading.not-text-fix</extracomment>
   <translation>請選擇其他檔案，或把資料匯出為 JSON 行或 CSV。</translation>
  </message>
  <message>
   <source>bytes that are not UTF-8 were read as Windows-1252</source>
   <extracomment>data.reading.not-utf8</extracomment>
   <translation>不是 UTF-8 的位元組已當作 Windows-1252 讀取</translation>
  </message>
  <message>
   <source>By their names the files in this folder are for measuring, not for training: {files}.</source>
   <extracomment>data.reading.only-evaluation</extracomment>
   <translation>從名稱看，這個資料夾裡的檔案是用來評估而非訓練：{files}。</translation>
  </message>
  <message>
   <source>Choose the file itself to train on it, or rename it.</source>
   <extracomment>data.reading.only-evaluation-fix</extracomment>
   <translation>若要以它訓練，請直接選擇該檔案，或重新命名。</translation>
  </message>
  <message>
   <source>a quote is opened and never closed</source>
   <extracomment>data.reading.open-quote</extracomment>
   <translation>引號開了卻沒有關</translation>
  </message>
  <message>
   <source>A parquet or arrow file must not be packed with gzip.</source>
   <extracomment>data.reading.packed-columns</extracomment>
   <translation>parquet 或 arrow 檔案不可以用 gzip 壓縮。</translation>
  </message>
  <message>
   <source>Unpack the file and try again.</source>
   <extracomment>data.reading.packed-columns-fix</extracomment>
   <translation>請解壓縮後再試一次。</translation>
  </message>
  <message>
   <source>written as Python prints it, not as JSON</source>
   <extracomment>data.reading.python-literal</extracomment>
   <translation>以 Python 印出的形式寫成，不是 JSON</translation>
  </message>
  <message>
   <source>{file} holds {count} rows, each under a name of its own.</source>
   <extracomment>data.reading.rows-by-id</extracomment>
   <translation>{file} 有 {count} 列，每列各有自己的名稱。</translation>
  </message>
  <message>
   <source>{file} holds its rows ({count}) under the name `{key}`.</source>
   <extracomment>data.reading.rows-under</extracomment>
   <translation>{file} 的資料列（{count} 列）放在名稱 `{key}` 之下。</translation>
  </message>
  <message>
   <source>{file} holds its rows under the name `{key}`; only these were read.</source>
   <extracomment>data.reading.rows-under-large</extracomment>
   <translation>{file} 的資料列放在名稱 `{key}` 之下；只讀取了這些。</translation>
  </message>
  <message>
   <source>{file} has several columns of the same name. Only the first keeps it; the others are read as {columns}.</source>
   <extracomment>data.reading.same-columns</extracomment>
   <translation>{file} 有多個同名的欄位。只有第一個保留該名稱；其餘的讀作 {columns}。</translation>
  </message>
  <message>
   <source>{file} is left alone: {why}.</source>
   <extracomment>data.reading.skipped-file</extracomment>
   <translation>不使用 {file}：{why}。</translation>
  </message>
  <message>
   <source>The {count} rows under the name `{key}` in {file} are not trained on: by its name they are for measuring.</source>
   <extracomment>data.reading.split-left</extracomment>
   <translation>{file} 中名稱 `{key}` 之下的 {count} 列不用於訓練：從名稱看是用來評估的。</translation>
  </message>
  <message>
   <source>plain text beside files of rows</source>
   <extracomment>data.reading.text-beside-rows</extracomment>
   <translation>資料列檔案旁的純文字</translation>
  </message>
  <message>
   <source>{file} is one long document; it was cut between paragraphs into {count} parts.</source>
   <extracomment>data.reading.text-in-parts</extracomment>
   <translation>{file} 是一份長文件；已在段落之間切成 {count} 份。</translation>
  </message>
  <message>
   <source>lists and objects are nested too deeply in this row</source>
   <extracomment>data.reading.too-deep</extracomment>
   <translation>這一列的清單與物件巢狀層數太深</translation>
  </message>
  <message>
   <source>this row is too long to be true</source>
   <extracomment>data.reading.too-long</extracomment>
   <translation>這一列長得不合理</translation>
  </message>
  <message>
   <source>The file is torn or not what its name says: {detail}</source>
   <extracomment>data.reading.torn-columns</extracomment>
   <translation>檔案已損毀，或與名稱所示不符：{detail}</translation>
  </message>
  <message>
   <source>Copy or download it again; its size should match the original.</source>
   <extracomment>data.reading.torn-columns-fix</extracomment>
   <translation>請重新複製或下載；大小應與原檔相同。</translation>
  </message>
  <message>
   <source>a comma too many was ignored</source>
   <extracomment>data.reading.trailing-comma</extracomment>
   <translation>已忽略多餘的逗號</translation>
  </message>
  <message>
   <source>`{ending}` is not a kind of data file that can be read.</source>
   <extracomment>data.reading.unknown-kind</extracomment>
   <translation>`{ending}` 不是可以讀取的資料檔種類。</translation>
  </message>
  <message>
   <source>Use .jsonl, .json, .csv, .tsv, .parquet, .arrow or .txt (the text kinds also as .gz), or a folder of these.</source>
   <extracomment>data.reading.unknown-kind-fix</extracomment>
   <translation>請使用 .jsonl、.json、.csv、.tsv、.parquet、.arrow 或 .txt（文字類也可以是 .gz），或是這些檔案的資料夾。</translation>
  </message>
  <message>
   <source>The row is longer than the max length of {limit} tokens.</source>
   <extracomment>data.sample-too-long</extracomment>
   <translation>這一列超過最大長度 {limit} 個 token。</translation>
  </message>
  <message>
   <source>The prompt is longer than the source max length of {limit} tokens.</source>
   <extracomment>data.source-too-long</extracomment>
   <translation>提示超過來源最大長度 {limit} 個 token。</translation>
  </message>
  <message>
   <source>Start the run again: the data is then prepared anew.</source>
   <extracomment>data.store-again</extracomment>
   <translation>請重新開始訓練作業：資料會重新準備。</translation>
  </message>
  <message>
   <source>The prepared data in {path} is damaged or not complete.</source>
   <extracomment>data.store-torn</extracomment>
   <translation>{path} 中準備好的資料已損壞或不完整。</translation>
  </message>
  <message>
   <source>The answers are longer than the target max length of {limit} tokens.</source>
   <extracomment>data.target-too-long</extracomment>
   <translation>答案超過目標最大長度 {limit} 個 token。</translation>
  </message>
  <message>
   <source>Choose a named prompt template instead, for example chatml.</source>
   <extracomment>data.template-choose</extracomment>
   <translation>請改選指定的提示範本，例如 chatml。</translation>
  </message>
  <message>
   <source>The model's chat template is not valid: {said}</source>
   <extracomment>data.template-invalid</extracomment>
   <translation>模型的對話範本無效：{said}</translation>
  </message>
  <message>
   <source>The tokenizer has no chat template, so the template {name} is used and saved with the model.</source>
   <extracomment>data.template-made</extracomment>
   <translation>tokenizer 沒有對話範本，因此使用範本 {name} 並與模型一起儲存。</translation>
  </message>
  <message>
   <source>The chat template refuses this conversation: {said}</source>
   <extracomment>data.template-raises</extracomment>
   <translation>對話範本拒絕這段對話：{said}</translation>
  </message>
  <message>
   <source>The template {name} is used instead of the tokenizer's own, and saved with the model.</source>
   <extracomment>data.template-replaced</extracomment>
   <translation>使用範本 {name} 取代 tokenizer 自己的範本，並與模型一起儲存。</translation>
  </message>
  <message>
   <source>The template {name} marks turns with {tokens}, which the tokenizer does not know as tokens of their own. The model has to learn them as plain text; another template may suit it better.</source>
   <extracomment>data.template-tokens-missing</extracomment>
   <translation>範本 {name} 以 {tokens} 標示輪次，但 tokenizer 不認得它們是獨立的 token。模型必須把它們當純文字來學；其他範本可能更合適。</translation>
  </message>
  <message>
   <source>There is no prompt template named {name}.</source>
   <extracomment>data.template-unknown</extracomment>
   <translation>沒有名為 {name} 的提示範本。</translation>
  </message>
  <message>
   <source>Use auto, or one of: {names}.</source>
   <extracomment>data.template-unknown-fix</extracomment>
   <translation>請使用 auto，或其中之一：{names}。</translation>
  </message>
  <message>
   <source>The tokenizer cannot be read: {said}</source>
   <extracomment>data.tokenizer-invalid</extracomment>
   <translation>無法讀取 tokenizer：{said}</translation>
  </message>
  <message>
   <source>The file is damaged or of another kind. Download the model's tokenizer files again.</source>
   <extracomment>data.tokenizer-invalid-fix</extracomment>
   <translation>檔案已損壞或屬於其他種類。請重新下載模型的 tokenizer 檔案。</translation>
  </message>
  <message>
   <source>There is no tokenizer in this model folder.</source>
   <extracomment>data.tokenizer-missing</extracomment>
   <translation>這個模型資料夾裡沒有 tokenizer。</translation>
  </message>
  <message>
   <source>Add the model's tokenizer.json and tokenizer_config.json, or download the model again.</source>
   <extracomment>data.tokenizer-missing-fix</extracomment>
   <translation>請加入模型的 tokenizer.json 與 tokenizer_config.json，或重新下載模型。</translation>
  </message>
  <message>
   <source>This model has only a tokenizer.model, which must first be converted to tokenizer.json.</source>
   <extracomment>data.tokenizer-needs-conversion</extracomment>
   <translation>這個模型只有 tokenizer.model，必須先轉換成 tokenizer.json。</translation>
  </message>
  <message>
   <source>Training converts it when it prepares the model; to convert it yourself, load it once with transformers and save it.</source>
   <extracomment>data.tokenizer-needs-conversion-fix</extracomment>
   <translation>訓練準備模型時會自動轉換；若要自行轉換，請用 transformers 載入一次並儲存。</translation>
  </message>
  <message>
   <source>This file is not valid JSON: {said}</source>
   <extracomment>data.tokenizer-not-json</extracomment>
   <translation>這個檔案不是有效的 JSON：{said}</translation>
  </message>
  <message>
   <source>The special token {token} ({name}) is not in the vocabulary, so it is not used.</source>
   <extracomment>data.tokenizer-unknown-special</extracomment>
   <translation>特殊 token {token}（{name}）不在詞彙表裡，因此不使用。</translation>
  </message>
  <message>
   <source>Left out: {count} of {rows} rows. {reason} (First: {where}.)</source>
   <extracomment>data.told-left-out</extracomment>
   <translation>略過：{rows} 列中的 {count} 列。{reason}（第一列：{where}。）</translation>
  </message>
  <message>
   <source>Rows that were repaired: {count}. {what} (First: {where}.)</source>
   <extracomment>data.told-repaired</extracomment>
   <translation>已修復的資料列：{count}。{what}（第一列：{where}。）</translation>
  </message>
  <message>
   <source>Rows that cannot be read: {count}. {what} (First: {where}.)</source>
   <extracomment>data.told-unreadable</extracomment>
   <translation>無法讀取的資料列：{count}。{what}（第一列：{where}。）</translation>
  </message>
  <message>
   <source>Put the model that the run was trained on back in its place.</source>
   <extracomment>engine.base.fix-changed</extracomment>
   <translation>請把這次訓練所用的模型放回原處。</translation>
  </message>
  <message>
   <source>Answer</source>
   <extracomment>engine.board.answer</extracomment>
   <translation>回答</translation>
  </message>
  <message>
   <source>Alpha</source>
   <extracomment>engine.card.alpha</extracomment>
   <translation>Alpha</translation>
  </message>
  <message>
   <source>Batch size × accumulation</source>
   <extracomment>engine.card.batch</extracomment>
   <translation>批次大小 × 累積</translation>
  </message>
  <message>
   <source>Largest difference between logits, by that rounding</source>
   <extracomment>engine.card.difference</extracomment>
   <translation>此捨入造成的 logits 最大差異</translation>
  </message>
  <message>
   <source>Dropout</source>
   <extracomment>engine.card.dropout</extracomment>
   <translation>Dropout</translation>
  </message>
  <message>
   <source>Kept of what the adapter does</source>
   <extracomment>engine.card.effect</extracomment>
   <translation>保留的適配器作用</translation>
  </message>
  <message>
   <source>Longest sample, tokens</source>
   <extracomment>engine.card.length</extracomment>
   <translation>最長樣本（token）</translation>
  </message>
  <message>
   <source>Limits</source>
   <extracomment>engine.card.limits</extracomment>
   <translation>限制</translation>
  </message>
  <message>
   <source>The losses tell how well the model foretells rows like those it was trained on, and nothing about anything else. What {base} gets wrong, this model may get wrong too; look at its answers before relying on them.</source>
   <extracomment>engine.card.limits-text</extracomment>
   <translation>損失只說明模型預測與訓練資料相似的列有多準，對其他內容毫無說明。{base} 會答錯的，這個模型也可能答錯；依賴它的回答之前請先檢查。</translation>
  </message>
  <message>
   <source>Loss, base with adapter</source>
   <extracomment>engine.card.loss-adapter</extracomment>
   <translation>損失，基礎模型加適配器</translation>
  </message>
  <message>
   <source>Loss, base alone</source>
   <extracomment>engine.card.loss-base</extracomment>
   <translation>損失，僅基礎模型</translation>
  </message>
  <message>
   <source>Made with DeepTuner {version}.</source>
   <extracomment>engine.card.made</extracomment>
   <translation>以 DeepTuner {version} 製作。</translation>
  </message>
  <message>
   <source>The licence of the base model holds for this model too. It was not found in the base model's files, so look it up before handing the model on.</source>
   <extracomment>engine.card.no-licence</extracomment>
   <translation>基礎模型的授權條款也適用於這個模型。在基礎模型的檔案裡沒有找到，所以把模型交給別人之前請先查明。</translation>
  </message>
  <message>
   <source>The merged model was not compared with the model and its adapter.</source>
   <extracomment>engine.card.not-proven</extracomment>
   <translation>合併後的模型沒有與模型及其適配器比較。</translation>
  </message>
  <message>
   <source>With Ollama, by DeepTuner:</source>
   <extracomment>engine.card.ollama</extracomment>
   <translation>透過 DeepTuner 使用 Ollama：</translation>
  </message>
  <message>
   <source>Merged onto</source>
   <extracomment>engine.card.onto</extracomment>
   <translation>合併到</translation>
  </message>
  <message>
   <source>the base model's weights as training saw them, rounded to 4 bits (NF4)</source>
   <extracomment>engine.card.onto-nf4</extracomment>
   <translation>訓練時所見的基礎模型權重，捨入到 4 位元（NF4）</translation>
  </message>
  <message>
   <source>the base model's own weights</source>
   <extracomment>engine.card.onto-original</extracomment>
   <translation>基礎模型本身的權重</translation>
  </message>
  <message>
   <source>These losses are means over the tokens of a short piece each of the first {rows} rows of the eval split. The eval loss of the training, above, is that of the whole split, so the two differ.</source>
   <extracomment>engine.card.other-rows</extracomment>
   <translation>這些損失是評估資料前 {rows} 列各取一小段的 token 平均值。上方訓練的評估損失是整份評估資料的損失，因此兩者不同。</translation>
  </message>
  <message>
   <source>Precision</source>
   <extracomment>engine.card.precision</extracomment>
   <translation>精度</translation>
  </message>
  <message>
   <source>Proof of the merge</source>
   <extracomment>engine.card.proof</extracomment>
   <translation>合併的證明</translation>
  </message>
  <message>
   <source>Compared with the base model and its adapter, on {rows} rows ({tokens} tokens) of the eval split, which was not trained on:</source>
   <extracomment>engine.card.proven-eval</extracomment>
   <translation>與基礎模型及其適配器比較，使用評估分割（未用於訓練）的 {rows} 列（{tokens} 個 token）：</translation>
  </message>
  <message>
   <source>Compared with the base model and its adapter, on {rows} sample sentences ({tokens} tokens):</source>
   <extracomment>engine.card.proven-sample</extracomment>
   <translation>與基礎模型及其適配器比較，使用 {rows} 個範例句子（{tokens} 個 token）：</translation>
  </message>
  <message>
   <source>Compared with the base model and its adapter, on {rows} rows ({tokens} tokens) of the training data:</source>
   <extracomment>engine.card.proven-train</extracomment>
   <translation>與基礎模型及其適配器比較，使用訓練資料的 {rows} 列（{tokens} 個 token）：</translation>
  </message>
  <message>
   <source>Rank</source>
   <extracomment>engine.card.rank</extracomment>
   <translation>秩</translation>
  </message>
  <message>
   <source>Same likeliest next token</source>
   <extracomment>engine.card.same-token</extracomment>
   <translation>最可能的下一個 token 相同</translation>
  </message>
  <message>
   <source>Seed</source>
   <extracomment>engine.card.seed</extracomment>
   <translation>隨機種子</translation>
  </message>
  <message>
   <source>Adapted modules</source>
   <extracomment>engine.card.targets</extracomment>
   <translation>加上適配器的模組</translation>
  </message>
  <message>
   <source>Tokens trained</source>
   <extracomment>engine.card.tokens</extracomment>
   <translation>已訓練的 token 數</translation>
  </message>
  <message>
   <source>How it was trained</source>
   <extracomment>engine.card.training</extracomment>
   <translation>訓練方式</translation>
  </message>
  <message>
   <source>With transformers:</source>
   <extracomment>engine.card.transformers</extracomment>
   <translation>使用 transformers：</translation>
  </message>
  <message>
   <source>How to use it</source>
   <extracomment>engine.card.use</extracomment>
   <translation>使用方式</translation>
  </message>
  <message>
   <source>With vLLM:</source>
   <extracomment>engine.card.vllm</extracomment>
   <translation>使用 vLLM：</translation>
  </message>
  <message>
   <source>Tensors that are what PEFT's own merge gives, to the rounding of their type</source>
   <extracomment>engine.card.weights</extracomment>
   <translation>與 PEFT 自己合併的結果一致的張量（差別只在型別的捨入）</translation>
  </message>
  <message>
   <source>{base}, fine-tuned with {method} on the dataset {dataset}. The adapter is merged into the weights, so this is a whole model that needs nothing else.</source>
   <extracomment>engine.card.what</extracomment>
   <translation>{base}，以 {method} 在資料集 {dataset} 上微調。適配器已合併到權重裡，所以這是完整的模型，不需要其他檔案。</translation>
  </message>
  <message>
   <source>{base} with an adapter ({method}) merged into its weights: a whole model that needs nothing else.</source>
   <extracomment>engine.card.what-adapter</extracomment>
   <translation>{base}，權重裡已合併一個適配器（{method}）：這是完整的模型，不需要其他檔案。</translation>
  </message>
  <message>
   <source>{name} cannot be {value}; what goes is {bounds}.</source>
   <extracomment>engine.chat.bad-number</extracomment>
   <translation>{name} 不能是 {value}；可用的範圍是 {bounds}。</translation>
  </message>
  <message>
   <source>The request's `{name}` cannot be used: {value}</source>
   <extracomment>engine.chat.bad-request</extracomment>
   <translation>請求中的 `{name}` 無法使用：{value}</translation>
  </message>
  <message>
   <source>{name} cannot be {value}; what goes is above 0, up to 1.</source>
   <extracomment>engine.chat.bad-share</extracomment>
   <translation>{name} 不能是 {value}；必須大於 0，最多為 1。</translation>
  </message>
  <message>
   <source>A run knows the model that it was trained on; --base goes with a folder.</source>
   <extracomment>engine.chat.base-of-run</extracomment>
   <translation>訓練作業記得自己是用哪個模型訓練的；--base 要和資料夾一起使用。</translation>
  </message>
  <message>
   <source>The process with the model has ended with code {code}: {last}</source>
   <extracomment>engine.chat.died</extracomment>
   <translation>載有模型的程序已結束，代碼 {code}：{last}</translation>
  </message>
  <message>
   <source>The conversation is longer than what the model reads: its first {turns} messages were left out.</source>
   <extracomment>engine.chat.dropped</extracomment>
   <translation>對話超過模型能讀的長度：最前面的 {turns} 則訊息被略去。</translation>
  </message>
  <message>
   <source>Ask one of its checkpoints with --checkpoint: {steps}</source>
   <extracomment>engine.chat.fix-checkpoint</extracomment>
   <translation>請用 --checkpoint 詢問它的一個檢查點：{steps}</translation>
  </message>
  <message>
   <source>Ask again: it is started anew. If memory ran out, close what uses it or hold the model in 4 bits.</source>
   <extracomment>engine.chat.fix-died</extracomment>
   <translation>請再問一次：它會重新啟動。如果是記憶體用完了，請關閉占用記憶體的程式，或以 4 位元載入模型。</translation>
  </message>
  <message>
   <source>Say with --base which model it was trained on.</source>
   <extracomment>engine.chat.fix-needs-base</extracomment>
   <translation>請用 --base 指出它是用哪個模型訓練的。</translation>
  </message>
  <message>
   <source>Take another GPU or the CPU, or wait until the run has ended.</source>
   <extracomment>engine.chat.fix-place</extracomment>
   <translation>請改用另一個 GPU 或 CPU，或等到訓練結束。</translation>
  </message>
  <message>
   <source>The model's chat template refuses this conversation; ask without a system text.</source>
   <extracomment>engine.chat.fix-template</extracomment>
   <translation>模型的聊天範本不接受這段對話；請不要加系統文字再問。</translation>
  </message>
  <message>
   <source>Close what uses memory, take another device, or hold the model in 4 bits.</source>
   <extracomment>engine.chat.fix-too-large</extracomment>
   <translation>請關閉占用記憶體的程式、改用另一個裝置，或以 4 位元載入模型。</translation>
  </message>
  <message>
   <source>Ask something shorter.</source>
   <extracomment>engine.chat.fix-too-long</extracomment>
   <translation>請問得短一點。</translation>
  </message>
  <message>
   <source>GPU{gpu} is used by the run {run}.</source>
   <extracomment>engine.chat.gpu-busy</extracomment>
   <translation>GPU{gpu} 正由訓練作業 {run} 使用。</translation>
  </message>
  <message>
   <source>The model needs {need} GiB, and the emptiest GPU has {free} GiB free, so the CPU answers.</source>
   <extracomment>engine.chat.gpus-full</extracomment>
   <translation>模型需要 {need} GiB，而最空的 GPU 只剩 {free} GiB，所以由 CPU 回答。</translation>
  </message>
  <message>
   <source>Every GPU is used by a run, so the CPU answers.</source>
   <extracomment>engine.chat.gpus-train</extracomment>
   <translation>每個 GPU 都有訓練在使用，所以由 CPU 回答。</translation>
  </message>
  <message>
   <source>The process with the model was ended from outside, most likely because memory ran out.</source>
   <extracomment>engine.chat.killed</extracomment>
   <translation>載有模型的程序被外部結束，最可能是因為記憶體用完了。</translation>
  </message>
  <message>
   <source>This folder holds an adapter, and the model that it belongs to ({base}) is not on this machine.</source>
   <extracomment>engine.chat.needs-base</extracomment>
   <translation>這個資料夾裡是適配器，而它所屬的模型（{base}）不在這台機器上。</translation>
  </message>
  <message>
   <source>There is no device {asked} here. There are: {have}.</source>
   <extracomment>engine.chat.no-device</extracomment>
   <translation>這裡沒有裝置 {asked}。現有：{have}。</translation>
  </message>
  <message>
   <source>{name} has no {side} side: only one model is known.</source>
   <extracomment>engine.chat.no-side</extracomment>
   <translation>{name} 沒有 {side} 這一邊：只知道一個模型。</translation>
  </message>
  <message>
   <source>The model has no chat template, so it goes on with what you write.</source>
   <extracomment>engine.chat.no-template</extracomment>
   <translation>模型沒有聊天範本，所以會接著你寫的內容往下寫。</translation>
  </message>
  <message>
   <source>Nothing was asked: a conversation must end with a question.</source>
   <extracomment>engine.chat.nothing-asked</extracomment>
   <translation>沒有提出問題：對話必須以問題結尾。</translation>
  </message>
  <message>
   <source>The adapter does not belong to this model: {detail}</source>
   <extracomment>engine.chat.other-adapter</extracomment>
   <translation>這個適配器不屬於這個模型：{detail}</translation>
  </message>
  <message>
   <source>The memory was not enough for the model and this conversation.</source>
   <extracomment>engine.chat.out-of-memory</extracomment>
   <translation>記憶體不足以容納模型和這段對話。</translation>
  </message>
  <message>
   <source>The model needs {need} GiB of memory, and the {place} has {free} GiB free.</source>
   <extracomment>engine.chat.too-large</extracomment>
   <translation>模型需要 {need} GiB 記憶體，而 {place} 只剩 {free} GiB。</translation>
  </message>
  <message>
   <source>The question takes {tokens} tokens, and the model reads {context} at most.</source>
   <extracomment>engine.chat.too-long</extracomment>
   <translation>這個問題有 {tokens} 個 token，而模型最多只能讀 {context} 個。</translation>
  </message>
  <message>
   <source>The run was trained on plain text, so the models go on with what you write, and no chat template is used.</source>
   <extracomment>engine.chat.trained-plain</extracomment>
   <translation>這次訓練是用純文字訓練的，所以模型會接著你寫的內容往下寫，不使用聊天範本。</translation>
  </message>
  <message>
   <source>The run {run} has no result yet.</source>
   <extracomment>engine.chat.unfinished</extracomment>
   <translation>訓練作業 {run} 還沒有結果。</translation>
  </message>
  <message>
   <source>A line of the questions is not a conversation with an answer.</source>
   <extracomment>engine.compare.bad-line</extracomment>
   <translation>問題檔中有一行不是帶有答案的對話。</translation>
  </message>
  <message>
   <source>The same as mixed precision.</source>
   <extracomment>engine.decision.as-precision</extracomment>
   <translation>與混合精度相同。</translation>
  </message>
  <message>
   <source>As set.</source>
   <extracomment>engine.decision.as-set</extracomment>
   <translation>依設定。</translation>
  </message>
  <message>
   <source>Evaluation computes in the same format as training.</source>
   <extracomment>engine.decision.as-training</extracomment>
   <translation>評估以與訓練相同的格式計算。</translation>
  </message>
  <message>
   <source>Only QLoRA quantises the model.</source>
   <extracomment>engine.decision.bits-16</extracomment>
   <translation>只有 QLoRA 會把模型量化。</translation>
  </message>
  <message>
   <source>QLoRA keeps the frozen model in 4 bits.</source>
   <extracomment>engine.decision.bits-4</extracomment>
   <translation>QLoRA 以 4 位元保存凍結的模型。</translation>
  </message>
  <message>
   <source>Drawn at random, and recorded so that the run can be repeated.</source>
   <extracomment>engine.decision.drawn</extracomment>
   <translation>隨機抽取並記錄下來，讓訓練可以重現。</translation>
  </message>
  <message>
   <source>This model has no faster attention than the plain one.</source>
   <extracomment>engine.decision.eager</extracomment>
   <translation>這個模型沒有比一般方式更快的注意力計算。</translation>
  </message>
  <message>
   <source>{steps} steps an epoch; whole epochs until there are {least}.</source>
   <extracomment>engine.decision.epochs</extracomment>
   <translation>每個週期 {steps} 步；以完整週期訓練到至少 {least} 步。</translation>
  </message>
  <message>
   <source>All GPUs that are fit for training.</source>
   <extracomment>engine.decision.fit-gpus</extracomment>
   <translation>所有適合訓練的 GPU。</translation>
  </message>
  <message>
   <source>The fastest attention on this machine.</source>
   <extracomment>engine.decision.flash_attention_2</extracomment>
   <translation>這台電腦上最快的注意力計算。</translation>
  </message>
  <message>
   <source>No GPU that is fit for training was found.</source>
   <extracomment>engine.decision.no-gpu</extracomment>
   <translation>找不到適合訓練的 GPU。</translation>
  </message>
  <message>
   <source>Batches are read so quickly that another process would only take cores.</source>
   <extracomment>engine.decision.no-worker</extracomment>
   <translation>批次讀得很快，再開一個程序只會占用核心。</translation>
  </message>
  <message>
   <source>The model stores its weights as usual.</source>
   <extracomment>engine.decision.not-transposed</extracomment>
   <translation>模型以一般方式存放權重。</translation>
  </message>
  <message>
   <source>What is left when training has what it adds to the weights.</source>
   <extracomment>engine.decision.room</extracomment>
   <translation>訓練取走所需之後剩下的空間。</translation>
  </message>
  <message>
   <source>The fastest attention that works everywhere.</source>
   <extracomment>engine.decision.sdpa</extracomment>
   <translation>在任何地方都可用的最快注意力計算。</translation>
  </message>
  <message>
   <source>The model stores its weights transposed, as GPT-2 does.</source>
   <extracomment>engine.decision.transposed</extracomment>
   <translation>模型以轉置方式存放權重，與 GPT-2 相同。</translation>
  </message>
  <message>
   <source>One process prepares the next batch while the GPU works.</source>
   <extracomment>engine.decision.worker</extracomment>
   <translation>GPU 工作時由一個程序準備下一個批次。</translation>
  </message>
  <message>
   <source>Training ended early, since the eval loss no longer improved. The result is that of step {step}.</source>
   <extracomment>engine.end.early</extracomment>
   <translation>訓練提前結束，因為評估損失不再改善。結果取自第 {step} 步。</translation>
  </message>
  <message>
   <source>Training finished. The result is that of step {step}.</source>
   <extracomment>engine.end.finished</extracomment>
   <translation>訓練完成。結果取自第 {step} 步。</translation>
  </message>
  <message>
   <source>Training was stopped and saved. The result so far is that of step {step}; resume goes on from here.</source>
   <extracomment>engine.end.stopped</extracomment>
   <translation>訓練已停止並儲存。目前的結果取自第 {step} 步；續訓會從這裡繼續。</translation>
  </message>
  <message>
   <source>Tick more GPUs, choose QLoRA, or a smaller model.</source>
   <extracomment>engine.fix.smaller</extracomment>
   <translation>請勾選更多 GPU、選擇 QLoRA，或較小的模型。</translation>
  </message>
  <message>
   <source>The model's tokenizer has no chat template, so it cannot be asked anything.</source>
   <extracomment>engine.generate.no-template</extracomment>
   <translation>模型的 tokenizer 沒有對話範本，因此無法向它提問。</translation>
  </message>
  <message>
   <source>A model of the kind {architecture} cannot be written as a GGUF file here.</source>
   <extracomment>engine.gguf.architecture</extracomment>
   <translation>這裡無法把 {architecture} 這類模型寫成 GGUF 檔。</translation>
  </message>
  <message>
   <source>The tokenizer knows {tokens} tokens, but the model has words for {rows}.</source>
   <extracomment>engine.gguf.beyond</extracomment>
   <translation>分詞器有 {tokens} 個 token，但模型只有 {rows} 個 token 的嵌入。</translation>
  </message>
  <message>
   <source>{count} of the conversations that were tried are cut into other tokens by llama.cpp than in training.</source>
   <extracomment>engine.gguf.chats-differ</extracomment>
   <translation>試過的對話中有 {count} 個，llama.cpp 切出的 token 與訓練時不同。</translation>
  </message>
  <message>
   <source>The tokenizer composes letters and accents ({form}); llama.cpp takes them as they come. Text that is typed the usual way is composed already.</source>
   <extracomment>engine.gguf.composing</extracomment>
   <translation>分詞器會合併字母與附加符號（{form}）；llama.cpp 則照原樣處理。平常輸入的文字本來就已合併。</translation>
  </message>
  <message>
   <source>llama.cpp would compute something else than the model was trained with: {settings}.</source>
   <extracomment>engine.gguf.computed-otherwise</extracomment>
   <translation>llama.cpp 算出的結果會與訓練時不同：{settings}。</translation>
  </message>
  <message>
   <source>This is no whole GGUF file: {detail}.</source>
   <extracomment>engine.gguf.damaged</extracomment>
   <translation>這不是完整的 GGUF 檔：{detail}。</translation>
  </message>
  <message>
   <source>Beyond {tokens} tokens the model changes how it tells positions, which llama.cpp does not do.</source>
   <extracomment>engine.gguf.dynamic</extracomment>
   <translation>超過 {tokens} 個 token 時，模型會改變表示位置的方式，而 llama.cpp 不會。</translation>
  </message>
  <message>
   <source>There is a GGUF file in this place already.</source>
   <extracomment>engine.gguf.exists</extracomment>
   <translation>這個位置已經有 GGUF 檔。</translation>
  </message>
  <message>
   <source>These can: {known}. For others, llama.cpp has a converter of its own, which reads the model's folder.</source>
   <extracomment>engine.gguf.fix-architecture</extracomment>
   <translation>這些可以：{known}。其他模型可用 llama.cpp 自己的轉換程式，它讀取模型的資料夾。</translation>
  </message>
  <message>
   <source>Use the model's folder with programs that run it through transformers, such as vLLM.</source>
   <extracomment>engine.gguf.fix-computed-otherwise</extracomment>
   <translation>請把模型資料夾用在透過 transformers 執行的程式，例如 vLLM。</translation>
  </message>
  <message>
   <source>Choose the type bf16 or f32. If that fails too, the model is damaged.</source>
   <extracomment>engine.gguf.fix-not-finite</extracomment>
   <translation>請選擇類型 bf16 或 f32。如果還是失敗，模型就已損壞。</translation>
  </message>
  <message>
   <source>Use the model's folder with programs that read its own tokenizer, such as vLLM.</source>
   <extracomment>engine.gguf.fix-tokenizer</extracomment>
   <translation>請把模型資料夾用在讀取它自己分詞器的程式，例如 vLLM。</translation>
  </message>
  <message>
   <source>The model is not whole: {name} is missing in some layers.</source>
   <extracomment>engine.gguf.incomplete</extracomment>
   <translation>模型不完整：有些層缺少 {name}。</translation>
  </message>
  <message>
   <source>The chat template does not begin with the token that begins plain texts. The file tells llama.cpp not to add it, as in training.</source>
   <extracomment>engine.gguf.no-bos</extracomment>
   <translation>對話範本開頭沒有一般文字開頭的那個 token。檔案會告訴 llama.cpp 不要加上，與訓練時相同。</translation>
  </message>
  <message>
   <source>llama.cpp has no tokenizer for this one: what it does not know, it cannot tell in bytes.</source>
   <extracomment>engine.gguf.no-bytes</extracomment>
   <translation>llama.cpp 沒有對應這個分詞器的分詞方式：它無法用位元組表示不認得的文字。</translation>
  </message>
  <message>
   <source>A GGUF file of this kind has no place for the tensor {name}.</source>
   <extracomment>engine.gguf.no-place</extracomment>
   <translation>這類 GGUF 檔裡沒有張量 {name} 的位置。</translation>
  </message>
  <message>
   <source>The GGUF file needs {need}, and only {free} are free.</source>
   <extracomment>engine.gguf.no-room</extracomment>
   <translation>GGUF 檔案需要 {need}，但可用空間只有 {free}。</translation>
  </message>
  <message>
   <source>{name} holds numbers that {type} cannot hold, or that are none.</source>
   <extracomment>engine.gguf.not-finite</extracomment>
   <translation>{name} 含有 {type} 放不下的數值，或不是數值。</translation>
  </message>
  <message>
   <source>llama.cpp has no name for the way in which this tokenizer cuts text into words, and would cut it otherwise.</source>
   <extracomment>engine.gguf.pretokenizer</extracomment>
   <translation>llama.cpp 不認得這個分詞器把文字切成字詞的方式，會切得不一樣。</translation>
  </message>
  <message>
   <source>The file that was written does not read as it was meant. It was removed.</source>
   <extracomment>engine.gguf.read-back</extracomment>
   <translation>寫出的檔案讀回來與預期不符，已經移除。</translation>
  </message>
  <message>
   <source>llama.cpp does not know this way of telling positions: {kind}.</source>
   <extracomment>engine.gguf.rope</extracomment>
   <translation>llama.cpp 不認得這種表示位置的方式：{kind}。</translation>
  </message>
  <message>
   <source>{count} of {total} plain texts that were tried are cut into other tokens by llama.cpp than by the model's own tokenizer, such as {text}.</source>
   <extracomment>engine.gguf.texts-differ</extracomment>
   <translation>試過的 {total} 段一般文字中有 {count} 段，llama.cpp 切出的 token 與模型自己的分詞器不同，例如 {text}。</translation>
  </message>
  <message>
   <source>llama.cpp has no tokenizer for this one, which is of the kind {kind}.</source>
   <extracomment>engine.gguf.tokenizer-kind</extracomment>
   <translation>llama.cpp 沒有對應這個分詞器的分詞方式，它的種類是 {kind}。</translation>
  </message>
  <message>
   <source>llama.cpp would cut text into other tokens than this tokenizer, for example {text}.</source>
   <extracomment>engine.gguf.tokenizer-unlike</extracomment>
   <translation>llama.cpp 會把文字切成與這個分詞器不同的 token，例如 {text}。</translation>
  </message>
  <message>
   <source>{type} is no type that is written here. These are: {types}.</source>
   <extracomment>engine.gguf.type</extracomment>
   <translation>這裡不寫 {type} 這個類型。可用的有：{types}。</translation>
  </message>
  <message>
   <source>The model looks back {tokens} tokens in some layers. llama.cpp lets it look back further, so that longer texts come out a little otherwise.</source>
   <extracomment>engine.gguf.window</extracomment>
   <translation>模型在某些層只回看 {tokens} 個 token。llama.cpp 會讓它看得更遠，所以較長的文字結果會略有不同。</translation>
  </message>
  <message>
   <source>Some other LoRA options cannot be used.</source>
   <extracomment>engine.lora.bad-other</extracomment>
   <translation>部分其他 LoRA 選項無法使用。</translation>
  </message>
  <message>
   <source>Give them values as PEFT's LoraConfig documents them, or take them out.</source>
   <extracomment>engine.lora.fix-other</extracomment>
   <translation>請依 PEFT 的 LoraConfig 文件給定值，或移除它們。</translation>
  </message>
  <message>
   <source>The model has no layer number {number}; its last is {last}.</source>
   <extracomment>engine.lora.no-such-layer</extracomment>
   <translation>模型沒有第 {number} 層；最後一層是 {last}。</translation>
  </message>
  <message>
   <source>These LoRA settings do not go together: {detail}</source>
   <extracomment>engine.lora.refused</extracomment>
   <translation>這些 LoRA 設定彼此不相容：{detail}</translation>
  </message>
  <message>
   <source>PEFT cannot work with the other LoRA options {names}: {detail}</source>
   <extracomment>engine.lora.refused-other</extracomment>
   <translation>PEFT 無法使用其他 LoRA 選項 {names}：{detail}</translation>
  </message>
  <message>
   <source>{key} is a setting of its own: {path}.</source>
   <extracomment>engine.lora.set-twice</extracomment>
   <translation>{key} 有自己的設定：{path}。</translation>
  </message>
  <message>
   <source>The model has no layer called {name}. It has: {known}.</source>
   <extracomment>engine.lora.unknown-module</extracomment>
   <translation>模型沒有名為 {name} 的層。它有：{known}。</translation>
  </message>
  <message>
   <source>PEFT's LoraConfig, as installed, has no option {key}.</source>
   <extracomment>engine.lora.unknown-option</extracomment>
   <translation>安裝的 PEFT 的 LoraConfig 沒有選項 {key}。</translation>
  </message>
  <message>
   <source>Tick fewer GPUs.</source>
   <extracomment>engine.map.fix-fewer</extracomment>
   <translation>請勾選較少的 GPU。</translation>
  </message>
  <message>
   <source>The model's weights take {need} GiB, but the chosen GPUs hold {have} GiB of them.</source>
   <extracomment>engine.map.too-large</extracomment>
   <translation>模型的權重需要 {need} GiB，但所選的 GPU 只能容納 {have} GiB。</translation>
  </message>
  <message>
   <source>The model has {parts} parts, too few for {gpus} GPUs.</source>
   <extracomment>engine.map.too-many</extracomment>
   <translation>模型只有 {parts} 個部分，不足以分給 {gpus} 張 GPU。</translation>
  </message>
  <message>
   <source>Training held {module} of {model} in 4 bits, and its weights are not one tensor in the model's files, so they cannot be rounded as training did.</source>
   <extracomment>engine.merge.4-bit-name</extracomment>
   <translation>訓練時 {model} 的 {module} 以 4 位元保存，但其權重在模型檔案中不是單一張量，因此無法像訓練時那樣捨入。</translation>
  </message>
  <message>
   <source>How this adapter's base was held in training is not known, so it cannot be matched.</source>
   <extracomment>engine.merge.4-bit-unknown</extracomment>
   <translation>不知道此適配器的基礎模型在訓練時如何保存，因此無法與之一致。</translation>
  </message>
  <message>
   <source>The adapter's settings are damaged: {detail}</source>
   <extracomment>engine.merge.bad-config</extracomment>
   <translation>適配器的設定已損壞：{detail}</translation>
  </message>
  <message>
   <source>The model {model} is not the one that the run was trained on.</source>
   <extracomment>engine.merge.base-changed</extracomment>
   <translation>模型 {model} 不是這次訓練作業所用的模型。</translation>
  </message>
  <message>
   <source>Another merge is writing to this folder. Wait until it is done.</source>
   <extracomment>engine.merge.busy</extracomment>
   <translation>另一個合併正在寫入這個資料夾。請等它完成。</translation>
  </message>
  <message>
   <source>The adapter began with {begin}, which also changes the model itself, and the changed model is not in the adapter's files.</source>
   <extracomment>engine.merge.changed-base</extracomment>
   <translation>適配器以 {begin} 開始，這也會改變模型本身，而改變後的模型不在適配器的檔案裡。</translation>
  </message>
  <message>
   <source>{module} of {model} is put together from other tensors when the model is loaded, in a way that DeepTuner does not know.</source>
   <extracomment>engine.merge.converted</extracomment>
   <translation>{model} 的 {module} 在載入時由其他張量組成，其方式是 DeepTuner 不知道的。</translation>
  </message>
  <message>
   <source>{device} is no device. Say cpu, cuda:0 (or another number), or auto.</source>
   <extracomment>engine.merge.device</extracomment>
   <translation>{device} 不是裝置。請輸入 cpu、cuda:0（或其他編號）或 auto。</translation>
  </message>
  <message>
   <source>The adapter changes nothing: its file holds no weights.</source>
   <extracomment>engine.merge.empty</extracomment>
   <translation>適配器沒有任何改變：檔案裡沒有權重。</translation>
  </message>
  <message>
   <source>There is a merged model in this place already.</source>
   <extracomment>engine.merge.exists</extracomment>
   <translation>這個位置已經有合併的模型。</translation>
  </message>
  <message>
   <source>Merge onto the original model with --onto original.</source>
   <extracomment>engine.merge.fix-4-bit-name</extracomment>
   <translation>請用 --onto original 合併到原始模型。</translation>
  </message>
  <message>
   <source>Choose the adapter of a finished run, or one of its checkpoints.</source>
   <extracomment>engine.merge.fix-adapter</extracomment>
   <translation>請選擇已完成訓練作業的適配器，或它的某個檢查點。</translation>
  </message>
  <message>
   <source>Merge it into the model that it was trained on.</source>
   <extracomment>engine.merge.fix-base</extracomment>
   <translation>請合併到它訓練時所用的模型。</translation>
  </message>
  <message>
   <source>Merge it with --onto original: PEFT itself may be able to do that.</source>
   <extracomment>engine.merge.fix-beyond</extracomment>
   <translation>請用 --onto original 合併：PEFT 本身或許做得到。</translation>
  </message>
  <message>
   <source>Merge one of its checkpoints with --checkpoint: {steps}</source>
   <extracomment>engine.merge.fix-checkpoint</extracomment>
   <translation>請用 --checkpoint 合併其中一個檢查點：{steps}</translation>
  </message>
  <message>
   <source>Its result is a complete model already: {path}</source>
   <extracomment>engine.merge.fix-full</extracomment>
   <translation>它的結果已經是完整的模型：{path}</translation>
  </message>
  <message>
   <source>Merge on the CPU: that needs little memory and is about as fast.</source>
   <extracomment>engine.merge.fix-no-gpu</extracomment>
   <translation>請在 CPU 上合併：所需記憶體少，速度也差不多。</translation>
  </message>
  <message>
   <source>Merge it onto the original model, which is what it trained on.</source>
   <extracomment>engine.merge.fix-not-4-bit</extracomment>
   <translation>請合併到原始模型，那就是訓練所用的模型。</translation>
  </message>
  <message>
   <source>The training may have gone wrong; try an earlier checkpoint with --checkpoint.</source>
   <extracomment>engine.merge.fix-overflow</extracomment>
   <translation>訓練可能出了問題；請用 --checkpoint 試試較早的檢查點。</translation>
  </message>
  <message>
   <source>Close other programs, or merge on a computer with more memory.</source>
   <extracomment>engine.merge.fix-peft-memory</extracomment>
   <translation>請關閉其他程式，或在記憶體較大的電腦上合併。</translation>
  </message>
  <message>
   <source>Choose another place: Save to in the window, --output in a terminal.</source>
   <extracomment>engine.merge.fix-place</extracomment>
   <translation>請選擇其他位置：在視窗中用「儲存到」，在終端機中用 --output。</translation>
  </message>
  <message>
   <source>Merge it into the original 16-bit model. That is right for an adapter trained with QLoRA too.</source>
   <extracomment>engine.merge.fix-quantised</extracomment>
   <translation>請合併到原本的 16 位元模型。以 QLoRA 訓練的適配器也應如此。</translation>
  </message>
  <message>
   <source>Merge it with the program that trained it. The merged model can then be exported here.</source>
   <extracomment>engine.merge.fix-trained-elsewhere</extracomment>
   <translation>請用當初訓練它的程式來合併。合併後的模型可以在這裡匯出。</translation>
  </message>
  <message>
   <source>Let it train until it has finished or saved a checkpoint.</source>
   <extracomment>engine.merge.fix-unfinished</extracomment>
   <translation>請讓它訓練到完成或儲存檢查點為止。</translation>
  </message>
  <message>
   <source>Take the tokenizer files that belong to the model.</source>
   <extracomment>engine.merge.fix-vocabulary</extracomment>
   <translation>請使用屬於該模型的分詞器檔案。</translation>
  </message>
  <message>
   <source>The run {run} changed the whole model, so there is nothing to merge.</source>
   <extracomment>engine.merge.full</extracomment>
   <translation>訓練作業 {run} 改變了整個模型，因此沒有需要合併的內容。</translation>
  </message>
  <message>
   <source>The adapter is incomplete: the parts for {module} do not go together.</source>
   <extracomment>engine.merge.half</extracomment>
   <translation>適配器不完整：{module} 的各部分不相符。</translation>
  </message>
  <message>
   <source>The files of {model} are not complete: {name} is missing in them.</source>
   <extracomment>engine.merge.lacking</extracomment>
   <translation>模型 {model} 的檔案不完整：其中缺少 {name}。</translation>
  </message>
  <message>
   <source>The adapter is incomplete: its settings name {module} of {model}, and its file has nothing for it.</source>
   <extracomment>engine.merge.missing</extracomment>
   <translation>適配器不完整：其設定提到 {model} 的 {module}，但檔案裡沒有對應的內容。</translation>
  </message>
  <message>
   <source>There is no adapter in this folder.</source>
   <extracomment>engine.merge.no-adapter</extracomment>
   <translation>這個資料夾裡沒有適配器。</translation>
  </message>
  <message>
   <source>The run {run} has no checkpoint of step {step}.</source>
   <extracomment>engine.merge.no-checkpoint</extracomment>
   <translation>訓練作業 {run} 沒有第 {step} 步的檢查點。</translation>
  </message>
  <message>
   <source>There is no GPU {device}: torch sees {count} GPUs.</source>
   <extracomment>engine.merge.no-gpu</extracomment>
   <translation>沒有 GPU {device}：torch 看到 {count} 個 GPU。</translation>
  </message>
  <message>
   <source>The merged model needs {need}, and only {free} are free.</source>
   <extracomment>engine.merge.no-room</extracomment>
   <translation>合併後的模型需要 {need}，但只剩 {free} 可用。</translation>
  </message>
  <message>
   <source>The merged model needs {need}. {free} are free, of which other merges at work here still need {others}.</source>
   <extracomment>engine.merge.no-room-beside</extracomment>
   <translation>合併後的模型需要 {need}。目前可用 {free}，其中 {others} 是此處正在進行的其他合併還需要的。</translation>
  </message>
  <message>
   <source>The adapter belongs to another model: {model} has no {module}.</source>
   <extracomment>engine.merge.no-such-module</extracomment>
   <translation>適配器屬於另一個模型：{model} 沒有 {module}。</translation>
  </message>
  <message>
   <source>This run did not train over a base in 4 bits (QLoRA), so there is nothing to match.</source>
   <extracomment>engine.merge.not-4-bit</extracomment>
   <translation>此執行並未在 4 位元的基礎模型上訓練（QLoRA），因此沒有可一致的對象。</translation>
  </message>
  <message>
   <source>What is in this place was not made by a merge, and is not replaced.</source>
   <extracomment>engine.merge.not-a-merge</extracomment>
   <translation>這個位置的內容不是合併的結果，因此不會被取代。</translation>
  </message>
  <message>
   <source>The adapter contradicts itself: its file holds a part for {module} that only DoRA has, and its settings say that it was trained without DoRA.</source>
   <extracomment>engine.merge.not-dora</extracomment>
   <translation>適配器自相矛盾：它的檔案裡有 {module} 只有 DoRA 才有的部分，而它的設定說訓練時沒有使用 DoRA。</translation>
  </message>
  <message>
   <source>The adapter is spoiled: {name} holds something that is not a number.</source>
   <extracomment>engine.merge.not-finite</extracomment>
   <translation>適配器已損壞：{name} 含有不是數字的值。</translation>
  </message>
  <message>
   <source>The model's index does not name {name}, which is in {file}.</source>
   <extracomment>engine.merge.not-in-index</extracomment>
   <translation>模型的索引沒有列出 {name}，但它在 {file} 裡。</translation>
  </message>
  <message>
   <source>The adapter was trained with {setting}, under which its weights mean something that cannot be put into a model.</source>
   <extracomment>engine.merge.other-formula</extracomment>
   <translation>適配器以 {setting} 訓練，其權重的意義因此無法放進模型。</translation>
  </message>
  <message>
   <source>The adapter is of the kind {kind}, which cannot be merged into a model.</source>
   <extracomment>engine.merge.other-kind</extracomment>
   <translation>此適配器屬於 {kind} 類型，無法合併到模型中。</translation>
  </message>
  <message>
   <source>The adapter is of the kind {kind}, not LoRA.</source>
   <extracomment>engine.merge.other-method</extracomment>
   <translation>此適配器屬於 {kind} 類型，不是 LoRA。</translation>
  </message>
  <message>
   <source>The adapter belongs to another model: {module} of {model} has another size.</source>
   <extracomment>engine.merge.other-shape</extracomment>
   <translation>適配器屬於另一個模型：{model} 的 {module} 大小不同。</translation>
  </message>
  <message>
   <source>The adapter holds {module} for {tokens} tokens, and that of {model} is for {rows}: tokens were added in training, and the model has no place for them.</source>
   <extracomment>engine.merge.other-vocabulary</extracomment>
   <translation>適配器的 {module} 有 {tokens} 個 token，而 {model} 的只有 {rows} 個：訓練時加入了 token，模型沒有它們的位置。</translation>
  </message>
  <message>
   <source>The merged weights of {name} do not fit the model's number format.</source>
   <extracomment>engine.merge.overflow</extracomment>
   <translation>{name} 合併後的權重超出模型的數值格式。</translation>
  </message>
  <message>
   <source>PEFT cannot merge this adapter either: {detail}</source>
   <extracomment>engine.merge.peft-failed</extracomment>
   <translation>PEFT 也無法合併此適配器：{detail}</translation>
  </message>
  <message>
   <source>{why} PEFT could merge it, with the whole model in memory: that needs {need}, and {free} are free.</source>
   <extracomment>engine.merge.peft-memory</extracomment>
   <translation>{why} PEFT 可以在整個模型都載入記憶體的情況下合併它：這需要 {need}，而目前有 {free} 可用。</translation>
  </message>
  <message>
   <source>The adapter is a pickle file, which can run any program when it is opened. DeepTuner opens safetensors only.</source>
   <extracomment>engine.merge.pickled</extracomment>
   <translation>適配器是 pickle 檔，開啟時可能執行任何程式。DeepTuner 只開啟 safetensors。</translation>
  </message>
  <message>
   <source>The weights of {model} are quantised; an adapter merged into them would be rounded away.</source>
   <extracomment>engine.merge.quantised-base</extracomment>
   <translation>{model} 的權重已量化；合併進去的適配器會被捨入而消失。</translation>
  </message>
  <message>
   <source>The merged model would take the place of {folder}, which it is made of.</source>
   <extracomment>engine.merge.source</extracomment>
   <translation>合併後的模型會取代 {folder}，而它正是由該資料夾產生的。</translation>
  </message>
  <message>
   <source>The adapter should keep head and embedding of {model} equal, and its file changes them in different ways.</source>
   <extracomment>engine.merge.tied-adapter</extracomment>
   <translation>適配器應讓 {model} 的輸出頭與嵌入保持相同，但它的檔案對兩者的更改不同。</translation>
  </message>
  <message>
   <source>The adapter trained single tokens and changes the output head besides, which {model} shares with its embedding: it cannot be told what the head should be.</source>
   <extracomment>engine.merge.tied-rows</extracomment>
   <translation>適配器訓練了個別 token，又更改了 {model} 與嵌入共用的輸出頭：無法得知輸出頭應該是什麼。</translation>
  </message>
  <message>
   <source>The tensor {name} is in two files of the model, and it cannot be told which is right.</source>
   <extracomment>engine.merge.twice</extracomment>
   <translation>張量 {name} 同時在模型的兩個檔案裡，無法判斷哪一個才對。</translation>
  </message>
  <message>
   <source>The adapter was trained with another number of tokens than {model} has, and it does not hold {module}, which has something for each of them.</source>
   <extracomment>engine.merge.uneven</extracomment>
   <translation>這個適配器訓練時的詞元數量與 {model} 不同，而它沒有包含 {module}；該部分必須與每個詞元對應。</translation>
  </message>
  <message>
   <source>The run {run} has no adapter yet.</source>
   <extracomment>engine.merge.unfinished</extracomment>
   <translation>訓練作業 {run} 還沒有適配器。</translation>
  </message>
  <message>
   <source>The adapter holds {name}, and it is not known how to merge it.</source>
   <extracomment>engine.merge.unknown-part</extracomment>
   <translation>適配器含有 {name}，但不知道如何合併它。</translation>
  </message>
  <message>
   <source>The tokenizer of {model} has the token {token} with the number {number}, and the model has an embedding for {rows} tokens only.</source>
   <extracomment>engine.merge.vocabulary</extracomment>
   <translation>{model} 的分詞器有編號 {number} 的 token {token}，但模型只有 {rows} 個 token 的嵌入。</translation>
  </message>
  <message>
   <source>Set Attention to auto.</source>
   <extracomment>engine.model.fix-attention</extracomment>
   <translation>請把「注意力」設為 auto。</translation>
  </message>
  <message>
   <source>Choose the model in its original 16-bit form; QLoRA quantises it while loading.</source>
   <extracomment>engine.model.fix-full-weights</extracomment>
   <translation>請選擇原本 16 位元形式的模型；QLoRA 會在載入時量化。</translation>
  </message>
  <message>
   <source>Get the model's files again; one of them is damaged or missing.</source>
   <extracomment>engine.model.fix-get-again</extracomment>
   <translation>請重新取得模型的檔案；其中有檔案損壞或遺失。</translation>
  </message>
  <message>
   <source>Use the tokenizer that belongs to the model. Adding new tokens to a model is not supported.</source>
   <extracomment>engine.model.fix-matching</extracomment>
   <translation>請使用屬於該模型的 tokenizer。不支援為模型加入新的 token。</translation>
  </message>
  <message>
   <source>Check config.json, or update DeepTuner for a newer transformers.</source>
   <extracomment>engine.model.fix-newer</extracomment>
   <translation>請檢查 config.json，或更新 DeepTuner 以使用較新的 transformers。</translation>
  </message>
  <message>
   <source>Choose a model that generates text, such as a Llama, Qwen, Mistral or Gemma.</source>
   <extracomment>engine.model.fix-other-model</extracomment>
   <translation>請選擇會產生文字的模型，例如 Llama、Qwen、Mistral 或 Gemma。</translation>
  </message>
  <message>
   <source>Put tokenizer.json (or tokenizer.model) and tokenizer_config.json of the same model into its folder.</source>
   <extracomment>engine.model.fix-tokenizer-files</extracomment>
   <translation>請把同一模型的 tokenizer.json（或 tokenizer.model）與 tokenizer_config.json 放進它的資料夾。</translation>
  </message>
  <message>
   <source>Turn on Trust remote code if you trust whoever made the model, or choose another model.</source>
   <extracomment>engine.model.fix-trust</extracomment>
   <translation>若你信任模型的作者，請開啟「信任遠端程式碼」，或選擇其他模型。</translation>
  </message>
  <message>
   <source>A weight has another shape than config.json says: {first}</source>
   <extracomment>engine.model.mismatched</extracomment>
   <translation>某個權重的形狀與 config.json 所示不同：{first}</translation>
  </message>
  <message>
   <source>{count} of the model's weights are not in its files, the first is {first}.</source>
   <extracomment>engine.model.missing</extracomment>
   <translation>模型有 {count} 個權重不在檔案裡，第一個是 {first}。</translation>
  </message>
  <message>
   <source>Flash attention is not installed.</source>
   <extracomment>engine.model.no-flash</extracomment>
   <translation>沒有安裝 Flash attention。</translation>
  </message>
  <message>
   <source>The tokenizer cannot be read: {detail}</source>
   <extracomment>engine.model.no-tokenizer</extracomment>
   <translation>無法讀取 tokenizer：{detail}</translation>
  </message>
  <message>
   <source>A model of the kind {kind} does not write text, so it cannot be fine-tuned here.</source>
   <extracomment>engine.model.not-causal</extracomment>
   <translation>{kind} 類的模型不會寫文字，因此無法在此微調。</translation>
  </message>
  <message>
   <source>{name} brings Python code of its own, which is not run unless you trust it.</source>
   <extracomment>engine.model.own-code</extracomment>
   <translation>{name} 附有自己的 Python 程式碼，除非你信任它，否則不會執行。</translation>
  </message>
  <message>
   <source>The weights in {name} are quantised already, so they cannot be trained from.</source>
   <extracomment>engine.model.quantised</extracomment>
   <translation>{name} 的權重已經量化，因此無法以它訓練。</translation>
  </message>
  <message>
   <source>The installed transformers does not know this model: {detail}</source>
   <extracomment>engine.model.unknown-architecture</extracomment>
   <translation>安裝的 transformers 不認得這個模型：{detail}</translation>
  </message>
  <message>
   <source>The model's weights cannot be loaded: {detail}</source>
   <extracomment>engine.model.unreadable</extracomment>
   <translation>無法載入模型的權重：{detail}</translation>
  </message>
  <message>
   <source>The tokenizer has {tokens} tokens, but the model knows only {rows}.</source>
   <extracomment>engine.model.vocabulary</extracomment>
   <translation>tokenizer 有 {tokens} 個 token，但模型只認得 {rows} 個。</translation>
  </message>
  <message>
   <source>No Ollama answers here.</source>
   <extracomment>engine.ollama.absent</extracomment>
   <translation>這裡沒有 Ollama 回應。</translation>
  </message>
  <message>
   <source>Install it or start it with `ollama serve`, then try again.</source>
   <extracomment>engine.ollama.absent-fix</extracomment>
   <translation>請安裝 Ollama，或用 `ollama serve` 啟動它，然後再試一次。</translation>
  </message>
  <message>
   <source>Line {line}: {word} is not a complete command of a Modelfile.</source>
   <extracomment>engine.ollama.bad-command</extracomment>
   <translation>第 {line} 行：{word} 不是完整的 Modelfile 指令。</translation>
  </message>
  <message>
   <source>OLLAMA_HOST holds {host}, which is not an address.</source>
   <extracomment>engine.ollama.bad-host</extracomment>
   <translation>OLLAMA_HOST 的內容 {host} 不是位址。</translation>
  </message>
  <message>
   <source>Write it as 127.0.0.1:11434, or unset it.</source>
   <extracomment>engine.ollama.bad-host-fix</extracomment>
   <translation>請寫成 127.0.0.1:11434，或取消設定。</translation>
  </message>
  <message>
   <source>Ollama takes no model called {name}.</source>
   <extracomment>engine.ollama.bad-name</extracomment>
   <translation>Ollama 不接受名為 {name} 的模型。</translation>
  </message>
  <message>
   <source>Use up to 80 letters, digits, dots, dashes and underscores, beginning with a letter or digit; a namespace before / and a tag after : may be added.</source>
   <extracomment>engine.ollama.bad-name-fix</extracomment>
   <translation>最多可用 80 個字母、數字、點、連字號與底線，開頭須為字母或數字；可在 / 前加上命名空間，在 : 後加上標籤。</translation>
  </message>
  <message>
   <source>{value} is no value for the parameter {name}.</source>
   <extracomment>engine.ollama.bad-parameter</extracomment>
   <translation>{value} 不是參數 {name} 可用的值。</translation>
  </message>
  <message>
   <source>Line {line}: a MESSAGE is of system, user or assistant, not of {role}.</source>
   <extracomment>engine.ollama.bad-role</extracomment>
   <translation>第 {line} 行：MESSAGE 的角色只能是 system、user 或 assistant，不能是 {role}。</translation>
  </message>
  <message>
   <source>The chat template counts on add_bos_token: {needed}, and the GGUF file says otherwise; Ollama would begin texts otherwise than training did.</source>
   <extracomment>engine.ollama.bos-otherwise</extracomment>
   <translation>對話範本需要 add_bos_token: {needed}，但 GGUF 檔案的說法不同；Ollama 產生的文字開頭會與訓練時不同。</translation>
  </message>
  <message>
   <source>The TEMPLATE counts on add_bos_token: {needed}, which the model's tokenizer_config.json does not say; Ollama may begin texts otherwise. Write it there, or export a GGUF file.</source>
   <extracomment>engine.ollama.bos-untold</extracomment>
   <translation>TEMPLATE 需要 add_bos_token: {needed}，但模型的 tokenizer_config.json 沒有這樣寫；Ollama 開始文字的方式可能會不同。請把它寫進去，或匯出 GGUF 檔。</translation>
  </message>
  <message>
   <source>The chat template writes the token that begins a text in some conversations only, and Ollama's tokenizer writes it always or never.</source>
   <extracomment>engine.ollama.bos-varies</extracomment>
   <translation>對話範本只在某些對話中寫入文字開頭的 token，而 Ollama 的 tokenizer 要嘛一律寫入，要嘛從不寫入。</translation>
  </message>
  <message>
   <source>Ollama stopped before the model was created. The last thing it did: {last}</source>
   <extracomment>engine.ollama.broke-off</extracomment>
   <translation>Ollama 在模型建立完成前就停止了。它最後做的事：{last}</translation>
  </message>
  <message>
   <source>Ollama renders these conversations exactly, and cuts them into other tokens than training did: {cases}.</source>
   <extracomment>engine.ollama.cut-otherwise</extracomment>
   <translation>Ollama 產生的這些對話文字完全正確，但切成的 token 與訓練時不同：{cases}。</translation>
  </message>
  <message>
   <source>The chat template writes the date of the day; so does the TEMPLATE.</source>
   <extracomment>engine.ollama.date-of-the-day</extracomment>
   <translation>對話範本會寫入當天的日期；TEMPLATE 也一樣。</translation>
  </message>
  <message>
   <source>The chat template writes a date in a form that Ollama does not know. The TEMPLATE keeps the one of the training: {date}.</source>
   <extracomment>engine.ollama.date-stays</extracomment>
   <translation>對話範本寫入日期的格式是 Ollama 不認得的。TEMPLATE 保留訓練時的日期：{date}。</translation>
  </message>
  <message>
   <source>Ollama would render other text than the chat template: {cases}.</source>
   <extracomment>engine.ollama.differs</extracomment>
   <translation>Ollama 產生的文字會與對話範本不同：{cases}。</translation>
  </message>
  <message>
   <source>The TEMPLATE renders everyday conversations exactly. Ollama would render these otherwise than the chat template: {cases}.</source>
   <extracomment>engine.ollama.differs-in</extracomment>
   <translation>TEMPLATE 能準確產生日常對話。以下情況 Ollama 的結果會與對話範本不同：{cases}。</translation>
  </message>
  <message>
   <source>{command} holds the character {character}, which Ollama drops when it reads a Modelfile.</source>
   <extracomment>engine.ollama.dropped</extracomment>
   <translation>{command} 含有字元 {character}，Ollama 讀取 Modelfile 時會丟棄它。</translation>
  </message>
  <message>
   <source>There is another Modelfile in this place already.</source>
   <extracomment>engine.ollama.exists</extracomment>
   <translation>這個位置已經有另一個 Modelfile。</translation>
  </message>
  <message>
   <source>The file became shorter while it was sent.</source>
   <extracomment>engine.ollama.file-changed</extracomment>
   <translation>檔案在傳送途中變短了。</translation>
  </message>
  <message>
   <source>Give another place with --output, or replace it with --overwrite.</source>
   <extracomment>engine.gguf.fix-exists</extracomment>
   <translation>請用 --output 指定其他位置，或用 --overwrite 取代。</translation>
  </message>
  <message>
   <source>From a folder, Ollama does not make the type {type}. It makes: {types}.</source>
   <extracomment>engine.ollama.folder-type</extracomment>
   <translation>從資料夾開始時，Ollama 無法產生類型 {type}。它能產生：{types}。</translation>
  </message>
  <message>
   <source>What the chat template writes between {left} and {right} follows no rule that Ollama's template language could express.</source>
   <extracomment>engine.ollama.irregular</extracomment>
   <translation>對話範本在 {left} 與 {right} 之間寫入的內容，沒有 Ollama 的範本語言能表達的規則。</translation>
  </message>
  <message>
   <source>The connection to Ollama was lost: {detail}.</source>
   <extracomment>engine.ollama.lost</extracomment>
   <translation>與 Ollama 的連線中斷：{detail}。</translation>
  </message>
  <message>
   <source>See whether Ollama still runs, then create the model again. Files that it has received whole are not sent twice.</source>
   <extracomment>engine.ollama.lost-fix</extracomment>
   <translation>請確認 Ollama 是否仍在執行，然後再建立一次模型。已完整收到的檔案不會重送。</translation>
  </message>
  <message>
   <source>Write it as a GGUF file first; Ollama takes that as it is.</source>
   <extracomment>engine.ollama.make-gguf</extracomment>
   <translation>請先寫成 GGUF 檔；Ollama 會直接採用。</translation>
  </message>
  <message>
   <source>Merge it first: deeptuner merge {run}</source>
   <extracomment>engine.ollama.merge-first</extracomment>
   <translation>請先合併：deeptuner merge {run}</translation>
  </message>
  <message>
   <source>Ollama has a model called {name} already.</source>
   <extracomment>engine.ollama.name-taken</extracomment>
   <translation>Ollama 已經有名為 {name} 的模型。</translation>
  </message>
  <message>
   <source>Give another name with --name, or replace it with --overwrite.</source>
   <extracomment>engine.ollama.name-taken-fix</extracomment>
   <translation>請用 --name 指定其他名稱，或用 --overwrite 取代它。</translation>
  </message>
  <message>
   <source>Ollama would cut text into other tokens: this model's tokenizer works on pieces of words, which Ollama reads from a tokenizer.model only.</source>
   <extracomment>engine.ollama.needs-tokenizer-model</extracomment>
   <translation>Ollama 會把文字切成不同的 token：這個模型的 tokenizer 以詞片段運作，Ollama 只能從 tokenizer.model 讀取它。</translation>
  </message>
  <message>
   <source>The chat template is made for conversations with tools only.</source>
   <extracomment>engine.ollama.needs-tools</extracomment>
   <translation>這個對話範本只適用於有工具的對話。</translation>
  </message>
  <message>
   <source>The Modelfile has no FROM line.</source>
   <extracomment>engine.ollama.no-from</extracomment>
   <translation>Modelfile 沒有 FROM 行。</translation>
  </message>
  <message>
   <source>Ollama needs two to three times the model's size where it keeps its models (OLLAMA_MODELS). Make room there, then create the model again.</source>
   <extracomment>engine.ollama.no-room-fix</extracomment>
   <translation>Ollama 存放模型的位置（OLLAMA_MODELS）需要模型大小的兩到三倍空間。請在那裡騰出空間，然後再次建立模型。</translation>
  </message>
  <message>
   <source>The chat template has no place for a system prompt. Where one is given, Ollama puts it before the first question.</source>
   <extracomment>engine.ollama.no-system</extracomment>
   <translation>對話範本沒有放系統提示的位置。若有提供，Ollama 會把它放在第一個問題之前。</translation>
  </message>
  <message>
   <source>The model has no chat template.</source>
   <extracomment>engine.ollama.no-template</extracomment>
   <translation>這個模型沒有對話範本。</translation>
  </message>
  <message>
   <source>The chat template can offer tools, which the TEMPLATE leaves out. Ollama 0.30 and later takes the model's own chat template for them, which the model brings along; earlier versions do without tools.</source>
   <extracomment>engine.ollama.no-tools</extracomment>
   <translation>對話範本可以提供工具，TEMPLATE 則略去工具。Ollama 0.30 及更新版本會改用模型自帶的對話範本來處理工具；更早的版本則沒有工具可用。</translation>
  </message>
  <message>
   <source>The text of {command} has no closing quotation marks.</source>
   <extracomment>engine.ollama.not-closed</extracomment>
   <translation>{command} 的文字缺少結尾引號。</translation>
  </message>
  <message>
   <source>Ollama cannot convert a model of the kind {architecture}.</source>
   <extracomment>engine.ollama.not-converted</extracomment>
   <translation>Ollama 無法轉換 {architecture} 類型的模型。</translation>
  </message>
  <message>
   <source>The model {name} was not created in this Ollama from this export, so it is not deleted.</source>
   <extracomment>engine.ollama.not-created</extracomment>
   <translation>模型 {name} 不是由此匯出在這個 Ollama 中建立的，因此不會刪除。</translation>
  </message>
  <message>
   <source>If it is to go nevertheless: {command}</source>
   <extracomment>engine.ollama.not-created-fix</extracomment>
   <translation>若仍要刪除：{command}</translation>
  </message>
  <message>
   <source>The run {run} has no whole model yet.</source>
   <extracomment>engine.ollama.not-merged</extracomment>
   <translation>訓練 {run} 還沒有完整的模型。</translation>
  </message>
  <message>
   <source>Something answers here that is not Ollama.</source>
   <extracomment>engine.ollama.not-ollama</extracomment>
   <translation>在這裡回應的不是 Ollama。</translation>
  </message>
  <message>
   <source>See what listens there, or set OLLAMA_HOST to the address of Ollama.</source>
   <extracomment>engine.ollama.not-ollama-fix</extracomment>
   <translation>請查看那裡執行的是什麼程式，或將 OLLAMA_HOST 設為 Ollama 的位址。</translation>
  </message>
  <message>
   <source>Ollama would compute with other positions: this model's config.json tells them (rope) in the form of transformers 5 only, which Ollama does not read.</source>
   <extracomment>engine.ollama.positions-untold</extracomment>
   <translation>Ollama 會用別的位置來計算：這個模型的 config.json 只用 transformers 5 的格式說明位置（rope），而 Ollama 不讀這種格式。</translation>
  </message>
  <message>
   <source>Ollama says: {said}</source>
   <extracomment>engine.ollama.refused</extracomment>
   <translation>Ollama 回報：{said}</translation>
  </message>
  <message>
   <source>The chat template does not accept a plain conversation: {said}</source>
   <extracomment>engine.ollama.refuses</extracomment>
   <translation>對話範本不接受普通的對話：{said}</translation>
  </message>
  <message>
   <source>The model's chat template lies in chat_template.jinja only, and Ollama's converter reads tokenizer_config.json. Write it there, too, or export a GGUF file.</source>
   <extracomment>engine.ollama.template-unread</extracomment>
   <translation>模型的對話範本只在 chat_template.jinja 裡，而 Ollama 的轉換器讀的是 tokenizer_config.json。請把範本也寫進那裡，或匯出成 GGUF 檔。</translation>
  </message>
  <message>
   <source>This Ollama is of version {version}; models can be sent to {oldest} and later.</source>
   <extracomment>engine.ollama.too-old</extracomment>
   <translation>這個 Ollama 的版本是 {version}；{oldest} 及更新版本才能接收模型。</translation>
  </message>
  <message>
   <source>Update Ollama, or export without --create and type the command that is shown.</source>
   <extracomment>engine.ollama.too-old-fix</extracomment>
   <translation>請更新 Ollama，或不加 --create 匯出，再輸入所顯示的指令。</translation>
  </message>
  <message>
   <source>Ollama knows no parameter {name}.</source>
   <extracomment>engine.ollama.unknown-parameter</extracomment>
   <translation>Ollama 不認得參數 {name}。</translation>
  </message>
  <message>
   <source>No way of quoting lets Ollama read {command} as it is meant: a line in it ends in quotation marks, or it begins with blanks.</source>
   <extracomment>engine.ollama.unwritable</extracomment>
   <translation>沒有任何引號寫法能讓 Ollama 正確讀取 {command}：其中有一行以引號結尾，或它以空白開頭。</translation>
  </message>
  <message>
   <source>The chat template leaves out, repeats or changes what was said.</source>
   <extracomment>engine.ollama.words-lost</extracomment>
   <translation>對話範本遺漏、重複或更改了對話內容。</translation>
  </message>
  <message>
   <source>Turn Optimizer paging off and set Optimizer to auto or one of {names}; or set Model parallel to ddp or naive.</source>
   <extracomment>engine.optimizer.fix-sharded</extracomment>
   <translation>請關閉「最佳化器分頁」並把「最佳化器」設為 auto 或 {names} 其中之一；或把「模型平行」設為 ddp 或 naive。</translation>
  </message>
  <message>
   <source>AdamW, in its fused form, which does all weights in one go.</source>
   <extracomment>engine.optimizer.fused</extracomment>
   <translation>AdamW 的融合版本，一次處理所有權重。</translation>
  </message>
  <message>
   <source>{name} has no paged form; it is used as it is.</source>
   <extracomment>engine.optimizer.no-paged-form</extracomment>
   <translation>{name} 沒有分頁版本；照原樣使用。</translation>
  </message>
  <message>
   <source>Paging moves memory between GPU and computer; on the CPU there is nothing to move, so the plain form of the same optimizer is used.</source>
   <extracomment>engine.optimizer.no-paging-on-cpu</extracomment>
   <translation>分頁會在 GPU 與電腦之間搬移記憶體；在 CPU 上沒有東西可搬，因此使用同一最佳化器的一般版本。</translation>
  </message>
  <message>
   <source>The optimizer {name} cannot work on weights that are split over GPUs, as the plan needs.</source>
   <extracomment>engine.optimizer.not-sharded</extracomment>
   <translation>最佳化器 {name} 無法處理分散在多張 GPU 上的權重，而這正是此計畫所需。</translation>
  </message>
  <message>
   <source>Optimizer paging is on, so the paged form is used.</source>
   <extracomment>engine.optimizer.paged</extracomment>
   <translation>「最佳化器分頁」已開啟，因此使用分頁版本。</translation>
  </message>
  <message>
   <source>Optimizer paging is on, so the paged form is used. On AMD GPUs it has been seen to hang; an adapter's optimizer is small and needs no paging.</source>
   <extracomment>engine.optimizer.paged-rocm</extracomment>
   <translation>「最佳化器分頁」已開啟，因此使用分頁版本。在 AMD GPU 上曾見它停住；適配器的最佳化器很小，不需要分頁。</translation>
  </message>
  <message>
   <source>{asked} samples a step, {at_once} at once.</source>
   <extracomment>engine.plan.accumulation</extracomment>
   <translation>每步 {asked} 個樣本，一次 {at_once} 個。</translation>
  </message>
  <message>
   <source>{asked} samples a step cannot be made of {at_once} at once; {steps} times that is {real}.</source>
   <extracomment>engine.plan.accumulation-near</extracomment>
   <translation>每步 {asked} 個樣本無法由一次 {at_once} 個組成；{steps} 倍是 {real}。</translation>
  </message>
  <message>
   <source>Training takes about {need} GiB and {have} GiB are there, so activations are kept.</source>
   <extracomment>engine.plan.activations-fit</extracomment>
   <translation>訓練約需 {need} GiB，共有 {have} GiB，因此保留啟動值。</translation>
  </message>
  <message>
   <source>Keeping activations would take about {need} GiB of {have} GiB, so they are computed twice.</source>
   <extracomment>engine.plan.activations-large</extracomment>
   <translation>保留啟動值約需 {have} GiB 中的 {need} GiB，因此改為計算兩次。</translation>
  </message>
  <message>
   <source>Several processes on the CPU, each with a whole copy of the model.</source>
   <extracomment>engine.plan.cpu-ddp</extracomment>
   <translation>CPU 上有多個程序，各有一份完整的模型。</translation>
  </message>
  <message>
   <source>Several processes on the CPU share the model, for trying it out.</source>
   <extracomment>engine.plan.cpu-fsdp</extracomment>
   <translation>CPU 上的多個程序分擔模型，供試用。</translation>
  </message>
  <message>
   <source>A whole copy of the model with its batch takes about {need} GiB and each GPU has {have} GiB, so each gets one: the fastest way.</source>
   <extracomment>engine.plan.ddp-fits</extracomment>
   <translation>一份完整的模型連同批次約需 {need} GiB，每張 GPU 有 {have} GiB，因此各放一份：最快的方式。</translation>
  </message>
  <message>
   <source>Set Model parallel to auto, or tick more GPUs.</source>
   <extracomment>engine.plan.fix-auto</extracomment>
   <translation>請把「模型平行」設為 auto，或勾選更多 GPU。</translation>
  </message>
  <message>
   <source>Set Model parallel to auto.</source>
   <extracomment>engine.plan.fix-ddp</extracomment>
   <translation>請把「模型平行」設為 auto。</translation>
  </message>
  <message>
   <source>Set Bits to 4, or Model parallel to auto.</source>
   <extracomment>engine.plan.fix-four-bits</extracomment>
   <translation>請把「位元數」設為 4，或把「模型平行」設為 auto。</translation>
  </message>
  <message>
   <source>Tick GPUs that exist and are fit, or set GPUs to auto.</source>
   <extracomment>engine.plan.fix-gpus</extracomment>
   <translation>請勾選存在且適合的 GPU，或把「GPU」設為 auto。</translation>
  </message>
  <message>
   <source>Choose the method QLoRA, a smaller model, or more GPUs with Fully Sharded Data Parallel.</source>
   <extracomment>engine.plan.fix-qlora</extracomment>
   <translation>請選擇 QLoRA、較小的模型，或以完全分片資料平行使用更多 GPU。</translation>
  </message>
  <message>
   <source>Choose a smaller model, or more GPUs with Fully Sharded Data Parallel.</source>
   <extracomment>engine.plan.fix-smaller</extracomment>
   <translation>請選擇較小的模型，或以完全分片資料平行使用更多 GPU。</translation>
  </message>
  <message>
   <source>8-bit weights cannot be sharded.</source>
   <extracomment>engine.plan.fsdp-8bit</extracomment>
   <translation>8 位元的權重無法分片。</translation>
  </message>
  <message>
   <source>Fully Sharded Data Parallel needs at least two GPUs.</source>
   <extracomment>engine.plan.fsdp-alone</extracomment>
   <translation>完全分片資料平行至少需要兩張 GPU。</translation>
  </message>
  <message>
   <source>A whole copy of the model with its batch takes about {need} GiB but a GPU has {have} GiB, so the model is split over the GPUs.</source>
   <extracomment>engine.plan.fsdp-needed</extracomment>
   <translation>一份完整的模型連同批次約需 {need} GiB，但一張 GPU 只有 {have} GiB，因此把模型分散到各 GPU。</translation>
  </message>
  <message>
   <source>Fully Sharded Data Parallel needs GPUs.</source>
   <extracomment>engine.plan.fsdp-on-cpu</extracomment>
   <translation>完全分片資料平行需要 GPU。</translation>
  </message>
  <message>
   <source>A whole copy takes about {need} GiB but a GPU has {have} GiB, and 8-bit weights cannot be sharded, so the layers are placed one GPU after the other.</source>
   <extracomment>engine.plan.naive-8bit</extracomment>
   <translation>一份完整的模型約需 {need} GiB，但一張 GPU 只有 {have} GiB，而 8 位元權重無法分片，因此各層依序放在不同的 GPU。</translation>
  </message>
  <message>
   <source>Naive Model Parallel works on one machine only.</source>
   <extracomment>engine.plan.naive-machines</extracomment>
   <translation>單純模型平行只能在一台機器上使用。</translation>
  </message>
  <message>
   <source>Naive Model Parallel spreads layers over GPUs, and the CPU trains.</source>
   <extracomment>engine.plan.naive-on-cpu</extracomment>
   <translation>單純模型平行把各層分散到多張 GPU，但目前以 CPU 訓練。</translation>
  </message>
  <message>
   <source>There is no GPU{index} in this machine. It has: {have}.</source>
   <extracomment>engine.plan.no-such-gpu</extracomment>
   <translation>這台機器沒有 GPU{index}。它有：{have}。</translation>
  </message>
  <message>
   <source>The CPU trains, in one process.</source>
   <extracomment>engine.plan.one-cpu</extracomment>
   <translation>以 CPU 訓練，使用一個程序。</translation>
  </message>
  <message>
   <source>One GPU trains, so there is nothing to share.</source>
   <extracomment>engine.plan.one-gpu</extracomment>
   <translation>以一張 GPU 訓練，因此不需分工。</translation>
  </message>
  <message>
   <source>This may not fit: about {need} GiB are needed and {have} GiB are there. A smaller batch size or max length, or QLoRA, needs less.</source>
   <extracomment>engine.plan.tight</extracomment>
   <translation>這可能放不下：約需 {need} GiB，共有 {have} GiB。較小的批次大小或最大長度，或 QLoRA，需要較少。</translation>
  </message>
  <message>
   <source>The model needs at least {need} GiB in one place before it sees any data, but there are {have} GiB.</source>
   <extracomment>engine.plan.too-large</extracomment>
   <translation>模型在讀到任何資料之前就至少需要在一處有 {need} GiB，但只有 {have} GiB。</translation>
  </message>
  <message>
   <source>GPU{index} cannot train. {why}</source>
   <extracomment>engine.plan.unfit-gpu</extracomment>
   <translation>GPU{index} 無法訓練。{why}</translation>
  </message>
  <message>
   <source>The CPU trains, and full precision is safe on every processor.</source>
   <extracomment>engine.precision.cpu</extracomment>
   <translation>以 CPU 訓練，全精度在任何處理器上都安全。</translation>
  </message>
  <message>
   <source>fp16 cannot be trained in on the CPU.</source>
   <extracomment>engine.precision.fp16-on-cpu</extracomment>
   <translation>CPU 無法以 fp16 訓練。</translation>
  </message>
  <message>
   <source>The GPU computes in bf16, which keeps the range of fp32.</source>
   <extracomment>engine.precision.gpu-bf16</extracomment>
   <translation>GPU 以 bf16 計算，保有 fp32 的範圍。</translation>
  </message>
  <message>
   <source>The GPU has no bf16; fp16 is the next best.</source>
   <extracomment>engine.precision.gpu-fp16</extracomment>
   <translation>GPU 沒有 bf16；fp16 是次佳選擇。</translation>
  </message>
  <message>
   <source>This GPU does not compute in bf16.</source>
   <extracomment>engine.precision.no-bf16</extracomment>
   <translation>這張 GPU 不以 bf16 計算。</translation>
  </message>
  <message>
   <source>Set Mixed precision to auto or fp16.</source>
   <extracomment>engine.precision.take-fp16</extracomment>
   <translation>請把「混合精度」設為 auto 或 fp16。</translation>
  </message>
  <message>
   <source>Set Mixed precision to auto or fp32.</source>
   <extracomment>engine.precision.take-fp32</extracomment>
   <translation>請把「混合精度」設為 auto 或 fp32。</translation>
  </message>
  <message>
   <source>Early stopping is on, but the data leaves nothing to evaluate on, so training will not stop early. A larger eval split, or an eval dataset, would let it.</source>
   <extracomment>engine.prepare.stopping-blind</extracomment>
   <translation>已開啟提前停止，但沒有可供評估的資料，因此訓練不會提前停止。較大的評估分割或評估資料集可以解決。</translation>
  </message>
  <message>
   <source>Fit for training.</source>
   <extracomment>engine.probe.fit</extracomment>
   <translation>適合訓練。</translation>
  </message>
  <message>
   <source>Part of the processor. It shares the computer's memory, and mixing it with the real GPUs makes training fail.</source>
   <extracomment>engine.probe.integrated</extracomment>
   <translation>屬於處理器的一部分。它共用電腦的記憶體，與真正的 GPU 混用會使訓練失敗。</translation>
  </message>
  <message>
   <source>Part of the processor ({arch}); ROCm has no kernels for it.</source>
   <extracomment>engine.probe.no-kernels</extracomment>
   <translation>屬於處理器的一部分（{arch}）；ROCm 沒有適用它的核心程式。</translation>
  </message>
  <message>
   <source>Only {gib} GiB of memory: too small to train on.</source>
   <extracomment>engine.probe.small</extracomment>
   <translation>只有 {gib} GiB 的記憶體：太小，無法訓練。</translation>
  </message>
  <message>
   <source>All {tensors} tensors are what PEFT's own merge gives, to the rounding of their type.</source>
   <extracomment>engine.proof.all-weights</extracomment>
   <translation>全部 {tensors} 個張量都與 PEFT 自己合併的結果一致，差別只在型別的捨入。</translation>
  </message>
  <message>
   <source>Merging onto the base in 4 bits is the better way here.</source>
   <extracomment>engine.proof.better-nf4</extracomment>
   <translation>在此合併到 4 位元的基礎模型較好。</translation>
  </message>
  <message>
   <source>Merging onto the original model is the better way here.</source>
   <extracomment>engine.proof.better-original</extracomment>
   <translation>在此合併到原始模型較好。</translation>
  </message>
  <message>
   <source>The two ways to merge cannot be compared here: that needs {need} of free memory, and a kind of model that can be computed layer by layer.</source>
   <extracomment>engine.proof.cannot-compare</extracomment>
   <translation>這裡無法比較兩種合併方式：這需要 {need} 的可用記憶體，以及可以逐層計算的模型類型。</translation>
  </message>
  <message>
   <source>Loss merged onto the original model: {original}; onto the base in 4 bits, as training had it: {nf4}; in training itself: {adapter}.</source>
   <extracomment>engine.proof.compared</extracomment>
   <translation>合併到原始模型的損失：{original}；合併到訓練時的 4 位元基礎模型：{nf4}；訓練本身：{adapter}。</translation>
  </message>
  <message>
   <source>Its config.json says otherwise than the base's: {names}.</source>
   <extracomment>engine.proof.config</extracomment>
   <translation>其 config.json 與基礎模型的不同：{names}。</translation>
  </message>
  <message>
   <source>Logits differ by at most {largest} ({allowed} allowed); the next token is the same for {share} of {tokens} tokens.</source>
   <extracomment>engine.proof.difference</extracomment>
   <translation>Logits 最多相差 {largest}（允許 {allowed}）；{tokens} 個 token 中有 {share} 的下一個 token 相同。</translation>
  </message>
  <message>
   <source>It cannot be loaded again with all of its weights.</source>
   <extracomment>engine.proof.does-not-load</extracomment>
   <translation>無法連同全部權重重新載入。</translation>
  </message>
  <message>
   <source>It keeps {share} of what the adapter does.</source>
   <extracomment>engine.proof.effect</extracomment>
   <translation>它保留了適配器作用的 {share}。</translation>
  </message>
  <message>
   <source>It keeps {share} of what the adapter does: the rest is too small for the number format of the weights. An adapter that was trained longer, or at a higher learning rate, keeps more.</source>
   <extracomment>engine.proof.faded</extracomment>
   <translation>它保留了適配器作用的 {share}：其餘的變化小到權重的數字格式無法表示。訓練得更久、或以更高學習率訓練的適配器，會保留得更多。</translation>
  </message>
  <message>
   <source>The merged model does not behave as the model with its adapter does. {why}</source>
   <extracomment>engine.proof.failed</extracomment>
   <translation>合併後的模型與「模型加適配器」的表現不同。{why}</translation>
  </message>
  <message>
   <source>It was not kept; the report tells more. Try another checkpoint, or merge with --no-proof to look at the model nevertheless.</source>
   <extracomment>engine.proof.fix-failed</extracomment>
   <translation>它沒有被保留；報告裡有更多說明。請試試另一個檢查點，或以 --no-proof 合併，仍可檢視該模型。</translation>
  </message>
  <message>
   <source>Loss: {merged} merged, {adapter} with the adapter, {base} without.</source>
   <extracomment>engine.proof.losses</extracomment>
   <translation>損失：合併後 {merged}，使用適配器 {adapter}，不使用 {base}。</translation>
  </message>
  <message>
   <source>Not proven: comparing the models needs {need} of free memory.</source>
   <extracomment>engine.proof.no-memory</extracomment>
   <translation>未經驗證：比較這些模型需要 {need} 的可用記憶體。</translation>
  </message>
  <message>
   <source>The base in 4 bits is the better one here: merge again with --onto nf4 --overwrite.</source>
   <extracomment>engine.proof.other-nf4</extracomment>
   <translation>在此 4 位元的基礎模型較好：請用 --onto nf4 --overwrite 再次合併。</translation>
  </message>
  <message>
   <source>The original model is the better base here: merge again with --onto original --overwrite.</source>
   <extracomment>engine.proof.other-original</extracomment>
   <translation>在此原始模型較好：請用 --onto original --overwrite 再次合併。</translation>
  </message>
  <message>
   <source>proving</source>
   <extracomment>engine.proof.proving</extracomment>
   <translation>驗證中</translation>
  </message>
  <message>
   <source>That rounding changes logits by at most {largest}; the next token is the same for {share} of {tokens} tokens.</source>
   <extracomment>engine.proof.rounding</extracomment>
   <translation>此捨入最多使 logits 改變 {largest}；{tokens} 個 token 中有 {share} 的下一個 token 相同。</translation>
  </message>
  <message>
   <source>Compared on a short piece each of the first {rows} rows of the eval split, so these losses differ from the run's eval loss, which is that of the whole split.</source>
   <extracomment>engine.proof.rows-eval</extracomment>
   <translation>以評估資料前 {rows} 列各取一小段比較，因此這些損失與訓練的評估損失不同；後者是整份評估資料的損失。</translation>
  </message>
  <message>
   <source>Compared on {rows} sample sentences, for the run's data is not at hand.</source>
   <extracomment>engine.proof.rows-sample</extracomment>
   <translation>以 {rows} 個範例句子比較，因為手邊沒有訓練作業的資料。</translation>
  </message>
  <message>
   <source>Compared on {rows} rows of the training data, for there is no eval split.</source>
   <extracomment>engine.proof.rows-train</extracomment>
   <translation>以訓練資料的 {rows} 列比較，因為沒有評估資料。</translation>
  </message>
  <message>
   <source>The adapter's weight {name} has no place in the model.</source>
   <extracomment>engine.proof.unused</extracomment>
   <translation>適配器的權重 {name} 在模型裡沒有位置。</translation>
  </message>
  <message>
   <source>The weights of {name} are not what the adapter makes of the base's.</source>
   <extracomment>engine.proof.weights</extracomment>
   <translation>{name} 的權重與適配器作用於基礎模型的結果不符。</translation>
  </message>
  <message>
   <source>llama-quantize has failed: {said}</source>
   <extracomment>engine.quants.failed</extracomment>
   <translation>llama-quantize 失敗了：{said}</translation>
  </message>
  <message>
   <source>Choose another type, or update llama.cpp.</source>
   <extracomment>engine.quants.fix-failed</extracomment>
   <translation>請選擇其他類型，或更新 llama.cpp。</translation>
  </message>
  <message>
   <source>Give the path of llama.cpp's llama-quantize, or unset the variable.</source>
   <extracomment>engine.quants.fix-program</extracomment>
   <translation>請填入 llama.cpp 的 llama-quantize 路徑，或取消設定這個變數。</translation>
  </message>
  <message>
   <source>Install llama.cpp or Ollama 0.30 or later, or set {variable} to the path of llama-quantize. Or choose another type.</source>
   <extracomment>engine.quants.get-llama</extracomment>
   <translation>請安裝 llama.cpp，或 Ollama 0.30 及更新版本，或將 {variable} 設為 llama-quantize 的路徑。也可以選擇其他類型。</translation>
  </message>
  <message>
   <source>The type {type} is made by llama.cpp's llama-quantize, which was not found here.</source>
   <extracomment>engine.quants.needs-llama</extracomment>
   <translation>類型 {type} 由 llama.cpp 的 llama-quantize 產生，但這裡找不到它。</translation>
  </message>
  <message>
   <source>The type {type} is made by Ollama, of which none answers here, or by llama.cpp's llama-quantize, which was not found here.</source>
   <extracomment>engine.quants.needs-ollama</extracomment>
   <translation>類型 {type} 由 Ollama 產生，但這裡沒有 Ollama 回應；也可由 llama.cpp 的 llama-quantize 產生，但這裡找不到它。</translation>
  </message>
  <message>
   <source>The losses cannot be measured here: the model needs {need} of memory for that, and {have} are free.</source>
   <extracomment>engine.quants.no-memory</extracomment>
   <translation>這裡無法測量損失：模型為此需要 {need} 記憶體，而目前有 {have} 可用。</translation>
  </message>
  <message>
   <source>There is no program called {name}.</source>
   <extracomment>engine.quants.no-program</extracomment>
   <translation>沒有名為 {name} 的程式。</translation>
  </message>
  <message>
   <source>quantising</source>
   <extracomment>engine.quants.quantising</extracomment>
   <translation>正在量化</translation>
  </message>
  <message>
   <source>There is no type {type}. These are known: {types}.</source>
   <extracomment>engine.quants.unknown</extracomment>
   <translation>沒有類型 {type}。已知的類型有：{types}。</translation>
  </message>
  <message>
   <source>writing the GGUF file</source>
   <extracomment>engine.quants.writing</extracomment>
   <translation>正在寫入 GGUF 檔</translation>
  </message>
  <message>
   <source>Part of the model lies on {found}, but {planned} was planned.</source>
   <extracomment>engine.ranks.device</extracomment>
   <translation>模型有一部分位於 {found}，但計畫是 {planned}。</translation>
  </message>
  <message>
   <source>Nothing was written. Check that the GPUs are free and seen by `deeptuner doctor`, then start the run again.</source>
   <extracomment>engine.ranks.fix-start-again</extracomment>
   <translation>沒有寫入任何內容。請確認 GPU 空閒且 `deeptuner doctor` 看得到它們，然後重新開始訓練作業。</translation>
  </message>
  <message>
   <source>This process sees {found} GPUs, but {planned} were planned.</source>
   <extracomment>engine.ranks.gpus</extracomment>
   <translation>這個程序看到 {found} 張 GPU，但計畫是 {planned} 張。</translation>
  </message>
  <message>
   <source>The model is spread as {found}, but {planned} was planned.</source>
   <extracomment>engine.ranks.kind</extracomment>
   <translation>模型分散為 {found}，但計畫是 {planned}。</translation>
  </message>
  <message>
   <source>{name} is not split over the processes, as the plan demands.</source>
   <extracomment>engine.ranks.whole</extracomment>
   <translation>{name} 沒有依計畫分散到各程序。</translation>
  </message>
  <message>
   <source>{found} processes train together, but {planned} were planned.</source>
   <extracomment>engine.ranks.world</extracomment>
   <translation>{found} 個程序一起訓練，但計畫是 {planned} 個。</translation>
  </message>
  <message>
   <source>The checkpoint {path} is damaged and was passed over.</source>
   <extracomment>engine.resume.damaged</extracomment>
   <translation>檢查點 {path} 已損壞，略過它。</translation>
  </message>
  <message>
   <source>The dataset is no longer as it was when this run began ({path}). The run goes on with the rows it began with; start a new run to use the new ones.</source>
   <extracomment>engine.resume.data-changed</extracomment>
   <translation>資料集已與這次訓練作業開始時不同（{path}）。訓練作業會繼續使用開始時的資料列；若要使用新的資料列，請開始新的訓練作業。</translation>
  </message>
  <message>
   <source>The dataset {name} is not there any more. The run goes on with the rows it began with.</source>
   <extracomment>engine.resume.data-gone</extracomment>
   <translation>資料集 {name} 已不在原處。訓練作業會以開始時的資料列繼續。</translation>
  </message>
  <message>
   <source>The dataset is no longer as it was when this run began, and the rows it began with are not in the cache any more.</source>
   <extracomment>engine.resume.data-lost</extracomment>
   <translation>資料集已與這次訓練作業開始時不同，而開始時的資料列已不在快取裡。</translation>
  </message>
  <message>
   <source>Put the former file back to go on with this run, or start a new run with the data as it is now; its setting Resume from can name a checkpoint of this run.</source>
   <extracomment>engine.resume.data-lost-fix</extracomment>
   <translation>請放回先前的檔案以繼續這次訓練作業，或以目前的資料開始新的訓練作業；新作業的「續訓來源」可以指定這次的檢查點。</translation>
  </message>
  <message>
   <source>{path} is not a whole checkpoint.</source>
   <extracomment>engine.resume.no-checkpoint</extracomment>
   <translation>{path} 不是完整的檢查點。</translation>
  </message>
  <message>
   <source>Name a folder such as runs/…/checkpoints/checkpoint-100, or leave the setting empty to begin anew.</source>
   <extracomment>engine.resume.no-checkpoint-fix</extracomment>
   <translation>請指定像 runs/…/checkpoints/checkpoint-100 的資料夾，或把設定留空以重新開始。</translation>
  </message>
  <message>
   <source>The adapter in the checkpoint has another shape than the settings say.</source>
   <extracomment>engine.resume.other-adapter</extracomment>
   <translation>檢查點中的適配器形狀與設定不符。</translation>
  </message>
  <message>
   <source>Use the LoRA settings of the run that the checkpoint comes from, or begin without it.</source>
   <extracomment>engine.resume.other-adapter-fix</extracomment>
   <translation>請使用檢查點所屬訓練作業的 LoRA 設定，或不使用它開始。</translation>
  </message>
  <message>
   <source>A step holds another number of rows than before: step {before} counts as step {now} from here on, and random numbers begin anew.</source>
   <extracomment>engine.resume.other-batch</extracomment>
   <translation>每步的資料列數與先前不同：從這裡起第 {before} 步算作第 {now} 步，隨機數重新開始。</translation>
  </message>
  <message>
   <source>The data differs from that of {path}: training goes on from its weights, and counts steps, learning rate and rows from the beginning.</source>
   <extracomment>engine.resume.other-data</extracomment>
   <translation>資料與 {path} 的不同：訓練從它的權重繼續，步數、學習率與資料列從頭計算。</translation>
  </message>
  <message>
   <source>The model's weights have changed since this run began, and its checkpoints do not fit them.</source>
   <extracomment>engine.resume.other-model</extracomment>
   <translation>模型的權重在這次訓練作業開始後有所變動，檢查點與它不符。</translation>
  </message>
  <message>
   <source>Put the former files back, or start a new run with the model as it is now.</source>
   <extracomment>engine.resume.other-model-fix</extracomment>
   <translation>請放回先前的檔案，或以目前的模型開始新的訓練作業。</translation>
  </message>
  <message>
   <source>The checkpoint comes from {before} processes, now there are {now}: rows and steps go on where they were, random numbers begin anew.</source>
   <extracomment>engine.resume.other-world</extracomment>
   <translation>檢查點來自 {before} 個程序，現在有 {now} 個：資料列與步數從原處繼續，隨機數重新開始。</translation>
  </message>
  <message>
   <source>The rows this run began with are not in the cache any more, and made again they differ: the tokenizer, the data settings or DeepTuner itself has changed.</source>
   <extracomment>engine.resume.rows-differ</extracomment>
   <translation>這次訓練作業開始時的資料列已不在快取裡，重新產生的結果也不同：tokenizer、資料設定或 DeepTuner 本身有所變動。</translation>
  </message>
  <message>
   <source>Put back what has changed, or start a new run; its setting Resume from can name a checkpoint of this run.</source>
   <extracomment>engine.resume.rows-differ-fix</extracomment>
   <translation>請還原變動，或開始新的訓練作業；新作業的「續訓來源」可以指定這次的檢查點。</translation>
  </message>
  <message>
   <source>Some scheduler options cannot be used.</source>
   <extracomment>engine.scheduler.bad-options</extracomment>
   <translation>部分排程選項無法使用。</translation>
  </message>
  <message>
   <source>Did you mean {key}?</source>
   <extracomment>engine.lora.nearest</extracomment>
   <translation>你是指 {key} 嗎？</translation>
  </message>
  <message>
   <source>The scheduler {kind} has no option {key}.</source>
   <extracomment>engine.scheduler.unknown-option</extracomment>
   <translation>排程 {kind} 沒有選項 {key}。</translation>
  </message>
  <message>
   <source>The loss stopped being a number at step {step}: training has diverged.</source>
   <extracomment>engine.train.nan</extracomment>
   <translation>損失在第 {step} 步不再是數字：訓練已發散。</translation>
  </message>
  <message>
   <source>Lower the learning rate, for example to a tenth, or lengthen the warmup. Checkpoints from before this step are unharmed.</source>
   <extracomment>engine.train.nan-fix</extracomment>
   <translation>請降低學習率（例如降到十分之一），或延長暖身。這一步之前的檢查點沒有損壞。</translation>
  </message>
  <message>
   <source>The learning rate schedule {kind} follows the eval loss, and there are no rows to evaluate on.</source>
   <extracomment>engine.train.needs-eval</extracomment>
   <translation>學習率排程 {kind} 依評估損失運作，但沒有可供評估的資料列。</translation>
  </message>
  <message>
   <source>Choose another schedule, such as cosine, or set an eval split.</source>
   <extracomment>engine.train.needs-eval-fix</extracomment>
   <translation>請選擇其他排程（例如 cosine），或設定評估分割。</translation>
  </message>
  <message>
   <source>{name} is not installed, so nothing is sent to it. The curves are in the run's own files and in TensorBoard's.</source>
   <extracomment>engine.train.no-reporter</extracomment>
   <translation>沒有安裝 {name}，因此不會送出任何內容。曲線在訓練作業自己的檔案與 TensorBoard 的檔案裡。</translation>
  </message>
  <message>
   <source>The run was not prepared: {path} is missing.</source>
   <extracomment>engine.train.not-prepared</extracomment>
   <translation>訓練作業沒有準備好：缺少 {path}。</translation>
  </message>
  <message>
   <source>Training ended without a checkpoint, so there is no result.</source>
   <extracomment>engine.train.nothing-saved</extracomment>
   <translation>訓練在沒有檢查點的情況下結束，因此沒有結果。</translation>
  </message>
  <message>
   <source>The GPU ran out of memory while training.</source>
   <extracomment>engine.train.out-of-memory</extracomment>
   <translation>GPU 在訓練時記憶體不足。</translation>
  </message>
  <message>
   <source>Halve the batch size and double the gradient accumulation, turn gradient checkpointing on, shorten the max length, or choose QLoRA.</source>
   <extracomment>engine.train.out-of-memory-fix</extracomment>
   <translation>請把批次大小減半並把梯度累積加倍、開啟梯度檢查點、縮短最大長度，或選擇 QLoRA。</translation>
  </message>
  <message>
   <source>This model does not keep samples apart when they are put behind one another, so padded batches are used instead. They take longer and are as exact.</source>
   <extracomment>engine.train.padded-instead</extracomment>
   <translation>這個模型在樣本前後相接時無法將它們分開，因此改用填補的批次。時間較長，但同樣精確。</translation>
  </message>
  <message>
   <source>Start the run again; it is prepared before training begins.</source>
   <extracomment>engine.train.start-again</extracomment>
   <translation>請重新開始訓練作業；它會在訓練前準備好。</translation>
  </message>
  <message>
   <source>The amdsmi in {folder} cannot be used ({detail}), so some values of the GPUs may be missing. Install ROCm's again: sudo apt-get install --reinstall amd-smi-lib.</source>
   <extracomment>monitor.amd.broken</extracomment>
   <translation>{folder} 中的 amdsmi 無法使用（{detail}），因此 GPU 的部分數值可能會缺少。請重新安裝 ROCm 的版本：sudo apt-get install --reinstall amd-smi-lib。</translation>
  </message>
  <message>
   <source>amdsmi is there, but ROCm's library libamd_smi.so is not in {rocm}, so some values of the GPUs may be missing. It comes with ROCm: sudo apt-get install amd-smi-lib.</source>
   <extracomment>monitor.amd.no-library</extracomment>
   <translation>有 amdsmi，但 {rocm} 中沒有 ROCm 的程式庫 libamd_smi.so，因此 GPU 的部分數值可能會缺少。它隨 ROCm 提供：sudo apt-get install amd-smi-lib。</translation>
  </message>
  <message>
   <source>AMD's library for GPU sensors (amdsmi) is not installed, so some values of the GPUs may be missing. It comes with ROCm: sudo apt-get install amd-smi-lib.</source>
   <extracomment>monitor.amd.none</extracomment>
   <translation>未安裝 AMD 的 GPU 感測器程式庫（amdsmi），因此 GPU 的部分數值可能會缺少。它隨 ROCm 提供：sudo apt-get install amd-smi-lib。</translation>
  </message>
  <message>
   <source>AMD's library for GPU sensors does not start ({detail}), so some values of the GPUs may be missing. Check that you may use the GPUs (groups render and video).</source>
   <extracomment>monitor.amd.not-started</extracomment>
   <translation>AMD 的 GPU 感測器程式庫無法啟動（{detail}），因此 GPU 的部分數值可能會缺少。請確認您有權使用 GPU（群組 render 與 video）。</translation>
  </message>
  <message>
   <source>The amdsmi in {folder} is of another version than ROCm ({detail}), so some values of the GPUs may be missing. Install the one that comes with ROCm: sudo apt-get install amd-smi-lib.</source>
   <extracomment>monitor.amd.other-version</extracomment>
   <translation>{folder} 中的 amdsmi 與 ROCm 的版本不同（{detail}），因此 GPU 的部分數值可能會缺少。請安裝 ROCm 隨附的版本：sudo apt-get install amd-smi-lib。</translation>
  </message>
  <message>
   <source>AMD's library for GPU sensors sees no GPU, so some values may be missing. Check that you may use the GPUs (groups render and video).</source>
   <extracomment>monitor.amd.sees-none</extracomment>
   <translation>AMD 的 GPU 感測器程式庫看不到任何 GPU，因此部分數值可能會缺少。請確認您有權使用 GPU（群組 render 與 video）。</translation>
  </message>
  <message>
   <source>The file {file} is damaged: {read} of {size} bytes could be read, and the rest is left out.</source>
   <extracomment>monitor.board.damaged</extracomment>
   <translation>檔案 {file} 已損壞：{size} 位元組中可讀取 {read} 位元組，其餘略過。</translation>
  </message>
  <message>
   <source>There is no TensorBoard event file in this folder.</source>
   <extracomment>monitor.board.no-files</extracomment>
   <translation>這個資料夾裡沒有 TensorBoard 事件檔。</translation>
  </message>
  <message>
   <source>Choose a folder that holds files named events.out.tfevents.….</source>
   <extracomment>monitor.board.no-files-fix</extracomment>
   <translation>請選擇含有名為 events.out.tfevents.… 檔案的資料夾。</translation>
  </message>
  <message>
   <source>This folder does not exist.</source>
   <extracomment>monitor.board.no-folder</extracomment>
   <translation>這個資料夾不存在。</translation>
  </message>
  <message>
   <source>This folder has no run named {run}.</source>
   <extracomment>monitor.board.no-run</extracomment>
   <translation>這個資料夾裡沒有名為 {run} 的訓練作業。</translation>
  </message>
  <message>
   <source>The file {file} cannot be read: {why}.</source>
   <extracomment>monitor.board.unreadable</extracomment>
   <translation>無法讀取檔案 {file}：{why}。</translation>
  </message>
  <message>
   <source>Eval loss, best</source>
   <extracomment>monitor.comparing.best_eval_loss</extracomment>
   <translation>評估損失（最佳）</translation>
  </message>
  <message>
   <source>Step of the best eval loss</source>
   <extracomment>monitor.comparing.best_step</extracomment>
   <translation>最佳評估損失的步數</translation>
  </message>
  <message>
   <source>Diagnosis</source>
   <extracomment>monitor.comparing.diagnosis</extracomment>
   <translation>診斷</translation>
  </message>
  <message>
   <source>Eval loss, newest</source>
   <extracomment>monitor.comparing.eval_loss</extracomment>
   <translation>評估損失（最新）</translation>
  </message>
  <message>
   <source>All settings are the same.</source>
   <extracomment>monitor.comparing.same</extracomment>
   <translation>所有設定都相同。</translation>
  </message>
  <message>
   <source>Settings that differ</source>
   <extracomment>monitor.comparing.settings</extracomment>
   <translation>不同的設定</translation>
  </message>
  <message>
   <source>Status</source>
   <extracomment>monitor.comparing.status</extracomment>
   <translation>狀態</translation>
  </message>
  <message>
   <source>Steps</source>
   <extracomment>monitor.comparing.steps</extracomment>
   <translation>步數</translation>
  </message>
  <message>
   <source>Highest GPU temperature</source>
   <extracomment>monitor.comparing.temperature</extracomment>
   <translation>GPU 最高溫度</translation>
  </message>
  <message>
   <source>Trained tokens</source>
   <extracomment>monitor.comparing.tokens</extracomment>
   <translation>已訓練的 token</translation>
  </message>
  <message>
   <source>Tokens per second, median</source>
   <extracomment>monitor.comparing.tokens_per_second</extracomment>
   <translation>每秒 token（中位數）</translation>
  </message>
  <message>
   <source>Train loss, newest</source>
   <extracomment>monitor.comparing.train_loss</extracomment>
   <translation>訓練損失（最新）</translation>
  </message>
  <message>
   <source>Name at least two runs to compare.</source>
   <extracomment>monitor.comparing.two</extracomment>
   <translation>請至少指定兩個要比較的訓練作業。</translation>
  </message>
  <message>
   <source>That rise is {times} times what chance does.</source>
   <extracomment>monitor.diagnosis.beyond-noise</extracomment>
   <translation>這個上升幅度是偶然變動的 {times} 倍。</translation>
  </message>
  <message>
   <source>The train loss has risen from {low} at step {step} to {now} and does not come back: the training diverges.</source>
   <extracomment>monitor.diagnosis.divergence</extracomment>
   <translation>訓練損失從第 {step} 步的 {low} 升到 {now}，沒有回落：訓練正在發散。</translation>
  </message>
  <message>
   <source>Eval loss has risen from {low} at step {step} to {now}, and train loss rises with it: the training diverges.</source>
   <extracomment>monitor.diagnosis.divergence-both</extracomment>
   <translation>評估損失從第 {step} 步的 {low} 升到 {now}，訓練損失也隨之上升：訓練正在發散。</translation>
  </message>
  <message>
   <source>Eval loss came down by {fall}, to {now}.</source>
   <extracomment>monitor.diagnosis.eval-came-down</extracomment>
   <translation>評估損失下降了 {fall}，到 {now}。</translation>
  </message>
  <message>
   <source>Eval loss {best} at step {at}, {newest} now ({by} %).</source>
   <extracomment>monitor.diagnosis.eval-moved</extracomment>
   <translation>評估損失在第 {at} 步為 {best}，現在為 {newest}（{by} %）。</translation>
  </message>
  <message>
   <source>Not enough evaluations to tell: there were {count}, and {least} are needed at least.</source>
   <extracomment>monitor.diagnosis.few-evaluations</extracomment>
   <translation>評估次數不足，無法判斷：只有 {count} 次，至少需要 {least} 次。</translation>
  </message>
  <message>
   <source>Not enough evaluations to tell: there was none, and {least} are needed at least.</source>
   <extracomment>monitor.diagnosis.few-evaluations-none</extracomment>
   <translation>評估次數不足，無法判斷：一次也沒有，至少需要 {least} 次。</translation>
  </message>
  <message>
   <source>Not enough evaluations to tell: there was one, and {least} are needed at least.</source>
   <extracomment>monitor.diagnosis.few-evaluations-one</extracomment>
   <translation>評估次數不足，無法判斷：只有 1 次，至少需要 {least} 次。</translation>
  </message>
  <message>
   <source>Not enough evaluations to tell yet: {count} of at least {least}.</source>
   <extracomment>monitor.diagnosis.few-evaluations-yet</extracomment>
   <translation>評估次數尚不足以判斷：{count} 次，至少需要 {least} 次。</translation>
  </message>
  <message>
   <source>Not enough evaluations to tell whether the eval loss, {eval} now, still falls: {count} are too few for a curve that bends like this.</source>
   <extracomment>monitor.diagnosis.few-for-shape</extracomment>
   <translation>評估次數不足，無法判斷評估損失（現在為 {eval}）是否仍在下降：對這樣彎曲的曲線來說，{count} 次太少。</translation>
  </message>
  <message>
   <source>The eval split has too few rows ({rows}) to tell how well the model does on others.</source>
   <extracomment>monitor.diagnosis.few-rows</extracomment>
   <translation>評估分割的資料列太少（{rows} 列），無法判斷模型在其他資料上的表現。</translation>
  </message>
  <message>
   <source>The eval split has one row only: too few to tell how well the model does on others.</source>
   <extracomment>monitor.diagnosis.few-rows-one</extracomment>
   <translation>評估資料只有 1 列：太少，無法判斷模型在其他資料上的表現。</translation>
  </message>
  <message>
   <source>Not enough steps to tell: {count}.</source>
   <extracomment>monitor.diagnosis.few-steps</extracomment>
   <translation>步數不足，無法判斷：{count}。</translation>
  </message>
  <message>
   <source>Gradient accumulation {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-accumulation</extracomment>
   <translation>梯度累積 {old} → {new}</translation>
  </message>
  <message>
   <source>Effective batch size {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-batch</extracomment>
   <translation>有效批次大小 {old} → {new}</translation>
  </message>
  <message>
   <source>Max grad norm {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-clip</extracomment>
   <translation>最大梯度範數 {old} → {new}</translation>
  </message>
  <message>
   <source>Weight decay {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-decay</extracomment>
   <translation>權重衰減 {old} → {new}</translation>
  </message>
  <message>
   <source>Dropout {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-dropout</extracomment>
   <translation>丟棄率 {old} → {new}</translation>
  </message>
  <message>
   <source>Early stopping on</source>
   <extracomment>monitor.diagnosis.fix-early-stopping</extracomment>
   <translation>開啟提前停止</translation>
  </message>
  <message>
   <source>Epochs {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-epochs</extracomment>
   <translation>訓練週期 {old} → {new}</translation>
  </message>
  <message>
   <source>Evaluate every {new} steps</source>
   <extracomment>monitor.diagnosis.fix-eval-steps</extracomment>
   <translation>每 {new} 步評估一次</translation>
  </message>
  <message>
   <source>Evaluate at every step</source>
   <extracomment>monitor.diagnosis.fix-eval-steps-one</extracomment>
   <translation>每一步都評估</translation>
  </message>
  <message>
   <source>Max steps {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-max-steps</extracomment>
   <translation>最大步數 {old} → {new}</translation>
  </message>
  <message>
   <source>LoRA rank {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-rank-down</extracomment>
   <translation>LoRA 秩 {old} → {new}</translation>
  </message>
  <message>
   <source>Learning rate {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-faster</extracomment>
   <translation>學習率 {old} → {new}</translation>
  </message>
  <message>
   <source>Eval split {old} → {new} of the rows</source>
   <extracomment>monitor.diagnosis.fix-split</extracomment>
   <translation>評估分割佔資料列的比例 {old} → {new}</translation>
  </message>
  <message>
   <source>Eval split {old} → {new} rows</source>
   <extracomment>monitor.diagnosis.fix-split-rows</extracomment>
   <translation>評估分割 {old} → {new} 列</translation>
  </message>
  <message>
   <source>Min update steps {old} → {new}</source>
   <extracomment>monitor.diagnosis.fix-update-steps</extracomment>
   <translation>最少更新步數 {old} → {new}</translation>
  </message>
  <message>
   <source>Warmup {old} → {new} of all steps</source>
   <extracomment>monitor.diagnosis.fix-warmup</extracomment>
   <translation>暖身 {old} → 全部步數的 {new}</translation>
  </message>
  <message>
   <source>Eval loss less train loss: {gap}, {share} % of the eval loss.</source>
   <extracomment>monitor.diagnosis.gap</extracomment>
   <translation>評估損失減訓練損失：{gap}，為評估損失的 {share} %。</translation>
  </message>
  <message>
   <source>The losses fall: train {train}, eval {eval}.</source>
   <extracomment>monitor.diagnosis.learning</extracomment>
   <translation>損失正在下降：訓練 {train}，評估 {eval}。</translation>
  </message>
  <message>
   <source>Lowest eval loss: {loss} at step {step}, of {count} evaluations.</source>
   <extracomment>monitor.diagnosis.lowest</extracomment>
   <translation>最低評估損失：第 {step} 步的 {loss}，共 {count} 次評估。</translation>
  </message>
  <message>
   <source>The only evaluation: eval loss {loss} at step {step}.</source>
   <extracomment>monitor.diagnosis.lowest-one</extracomment>
   <translation>唯一一次評估：第 {step} 步的評估損失為 {loss}。</translation>
  </message>
  <message>
   <source>The train loss has gone down to {train} while the eval loss is {eval}: the rows are learned by heart.</source>
   <extracomment>monitor.diagnosis.memorising</extracomment>
   <translation>訓練損失降到 {train}，評估損失卻是 {eval}：資料列被背了下來。</translation>
  </message>
  <message>
   <source>It has changed by {by} since; it fell by {whole} in all.</source>
   <extracomment>monitor.diagnosis.moved-since</extracomment>
   <translation>此後只變動了 {by}；總共下降了 {whole}。</translation>
  </message>
  <message>
   <source>The loss is no longer a number from step {step} on: the training has broken.</source>
   <extracomment>monitor.diagnosis.nan</extracomment>
   <translation>從第 {step} 步起損失不再是數字：訓練已損壞。</translation>
  </message>
  <message>
   <source>The eval loss is no longer a number from step {step} on: the training has broken.</source>
   <extracomment>monitor.diagnosis.nan-eval</extracomment>
   <translation>從第 {step} 步起評估損失不再是數字：訓練已損壞。</translation>
  </message>
  <message>
   <source>There are no rows to evaluate on, so it cannot be told whether the model learns or memorises.</source>
   <extracomment>monitor.diagnosis.no-eval</extracomment>
   <translation>沒有可供評估的資料列，因此無法判斷模型是在學習還是在死記。</translation>
  </message>
  <message>
   <source>The losses jump about (eval loss ±{spread}) more than they move: their trend cannot be told.</source>
   <extracomment>monitor.diagnosis.noisy</extracomment>
   <translation>損失的跳動（評估損失 ±{spread}）大於它的變化：無法判斷趨勢。</translation>
  </message>
  <message>
   <source>Eval loss has risen for {count} evaluations while train loss falls: overfitting since step {since}. Best checkpoint: step {best}.</source>
   <extracomment>monitor.diagnosis.overfit</extracomment>
   <translation>評估損失連續 {count} 次評估上升，訓練損失卻在下降：自第 {since} 步起過度擬合。最佳檢查點：第 {best} 步。</translation>
  </message>
  <message>
   <source>Eval loss has been above its lowest for {count} evaluations while train loss falls: overfitting since step {since}. Best checkpoint: step {best}.</source>
   <extracomment>monitor.diagnosis.overfit-above</extracomment>
   <translation>評估損失已有 {count} 次評估高於最低值，訓練損失卻在下降：自第 {since} 步起過度擬合。最佳檢查點：第 {best} 步。</translation>
  </message>
  <message>
   <source>Eval loss stands at {eval} while train loss went down to {train}: overfitting. Best checkpoint: step {step}.</source>
   <extracomment>monitor.diagnosis.overfit-gap</extracomment>
   <translation>評估損失停在 {eval}，訓練損失卻降到 {train}：過度擬合。最佳檢查點：第 {step} 步。</translation>
  </message>
  <message>
   <source>Eval loss has risen for {count} evaluations: overfitting since step {since}. Best checkpoint: step {best}.</source>
   <extracomment>monitor.diagnosis.overfit-still</extracomment>
   <translation>評估損失連續 {count} 次評估上升：自第 {since} 步起過度擬合。最佳檢查點：第 {best} 步。</translation>
  </message>
  <message>
   <source>Eval loss has been above its lowest for {count} evaluations: overfitting since step {since}. Best checkpoint: step {best}.</source>
   <extracomment>monitor.diagnosis.overfit-still-above</extracomment>
   <translation>評估損失已有 {count} 次評估高於最低值：自第 {since} 步起過度擬合。最佳檢查點：第 {best} 步。</translation>
  </message>
  <message>
   <source>The loss has not moved: {first} at the start, {now} now. Nothing is learned.</source>
   <extracomment>monitor.diagnosis.plateau</extracomment>
   <translation>損失沒有變化：開始時 {first}，現在 {now}。什麼都沒學到。</translation>
  </message>
  <message>
   <source>The eval loss has not moved: {first} at first, {now} now. What the train loss of {train} shows is not learned for other rows.</source>
   <extracomment>monitor.diagnosis.plateau-eval</extracomment>
   <translation>評估損失沒有變化：起初 {first}，現在 {now}。訓練損失 {train} 所顯示的學習並不適用於其他資料列。</translation>
  </message>
  <message>
   <source>The eval loss has stood at {eval} since step {step}: more steps like these change little.</source>
   <extracomment>monitor.diagnosis.plateau-since</extracomment>
   <translation>評估損失自第 {step} 步起停在 {eval}：再多這樣的步數也改變不大。</translation>
  </message>
  <message>
   <source>The train loss rose from {low} at step {since} to {high} at step {step}: the learning rate is too high.</source>
   <extracomment>monitor.diagnosis.rate-hump</extracomment>
   <translation>訓練損失從第 {since} 步的 {low} 升到第 {step} 步的 {high}：學習率太高。</translation>
  </message>
  <message>
   <source>The loss falls too slowly, from {first} to {now}, and as straight as it began: the learning rate is too low.</source>
   <extracomment>monitor.diagnosis.rate-low</extracomment>
   <translation>損失下降得太慢，從 {first} 到 {now}，而且始終像開始時一樣筆直：學習率太低。</translation>
  </message>
  <message>
   <source>The train loss has jumped up {count} times, by up to {height} %, from step {step} on: the learning rate is too high.</source>
   <extracomment>monitor.diagnosis.rate-spikes</extracomment>
   <translation>從第 {step} 步起，訓練損失突然上升了 {count} 次，最多 {height} %：學習率太高。</translation>
  </message>
  <message>
   <source>The train loss rose from {low} at the start to {high} at step {step}: the learning rate is too high.</source>
   <extracomment>monitor.diagnosis.rate-start</extracomment>
   <translation>訓練損失從開始時的 {low} 升到第 {step} 步的 {high}：學習率太高。</translation>
  </message>
  <message>
   <source>The train loss swings by about ±{share} % in waves that chance does not make: the learning rate is too high.</source>
   <extracomment>monitor.diagnosis.rate-swings</extracomment>
   <translation>訓練損失以約 ±{share} % 的幅度波動，這種波動並非偶然：學習率太高。</translation>
  </message>
  <message>
   <source>The learning rate is {rate}; {usual} is usual for this method.</source>
   <extracomment>monitor.diagnosis.rate-used</extracomment>
   <translation>學習率為 {rate}；這種方法通常用 {usual}。</translation>
  </message>
  <message>
   <source>One evaluation differs from the next by chance; the rise is {times} times that.</source>
   <extracomment>monitor.diagnosis.rise-in-noise</extracomment>
   <translation>相鄰兩次評估會有偶然差異；此次上升是該差異的 {times} 倍。</translation>
  </message>
  <message>
   <source>It fell by {fall} in the second half; by {whole} in all.</source>
   <extracomment>monitor.diagnosis.tail-fall</extracomment>
   <translation>後半段下降了 {fall}；總共下降了 {whole}。</translation>
  </message>
  <message>
   <source>Train loss {then} at that step, {now} now.</source>
   <extracomment>monitor.diagnosis.train-meanwhile</extracomment>
   <translation>訓練損失在該步為 {then}，現在為 {now}。</translation>
  </message>
  <message>
   <source>The eval loss was still falling when the run ended (step {step}, {eval}): the model has not learned all it could.</source>
   <extracomment>monitor.diagnosis.underfit</extracomment>
   <translation>執行結束時評估損失仍在下降（第 {step} 步，{eval}）：模型還沒有學到它能學的全部。</translation>
  </message>
  <message>
   <source>Eval loss fell by {fall} in the second half, give or take {error}.</source>
   <extracomment>monitor.diagnosis.unsteady</extracomment>
   <translation>評估損失在後半段下降了 {fall}，誤差約 {error}。</translation>
  </message>
  <message>
   <source>The eval loss jumps about by ±{spread}: too few rows ({rows}) in the eval split to tell.</source>
   <extracomment>monitor.diagnosis.unsteady-rows</extracomment>
   <translation>評估損失跳動 ±{spread}：評估分割的資料列太少（{rows} 列），無法判斷。</translation>
  </message>
  <message>
   <source>Train loss {start} at the start, {low} at its lowest (step {step}).</source>
   <extracomment>monitor.diagnosis.was-lowest</extracomment>
   <translation>訓練損失開始時為 {start}，最低為 {low}（第 {step} 步）。</translation>
  </message>
  <message>
   <source>Both losses came down and stand: train {train}, eval {eval}. The model fits well.</source>
   <extracomment>monitor.diagnosis.well-fit</extracomment>
   <translation>兩個損失都已下降並穩定：訓練 {train}，評估 {eval}。模型適配良好。</translation>
  </message>
  <message>
   <source>Training goes on: GPU{gpu} has cooled to {value} °C at its edge (limit {limit} °C).</source>
   <extracomment>monitor.heat.continue-edge</extracomment>
   <translation>訓練繼續：GPU{gpu} 的邊緣溫度已降到 {value} °C（上限 {limit} °C）。</translation>
  </message>
  <message>
   <source>Training goes on: GPU{gpu} has cooled to {value} °C at its hotspot (limit {limit} °C).</source>
   <extracomment>monitor.heat.continue-hotspot</extracomment>
   <translation>訓練繼續：GPU{gpu} 的熱點溫度已降到 {value} °C（上限 {limit} °C）。</translation>
  </message>
  <message>
   <source>Training goes on: the memory of GPU{gpu} has cooled to {value} °C (limit {limit} °C).</source>
   <extracomment>monitor.heat.continue-memory</extracomment>
   <translation>訓練繼續：GPU{gpu} 的記憶體溫度已降到 {value} °C（上限 {limit} °C）。</translation>
  </message>
  <message>
   <source>Training goes on: GPU{gpu} draws {value} W (limit {limit} W).</source>
   <extracomment>monitor.heat.continue-power</extracomment>
   <translation>訓練繼續：GPU{gpu} 的功率為 {value} W（上限 {limit} W）。</translation>
  </message>
  <message>
   <source>Training pauses until GPU{gpu}, which has {value} °C at its edge (limit {limit} °C), has cooled to {cool} °C.</source>
   <extracomment>monitor.heat.cooling-edge</extracomment>
   <translation>訓練暫停，直到 GPU{gpu} 的邊緣溫度從 {value} °C（上限 {limit} °C）降到 {cool} °C。</translation>
  </message>
  <message>
   <source>Training pauses until GPU{gpu}, which has {value} °C at its hotspot (limit {limit} °C), has cooled to {cool} °C.</source>
   <extracomment>monitor.heat.cooling-hotspot</extracomment>
   <translation>訓練暫停，直到 GPU{gpu} 的熱點溫度從 {value} °C（上限 {limit} °C）降到 {cool} °C。</translation>
  </message>
  <message>
   <source>Training pauses until the memory of GPU{gpu}, which has {value} °C (limit {limit} °C), has cooled to {cool} °C.</source>
   <extracomment>monitor.heat.cooling-memory</extracomment>
   <translation>訓練暫停，直到 GPU{gpu} 的記憶體溫度從 {value} °C（上限 {limit} °C）降到 {cool} °C。</translation>
  </message>
  <message>
   <source>Training pauses until GPU{gpu}, which draws {value} W (limit {limit} W), draws at most {cool} W.</source>
   <extracomment>monitor.heat.cooling-power</extracomment>
   <translation>訓練暫停，直到 GPU{gpu} 的功率從 {value} W（上限 {limit} W）降到 {cool} W 以下。</translation>
  </message>
  <message>
   <source>Training pauses: GPU{gpu} has {value} °C at its edge, and was over the limit of {limit} °C for {seconds} seconds. It goes on at {cool} °C.</source>
   <extracomment>monitor.heat.pause-edge</extracomment>
   <translation>訓練暫停：GPU{gpu} 的邊緣溫度為 {value} °C，已超過上限 {limit} °C 達 {seconds} 秒。降到 {cool} °C 時會繼續。</translation>
  </message>
  <message>
   <source>Training pauses: GPU{gpu} has {value} °C at its hotspot, and was over the limit of {limit} °C for {seconds} seconds. It goes on at {cool} °C.</source>
   <extracomment>monitor.heat.pause-hotspot</extracomment>
   <translation>訓練暫停：GPU{gpu} 的熱點溫度為 {value} °C，已超過上限 {limit} °C 達 {seconds} 秒。降到 {cool} °C 時會繼續。</translation>
  </message>
  <message>
   <source>Training pauses: the memory of GPU{gpu} has {value} °C, and was over the limit of {limit} °C for {seconds} seconds. It goes on at {cool} °C.</source>
   <extracomment>monitor.heat.pause-memory</extracomment>
   <translation>訓練暫停：GPU{gpu} 的記憶體溫度為 {value} °C，已超過上限 {limit} °C 達 {seconds} 秒。降到 {cool} °C 時會繼續。</translation>
  </message>
  <message>
   <source>Training pauses: GPU{gpu} draws {value} W, and was over the limit of {limit} W for {seconds} seconds. It goes on at {cool} W.</source>
   <extracomment>monitor.heat.pause-power</extracomment>
   <translation>訓練暫停：GPU{gpu} 的功率為 {value} W，已超過上限 {limit} W 達 {seconds} 秒。降到 {cool} W 時會繼續。</translation>
  </message>
  <message>
   <source>The run was stopped, since GPU{gpu} had {value} °C at its edge and was over the limit of {limit} °C for {seconds} seconds.</source>
   <extracomment>monitor.heat.stop-edge</extracomment>
   <translation>訓練作業已停止，因為 GPU{gpu} 的邊緣溫度為 {value} °C，超過上限 {limit} °C 達 {seconds} 秒。</translation>
  </message>
  <message>
   <source>The run was stopped, since GPU{gpu} had {value} °C at its hotspot and was over the limit of {limit} °C for {seconds} seconds.</source>
   <extracomment>monitor.heat.stop-hotspot</extracomment>
   <translation>訓練作業已停止，因為 GPU{gpu} 的熱點溫度為 {value} °C，超過上限 {limit} °C 達 {seconds} 秒。</translation>
  </message>
  <message>
   <source>The run was stopped, since the memory of GPU{gpu} had {value} °C and was over the limit of {limit} °C for {seconds} seconds.</source>
   <extracomment>monitor.heat.stop-memory</extracomment>
   <translation>訓練作業已停止，因為 GPU{gpu} 的記憶體溫度為 {value} °C，超過上限 {limit} °C 達 {seconds} 秒。</translation>
  </message>
  <message>
   <source>The run was stopped, since GPU{gpu} drew {value} W and was over the limit of {limit} W for {seconds} seconds.</source>
   <extracomment>monitor.heat.stop-power</extracomment>
   <translation>訓練作業已停止，因為 GPU{gpu} 的功率為 {value} W，超過上限 {limit} W 達 {seconds} 秒。</translation>
  </message>
  <message>
   <source>NVIDIA's driver is not installed or not loaded, so nothing is known of the NVIDIA GPUs. Install it and restart the computer.</source>
   <extracomment>monitor.nvidia.no-driver</extracomment>
   <translation>NVIDIA 的驅動程式未安裝或未載入，因此無法得知 NVIDIA GPU 的狀況。請安裝後重新開機。</translation>
  </message>
  <message>
   <source>The Python package nvidia-ml-py is missing, so nothing is known of the NVIDIA GPUs. Start ./run again, or: pip install nvidia-ml-py.</source>
   <extracomment>monitor.nvidia.no-package</extracomment>
   <translation>缺少 Python 套件 nvidia-ml-py，因此無法得知 NVIDIA GPU 的狀況。請重新執行 ./run，或執行：pip install nvidia-ml-py。</translation>
  </message>
  <message>
   <source>NVIDIA's library for GPU sensors does not start ({detail}), so nothing is known of the NVIDIA GPUs. nvidia-smi may tell more.</source>
   <extracomment>monitor.nvidia.not-started</extracomment>
   <translation>NVIDIA 的 GPU 感測器程式庫無法啟動（{detail}），因此無法得知 NVIDIA GPU 的狀況。nvidia-smi 可能會提供更多資訊。</translation>
  </message>
  <message>
   <source>NVIDIA's driver was updated while it was in use, so nothing is known of the NVIDIA GPUs. Restart the computer.</source>
   <extracomment>monitor.nvidia.restart</extracomment>
   <translation>NVIDIA 的驅動程式在使用中被更新，因此無法得知 NVIDIA GPU 的狀況。請重新開機。</translation>
  </message>
  <message>
   <source>{value} allowed</source>
   <extracomment>monitor.page.allowed</extracomment>
   <translation>允許 {value}</translation>
  </message>
  <message>
   <source>After step {step}</source>
   <extracomment>monitor.page.answer</extracomment>
   <translation>第 {step} 步之後</translation>
  </message>
  <message>
   <source>step {step}</source>
   <extracomment>monitor.page.at-step</extracomment>
   <translation>第 {step} 步</translation>
  </message>
  <message>
   <source>best</source>
   <extracomment>monitor.page.best</extracomment>
   <translation>最佳</translation>
  </message>
  <message>
   <source>best checkpoint</source>
   <extracomment>monitor.page.best-checkpoint</extracomment>
   <translation>最佳檢查點</translation>
  </message>
  <message>
   <source>Best eval loss</source>
   <extracomment>monitor.page.best-eval</extracomment>
   <translation>最佳評估損失</translation>
  </message>
  <message>
   <source>By step. Lines are smoothed; the measured values are pale.</source>
   <extracomment>monitor.page.by-step</extracomment>
   <translation>依步數。線條經過平滑；淡色是測得的值。</translation>
  </message>
  <message>
   <source>{same} of {count} conversations rendered alike</source>
   <extracomment>monitor.page.cases</extracomment>
   <translation>{count} 段對話中有 {same} 段產生相同的文字</translation>
  </message>
  <message>
   <source>Different from the defaults</source>
   <extracomment>monitor.page.changed</extracomment>
   <translation>與預設值不同</translation>
  </message>
  <message>
   <source>CPU, %</source>
   <extracomment>monitor.page.chart-cpu</extracomment>
   <translation>CPU，%</translation>
  </message>
  <message>
   <source>Power, W</source>
   <extracomment>monitor.page.chart-power</extracomment>
   <translation>功率，W</translation>
  </message>
  <message>
   <source>Memory, GB</source>
   <extracomment>monitor.page.chart-ram</extracomment>
   <translation>記憶體，GB</translation>
  </message>
  <message>
   <source>Temperature, °C</source>
   <extracomment>monitor.page.chart-temperature</extracomment>
   <translation>溫度，°C</translation>
  </message>
  <message>
   <source>Utilisation, %</source>
   <extracomment>monitor.page.chart-use</extracomment>
   <translation>使用率，%</translation>
  </message>
  <message>
   <source>Checkpoints</source>
   <extracomment>monitor.page.checkpoints</extracomment>
   <translation>檢查點</translation>
  </message>
  <message>
   <source>Which base to merge onto (eval loss)</source>
   <extracomment>monitor.page.comparison</extracomment>
   <translation>要合併到哪個基礎模型（評估損失）</translation>
  </message>
  <message>
   <source>{count} CPU cores</source>
   <extracomment>monitor.page.cores</extracomment>
   <translation>{count} 個 CPU 核心</translation>
  </message>
  <message>
   <source>1 CPU core</source>
   <extracomment>monitor.page.cores-one</extracomment>
   <translation>1 個 CPU 核心</translation>
  </message>
  <message>
   <source>Curves</source>
   <extracomment>monitor.page.curves</extracomment>
   <translation>曲線</translation>
  </message>
  <message>
   <source>Dataset</source>
   <extracomment>monitor.page.dataset</extracomment>
   <translation>資料集</translation>
  </message>
  <message>
   <source>Decided by DeepTuner</source>
   <extracomment>monitor.page.decided</extracomment>
   <translation>由 DeepTuner 決定</translation>
  </message>
  <message>
   <source>What the curves say</source>
   <extracomment>monitor.page.diagnosis</extracomment>
   <translation>曲線說明了什麼</translation>
  </message>
  <message>
   <source>Largest difference of logits</source>
   <extracomment>monitor.page.difference</extracomment>
   <translation>logits 的最大差異</translation>
  </message>
  <message>
   <source>Duration</source>
   <extracomment>monitor.comparing.seconds</extracomment>
   <translation>時間長度</translation>
  </message>
  <message>
   <source>Adapter effect kept</source>
   <extracomment>monitor.page.effect</extracomment>
   <translation>保留的配接器效果</translation>
  </message>
  <message>
   <source>(empty)</source>
   <extracomment>monitor.page.empty-answer</extracomment>
   <translation>（空白）</translation>
  </message>
  <message>
   <source>{epochs} epochs</source>
   <extracomment>monitor.page.epochs</extracomment>
   <translation>{epochs} 個週期</translation>
  </message>
  <message>
   <source>1 epoch</source>
   <extracomment>monitor.page.epochs-one</extracomment>
   <translation>1 個 epoch</translation>
  </message>
  <message>
   <source>eval</source>
   <extracomment>monitor.page.eval</extracomment>
   <translation>評估</translation>
  </message>
  <message>
   <source>Eval loss</source>
   <extracomment>engine.card.eval-loss</extracomment>
   <translation>評估損失</translation>
  </message>
  <message>
   <source>All settings</source>
   <extracomment>monitor.page.every</extracomment>
   <translation>所有設定</translation>
  </message>
  <message>
   <source>Expected</source>
   <extracomment>engine.board.expected</extracomment>
   <translation>預期</translation>
  </message>
  <message>
   <source>Exported model</source>
   <extracomment>monitor.page.export</extracomment>
   <translation>匯出的模型</translation>
  </message>
  <message>
   <source>rest rounded away</source>
   <extracomment>monitor.page.faded</extracomment>
   <translation>其餘因捨入而消失</translation>
  </message>
  <message>
   <source>Failed: {checks}</source>
   <extracomment>monitor.page.failed-checks</extracomment>
   <translation>未通過：{checks}</translation>
  </message>
  <message>
   <source>Why it failed</source>
   <extracomment>monitor.page.failure</extracomment>
   <translation>失敗的原因</translation>
  </message>
  <message>
   <source>{value} °C {sensor}, after {time}</source>
   <extracomment>monitor.page.gpu-hottest-cell</extracomment>
   <translation>{value} °C（{sensor}），{time} 之後</translation>
  </message>
  <message>
   <source>VRAM max / total</source>
   <extracomment>monitor.page.gpu-memory</extracomment>
   <translation>VRAM 最高／總量</translation>
  </message>
  <message>
   <source>Power mean / max</source>
   <extracomment>monitor.page.gpu-power</extracomment>
   <translation>功率 平均／最高</translation>
  </message>
  <message>
   <source>Mean</source>
   <extracomment>monitor.page.gpu-temperature</extracomment>
   <translation>平均</translation>
  </message>
  <message>
   <source>{heat} by heat, {power} by power</source>
   <extracomment>monitor.page.gpu-throttled-cell</extracomment>
   <translation>過熱 {heat}，功率 {power}</translation>
  </message>
  <message>
   <source>GPUs</source>
   <extracomment>monitor.page.gpus</extracomment>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Gradient norm</source>
   <extracomment>monitor.page.grad-norm</extracomment>
   <translation>梯度範數</translation>
  </message>
  <message>
   <source>highest</source>
   <extracomment>monitor.page.highest</extracomment>
   <translation>最高</translation>
  </message>
  <message>
   <source>Computer</source>
   <extracomment>monitor.page.host</extracomment>
   <translation>電腦</translation>
  </message>
  <message>
   <source>There are: {languages}</source>
   <extracomment>monitor.page.languages</extracomment>
   <translation>現有：{languages}</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <extracomment>engine.card.learning-rate</extracomment>
   <translation>學習率</translation>
  </message>
  <message>
   <source>Loss</source>
   <extracomment>monitor.page.loss</extracomment>
   <translation>損失</translation>
  </message>
  <message>
   <source>Loss, with adapter</source>
   <extracomment>monitor.page.loss-adapter</extracomment>
   <translation>損失，使用適配器</translation>
  </message>
  <message>
   <source>Loss, without</source>
   <extracomment>monitor.page.loss-base</extracomment>
   <translation>損失，不使用適配器</translation>
  </message>
  <message>
   <source>Loss, merged</source>
   <extracomment>engine.card.loss-merged</extracomment>
   <translation>損失，合併後</translation>
  </message>
  <message>
   <source>Machine</source>
   <extracomment>monitor.page.machine</extracomment>
   <translation>機器</translation>
  </message>
  <message>
   <source>Made by DeepTuner {version} on {now}.</source>
   <extracomment>monitor.page.made</extracomment>
   <translation>由 DeepTuner {version} 於 {now} 製作。</translation>
  </message>
  <message>
   <source>{size} MB</source>
   <extracomment>monitor.page.megabytes</extracomment>
   <translation>{size} MB</translation>
  </message>
  <message>
   <source>{size} GB memory</source>
   <extracomment>monitor.page.memory</extracomment>
   <translation>{size} GB 記憶體</translation>
  </message>
  <message>
   <source>Merged model against model and adapter</source>
   <extracomment>monitor.page.merge-proof</extracomment>
   <translation>合併後的模型與「模型加適配器」的比較</translation>
  </message>
  <message>
   <source>Method</source>
   <extracomment>engine.card.method</extracomment>
   <translation>方法</translation>
  </message>
  <message>
   <source>full fine-tuning</source>
   <extracomment>monitor.page.method-full</extracomment>
   <translation>完整微調</translation>
  </message>
  <message>
   <source>Model</source>
   <extracomment>monitor.page.model</extracomment>
   <translation>模型</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <extracomment>monitor.page.more-warnings</extracomment>
   <translation>以及另外 {count} 則</translation>
  </message>
  <message>
   <source>newest</source>
   <extracomment>monitor.page.newest</extracomment>
   <translation>最新</translation>
  </message>
  <message>
   <source>The report is a page, so its name ends in .html.</source>
   <extracomment>monitor.page.not-html</extracomment>
   <translation>這份報告是網頁，所以檔名要以 .html 結尾。</translation>
  </message>
  <message>
   <source>For example: --output report.html</source>
   <extracomment>monitor.page.not-html-fix</extracomment>
   <translation>例如：--output report.html</translation>
  </message>
  <message>
   <source>Every setting has its default.</source>
   <extracomment>monitor.page.nothing-changed</extracomment>
   <translation>所有設定都是預設值。</translation>
  </message>
  <message>
   <source>of {tokens} tokens</source>
   <extracomment>monitor.page.of-tokens</extracomment>
   <translation>共 {tokens} 個 token</translation>
  </message>
  <message>
   <source>As trained, not merged</source>
   <extracomment>monitor.page.onto-adapter</extracomment>
   <translation>訓練時的樣子，未合併</translation>
  </message>
  <message>
   <source>Onto the base as trained (NF4)</source>
   <extracomment>monitor.page.onto-nf4</extracomment>
   <translation>合併到訓練時的基礎模型（NF4）</translation>
  </message>
  <message>
   <source>Onto the 16-bit base</source>
   <extracomment>monitor.page.onto-original</extracomment>
   <translation>合併到 16 位元的基礎模型</translation>
  </message>
  <message>
   <source>There is no catalogue of the language {language}.</source>
   <extracomment>monitor.page.other-language</extracomment>
   <translation>沒有語言 {language} 的翻譯。</translation>
  </message>
  <message>
   <source>passed</source>
   <extracomment>monitor.page.passed</extracomment>
   <translation>通過</translation>
  </message>
  <message>
   <source>Progress</source>
   <extracomment>monitor.page.progress</extracomment>
   <translation>進度</translation>
  </message>
  <message>
   <source>Prompt</source>
   <extracomment>engine.board.prompt</extracomment>
   <translation>提示</translation>
  </message>
  <message>
   <source>Proofs</source>
   <extracomment>monitor.page.proofs</extracomment>
   <translation>證明</translation>
  </message>
  <message>
   <source>rank {rank}, alpha {alpha}</source>
   <extracomment>monitor.page.rank</extracomment>
   <translation>秩 {rank}，alpha {alpha}</translation>
  </message>
  <message>
   <source>Reading the run</source>
   <extracomment>monitor.page.reading</extracomment>
   <translation>讀取訓練作業</translation>
  </message>
  <message>
   <source>recommended</source>
   <extracomment>monitor.page.recommended</extracomment>
   <translation>建議</translation>
  </message>
  <message>
   <source>Rows compared</source>
   <extracomment>monitor.page.rows</extracomment>
   <translation>比較的列數</translation>
  </message>
  <message>
   <source>the first of the eval split, a short piece of each: so the loss is not that of the whole split</source>
   <extracomment>monitor.page.rows-eval</extracomment>
   <translation>評估資料的前幾列，各取一小段：因此損失不是整份評估資料的損失</translation>
  </message>
  <message>
   <source>sample sentences</source>
   <extracomment>monitor.page.rows-sample</extracomment>
   <translation>範例句子</translation>
  </message>
  <message>
   <source>of the training data</source>
   <extracomment>monitor.page.rows-train</extracomment>
   <translation>取自訓練資料</translation>
  </message>
  <message>
   <source>Same next token</source>
   <extracomment>monitor.page.same-token</extracomment>
   <translation>下一個 token 相同</translation>
  </message>
  <message>
   <source>Answers by step</source>
   <extracomment>monitor.page.samples</extracomment>
   <translation>各步的回答</translation>
  </message>
  <message>
   <source>Prompts: {shown} of {prompts}. Steps: {steps} of {all}.</source>
   <extracomment>monitor.page.samples-shown</extracomment>
   <translation>提示：{prompts} 個中的 {shown} 個。步數：{all} 步中的 {steps} 步。</translation>
  </message>
  <message>
   <source>Saved</source>
   <extracomment>monitor.page.saved</extracomment>
   <translation>儲存時間</translation>
  </message>
  <message>
   <source>Settings</source>
   <extracomment>monitor.page.settings</extracomment>
   <translation>設定</translation>
  </message>
  <message>
   <source>since {begin}, until now ({now})</source>
   <extracomment>monitor.page.since</extracomment>
   <translation>自 {begin} 起，至今（{now}）</translation>
  </message>
  <message>
   <source>Size</source>
   <extracomment>monitor.page.size</extracomment>
   <translation>大小</translation>
  </message>
  <message>
   <source>Tokens per second</source>
   <extracomment>monitor.page.speed</extracomment>
   <translation>每秒 token 數</translation>
  </message>
  <message>
   <source>median</source>
   <extracomment>data.inspect.median</extracomment>
   <translation>中位數</translation>
  </message>
  <message>
   <source>failed</source>
   <extracomment>monitor.page.not-passed</extracomment>
   <translation>失敗</translation>
  </message>
  <message>
   <source>finished</source>
   <extracomment>monitor.page.status-finished</extracomment>
   <translation>已完成</translation>
  </message>
  <message>
   <source>interrupted</source>
   <extracomment>monitor.page.status-interrupted</extracomment>
   <translation>已中斷</translation>
  </message>
  <message>
   <source>queued</source>
   <extracomment>monitor.page.status-queued</extracomment>
   <translation>排隊中</translation>
  </message>
  <message>
   <source>running</source>
   <extracomment>monitor.page.status-running</extracomment>
   <translation>執行中</translation>
  </message>
  <message>
   <source>starting</source>
   <extracomment>monitor.page.status-starting</extracomment>
   <translation>啟動中</translation>
  </message>
  <message>
   <source>stopped</source>
   <extracomment>monitor.page.status-stopped</extracomment>
   <translation>已停止</translation>
  </message>
  <message>
   <source>stopping</source>
   <extracomment>monitor.page.status-stopping</extracomment>
   <translation>停止中</translation>
  </message>
  <message>
   <source>unknown</source>
   <extracomment>monitor.page.status-unknown</extracomment>
   <translation>不明</translation>
  </message>
  <message>
   <source>Step</source>
   <extracomment>engine.card.steps</extracomment>
   <translation>步</translation>
  </message>
  <message>
   <source>step {step} of {most}</source>
   <extracomment>monitor.page.steps-of</extracomment>
   <translation>第 {step}／{most} 步</translation>
  </message>
  <message>
   <source>Chat template</source>
   <extracomment>monitor.page.template</extracomment>
   <translation>對話範本</translation>
  </message>
  <message>
   <source>Tokens per second, over time</source>
   <extracomment>monitor.page.throughput</extracomment>
   <translation>每秒 token 數的變化</translation>
  </message>
  <message>
   <source>Run Report</source>
   <extracomment>monitor.page.title</extracomment>
   <translation>訓練報告</translation>
  </message>
  <message>
   <source>to the rounding of their type</source>
   <extracomment>monitor.page.to-rounding</extracomment>
   <translation>差別只在型別的捨入</translation>
  </message>
  <message>
   <source>{tokens} tokens trained</source>
   <extracomment>monitor.page.tokens</extracomment>
   <translation>已訓練 {tokens} 個 token</translation>
  </message>
  <message>
   <source>train</source>
   <extracomment>monitor.page.train</extracomment>
   <translation>訓練</translation>
  </message>
  <message>
   <source>Train loss</source>
   <extracomment>engine.card.train-loss</extracomment>
   <translation>訓練損失</translation>
  </message>
  <message>
   <source>The file {file} cannot be read, so what it tells is missing here: {why}</source>
   <extracomment>monitor.page.unreadable</extracomment>
   <translation>無法讀取檔案 {file}，因此這裡缺少它的內容：{why}</translation>
  </message>
  <message>
   <source>Versions</source>
   <extracomment>monitor.page.versions</extracomment>
   <translation>版本</translation>
  </message>
  <message>
   <source>Warnings</source>
   <extracomment>monitor.page.warnings</extracomment>
   <translation>警告</translation>
  </message>
  <message>
   <source>Tensors as PEFT's own merge gives them</source>
   <extracomment>monitor.page.weights</extracomment>
   <translation>與 PEFT 自己合併的結果一致的張量</translation>
  </message>
  <message>
   <source>When</source>
   <extracomment>monitor.page.when</extracomment>
   <translation>時間</translation>
  </message>
  <message>
   <source>What would help</source>
   <extracomment>monitor.page.would-help</extracomment>
   <translation>可以改善的做法</translation>
  </message>
  <message>
   <source>resumed {count} ×</source>
   <extracomment>monitor.page.resumed</extracomment>
   <translation>續訓 {count} 次</translation>
  </message>
  <message>
   <source>break between attempts</source>
   <extracomment>monitor.report.break</extracomment>
   <translation>嘗試之間的間隔</translation>
  </message>
  <message>
   <source>by heat</source>
   <extracomment>monitor.report.by-heat</extracomment>
   <translation>因過熱</translation>
  </message>
  <message>
   <source>by the power limit</source>
   <extracomment>monitor.report.by-power</extracomment>
   <translation>因功率上限</translation>
  </message>
  <message>
   <source>checkpoint</source>
   <extracomment>monitor.report.checkpoint</extracomment>
   <translation>檢查點</translation>
  </message>
  <message>
   <source>CPU</source>
   <extracomment>monitor.report.cpu</extracomment>
   <translation>CPU</translation>
  </message>
  <message>
   <source>critical {value} {unit}</source>
   <extracomment>monitor.report.critical</extracomment>
   <translation>臨界 {value} {unit}</translation>
  </message>
  <message>
   <source>{begin} to {end}</source>
   <extracomment>monitor.page.from-to</extracomment>
   <translation>{begin} 至 {end}</translation>
  </message>
  <message>
   <source>The report was written.</source>
   <extracomment>monitor.page.done</extracomment>
   <translation>報告已寫入。</translation>
  </message>
  <message>
   <source>Drawing the report</source>
   <extracomment>monitor.report.drawing</extracomment>
   <translation>正在繪製報告</translation>
  </message>
  <message>
   <source>edge</source>
   <extracomment>monitor.report.edge</extracomment>
   <translation>邊緣</translation>
  </message>
  <message>
   <source>evaluation</source>
   <extracomment>monitor.report.evaluation</extracomment>
   <translation>評估</translation>
  </message>
  <message>
   <source>GPU</source>
   <extracomment>monitor.page.gpu</extracomment>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Hottest</source>
   <extracomment>monitor.page.gpu-hottest</extracomment>
   <translation>最高溫</translation>
  </message>
  <message>
   <source>Power W</source>
   <extracomment>monitor.report.head-power</extracomment>
   <translation>功率 W</translation>
  </message>
  <message>
   <source>{sensor} °C</source>
   <extracomment>monitor.report.head-sensor</extracomment>
   <translation>{sensor} °C</translation>
  </message>
  <message>
   <source>Utilisation %</source>
   <extracomment>monitor.report.head-use</extracomment>
   <translation>使用率 %</translation>
  </message>
  <message>
   <source>VRAM GB</source>
   <extracomment>monitor.report.head-vram</extracomment>
   <translation>VRAM GB</translation>
  </message>
  <message>
   <source>heat · power</source>
   <extracomment>monitor.report.heat-power</extracomment>
   <translation>過熱 · 功率</translation>
  </message>
  <message>
   <source>hotspot</source>
   <extracomment>monitor.report.hotspot</extracomment>
   <translation>熱點</translation>
  </message>
  <message>
   <source>after</source>
   <extracomment>monitor.report.hottest-at</extracomment>
   <translation>發生於</translation>
  </message>
  <message>
   <source>loading</source>
   <extracomment>cli.chat.weights</extracomment>
   <translation>載入中</translation>
  </message>
  <message>
   <source>max of total</source>
   <extracomment>monitor.report.max-of-total</extracomment>
   <translation>最大／總量</translation>
  </message>
  <message>
   <source>mean</source>
   <extracomment>monitor.report.mean</extracomment>
   <translation>平均</translation>
  </message>
  <message>
   <source>mean · max</source>
   <extracomment>monitor.report.mean-max</extracomment>
   <translation>平均 · 最大</translation>
  </message>
  <message>
   <source>memory</source>
   <extracomment>monitor.report.memory</extracomment>
   <translation>記憶體</translation>
  </message>
  <message>
   <source>The folder for the report is not there.</source>
   <extracomment>monitor.report.no-folder</extracomment>
   <translation>報告的資料夾不存在。</translation>
  </message>
  <message>
   <source>Make it first, or give another place with --output.</source>
   <extracomment>monitor.report.no-folder-fix</extracomment>
   <translation>請先建立它，或用 --output 指定其他位置。</translation>
  </message>
  <message>
   <source>No GPU was recorded: CPU and memory of this machine are shown.</source>
   <extracomment>monitor.report.no-gpu</extracomment>
   <translation>沒有 GPU 的紀錄：顯示這台機器的 CPU 與記憶體。</translation>
  </message>
  <message>
   <source>{gpu}: no temperature was measured</source>
   <extracomment>monitor.report.no-sensor</extracomment>
   <translation>{gpu}：沒有量到溫度</translation>
  </message>
  <message>
   <source>The run {run} has no record of temperatures, so there is nothing to report.</source>
   <extracomment>monitor.report.none</extracomment>
   <translation>訓練作業 {run} 沒有溫度紀錄，因此沒有可報告的內容。</translation>
  </message>
  <message>
   <source>Telemetry is recorded while a run trains. Start or resume the run, and make the report a few seconds later.</source>
   <extracomment>monitor.report.none-fix</extracomment>
   <translation>遙測資料在訓練時記錄。請開始訓練或續訓，幾秒後再產生報告。</translation>
  </message>
  <message>
   <source>The report is a PNG picture, so its name ends in .png.</source>
   <extracomment>monitor.report.not-png</extracomment>
   <translation>報告是 PNG 圖片，因此檔名以 .png 結尾。</translation>
  </message>
  <message>
   <source>For example: --output report.png</source>
   <extracomment>monitor.report.not-png-fix</extracomment>
   <translation>例如：--output report.png</translation>
  </message>
  <message>
   <source>{gpu} (not used)</source>
   <extracomment>monitor.report.not-used</extracomment>
   <translation>{gpu}（未使用）</translation>
  </message>
  <message>
   <source>Means are over the time of training; maxima over everything recorded. Lines are means, shaded from the lowest to the highest value.</source>
   <extracomment>monitor.report.note-means</extracomment>
   <translation>平均值取自訓練期間，最大值取自全部紀錄。線條為平均值，陰影由最低到最高值。</translation>
  </message>
  <message>
   <source>Means are over the time of training; maxima over everything recorded.</source>
   <extracomment>monitor.report.note-means-only</extracomment>
   <translation>平均值取自訓練期間，最大值取自全部紀錄。</translation>
  </message>
  <message>
   <source>{limit} ({gpus})</source>
   <extracomment>monitor.report.of-gpus</extracomment>
   <translation>{limit}（{gpus}）</translation>
  </message>
  <message>
   <source>{limit} ({sensor})</source>
   <extracomment>monitor.report.of-sensor</extracomment>
   <translation>{limit}（{sensor}）</translation>
  </message>
  <message>
   <source>for another reason</source>
   <extracomment>monitor.report.otherwise</extracomment>
   <translation>因其他原因</translation>
  </message>
  <message>
   <source>paused</source>
   <extracomment>monitor.page.status-paused</extracomment>
   <translation>暫停</translation>
  </message>
  <message>
   <source>Power</source>
   <extracomment>monitor.report.power</extracomment>
   <translation>功率</translation>
  </message>
  <message>
   <source>limit {value} W</source>
   <extracomment>monitor.report.power-limit</extracomment>
   <translation>上限 {value} W</translation>
  </message>
  <message>
   <source>Memory of the machine</source>
   <extracomment>monitor.report.ram</extracomment>
   <translation>機器的記憶體</translation>
  </message>
  <message>
   <source>Reading the telemetry</source>
   <extracomment>monitor.report.reading</extracomment>
   <translation>正在讀取遙測資料</translation>
  </message>
  <message>
   <source>resumed after {length}</source>
   <extracomment>monitor.report.resumed</extracomment>
   <translation>{length} 後續訓</translation>
  </message>
  <message>
   <source>{gpu}: hottest {value} °C ({sensor}) after {time}</source>
   <extracomment>monitor.report.sensor</extracomment>
   <translation>{gpu}：最高 {value} °C（{sensor}），發生於 {time}</translation>
  </message>
  <message>
   <source>pause at {value} {unit}</source>
   <extracomment>monitor.report.set-limit</extracomment>
   <translation>{value} {unit} 時暫停</translation>
  </message>
  <message>
   <source>stop at {value} {unit}</source>
   <extracomment>monitor.report.set-limit-stop</extracomment>
   <translation>{value} {unit} 時停止</translation>
  </message>
  <message>
   <source>There is another file in the place of the report.</source>
   <extracomment>monitor.report.taken</extracomment>
   <translation>報告的位置已有其他檔案。</translation>
  </message>
  <message>
   <source>Move it away, or give another name with --output.</source>
   <extracomment>monitor.report.taken-fix</extracomment>
   <translation>請將它移走，或用 --output 指定其他名稱。</translation>
  </message>
  <message>
   <source>Temperature</source>
   <extracomment>monitor.report.temperature</extracomment>
   <translation>溫度</translation>
  </message>
  <message>
   <source>Temperature, edge</source>
   <extracomment>monitor.report.temperature_edge</extracomment>
   <translation>溫度（邊緣）</translation>
  </message>
  <message>
   <source>Temperature, hotspot</source>
   <extracomment>monitor.report.temperature_hotspot</extracomment>
   <translation>溫度（熱點）</translation>
  </message>
  <message>
   <source>Temperature, memory</source>
   <extracomment>monitor.report.temperature_memory</extracomment>
   <translation>溫度（記憶體）</translation>
  </message>
  <message>
   <source>Throttled</source>
   <extracomment>monitor.page.gpu-throttled</extracomment>
   <translation>降速</translation>
  </message>
  <message>
   <source>time of training, without the breaks between attempts</source>
   <extracomment>monitor.report.time</extracomment>
   <translation>訓練時間，不含嘗試之間的間隔</translation>
  </message>
  <message>
   <source>time since the start</source>
   <extracomment>monitor.report.time-simple</extracomment>
   <translation>自開始起的時間</translation>
  </message>
  <message>
   <source>GPU Report · {run}</source>
   <extracomment>monitor.report.title</extracomment>
   <translation>GPU 報告 · {run}</translation>
  </message>
  <message>
   <source>total {value} GB</source>
   <extracomment>monitor.report.total</extracomment>
   <translation>總量 {value} GB</translation>
  </message>
  <message>
   <source>{length} recorded</source>
   <extracomment>monitor.report.trained</extracomment>
   <translation>已記錄 {length}</translation>
  </message>
  <message>
   <source>training</source>
   <extracomment>monitor.report.training</extracomment>
   <translation>訓練</translation>
  </message>
  <message>
   <source>Utilisation</source>
   <extracomment>monitor.page.gpu-use</extracomment>
   <translation>使用率</translation>
  </message>
  <message>
   <source>VRAM</source>
   <extracomment>monitor.report.vram</extracomment>
   <translation>VRAM</translation>
  </message>
  <message>
   <source>No GPU was recorded, so CPU and memory are shown. {why}</source>
   <extracomment>monitor.report.why-no-gpu</extracomment>
   <translation>沒有 GPU 的紀錄，因此顯示 CPU 與記憶體。{why}</translation>
  </message>
  <message>
   <source>Writing the report</source>
   <extracomment>monitor.page.writing</extracomment>
   <translation>正在寫入報告</translation>
  </message>
  <message>
   <source>The folder of the run {run} is no longer there.</source>
   <extracomment>monitor.run-gone</extracomment>
   <translation>訓練作業 {run} 的資料夾已不存在。</translation>
  </message>
  <message>
   <source>The telemetry of this run cannot be read: {why}.</source>
   <extracomment>monitor.telemetry-unreadable</extracomment>
   <translation>無法讀取此次訓練的遙測資料：{why}。</translation>
  </message>
  <message>
   <source>The GPUs' driver has not answered for {seconds} seconds; temperatures are missing meanwhile. Training is not touched by it.</source>
   <extracomment>monitor.telemetry.hangs</extracomment>
   <translation>GPU 驅動程式已 {seconds} 秒沒有回應，這段時間沒有溫度資料。訓練不受影響。</translation>
  </message>
  <message>
   <source>The GPUs' driver hung or failed again and again, so that temperatures are no longer recorded in this attempt. Training is not touched by it.</source>
   <extracomment>monitor.telemetry.host-only</extracomment>
   <translation>GPU 驅動程式一再停頓或失敗，因此這次執行不再記錄溫度。訓練不受影響。</translation>
  </message>
  <message>
   <source>No GPU was found on this machine.</source>
   <extracomment>monitor.telemetry.no-gpus</extracomment>
   <translation>這台電腦上找不到 GPU。</translation>
  </message>
  <message>
   <source>{path} is already in this experiment.</source>
   <extracomment>runs.add.already</extracomment>
   <translation>{path} 已經在這個實驗裡。</translation>
  </message>
  <message>
   <source>Nothing is to be done: choose it by its name.</source>
   <extracomment>runs.add.already-fix</extracomment>
   <translation>不需做任何事：請以名稱選擇它。</translation>
  </message>
  <message>
   <source>{name} cannot be the name of a folder in the experiment.</source>
   <extracomment>runs.add.bad-name</extracomment>
   <translation>{name} 不能作為實驗中資料夾的名稱。</translation>
  </message>
  <message>
   <source>Give a name without slashes that does not begin with a dot.</source>
   <extracomment>runs.add.bad-name-fix</extracomment>
   <translation>請給出不含斜線、且不以點開頭的名稱。</translation>
  </message>
  <message>
   <source>The name of this file must end with {ending}: a data file is known by its ending.</source>
   <extracomment>runs.add.ending</extracomment>
   <translation>這個檔案的名稱必須以 {ending} 結尾：資料檔是以副檔名辨識的。</translation>
  </message>
  <message>
   <source>Call it {name}.</source>
   <extracomment>runs.add.ending-fix</extracomment>
   <translation>請命名為 {name}。</translation>
  </message>
  <message>
   <source>The disk that holds {folder} cannot hold links.</source>
   <extracomment>runs.add.no-links</extracomment>
   <translation>存放 {folder} 的磁碟無法建立連結。</translation>
  </message>
  <message>
   <source>Copy it instead (`--copy` in a terminal).</source>
   <extracomment>runs.add.no-links-fix</extracomment>
   <translation>請改為複製（在終端機中用 `--copy`）。</translation>
  </message>
  <message>
   <source>There is already something called {name} in {folder}.</source>
   <extracomment>runs.add.taken</extracomment>
   <translation>{folder} 裡已經有名為 {name} 的項目。</translation>
  </message>
  <message>
   <source>Give it another name (`--name` in a terminal).</source>
   <extracomment>runs.add.taken-fix</extracomment>
   <translation>請換一個名稱（在終端機中用 `--name`）。</translation>
  </message>
  <message>
   <source>The run {run} has finished; there is nothing to go on with.</source>
   <extracomment>runs.already-finished</extracomment>
   <translation>訓練作業 {run} 已完成，沒有可繼續的內容。</translation>
  </message>
  <message>
   <source>Start a new run. To train further, set checkpoints.resume_from to one of its checkpoints.</source>
   <extracomment>runs.already-finished-fix</extracomment>
   <translation>請開始新的訓練作業。若要繼續訓練，請把 checkpoints.resume_from 設為它的某個檢查點。</translation>
  </message>
  <message>
   <source>The run {run} is already running.</source>
   <extracomment>runs.already-running</extracomment>
   <translation>訓練作業 {run} 已在執行。</translation>
  </message>
  <message>
   <source>`deeptuner watch {run}` follows it.</source>
   <extracomment>runs.already-running-fix</extracomment>
   <translation>`deeptuner watch {run}` 可以追蹤它。</translation>
  </message>
  <message>
   <source>The state file of the run {run} cannot be read.</source>
   <extracomment>runs.bad-state</extracomment>
   <translation>無法讀取訓練作業 {run} 的狀態檔。</translation>
  </message>
  <message>
   <source>It was damaged or written by another version. Its checkpoints and events are not touched: start a new run with its run.yaml and, to go on from there, Resume from set to its newest checkpoint.</source>
   <extracomment>runs.bad-state-fix</extracomment>
   <translation>它已損壞，或由其他版本寫入。其檢查點與事件未受影響：請以它的 run.yaml 開始新的訓練作業；若要接續，請將「續訓來源」設為它最新的檢查點。</translation>
  </message>
  <message>
   <source>Training goes on.</source>
   <extracomment>runs.continues</extracomment>
   <translation>訓練繼續。</translation>
  </message>
  <message>
   <source>Some settings in {name} do not go together.</source>
   <extracomment>runs.contradictions</extracomment>
   <translation>{name} 中有些設定彼此不相容。</translation>
  </message>
  <message>
   <source>The run {other} trains on this machine's CPU too; both will be slower.</source>
   <extracomment>runs.cpu-busy</extracomment>
   <translation>訓練作業 {other} 也在用這台電腦的 CPU 訓練；兩者都會變慢。</translation>
  </message>
  <message>
   <source>There is no dataset called {name}.</source>
   <extracomment>runs.dataset-missing</extracomment>
   <translation>沒有名為 {name} 的資料集。</translation>
  </message>
  <message>
   <source>Did you mean {nearest}?</source>
   <extracomment>runs.did-you-mean</extracomment>
   <translation>你是指 {nearest} 嗎？</translation>
  </message>
  <message>
   <source>A training process crashed inside a native library ({signal}).</source>
   <extracomment>runs.died-crashed</extracomment>
   <translation>訓練程序在原生程式庫中當掉（{signal}）。</translation>
  </message>
  <message>
   <source>The dataset could not be read.</source>
   <extracomment>runs.died-data</extracomment>
   <translation>無法讀取資料集。</translation>
  </message>
  <message>
   <source>There is no room left on the disk.</source>
   <extracomment>runs.died-disk-full</extracomment>
   <translation>磁碟已沒有空間。</translation>
  </message>
  <message>
   <source>The GPU ran out of memory.</source>
   <extracomment>runs.died-gpu-memory</extracomment>
   <translation>GPU 的記憶體不足。</translation>
  </message>
  <message>
   <source>The computer ran out of memory.</source>
   <extracomment>runs.died-host-memory</extracomment>
   <translation>電腦的記憶體不足。</translation>
  </message>
  <message>
   <source>A training process was killed from outside ({signal}).</source>
   <extracomment>runs.died-killed</extracomment>
   <translation>訓練程序被外部強制結束（{signal}）。</translation>
  </message>
  <message>
   <source>A library is missing: {name}.</source>
   <extracomment>runs.died-library</extracomment>
   <translation>缺少程式庫：{name}。</translation>
  </message>
  <message>
   <source>The loss became infinite or not a number, so nothing more can be learned.</source>
   <extracomment>runs.died-nan</extracomment>
   <translation>損失變成無限大或不是數字，因此無法再學習。</translation>
  </message>
  <message>
   <source>The preparation ended without leaving a command to train with.</source>
   <extracomment>runs.died-no-plan</extracomment>
   <translation>準備工作結束時沒有留下訓練用的命令。</translation>
  </message>
  <message>
   <source>Training process {rank} ended without saying why.</source>
   <extracomment>runs.died-rank</extracomment>
   <translation>訓練程序 {rank} 結束時沒有說明原因。</translation>
  </message>
  <message>
   <source>The training ended with exit code {code}; its last words are below.</source>
   <extracomment>runs.died-unknown</extracomment>
   <translation>訓練以結束代碼 {code} 結束；最後的訊息如下。</translation>
  </message>
  <message>
   <source>The run has finished.</source>
   <extracomment>runs.finished</extracomment>
   <translation>訓練作業已完成。</translation>
  </message>
  <message>
   <source>Lower the batch size from {old} to {new}, and raise the gradient accumulation steps to {accumulation}, so that a step still learns from as many samples.</source>
   <extracomment>runs.fix-batch</extracomment>
   <translation>把批次大小從 {old} 降到 {new}，並把梯度累積步數提高到 {accumulation}，讓每步仍學習同樣多的樣本。</translation>
  </message>
  <message>
   <source>Lower the batch size from {old} to {new}; the effective batch size stays.</source>
   <extracomment>runs.fix-batch-only</extracomment>
   <translation>把批次大小從 {old} 降到 {new}；有效批次大小不變。</translation>
  </message>
  <message>
   <source>Turn gradient checkpointing on: much less memory, a third more time.</source>
   <extracomment>runs.fix-checkpointing</extracomment>
   <translation>開啟梯度檢查點：大幅節省記憶體，時間多三分之一。</translation>
  </message>
  <message>
   <source>Shorten long gradients: set max grad norm to 1.</source>
   <extracomment>runs.fix-clip</extracomment>
   <translation>縮短過長的梯度：把最大梯度範數設為 1。</translation>
  </message>
  <message>
   <source>Keep fewer checkpoints: {new} instead of {old}.</source>
   <extracomment>runs.fix-keep</extracomment>
   <translation>保留較少的檢查點：{new} 而不是 {old}。</translation>
  </message>
  <message>
   <source>Lower the learning rate from {old} to {new}.</source>
   <extracomment>runs.fix-learning-rate</extracomment>
   <translation>把學習率從 {old} 降到 {new}。</translation>
  </message>
  <message>
   <source>Lower the max length from {old} to {new} tokens; longer samples are left out. This takes a new run, as a run keeps its rows.</source>
   <extracomment>runs.fix-length</extracomment>
   <translation>把最大長度從 {old} 降到 {new} 個 token；較長的樣本會略過。訓練作業會保留它的資料列，所以這需要新的訓練作業。</translation>
  </message>
  <message>
   <source>Use LoRA: only small matrices are trained, which needs far less memory.</source>
   <extracomment>runs.fix-lora</extracomment>
   <translation>使用 LoRA：只訓練小型矩陣，需要的記憶體少得多。</translation>
  </message>
  <message>
   <source>Compute in fp32: slower, with no overflow.</source>
   <extracomment>runs.fix-precision</extracomment>
   <translation>以 fp32 計算：較慢，但不會溢位。</translation>
  </message>
  <message>
   <source>Use QLoRA: the model's weights take a quarter of the memory.</source>
   <extracomment>runs.fix-qlora</extracomment>
   <translation>使用 QLoRA：模型的權重只占四分之一的記憶體。</translation>
  </message>
  <message>
   <source>Load the data without extra processes.</source>
   <extracomment>runs.fix-workers</extracomment>
   <translation>不用額外的程序載入資料。</translation>
  </message>
  <message>
   <source>GPU {gpus} already trains the run {other}.</source>
   <extracomment>runs.gpus-busy</extracomment>
   <translation>GPU {gpus} 正在訓練作業 {other}。</translation>
  </message>
  <message>
   <source>Wait until that run has ended, or choose other GPUs with hardware.gpus.</source>
   <extracomment>runs.gpus-busy-fix</extracomment>
   <translation>請等該訓練作業結束，或用 hardware.gpus 選擇其他 GPU。</translation>
  </message>
  <message>
   <source>Check the connection and try again: what has arrived is kept.</source>
   <extracomment>runs.hub.again</extracomment>
   <translation>請檢查連線後再試一次：已收到的部分會保留。</translation>
  </message>
  <message>
   <source>{id} is not the id of something on Hugging Face.</source>
   <extracomment>runs.hub.bad-id</extracomment>
   <translation>{id} 不是 Hugging Face 上項目的識別碼。</translation>
  </message>
  <message>
   <source>An id looks like owner/name, as on the top of its page.</source>
   <extracomment>runs.hub.bad-id-fix</extracomment>
   <translation>識別碼的形式是 擁有者/名稱，如其頁面上方所示。</translation>
  </message>
  <message>
   <source>The repository has a file with a forbidden name: {file}</source>
   <extracomment>runs.hub.bad-name</extracomment>
   <translation>儲存庫中有不允許的檔名：{file}</translation>
  </message>
  <message>
   <source>Another process is downloading this already.</source>
   <extracomment>runs.hub.busy</extracomment>
   <translation>另一個程序正在下載它。</translation>
  </message>
  <message>
   <source>The file {file} did not arrive as it was sent.</source>
   <extracomment>runs.hub.damaged</extracomment>
   <translation>檔案 {file} 收到的內容與送出的不同。</translation>
  </message>
  <message>
   <source>Hugging Face has closed this repository.</source>
   <extracomment>runs.hub.disabled</extracomment>
   <translation>Hugging Face 已關閉這個儲存庫。</translation>
  </message>
  <message>
   <source>{page} may say why. Choose another.</source>
   <extracomment>runs.hub.disabled-fix</extracomment>
   <translation>{page} 可能說明了原因。請選擇其他項目。</translation>
  </message>
  <message>
   <source>Hugging Face could not answer ({status}).</source>
   <extracomment>runs.hub.failed</extracomment>
   <translation>Hugging Face 無法回應（{status}）。</translation>
  </message>
  <message>
   <source>This {kind} is only given to people who have accepted its licence.</source>
   <extracomment>runs.hub.gated</extracomment>
   <translation>只有接受授權的人才能取得這個 {kind}。</translation>
  </message>
  <message>
   <source>Accept the licence on {page}, and make an access token in your Hugging Face settings. In the window, enter it in the field `Access token`; in a terminal, log in with `hf auth login`, or set HF_TOKEN. Then try again.</source>
   <extracomment>runs.hub.gated-fix</extracomment>
   <translation>請在 {page} 接受授權條款，並在 Hugging Face 設定中建立存取權杖。在視窗中請填入 `存取權杖` 欄位；在終端機中請用 `hf auth login` 登入，或設定 HF_TOKEN。然後再試一次。</translation>
  </message>
  <message>
   <source>Your Hugging Face account may not have this {kind} (yet).</source>
   <extracomment>runs.hub.gated-waiting</extracomment>
   <translation>你的 Hugging Face 帳號（目前）不能取得這個 {kind}。</translation>
  </message>
  <message>
   <source>Accept the licence on {page} with the account of your token. Where its owners look at each request, wait until they have granted yours.</source>
   <extracomment>runs.hub.gated-waiting-fix</extracomment>
   <translation>請以權杖所屬的帳號在 {page} 接受授權。若擁有者會逐一審查，請等到核准為止。</translation>
  </message>
  <message>
   <source>{id} has no revision called {revision}.</source>
   <extracomment>runs.hub.no-revision</extracomment>
   <translation>{id} 沒有名為 {revision} 的版本。</translation>
  </message>
  <message>
   <source>Give the name of a branch, a tag or a commit, or none for the newest.</source>
   <extracomment>runs.hub.no-revision-fix</extracomment>
   <translation>請給分支、標籤或提交的名稱；不填則用最新的。</translation>
  </message>
  <message>
   <source>There is no {kind} called {id} on Hugging Face, or it is not public.</source>
   <extracomment>runs.hub.not-found</extracomment>
   <translation>Hugging Face 上沒有名為 {id} 的 {kind}，或它不是公開的。</translation>
  </message>
  <message>
   <source>Check the id for spelling. If it is a private one, an access token is needed. In the window, enter it in the field `Access token`; in a terminal, log in with `hf auth login`, or set HF_TOKEN.</source>
   <extracomment>runs.hub.not-found-fix</extracomment>
   <translation>請檢查 ID 的拼寫。若它是私人的，就需要存取權杖：在視窗中請填入 `存取權杖` 欄位；在終端機中請用 `hf auth login` 登入，或設定 HF_TOKEN。</translation>
  </message>
  <message>
   <source>Hugging Face cannot be reached, or the connection was lost.</source>
   <extracomment>runs.hub.offline</extracomment>
   <translation>無法連上 Hugging Face，或連線中斷。</translation>
  </message>
  <message>
   <source>Downloads are switched off on this machine (HF_HUB_OFFLINE is set).</source>
   <extracomment>runs.hub.offline-mode</extracomment>
   <translation>這台電腦已關閉下載（設定了 HF_HUB_OFFLINE）。</translation>
  </message>
  <message>
   <source>Unset HF_HUB_OFFLINE, then try again.</source>
   <extracomment>runs.hub.offline-mode-fix</extracomment>
   <translation>請取消設定 HF_HUB_OFFLINE，然後再試一次。</translation>
  </message>
  <message>
   <source>Hugging Face does not accept the access token.</source>
   <extracomment>runs.hub.token</extracomment>
   <translation>Hugging Face 不接受這個存取權杖。</translation>
  </message>
  <message>
   <source>Make a new one in your Hugging Face settings. In the window, enter it in the field `Access token`; in a terminal, log in with `hf auth login`, or set HF_TOKEN.</source>
   <extracomment>runs.hub.token-fix</extracomment>
   <translation>請在 Hugging Face 設定中建立新的權杖。在視窗中請填入 `存取權杖` 欄位；在終端機中請用 `hf auth login` 登入，或設定 HF_TOKEN。</translation>
  </message>
  <message>
   <source>The run {run} was interrupted: its supervisor ended without a word, as after a power cut.</source>
   <extracomment>runs.interrupted</extracomment>
   <translation>訓練作業 {run} 已中斷：它的監督程序無聲結束，就像停電一樣。</translation>
  </message>
  <message>
   <source>`deeptuner resume {run}` goes on from the newest checkpoint.</source>
   <extracomment>runs.interrupted-fix</extracomment>
   <translation>`deeptuner resume {run}` 會從最新的檢查點繼續。</translation>
  </message>
  <message>
   <source>The run has its rows already, so {setting} cannot change any more.</source>
   <extracomment>runs.keeps-rows</extracomment>
   <translation>訓練作業已有它的資料列，所以 {setting} 不能再變更。</translation>
  </message>
  <message>
   <source>Leave this setting out to go on, or start a new run with it: `deeptuner train {file}`.</source>
   <extracomment>runs.keeps-rows-fix</extracomment>
   <translation>請拿掉這項設定以繼續，或用它開始新的訓練作業：`deeptuner train {file}`。</translation>
  </message>
  <message>
   <source>A run keeps the rows that it began with.</source>
   <extracomment>runs.keeps-rows-what</extracomment>
   <translation>訓練作業會保留它開始時的資料列。</translation>
  </message>
  <message>
   <source>There is no model called {name}.</source>
   <extracomment>runs.model-missing</extracomment>
   <translation>沒有名為 {name} 的模型。</translation>
  </message>
  <message>
   <source>This folder holds an adapter, which belongs to a model, not a model.</source>
   <extracomment>runs.models.adapter</extracomment>
   <translation>這個資料夾裡是適配器，它屬於某個模型，本身不是模型。</translation>
  </message>
  <message>
   <source>The index of the model's weight files is damaged.</source>
   <extracomment>runs.models.bad-index</extracomment>
   <translation>模型權重檔的索引已損壞。</translation>
  </message>
  <message>
   <source>The file {file} is not readable as JSON.</source>
   <extracomment>runs.models.bad-json</extracomment>
   <translation>檔案 {file} 無法當作 JSON 讀取。</translation>
  </message>
  <message>
   <source>The link {name} leads to a folder that is not there.</source>
   <extracomment>runs.models.broken-link</extracomment>
   <translation>連結 {name} 指向不存在的資料夾。</translation>
  </message>
  <message>
   <source>Get the model in the safetensors form; most models are offered in it.</source>
   <extracomment>runs.models.convert-pickles</extracomment>
   <translation>請取得 safetensors 形式的模型；大多數模型都有提供。</translation>
  </message>
  <message>
   <source>The file {file} is damaged, or is not a safetensors file.</source>
   <extracomment>runs.models.damaged</extracomment>
   <translation>檔案 {file} 已損壞，或不是 safetensors 檔。</translation>
  </message>
  <message>
   <source>Get the model's files again from where they came from; a download may have been cut off.</source>
   <extracomment>runs.models.get-again</extracomment>
   <translation>請從來源重新取得模型的檔案；下載可能中斷了。</translation>
  </message>
  <message>
   <source>{path} is a file; a model is a folder.</source>
   <extracomment>runs.models.is-file</extracomment>
   <translation>{path} 是檔案；模型必須是資料夾。</translation>
  </message>
  <message>
   <source>Give the folder that it lies in: {folder}</source>
   <extracomment>runs.models.is-file-fix</extracomment>
   <translation>請指定它所在的資料夾：{folder}</translation>
  </message>
  <message>
   <source>Choose a model folder in the Hugging Face layout: config.json, model.safetensors, and the tokenizer's files.</source>
   <extracomment>runs.models.need-layout</extracomment>
   <translation>請選擇 Hugging Face 結構的模型資料夾：config.json、model.safetensors 與 tokenizer 的檔案。</translation>
  </message>
  <message>
   <source>The model's config.json does not name an architecture.</source>
   <extracomment>runs.models.no-architecture</extracomment>
   <translation>模型的 config.json 沒有寫明架構。</translation>
  </message>
  <message>
   <source>The model folder has no config.json.</source>
   <extracomment>runs.models.no-config</extracomment>
   <translation>模型資料夾沒有 config.json。</translation>
  </message>
  <message>
   <source>The model's config.json does not say what kind of model it is (model_type).</source>
   <extracomment>runs.models.no-kind</extracomment>
   <translation>模型的 config.json 沒有說明它是哪種模型（model_type）。</translation>
  </message>
  <message>
   <source>The model folder has no tokenizer, so text cannot be turned into tokens for it.</source>
   <extracomment>runs.models.no-tokenizer</extracomment>
   <translation>模型資料夾沒有 tokenizer，因此無法把文字變成它的 token。</translation>
  </message>
  <message>
   <source>The folder holds no model weights (model.safetensors).</source>
   <extracomment>runs.models.no-weights</extracomment>
   <translation>資料夾裡沒有模型權重（model.safetensors）。</translation>
  </message>
  <message>
   <source>The architecture {architecture} may not write text, so it may not be possible to fine-tune it here.</source>
   <extracomment>runs.models.not-generating</extracomment>
   <translation>架構 {architecture} 可能不會寫文字，因此可能無法在此微調。</translation>
  </message>
  <message>
   <source>The folder holds a GGUF file, which is made for running a model, not for training it.</source>
   <extracomment>runs.models.only-gguf</extracomment>
   <translation>資料夾裡是 GGUF 檔，它用於執行模型，而不是訓練。</translation>
  </message>
  <message>
   <source>The folder holds its weights only as pickle files, which can run any program when they are opened. DeepTuner never opens them.</source>
   <extracomment>runs.models.only-pickles</extracomment>
   <translation>資料夾裡的權重只有 pickle 檔，開啟時可能執行任何程式。DeepTuner 從不開啟它們。</translation>
  </message>
  <message>
   <source>The model brings Python code of its own, which runs only when Trust remote code is on.</source>
   <extracomment>runs.models.own-code</extracomment>
   <translation>模型附有自己的 Python 程式碼，只有在「信任遠端程式碼」開啟時才會執行。</translation>
  </message>
  <message>
   <source>The model's weights are quantised already, so it cannot be trained. Take the original, 16-bit model; QLoRA quantises it by itself.</source>
   <extracomment>runs.models.quantised</extracomment>
   <translation>此模型的權重已經量化，因此無法訓練。請改用原始的 16 位元模型；QLoRA 會自行量化。</translation>
  </message>
  <message>
   <source>The model's weight file {file} is missing.</source>
   <extracomment>runs.models.shard-missing</extracomment>
   <translation>缺少模型的權重檔 {file}。</translation>
  </message>
  <message>
   <source>The index says that {file} holds {tensor}, but it does not.</source>
   <extracomment>runs.models.tensor-missing</extracomment>
   <translation>索引說 {file} 含有 {tensor}，但其實沒有。</translation>
  </message>
  <message>
   <source>The file {file} is cut off: its content ends before it should.</source>
   <extracomment>runs.models.torn</extracomment>
   <translation>檔案 {file} 被截斷：內容比應有的早結束。</translation>
  </message>
  <message>
   <source>The installed transformers knows no model of the kind {kind} that writes text, so it cannot be trained.</source>
   <extracomment>runs.models.unknown-kind</extracomment>
   <translation>已安裝的 transformers 不認得 {kind} 這種會產生文字的模型，因此無法訓練它。</translation>
  </message>
  <message>
   <source>The file {file} cannot be read: {detail}.</source>
   <extracomment>runs.models.unreadable</extracomment>
   <translation>無法讀取檔案 {file}：{detail}。</translation>
  </message>
  <message>
   <source>The run's folder was renamed or moved while the run worked, so the run was ended.</source>
   <extracomment>runs.moved</extracomment>
   <translation>訓練作業進行時，其資料夾被重新命名或移動，因此訓練作業已結束。</translation>
  </message>
  <message>
   <source>`deeptuner resume {run}` goes on from the newest checkpoint. Leave the folder where it is until a run has ended.</source>
   <extracomment>runs.moved-fix</extracomment>
   <translation>`deeptuner resume {run}` 會從最新的檢查點繼續。訓練作業結束前，請勿移動資料夾。</translation>
  </message>
  <message>
   <source>No dataset is chosen.</source>
   <extracomment>runs.no-dataset-name</extracomment>
   <translation>沒有選擇資料集。</translation>
  </message>
  <message>
   <source>Set data.dataset to the name of a file in `datasets/`, or to a path.</source>
   <extracomment>runs.no-dataset-name-fix</extracomment>
   <translation>請把 data.dataset 設為 `datasets/` 中的檔名，或路徑。</translation>
  </message>
  <message>
   <source>No experiment folder was found at {path} or above it.</source>
   <extracomment>runs.no-experiment</extracomment>
   <translation>在 {path} 或其上層找不到實驗資料夾。</translation>
  </message>
  <message>
   <source>Make one with `deeptuner init DIR`, or name one with --folder DIR.</source>
   <extracomment>runs.no-experiment-fix</extracomment>
   <translation>請用 `deeptuner init DIR` 建立，或用 --folder DIR 指定。</translation>
  </message>
  <message>
   <source>The GPUs' driver hung or failed again and again while it was asked for temperatures, so that they are no longer recorded in this attempt, and no limit of heat is watched. Training goes on.</source>
   <extracomment>runs.no-gpu-telemetry</extracomment>
   <translation>詢問溫度時，GPU 驅動程式一再停頓或失敗，因此這次執行不再記錄溫度，也不再監看溫度上限。訓練繼續進行。</translation>
  </message>
  <message>
   <source>Sleep is not held off while training: {reason}.</source>
   <extracomment>runs.no-inhibit</extracomment>
   <translation>訓練期間無法阻止電腦進入睡眠：{reason}。</translation>
  </message>
  <message>
   <source>No model is chosen.</source>
   <extracomment>runs.no-model-name</extracomment>
   <translation>沒有選擇模型。</translation>
  </message>
  <message>
   <source>Set model.path to the name of a folder in `models/`, or to a path.</source>
   <extracomment>runs.no-model-name-fix</extracomment>
   <translation>請把 model.path 設為 `models/` 中的資料夾名稱，或路徑。</translation>
  </message>
  <message>
   <source>{need} are needed on this disk, but only {have} are free.</source>
   <extracomment>runs.no-room</extracomment>
   <translation>此磁碟需要 {need}，但只剩 {have} 可用。</translation>
  </message>
  <message>
   <source>There is no run in {folder} yet.</source>
   <extracomment>runs.no-runs</extracomment>
   <translation>{folder} 裡還沒有訓練作業。</translation>
  </message>
  <message>
   <source>Start one with `deeptuner train CONFIG`.</source>
   <extracomment>runs.no-runs-fix</extracomment>
   <translation>請用 `deeptuner train CONFIG` 開始。</translation>
  </message>
  <message>
   <source>The run has no systemd scope of its own: {reason}. It goes on when this program ends; whether it survives logging out is up to the system.</source>
   <extracomment>runs.no-scope</extracomment>
   <translation>訓練作業沒有自己的 systemd 範圍：{reason}。這個程式結束後它會繼續；登出後是否存續取決於系統。</translation>
  </message>
  <message>
   <source>The settings of the run {run} are gone, so it cannot go on.</source>
   <extracomment>runs.no-settings</extracomment>
   <translation>訓練作業 {run} 的設定已不存在，因此無法繼續。</translation>
  </message>
  <message>
   <source>Put the file back, or start a new run whose setting Resume from names a checkpoint of this one.</source>
   <extracomment>runs.no-settings-fix</extracomment>
   <translation>請放回該檔案，或開始新的訓練作業，並將「續訓來源」設為此訓練作業的某個檢查點。</translation>
  </message>
  <message>
   <source>{run} is not a run: it has no state file.</source>
   <extracomment>runs.no-state</extracomment>
   <translation>{run} 不是訓練作業：它沒有狀態檔。</translation>
  </message>
  <message>
   <source>The program that records telemetry fails again and again, so that it is no longer started in this attempt. Training goes on; the run's log.txt tells more.</source>
   <extracomment>runs.no-telemetry</extracomment>
   <translation>記錄遙測資料的程式一再失敗，因此這次執行不再啟動它。訓練繼續進行；詳情請見這次執行的 log.txt。</translation>
  </message>
  <message>
   <source>The run was told to stop and did not save in time, so it was ended. It can be resumed from its newest checkpoint.</source>
   <extracomment>runs.nobody-saved</extracomment>
   <translation>訓練作業收到停止要求後沒有及時儲存，因此被結束。可以從最新的檢查點續訓。</translation>
  </message>
  <message>
   <source>{path} is a file; an experiment is a folder.</source>
   <extracomment>runs.not-a-folder</extracomment>
   <translation>{path} 是檔案；實驗必須是資料夾。</translation>
  </message>
  <message>
   <source>Choose another name for the folder.</source>
   <extracomment>runs.not-a-folder-fix</extracomment>
   <translation>請為資料夾選擇其他名稱。</translation>
  </message>
  <message>
   <source>this system has no {name}</source>
   <extracomment>runs.not-on-this-system</extracomment>
   <translation>這個系統沒有 {name}</translation>
  </message>
  <message>
   <source>The run {run} is not running; it is {status}.</source>
   <extracomment>runs.not-running</extracomment>
   <translation>訓練作業 {run} 沒有在執行；目前為 {status}。</translation>
  </message>
  <message>
   <source>The run's supervisor did not start.</source>
   <extracomment>runs.not-started</extracomment>
   <translation>訓練作業的監督程序沒有啟動。</translation>
  </message>
  <message>
   <source>{log} tells what it printed.</source>
   <extracomment>runs.not-started-fix</extracomment>
   <translation>它印出的內容在 {log}。</translation>
  </message>
  <message>
   <source>Training was paused, and then nothing was heard of the GPUs' temperature for {seconds} seconds. It goes on without being watched.</source>
   <extracomment>runs.pause-lapsed</extracomment>
   <translation>訓練暫停之後，{seconds} 秒內沒有收到任何 GPU 溫度。訓練在無人看守的情況下繼續。</translation>
  </message>
  <message>
   <source>Training pauses.</source>
   <extracomment>runs.pauses</extracomment>
   <translation>訓練暫停。</translation>
  </message>
  <message>
   <source>Put it into {folder}, or give its path.</source>
   <extracomment>runs.put-there</extracomment>
   <translation>請放進 {folder}，或給出它的路徑。</translation>
  </message>
  <message>
   <source>There is no run called {name}.</source>
   <extracomment>runs.run-missing</extracomment>
   <translation>沒有名為 {name} 的訓練作業。</translation>
  </message>
  <message>
   <source>`deeptuner runs` lists them; `last` is the newest.</source>
   <extracomment>runs.run-missing-fix</extracomment>
   <translation>`deeptuner runs` 會列出它們；`last` 是最新的。</translation>
  </message>
  <message>
   <source>Several datasets are called {name}: {found}.</source>
   <extracomment>runs.several-datasets</extracomment>
   <translation>有多個名為 {name} 的資料集：{found}。</translation>
  </message>
  <message>
   <source>Give the whole file name.</source>
   <extracomment>runs.several-datasets-fix</extracomment>
   <translation>請給出完整的檔名。</translation>
  </message>
  <message>
   <source>Several runs have {name} in their name: {found}.</source>
   <extracomment>runs.several-runs</extracomment>
   <translation>有多個訓練作業名稱含有 {name}：{found}。</translation>
  </message>
  <message>
   <source>Give more of the name.</source>
   <extracomment>runs.several-runs-fix</extracomment>
   <translation>請給出更多名稱。</translation>
  </message>
  <message>
   <source>The run was stopped and saved.</source>
   <extracomment>runs.stopped</extracomment>
   <translation>訓練作業已停止並儲存。</translation>
  </message>
  <message>
   <source>The run was stopped before training began.</source>
   <extracomment>runs.stopped-early</extracomment>
   <translation>訓練作業在訓練開始前就停止了。</translation>
  </message>
  <message>
   <source>{name} does not work here</source>
   <extracomment>runs.tool-fails</extracomment>
   <translation>{name} 在此無法運作</translation>
  </message>
  <message>
   <source>What would help, as flags for `deeptuner resume {run}` (for a change of the data: of a new run with its run.yaml):</source>
   <extracomment>runs.would-help</extracomment>
   <translation>可能有幫助的變更，作為 `deeptuner resume {run}` 的旗標（變更資料時：用於以其 run.yaml 開始的新訓練作業）：</translation>
  </message>
  <message>
   <source>{path} is not text, so it cannot be a settings file.</source>
   <extracomment>settings.binary</extracomment>
   <translation>{path} 不是文字，因此不可能是設定檔。</translation>
  </message>
  <message>
   <source>{title} holds half of a character.</source>
   <extracomment>settings.broken-text</extracomment>
   <translation>{title} 含有半個字元。</translation>
  </message>
  <message>
   <source>Choose a YAML file of settings. `deeptuner settings --yaml` prints one to begin with.</source>
   <extracomment>settings.choose-settings</extracomment>
   <translation>請選擇 YAML 設定檔。`deeptuner settings --yaml` 會印出一份供你開始。</translation>
  </message>
  <message>
   <source>takes</source>
   <extracomment>settings.cli-accepts</extracomment>
   <translation>可接受</translation>
  </message>
  <message>
   <source>default</source>
   <extracomment>settings.cli-default</extracomment>
   <translation>預設</translation>
  </message>
  <message>
   <source>flag</source>
   <extracomment>settings.cli-flag</extracomment>
   <translation>旗標</translation>
  </message>
  <message>
   <source>Name a setting, or ask for a file or a preset, not both.</source>
   <extracomment>settings.cli-key-alone</extracomment>
   <translation>請指定一個設定，或要求檔案或預設組合，不要兩者都要。</translation>
  </message>
  <message>
   <source>more</source>
   <extracomment>settings.cli-source</extracomment>
   <translation>更多</translation>
  </message>
  <message>
   <source>key term</source>
   <extracomment>settings.cli-term</extracomment>
   <translation>關鍵詞</translation>
  </message>
  <message>
   <source>unit</source>
   <extracomment>settings.cli-unit</extracomment>
   <translation>單位</translation>
  </message>
  <message>
   <source>only with</source>
   <extracomment>settings.cli-when</extracomment>
   <translation>僅適用於</translation>
  </message>
  <message>
   <source>There is a control character here, which YAML does not allow. Delete it, or write the line anew.</source>
   <extracomment>settings.control-character</extracomment>
   <translation>這裡有 YAML 不允許的控制字元。請刪除它，或重新寫這一行。</translation>
  </message>
  <message>
   <source>default: {value}</source>
   <extracomment>monitor.page.default</extracomment>
   <translation>預設：{value}</translation>
  </message>
  <message>
   <source>Did you mean `{key}`?</source>
   <extracomment>settings.did-you-mean</extracomment>
   <translation>你是指 `{key}` 嗎？</translation>
  </message>
  <message>
   <source>{title} has no value.</source>
   <extracomment>settings.empty</extracomment>
   <translation>{title} 沒有值。</translation>
  </message>
  <message>
   <source>Settings of DeepTuner. Every line may be left out; what is missing has its default.
`deeptuner settings KEY` tells more about one.</source>
   <extracomment>settings.file-head</extracomment>
   <translation>DeepTuner 的設定。每一行都可以省略；缺少的會採用預設值。
`deeptuner settings KEY` 會說明更多。</translation>
  </message>
  <message>
   <source>Set {changes}.</source>
   <extracomment>settings.fix.set</extracomment>
   <translation>設定 {changes}。</translation>
  </message>
  <message>
   <source>There is a mistake in a setting given on the command line.</source>
   <extracomment>settings.flag-mistake</extracomment>
   <translation>命令列上的設定有一個錯誤。</translation>
  </message>
  <message>
   <source>There are {count} mistakes in settings given on the command line.</source>
   <extracomment>settings.flag-mistakes</extracomment>
   <translation>命令列上的設定有 {count} 個錯誤。</translation>
  </message>
  <message>
   <source>This line is not indented as the lines it belongs to: {text}</source>
   <extracomment>settings.indentation</extracomment>
   <translation>這一行的縮排與它所屬的各行不同：{text}</translation>
  </message>
  <message>
   <source>The settings of `{section}` are: {keys}.</source>
   <extracomment>settings.keys-of-section</extracomment>
   <translation>`{section}` 的設定有：{keys}。</translation>
  </message>
  <message>
   <source>`deeptuner settings` lists all settings.</source>
   <extracomment>settings.list-keys</extracomment>
   <translation>`deeptuner settings` 會列出所有設定。</translation>
  </message>
  <message>
   <source>The settings could not be brought from version {old} to version {new}: {detail}</source>
   <extracomment>settings.migration-failed</extracomment>
   <translation>無法把設定從版本 {old} 帶到版本 {new}：{detail}</translation>
  </message>
  <message>
   <source>The file was left as it is. Write its settings into a new file: `deeptuner settings --yaml` prints one to begin with.</source>
   <extracomment>settings.migration-kept</extracomment>
   <translation>檔案保持原樣。請把它的設定寫進新檔案：`deeptuner settings --yaml` 會印出一份供你開始。</translation>
  </message>
  <message>
   <source>There is a mistake in the settings in {name}.</source>
   <extracomment>settings.mistake</extracomment>
   <translation>{name} 的設定有一個錯誤。</translation>
  </message>
  <message>
   <source>There are {count} mistakes in the settings in {name}.</source>
   <extracomment>settings.mistakes</extracomment>
   <translation>{name} 的設定有 {count} 個錯誤。</translation>
  </message>
  <message>
   <source>{title} must be more than {bound}, not {value}.</source>
   <extracomment>settings.must-exceed</extracomment>
   <translation>{title} 必須大於 {bound}，而不是 {value}。</translation>
  </message>
  <message>
   <source>{title} must be less than {bound}, not {value}.</source>
   <extracomment>settings.must-stay-under</extracomment>
   <translation>{title} 必須小於 {bound}，而不是 {value}。</translation>
  </message>
  <message>
   <source>{title} needs a whole number.</source>
   <extracomment>settings.needs-integer</extracomment>
   <translation>{title} 需要填入一個整數。</translation>
  </message>
  <message>
   <source>{title} needs a number.</source>
   <extracomment>settings.needs-number</extracomment>
   <translation>{title} 需要填入一個數字。</translation>
  </message>
  <message>
   <source>This file was written by a newer DeepTuner: its version is {version}, and this program knows versions up to {newest}.</source>
   <extracomment>settings.newer</extracomment>
   <translation>這個檔案由較新的 DeepTuner 寫成：版本為 {version}，而本程式只認得到 {newest}。</translation>
  </message>
  <message>
   <source>{title} must be yes or no, not {value}.</source>
   <extracomment>settings.no-boolean</extracomment>
   <translation>{title} 必須是 yes 或 no，而不是 {value}。</translation>
  </message>
  <message>
   <source>There is no colon after the key here. Write `key: value`: {text}</source>
   <extracomment>settings.no-colon</extracomment>
   <translation>這裡的鍵後面沒有冒號。請寫成 `key: value`：{text}</translation>
  </message>
  <message>
   <source>{title} must be a whole number, not {value}.</source>
   <extracomment>settings.no-integer</extracomment>
   <translation>{title} 必須是整數，而不是 {value}。</translation>
  </message>
  <message>
   <source>{title} must be a list, not {value}.</source>
   <extracomment>settings.no-list</extracomment>
   <translation>{title} 必須是清單，而不是 {value}。</translation>
  </message>
  <message>
   <source>{title} must be names with values (`name: value`), not {value}.</source>
   <extracomment>settings.no-mapping</extracomment>
   <translation>{title} 必須是帶值的名稱（`name: value`），而不是 {value}。</translation>
  </message>
  <message>
   <source>{title} must be a number, not {value}.</source>
   <extracomment>settings.no-number</extracomment>
   <translation>{title} 必須是數字，而不是 {value}。</translation>
  </message>
  <message>
   <source>{title} holds {value}, where one word or number is expected.</source>
   <extracomment>settings.no-one-value</extracomment>
   <translation>{title} 含有 {value}，此處應為一個字詞或數字。</translation>
  </message>
  <message>
   <source>{title} holds {value}, which a settings file cannot keep.</source>
   <extracomment>settings.no-plain-value</extracomment>
   <translation>{title} 含有 {value}，設定檔無法保存它。</translation>
  </message>
  <message>
   <source>There is no preset called `{name}`.</source>
   <extracomment>settings.no-preset</extracomment>
   <translation>沒有名為 `{name}` 的預設組合。</translation>
  </message>
  <message>
   <source>`{key}` is a group of settings, not a setting, so {value} cannot be its value.</source>
   <extracomment>settings.no-section</extracomment>
   <translation>`{key}` 是一組設定而不是單一設定，因此 {value} 不能是它的值。</translation>
  </message>
  <message>
   <source>{title} must be text, not {value}.</source>
   <extracomment>settings.no-text</extracomment>
   <translation>{title} 必須是文字，而不是 {value}。</translation>
  </message>
  <message>
   <source>{path} is a folder or device, not a settings file.</source>
   <extracomment>settings.not-a-file</extracomment>
   <translation>{path} 是資料夾或裝置，不是設定檔。</translation>
  </message>
  <message>
   <source>Settings are lines of the form `key: value`, and here is something else.</source>
   <extracomment>settings.not-a-mapping</extracomment>
   <translation>設定是 `key: value` 形式的行，而這裡是別的內容。</translation>
  </message>
  <message>
   <source>{title} must be an ordinary number, not {value}.</source>
   <extracomment>settings.not-finite</extracomment>
   <translation>{title} 必須是一般的數字，而不是 {value}。</translation>
  </message>
  <message>
   <source>{path} is not written in UTF-8.</source>
   <extracomment>settings.not-utf8</extracomment>
   <translation>{path} 不是以 UTF-8 寫成。</translation>
  </message>
  <message>
   <source>{path} holds no setting.</source>
   <extracomment>settings.nothing-set</extracomment>
   <translation>{path} 裡沒有任何設定。</translation>
  </message>
  <message>
   <source>A key must be one word; merged (`&lt;&lt;`), empty and compound keys are not supported.</source>
   <extracomment>settings.odd-key</extracomment>
   <translation>鍵必須是一個字詞；不支援合併（`&lt;&lt;`）、空白與複合的鍵。</translation>
  </message>
  <message>
   <source>A bracket is opened and never closed, or a comma is missing: {text}</source>
   <extracomment>settings.open-bracket</extracomment>
   <translation>括號開了卻沒有關，或缺少逗號：{text}</translation>
  </message>
  <message>
   <source>A quotation mark is opened here and never closed: {text}</source>
   <extracomment>settings.open-quote</extracomment>
   <translation>這裡的引號開了卻沒有關：{text}</translation>
  </message>
  <message>
   <source>A preset cannot be called `{name}`.</source>
   <extracomment>settings.preset-name</extracomment>
   <translation>預設組合不能叫做 `{name}`。</translation>
  </message>
  <message>
   <source>Choose a short name without slashes, quotes or colons that does not begin with a dot.</source>
   <extracomment>settings.preset-name-fix</extracomment>
   <translation>請選擇簡短的名稱，不含斜線、引號或冒號，且不以點開頭。</translation>
  </message>
  <message>
   <source>Choose another name.</source>
   <extracomment>settings.preset-other</extracomment>
   <translation>請選擇其他名稱。</translation>
  </message>
  <message>
   <source>`{name}` is the name of a preset that comes with DeepTuner.</source>
   <extracomment>settings.preset-shipped</extracomment>
   <translation>`{name}` 是 DeepTuner 內附預設組合的名稱。</translation>
  </message>
  <message>
   <source>There is a preset called `{name}` already.</source>
   <extracomment>settings.preset-taken</extracomment>
   <translation>已經有名為 `{name}` 的預設組合。</translation>
  </message>
  <message>
   <source>Give the preset a name.</source>
   <extracomment>settings.preset-unnamed</extracomment>
   <translation>請為這個預設組合取個名稱。</translation>
  </message>
  <message>
   <source>The presets are: {names}.</source>
   <extracomment>settings.presets</extracomment>
   <translation>預設組合有：{names}。</translation>
  </message>
  <message>
   <source>Put the text into quotes.</source>
   <extracomment>settings.quote-it</extracomment>
   <translation>請把文字放在引號裡。</translation>
  </message>
  <message>
   <source>What the run wrote down about itself. It is ignored when this file is used as settings.</source>
   <extracomment>settings.record-head</extracomment>
   <translation>訓練作業對自身的記錄。當作設定使用時會忽略它。</translation>
  </message>
  <message>
   <source>Training is in fp32 and evaluation in 16 bits, so the eval loss is less exact than the training loss.</source>
   <extracomment>settings.rule.16-bit-eval</extracomment>
   <translation>訓練使用 fp32 而評估使用 16 位元，因此評估損失不如訓練損失精確。</translation>
  </message>
  <message>
   <source>Weights in 8 bits cannot be split by Fully Sharded Data Parallel; weights in 4 bits can.</source>
   <extracomment>settings.rule.8-bit-fsdp</extracomment>
   <translation>8 位元的權重無法以完全分片資料平行分割；4 位元可以。</translation>
  </message>
  <message>
   <source>Full fine-tuning changes every weight, which weights held in {bits} bits do not allow.</source>
   <extracomment>settings.rule.bits-full</extracomment>
   <translation>完整微調會改變所有權重，以 {bits} 位元保存的權重做不到。</translation>
  </message>
  <message>
   <source>LoRA keeps the model in 16 bits, but {bits} bits are asked for. LoRA over a quantised model is called QLoRA.</source>
   <extracomment>settings.rule.bits-lora</extracomment>
   <translation>LoRA 以 16 位元保存模型，但要求的是 {bits} 位元。在量化模型上的 LoRA 稱為 QLoRA。</translation>
  </message>
  <message>
   <source>`{key}` is decided by DeepTuner and cannot be set.</source>
   <extracomment>settings.rule.decided</extracomment>
   <translation>`{key}` 由 DeepTuner 決定，無法設定。</translation>
  </message>
  <message>
   <source>An effective batch size of {wanted} cannot be made of steps of {unit} samples (batch size × processes).</source>
   <extracomment>settings.rule.effective-batch</extracomment>
   <translation>有效批次大小 {wanted} 無法由每步 {unit} 個樣本（批次大小 × 程序數）組成。</translation>
  </message>
  <message>
   <source>The eval dataset is the dataset itself. What was learned by heart would look like success; use other rows.</source>
   <extracomment>settings.rule.eval-is-training</extracomment>
   <translation>評估資料集就是資料集本身。死記的內容看起來會像成功；請使用其他資料列。</translation>
  </message>
  <message>
   <source>Flash attention computes in 16 bits only, and mixed precision is fp32.</source>
   <extracomment>settings.rule.flash-fp32</extracomment>
   <translation>Flash attention 只以 16 位元計算，但混合精度為 fp32。</translation>
  </message>
  <message>
   <source>Flash attention works only on a GPU, and the CPU trains.</source>
   <extracomment>settings.rule.flash-on-cpu</extracomment>
   <translation>Flash attention 只能在 GPU 上運作，但目前以 CPU 訓練。</translation>
  </message>
  <message>
   <source>This machine can compute in bf16, which does not overflow as fp16 does.</source>
   <extracomment>settings.rule.fp16-bf16</extracomment>
   <translation>這台電腦可以用 bf16 計算，它不像 fp16 會溢位。</translation>
  </message>
  <message>
   <source>The CPU cannot train in fp16.</source>
   <extracomment>settings.rule.fp16-cpu</extracomment>
   <translation>CPU 無法以 fp16 訓練。</translation>
  </message>
  <message>
   <source>This machine does not have {gpus}; it has {count} that can train, numbered from 0.</source>
   <extracomment>settings.rule.gpu-missing</extracomment>
   <translation>這台電腦沒有 {gpus}；可訓練的有 {count} 張，從 0 開始編號。</translation>
  </message>
  <message>
   <source>The settings ask for {gpus}, but this machine has no GPU that can train.</source>
   <extracomment>settings.rule.gpu-none</extracomment>
   <translation>設定要求使用 {gpus}，但這台電腦沒有可供訓練的 GPU。</translation>
  </message>
  <message>
   <source>A GPU is named twice.</source>
   <extracomment>settings.rule.gpu-twice</extracomment>
   <translation>同一張 GPU 指定了兩次。</translation>
  </message>
  <message>
   <source>At rank {rank}, plain LoRA scales the update down so far that the rank helps little. Rank-stabilised LoRA does not.</source>
   <extracomment>settings.rule.high-rank</extracomment>
   <translation>秩為 {rank} 時，一般的 LoRA 會把更新縮得太小，使秩幾乎沒有幫助。秩穩定 LoRA 不會。</translation>
  </message>
  <message>
   <source>The hotspot is never cooler than the edge, so its lower limit is always reached first and the other one never.</source>
   <extracomment>settings.rule.hotspot-under-edge</extracomment>
   <translation>熱點的溫度不會低於邊緣，因此較低的上限總是先達到，另一個永遠不會。</translation>
  </message>
  <message>
   <source>`{init}` begins by changing the model's own weights, so the adapter alone does not fit the original model any more.</source>
   <extracomment>settings.rule.init-moves-base</extracomment>
   <translation>`{init}` 一開始就改變模型自己的權重，因此只有適配器時與原模型不再相符。</translation>
  </message>
  <message>
   <source>`{init}` begins by changing the model's own weights, which cannot be done faithfully when they are quantised.</source>
   <extracomment>settings.rule.init-quantized</extracomment>
   <translation>`{init}` 一開始就改變模型自己的權重，在量化後無法忠實做到。</translation>
  </message>
  <message>
   <source>`lora_bias` does not work together with DoRA.</source>
   <extracomment>settings.rule.lora-bias-dora</extracomment>
   <translation>`lora_bias` 不能與 DoRA 一起使用。</translation>
  </message>
  <message>
   <source>`lora_bias` does not work with the initialisation `{init}`.</source>
   <extracomment>settings.rule.lora-bias-init</extracomment>
   <translation>`lora_bias` 不能與初始化 `{init}` 一起使用。</translation>
  </message>
  <message>
   <source>The rank of this machine is {rank}, but machines are numbered from 0 to {last}.</source>
   <extracomment>settings.rule.machine-rank</extracomment>
   <translation>這台機器的編號是 {rank}，但機器的編號是從 0 到 {last}。</translation>
  </message>
  <message>
   <source>{percent} of the rows are kept aside, and only the rest is learned from. 1 to 10 % is usual.</source>
   <extracomment>settings.rule.much-evaluation</extracomment>
   <translation>{percent} 的資料列被保留，只學習其餘部分。通常為 1 到 10 %。</translation>
  </message>
  <message>
   <source>Naive Model Parallel works within one machine only.</source>
   <extracomment>settings.rule.naive-machines</extracomment>
   <translation>單純模型平行只能在一台機器內運作。</translation>
  </message>
  <message>
   <source>Several machines train together, but the others cannot reach machine 0. Set `hardware.main_address` to its address in your network.</source>
   <extracomment>settings.rule.no-address</extracomment>
   <translation>有多台機器一起訓練，但其他機器連不到 0 號機器。請把 `hardware.main_address` 設為它在你網路中的位址。</translation>
  </message>
  <message>
   <source>This machine cannot compute in bf16.</source>
   <extracomment>settings.rule.no-bf16</extracomment>
   <translation>這台電腦無法以 bf16 計算。</translation>
  </message>
  <message>
   <source>No dataset is chosen. Set `data.dataset` to a file in `datasets/`.</source>
   <extracomment>settings.rule.no-dataset</extracomment>
   <translation>沒有選擇資料集。請把 `data.dataset` 設為 `datasets/` 中的檔案。</translation>
  </message>
  <message>
   <source>{titles} has no effect while {because} is {value}.</source>
   <extracomment>settings.rule.no-effect</extracomment>
   <translation>{because} 為 {value} 時，{titles} 沒有作用。</translation>
  </message>
  <message>
   <source>These settings have no effect while {because} is {value}: {titles}.</source>
   <extracomment>settings.rule.no-effect-several</extracomment>
   <translation>{because} 為 {value} 時，這些設定沒有作用：{titles}。</translation>
  </message>
  <message>
   <source>The list of layers to transform is empty, so nothing would get an adapter.</source>
   <extracomment>settings.rule.no-layers</extracomment>
   <translation>要轉換的層清單是空的，因此沒有任何層會加上適配器。</translation>
  </message>
  <message>
   <source>No model is chosen. Set `model.path` to a folder in `models/`.</source>
   <extracomment>settings.rule.no-model</extracomment>
   <translation>沒有選擇模型。請把 `model.path` 設為 `models/` 中的資料夾。</translation>
  </message>
  <message>
   <source>The optimizer `{name}` has no form that can be paged.</source>
   <extracomment>settings.rule.no-paged-form</extracomment>
   <translation>最佳化器 `{name}` 沒有可以分頁的版本。</translation>
  </message>
  <message>
   <source>Several machines train together, so they must know the port of machine 0 beforehand.</source>
   <extracomment>settings.rule.no-port</extracomment>
   <translation>有多台機器一起訓練，因此必須事先知道 0 號機器的連接埠。</translation>
  </message>
  <message>
   <source>The list of target modules is empty, so nothing would get an adapter.</source>
   <extracomment>settings.rule.no-targets</extracomment>
   <translation>目標模組清單是空的，因此沒有任何層會加上適配器。</translation>
  </message>
  <message>
   <source>`{name}` is not installed, so nothing can be reported to it.</source>
   <extracomment>settings.rule.not-installed</extracomment>
   <translation>沒有安裝 `{name}`，因此無法回報給它。</translation>
  </message>
  <message>
   <source>Orthogonal initialisation needs an even rank.</source>
   <extracomment>settings.rule.odd-rank</extracomment>
   <translation>正交初始化需要偶數的秩。</translation>
  </message>
  <message>
   <source>CPU offload belongs to Fully Sharded Data Parallel over several GPUs.</source>
   <extracomment>settings.rule.offload</extracomment>
   <translation>CPU 卸載屬於多張 GPU 的完全分片資料平行。</translation>
  </message>
  <message>
   <source>The warmup takes {steps} steps and training ends after {last}, so the learning rate is never reached.</source>
   <extracomment>settings.rule.only-warmup</extracomment>
   <translation>暖身需要 {steps} 步，而訓練在 {last} 步後結束，因此永遠達不到學習率。</translation>
  </message>
  <message>
   <source>`{key}` has a setting of its own: `{own}`. Set it there.</source>
   <extracomment>settings.rule.own-setting</extracomment>
   <translation>`{key}` 有自己的設定：`{own}`。請在那裡設定。</translation>
  </message>
  <message>
   <source>`{name}` moves its state out of a GPU, and the CPU trains. The plain form does the same here.</source>
   <extracomment>settings.rule.paged-cpu</extracomment>
   <translation>`{name}` 會把狀態移出 GPU，但目前以 CPU 訓練。此時一般版本效果相同。</translation>
  </message>
  <message>
   <source>Optimizer paging moves state out of a GPU, and the CPU trains, so it changes nothing.</source>
   <extracomment>settings.rule.paging-cpu</extracomment>
   <translation>最佳化器分頁會把狀態移出 GPU，但目前以 CPU 訓練，因此沒有任何改變。</translation>
  </message>
  <message>
   <source>The eval split is {value} rows. From 1 up it is a number of whole rows; a share is below 1.</source>
   <extracomment>settings.rule.part-of-a-row</extracomment>
   <translation>評估分割為 {value} 列。從 1 起是整數列數；比例要小於 1。</translation>
  </message>
  <message>
   <source>The warmup is {value} steps. From 1 up it is a number of whole steps; a share is below 1.</source>
   <extracomment>settings.rule.part-of-a-step</extracomment>
   <translation>暖身為 {value} 步。從 1 起是整數步數；比例要小於 1。</translation>
  </message>
  <message>
   <source>The layers pattern only says where the layers are; which of them get an adapter must be named too, in `lora.layers_to_transform`.</source>
   <extracomment>settings.rule.pattern-alone</extracomment>
   <translation>「層清單名稱」只說明層在哪裡；哪些層要加上適配器也必須在 `lora.layers_to_transform` 指定。</translation>
  </message>
  <message>
   <source>QLoRA means a quantised model, but 16 bits are asked for.</source>
   <extracomment>settings.rule.qlora-16</extracomment>
   <translation>QLoRA 表示量化的模型，但要求的是 16 位元。</translation>
  </message>
  <message>
   <source>A learning rate of {rate} is high for full fine-tuning, which forgets more easily than LoRA. 1e-6 to 5e-5 is usual.</source>
   <extracomment>settings.rule.rate-full</extracomment>
   <translation>學習率 {rate} 對完整微調而言偏高，它比 LoRA 更容易遺忘。通常為 1e-6 到 5e-5。</translation>
  </message>
  <message>
   <source>A learning rate of {rate} is unusually high; the loss may jump and the model forget. 1e-6 to 1e-3 is usual.</source>
   <extracomment>settings.rule.rate-high</extracomment>
   <translation>學習率 {rate} 異常地高；損失可能跳動，模型可能遺忘。通常為 1e-6 到 1e-3。</translation>
  </message>
  <message>
   <source>A learning rate of {rate} is unusually low; the model may learn nothing. 1e-6 to 1e-3 is usual.</source>
   <extracomment>settings.rule.rate-low</extracomment>
   <translation>學習率 {rate} 異常地低；模型可能什麼都學不到。通常為 1e-6 到 1e-3。</translation>
  </message>
  <message>
   <source>Python code that comes with the model will run with all your rights. Leave this on only if you trust whoever made the model.</source>
   <extracomment>settings.rule.remote-code</extracomment>
   <translation>模型附帶的 Python 程式碼會以你的所有權限執行。只有在信任作者時才開啟。</translation>
  </message>
  <message>
   <source>A place to report to is named twice.</source>
   <extracomment>settings.rule.report-twice</extracomment>
   <translation>同一個回報目的地指定了兩次。</translation>
  </message>
  <message>
   <source>The checkpoint to go on from does not exist: {path}</source>
   <extracomment>settings.rule.resume-missing</extracomment>
   <translation>要繼續的檢查點不存在：{path}</translation>
  </message>
  <message>
   <source>{names} cannot both get an adapter and be trained whole.</source>
   <extracomment>settings.rule.saved-and-adapted</extracomment>
   <translation>{names} 不能同時加上適配器又整層訓練。</translation>
  </message>
  <message>
   <source>Training ends after {last} steps, so nothing is saved before the end.</source>
   <extracomment>settings.rule.saving-late</extracomment>
   <translation>訓練在 {last} 步後結束，因此結束前不會儲存。</translation>
  </message>
  <message>
   <source>Training ends after {epochs} epochs, so nothing is saved before the end.</source>
   <extracomment>settings.rule.saving-late-epochs</extracomment>
   <translation>訓練在 {epochs} 個週期後結束，因此結束前不會儲存。</translation>
  </message>
  <message>
   <source>Saving is set both by steps and by epochs.</source>
   <extracomment>settings.rule.saving-twice</extracomment>
   <translation>儲存同時以步數與週期設定。</translation>
  </message>
  <message>
   <source>Alpha ÷ rank is {ratio}. Between 1 and 4 is usual: lower learns little, higher is unstable.</source>
   <extracomment>settings.rule.scale</extracomment>
   <translation>alpha ÷ 秩為 {ratio}。通常在 1 到 4 之間：較低學得少，較高不穩定。</translation>
  </message>
  <message>
   <source>The scheduler `{kind}` follows the eval loss, but evaluation is off.</source>
   <extracomment>settings.rule.scheduler-blind</extracomment>
   <translation>排程 `{kind}` 依評估損失運作，但評估已關閉。</translation>
  </message>
  <message>
   <source>The scheduler `{kind}` has no options.</source>
   <extracomment>settings.rule.scheduler-fixed</extracomment>
   <translation>排程 `{kind}` 沒有選項。</translation>
  </message>
  <message>
   <source>So much label smoothing keeps the model from ever being sure; 0.1 is usual.</source>
   <extracomment>settings.rule.smoothing</extracomment>
   <translation>這麼多的標籤平滑會讓模型永遠無法肯定；通常為 0.1。</translation>
  </message>
  <message>
   <source>A prompt may be as long as a whole sample ({longest} tokens), which leaves no room for an answer. The source max length must be below the max length.</source>
   <extracomment>settings.rule.source-fills</extracomment>
   <translation>提示可以和整個樣本一樣長（{longest} 個 token），沒有留給答案的空間。來源最大長度必須小於最大長度。</translation>
  </message>
  <message>
   <source>The model cannot be split over GPUs when the CPU trains.</source>
   <extracomment>settings.rule.split-cpu</extracomment>
   <translation>以 CPU 訓練時，模型無法分散到 GPU。</translation>
  </message>
  <message>
   <source>The model cannot be split over GPUs when there is only one.</source>
   <extracomment>settings.rule.split-one</extracomment>
   <translation>只有一張 GPU 時，模型無法分散到多張 GPU。</translation>
  </message>
  <message>
   <source>Early stopping follows the eval loss, but evaluation is off.</source>
   <extracomment>settings.rule.stopping-blind</extracomment>
   <translation>提前停止依評估損失運作，但評估已關閉。</translation>
  </message>
  <message>
   <source>No answer can be longer than a whole sample ({longest} tokens), so the target max length changes nothing.</source>
   <extracomment>settings.rule.target-over</extracomment>
   <translation>答案不可能比整個樣本（{longest} 個 token）長，因此目標最大長度沒有任何改變。</translation>
  </message>
  <message>
   <source>TensorBoard files are written whether it is named or not.</source>
   <extracomment>settings.rule.tensorboard</extracomment>
   <translation>無論是否指定，TensorBoard 檔案都會寫。</translation>
  </message>
  <message>
   <source>Early stopping waits for {patience} evaluations without improvement, but there are {count} at most, so it never stops training.</source>
   <extracomment>settings.rule.too-patient</extracomment>
   <translation>提前停止要等 {patience} 次沒有改善的評估，但最多只有 {count} 次，因此永遠不會停止訓練。</translation>
  </message>
  <message>
   <source>One 16-bit format is used for quantised layers and another for the rest, which costs time and exactness.</source>
   <extracomment>settings.rule.two-formats</extracomment>
   <translation>量化層用一種 16 位元格式，其餘用另一種，會耗費時間與精確度。</translation>
  </message>
  <message>
   <source>Evaluations every {every} steps do not meet every checkpoint, so some are saved without a loss and cannot be the best.</source>
   <extracomment>settings.rule.unmeasured</extracomment>
   <translation>每 {every} 步的評估與檢查點不一致，因此有些儲存時沒有損失，不能成為最佳。</translation>
  </message>
  <message>
   <source>Open it in a text editor and save it again with the encoding UTF-8.</source>
   <extracomment>settings.save-as-utf8</extracomment>
   <translation>請用文字編輯器開啟，並以 UTF-8 編碼重新儲存。</translation>
  </message>
  <message>
   <source>Write its settings indented below it, for example `{example}: …`.</source>
   <extracomment>settings.section-example</extracomment>
   <translation>請把它的設定縮排寫在它下面，例如 `{example}: …`。</translation>
  </message>
  <message>
   <source>There is one colon too many here, or the line above has none, or this line is indented too far. Put text that holds a colon into quotes: {text}</source>
   <extracomment>settings.stray-colon</extracomment>
   <translation>這裡多了一個冒號，或上一行少了冒號，或這一行縮排過多。含有冒號的文字請放在引號裡：{text}</translation>
  </message>
  <message>
   <source>This line is not correct YAML. Put text with special characters into quotes: {text}</source>
   <extracomment>settings.syntax</extracomment>
   <translation>這一行不是正確的 YAML。含有特殊字元的文字請放在引號裡：{text}</translation>
  </message>
  <message>
   <source>There is a tab on this line. Use spaces instead: {text}</source>
   <extracomment>settings.tab</extracomment>
   <translation>這一行有定位字元。請改用空格：{text}</translation>
  </message>
  <message>
   <source>The type tag `{tag}` is not supported. Delete it.</source>
   <extracomment>settings.tag</extracomment>
   <translation>不支援型別標記 `{tag}`。請刪除它。</translation>
  </message>
  <message>
   <source>`{key}` takes: {accepts}.</source>
   <extracomment>settings.takes</extracomment>
   <translation>`{key}` 可接受：{accepts}。</translation>
  </message>
  <message>
   <source>This change would change other settings too, because a value is used in several places of the file.</source>
   <extracomment>settings.tangled</extracomment>
   <translation>這項變更也會改變其他設定，因為同一個值用在檔案的多個地方。</translation>
  </message>
  <message>
   <source>This is far too much text to be settings.</source>
   <extracomment>settings.text-too-large</extracomment>
   <translation>文字太多，不可能是設定。</translation>
  </message>
  <message>
   <source>Lists or mappings are nested too deeply here.</source>
   <extracomment>settings.too-deep</extracomment>
   <translation>這裡的清單或對應巢狀太深。</translation>
  </message>
  <message>
   <source>{title} must be at most {bound}, not {value}.</source>
   <extracomment>settings.too-high</extracomment>
   <translation>{title} 最多為 {bound}，而不是 {value}。</translation>
  </message>
  <message>
   <source>{path} is far too large to be a settings file.</source>
   <extracomment>settings.too-large</extracomment>
   <translation>{path} 太大，不可能是設定檔。</translation>
  </message>
  <message>
   <source>{title} must be at least {bound}, not {value}.</source>
   <extracomment>settings.too-low</extracomment>
   <translation>{title} 至少為 {bound}，而不是 {value}。</translation>
  </message>
  <message>
   <source>There are far too many values in this file, counting repeated ones.</source>
   <extracomment>settings.too-many-values</extracomment>
   <translation>這個檔案的值太多（重複的也算）。</translation>
  </message>
  <message>
   <source>`{key}` is given twice, first on line {first}. Keep one of the two.</source>
   <extracomment>settings.twice</extracomment>
   <translation>`{key}` 寫了兩次，第一次在第 {first} 行。請保留其中一個。</translation>
  </message>
  <message>
   <source>A second document begins here (a line `---`). Keep only one in this file.</source>
   <extracomment>settings.two-documents</extracomment>
   <translation>這裡開始了第二份文件（`---` 行）。這個檔案只能保留一份。</translation>
  </message>
  <message>
   <source>`*` refers to a name that was never given with `&amp;`. Put text that begins with a star into quotes: {text}</source>
   <extracomment>settings.unknown-alias</extracomment>
   <translation>`*` 指向從未以 `&amp;` 給定的名稱。以星號開頭的文字請放在引號裡：{text}</translation>
  </message>
  <message>
   <source>There is no flag {flag}.</source>
   <extracomment>settings.unknown-flag</extracomment>
   <translation>沒有旗標 {flag}。</translation>
  </message>
  <message>
   <source>There is no setting `{key}`.</source>
   <extracomment>settings.unknown-key</extracomment>
   <translation>沒有設定 `{key}`。</translation>
  </message>
  <message>
   <source>{path} cannot be read: {detail}.</source>
   <extracomment>settings.unreadable</extracomment>
   <translation>無法讀取 {path}：{detail}。</translation>
  </message>
  <message>
   <source>The settings in {name} cannot be read.</source>
   <extracomment>settings.unreadable-yaml</extracomment>
   <translation>無法讀取 {name} 的設定。</translation>
  </message>
  <message>
   <source>Write the value out in each place (no `*`), or edit the file by hand.</source>
   <extracomment>settings.untangle</extracomment>
   <translation>請在每個地方寫出值（不用 `*`），或手動編輯檔案。</translation>
  </message>
  <message>
   <source>Update DeepTuner, or choose a file that this version wrote.</source>
   <extracomment>settings.update-program</extracomment>
   <translation>請更新 DeepTuner，或選擇本版本寫成的檔案。</translation>
  </message>
  <message>
   <source>{title} cannot be {value}.</source>
   <extracomment>settings.no-choice</extracomment>
   <translation>{title} 不能是 {value}。</translation>
  </message>
  <message>
   <source>The window cannot be shown. Is there a screen, and may this program use it?</source>
   <extracomment>ui.cannot-go-on</extracomment>
   <translation>無法顯示視窗。有螢幕嗎？這個程式可以使用它嗎？</translation>
  </message>
  <message>
   <source>The run {run} was made by a newer DeepTuner: its settings have version {version}, and this program knows versions up to {newest}.</source>
   <extracomment>ui.run-newer</extracomment>
   <translation>訓練作業 {run} 由較新的 DeepTuner 建立：設定版本為 {version}，而本程式只認得到 {newest}。</translation>
  </message>
  <message>
   <source>The settings of the run {run} (its run.yaml) cannot be read.</source>
   <extracomment>ui.run-settings-unreadable</extracomment>
   <translation>無法讀取訓練作業 {run} 的設定（run.yaml）。</translation>
  </message>
  <message>
   <source>The run {run} cannot be read: {why}</source>
   <extracomment>ui.run-unreadable</extracomment>
   <translation>無法讀取訓練作業 {run}：{why}</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source>Run</source>
   <extracomment>run</extracomment>
   <translation>訓練作業</translation>
  </message>
  <message>
   <source>Name</source>
   <extracomment>name</extracomment>
   <translation>名稱</translation>
  </message>
  <message>
   <source>What the run is called; its folder is named after it. Empty: named after the dataset.</source>
   <extracomment>name</extracomment>
   <translation>這次訓練作業的名稱，資料夾會以它命名。留空：以資料集命名。</translation>
  </message>
  <message>
   <source>Model</source>
   <extracomment>model</extracomment>
   <translation>模型</translation>
  </message>
  <message>
   <source>The pre-trained model: the name of a folder in `models/`, a path, or a Hugging Face id that is already on this machine.</source>
   <extracomment>model.path</extracomment>
   <translation>預訓練模型：`models/` 中的資料夾名稱、路徑，或已在這台電腦上的 Hugging Face 識別碼。</translation>
  </message>
  <message>
   <source>Attention</source>
   <extracomment>model.attention</extracomment>
   <translation>注意力</translation>
  </message>
  <message>
   <source>How attention is computed. `auto` takes the fastest way that works on this machine.</source>
   <extracomment>model.attention</extracomment>
   <translation>注意力的計算方式。`auto` 會採用這台電腦上可用的最快方式。</translation>
  </message>
  <message>
   <source>Trust remote code</source>
   <extracomment>model.trust_remote_code</extracomment>
   <translation>信任遠端程式碼</translation>
  </message>
  <message>
   <source>Runs Python code that comes with the model. Leave it off unless you trust whoever made the model as much as any program you install.</source>
   <extracomment>model.trust_remote_code</extracomment>
   <translation>執行模型附帶的 Python 程式碼。除非你對作者的信任等同於你安裝的任何程式，否則請保持關閉。</translation>
  </message>
  <message>
   <source>Data</source>
   <extracomment>data</extracomment>
   <translation>資料</translation>
  </message>
  <message>
   <source>Dataset</source>
   <extracomment>data.dataset</extracomment>
   <translation>資料集</translation>
  </message>
  <message>
   <source>The rows to learn from: the name of a file or folder in `datasets/`, or a path.</source>
   <extracomment>data.dataset</extracomment>
   <translation>要學習的資料列：`datasets/` 中的檔案或資料夾名稱，或是路徑。</translation>
  </message>
  <message>
   <source>Format</source>
   <extracomment>data.format</extracomment>
   <translation>格式</translation>
  </message>
  <message>
   <source>How a row is written. `auto` recognises it from the file; set it when the guess is wrong.</source>
   <extracomment>data.format</extracomment>
   <translation>每一列的寫法。`auto` 會從檔案辨識；猜錯時請自行指定。</translation>
  </message>
  <message>
   <source>Column mapping</source>
   <extracomment>data.columns</extracomment>
   <translation>欄位對應</translation>
  </message>
  <message>
   <source>Which column holds what, for example `prompt: question`. Empty: recognised by name.</source>
   <extracomment>data.columns</extracomment>
   <translation>哪個欄位放什麼，例如 `prompt: question`。留空：依名稱辨識。</translation>
  </message>
  <message>
   <source>Prompt template</source>
   <extracomment>data.template</extracomment>
   <translation>提示範本</translation>
  </message>
  <message>
   <source>How a conversation becomes text. `auto` uses the chat template of the tokenizer; a named one (chatml, llama2, llama3, alpaca, …) is saved with the model.</source>
   <extracomment>data.template</extracomment>
   <translation>對話如何變成文字。`auto` 使用 tokenizer 的對話範本；指定的範本（chatml、llama2、llama3、alpaca…）會與模型一起儲存。</translation>
  </message>
  <message>
   <source>Max length</source>
   <extracomment>data.max_length</extracomment>
   <translation>最大長度</translation>
  </message>
  <message>
   <source>The longest sample that is trained on. Memory grows with it. `auto` covers nearly all rows within what the model can read.</source>
   <extracomment>data.max_length</extracomment>
   <translation>訓練所用樣本的最大長度，越長越耗記憶體。`auto` 會在模型可讀的範圍內涵蓋幾乎所有資料列。</translation>
  </message>
  <message>
   <source>tokens</source>
   <extracomment>data.max_length</extracomment>
   <translation>token</translation>
  </message>
  <message>
   <source>Longer samples</source>
   <extracomment>data.long_samples</extracomment>
   <translation>過長的樣本</translation>
  </message>
  <message>
   <source>What happens to a conversation over the max length: it is left out and counted, or its oldest turns are dropped. Plain text is always split.</source>
   <extracomment>data.long_samples</extracomment>
   <translation>超過最大長度的對話如何處理：略過並計數，或捨去最早的輪次。純文字一律會切分。</translation>
  </message>
  <message>
   <source>Source max length</source>
   <extracomment>data.max_source_length</extracomment>
   <translation>來源最大長度</translation>
  </message>
  <message>
   <source>Leaves out rows whose prompt is longer than this. Empty: no separate limit.</source>
   <extracomment>data.max_source_length</extracomment>
   <translation>略過提示長於此值的資料列。留空：不另設限制。</translation>
  </message>
  <message>
   <source>Target max length</source>
   <extracomment>data.max_target_length</extracomment>
   <translation>目標最大長度</translation>
  </message>
  <message>
   <source>Leaves out rows whose answers together are longer than this. Empty: no separate limit.</source>
   <extracomment>data.max_target_length</extracomment>
   <translation>略過答案總長超過此值的資料列。留空：不另設限制。</translation>
  </message>
  <message>
   <source>Train on source</source>
   <extracomment>data.train_on_source</extracomment>
   <translation>同時訓練來源</translation>
  </message>
  <message>
   <source>Also learns to write the prompts, not only the answers.</source>
   <extracomment>data.train_on_source</extracomment>
   <translation>也學習寫出提示，而不只是答案。</translation>
  </message>
  <message>
   <source>Batching</source>
   <extracomment>data.batching</extracomment>
   <translation>批次方式</translation>
  </message>
  <message>
   <source>`padding-free`: the same batches as padded, without computing padding. `packed`: batch size counts full packs of several samples, which never see each other; there are fewer steps. `padded`: the classic way, slowest.</source>
   <extracomment>data.batching</extracomment>
   <translation>`padding-free`：批次與填補方式相同，但不計算填補。`packed`：批次大小以裝滿數個樣本的包來計算，樣本之間互相看不到，步數較少。`padded`：傳統方式，最慢。</translation>
  </message>
  <message>
   <source>Eval split</source>
   <extracomment>data.eval_split</extracomment>
   <translation>評估分割</translation>
  </message>
  <message>
   <source>How much of the dataset is kept aside to measure learning: a share (0.01 is 1 %, at least one row) or, from 1 up, a number of rows. 0 turns evaluation off.</source>
   <extracomment>data.eval_split</extracomment>
   <translation>保留多少資料來衡量學習成果：比例（0.01 是 1 %，至少一列），或 1 以上表示列數。0 會關閉評估。</translation>
  </message>
  <message>
   <source>Eval dataset</source>
   <extracomment>data.eval_dataset</extracomment>
   <translation>評估資料集</translation>
  </message>
  <message>
   <source>A file of its own to measure learning with. Empty: rows are split off the dataset.</source>
   <extracomment>data.eval_dataset</extracomment>
   <translation>另外用來衡量學習成果的檔案。留空：從資料集中分出資料列。</translation>
  </message>
  <message>
   <source>Data seed</source>
   <extracomment>data.seed</extracomment>
   <translation>資料種子</translation>
  </message>
  <message>
   <source>Decides the order of the rows and the eval split. −1: a random one, which is recorded.</source>
   <extracomment>data.seed</extracomment>
   <translation>決定資料列的順序與評估分割。−1：隨機，並會記錄下來。</translation>
  </message>
  <message>
   <source>Loader workers</source>
   <extracomment>data.loader_workers</extracomment>
   <translation>載入程序數</translation>
  </message>
  <message>
   <source>Processes that prepare the next batches while the model trains.</source>
   <extracomment>data.loader_workers</extracomment>
   <translation>模型訓練時負責準備下一個批次的程序數。</translation>
  </message>
  <message>
   <source>Hardware</source>
   <extracomment>hardware</extracomment>
   <translation>硬體</translation>
  </message>
  <message>
   <source>GPUs</source>
   <extracomment>hardware.gpus</extracomment>
   <translation>GPU</translation>
  </message>
  <message>
   <source>Which GPUs train, by number. `auto` takes all that are fit for it; an empty list trains on the CPU.</source>
   <extracomment>hardware.gpus</extracomment>
   <translation>要用哪些編號的 GPU 訓練。`auto` 採用所有適合的 GPU；空清單則用 CPU 訓練。</translation>
  </message>
  <message>
   <source>Model parallel</source>
   <extracomment>hardware.parallel</extracomment>
   <translation>模型平行</translation>
  </message>
  <message>
   <source>How several GPUs share the work. `ddp` (Data Parallel): a whole copy on each, fastest when it fits. `fsdp` (Fully Sharded Data Parallel): the model is split, all work at once. `naive` (Naive Model Parallel): layers one GPU after the other, slowest.</source>
   <extracomment>hardware.parallel</extracomment>
   <translation>多張 GPU 如何分工。`ddp`（資料平行）：每張各放一份完整模型，放得下時最快。`fsdp`（完全分片資料平行）：模型分片，全部同時工作。`naive`（單純模型平行）：各層依序放在不同 GPU，最慢。</translation>
  </message>
  <message>
   <source>Max memory per GPU</source>
   <extracomment>hardware.max_memory</extracomment>
   <translation>每張 GPU 的記憶體上限</translation>
  </message>
  <message>
   <source>How much of each GPU the model's weights may take in Naive Model Parallel. `auto` leaves room for what training adds.</source>
   <extracomment>hardware.max_memory</extracomment>
   <translation>單純模型平行時，模型權重最多可占用每張 GPU 多少記憶體。`auto` 會為訓練的其他需求保留空間。</translation>
  </message>
  <message>
   <source>GB</source>
   <extracomment>hardware.max_memory</extracomment>
   <translation>GB</translation>
  </message>
  <message>
   <source>Processes on the CPU</source>
   <extracomment>hardware.cpu_processes</extracomment>
   <translation>CPU 程序數</translation>
  </message>
  <message>
   <source>How many processes share the work when the CPU trains. More than one is for trying out what several GPUs would do.</source>
   <extracomment>hardware.cpu_processes</extracomment>
   <translation>以 CPU 訓練時由幾個程序分工。大於一可用來試試多張 GPU 的情形。</translation>
  </message>
  <message>
   <source>Machines</source>
   <extracomment>hardware.machines</extracomment>
   <translation>機器數</translation>
  </message>
  <message>
   <source>How many machines train together.</source>
   <extracomment>hardware.machines</extracomment>
   <translation>一起訓練的機器數量。</translation>
  </message>
  <message>
   <source>Rank of this machine</source>
   <extracomment>hardware.machine_rank</extracomment>
   <translation>這台機器的編號</translation>
  </message>
  <message>
   <source>The number of this machine, from 0. Machine 0 leads.</source>
   <extracomment>hardware.machine_rank</extracomment>
   <translation>這台機器的編號，從 0 開始。0 號機器負責帶領。</translation>
  </message>
  <message>
   <source>Address of machine 0</source>
   <extracomment>hardware.main_address</extracomment>
   <translation>0 號機器的位址</translation>
  </message>
  <message>
   <source>Under which address the other machines reach machine 0.</source>
   <extracomment>hardware.main_address</extracomment>
   <translation>其他機器連到 0 號機器所用的位址。</translation>
  </message>
  <message>
   <source>Port of machine 0</source>
   <extracomment>hardware.main_port</extracomment>
   <translation>0 號機器的連接埠</translation>
  </message>
  <message>
   <source>The port over which processes find each other. `auto` takes a free one, on one machine.</source>
   <extracomment>hardware.main_port</extracomment>
   <translation>程序彼此會合所用的連接埠。`auto` 在單機時會採用空閒的連接埠。</translation>
  </message>
  <message>
   <source>Method</source>
   <extracomment>method</extracomment>
   <translation>方法</translation>
  </message>
  <message>
   <source>`lora` trains small matrices beside the model. `qlora` does so over a 4-bit copy of it, for much less memory. `full` changes every weight and needs the most.</source>
   <extracomment>method.kind</extracomment>
   <translation>`lora` 在模型旁訓練小型矩陣。`qlora` 則以 4 位元的模型副本進行，大幅節省記憶體。`full` 會改變所有權重，需求最高。</translation>
  </message>
  <message>
   <source>Training</source>
   <extracomment>training</extracomment>
   <translation>訓練</translation>
  </message>
  <message>
   <source>Batch size</source>
   <extracomment>training.batch_size</extracomment>
   <translation>批次大小</translation>
  </message>
  <message>
   <source>How many samples each GPU works on at once. More is faster and needs more memory.</source>
   <extracomment>training.batch_size</extracomment>
   <translation>每張 GPU 一次處理幾個樣本。越多越快，也越耗記憶體。</translation>
  </message>
  <message>
   <source>samples</source>
   <extracomment>training.batch_size</extracomment>
   <translation>樣本</translation>
  </message>
  <message>
   <source>Eval batch size</source>
   <extracomment>training.eval_batch_size</extracomment>
   <translation>評估批次大小</translation>
  </message>
  <message>
   <source>How many samples each GPU works on at once while evaluating.</source>
   <extracomment>training.eval_batch_size</extracomment>
   <translation>評估時每張 GPU 一次處理幾個樣本。</translation>
  </message>
  <message>
   <source>Gradient accumulation steps</source>
   <extracomment>training.gradient_accumulation_steps</extracomment>
   <translation>梯度累積步數</translation>
  </message>
  <message>
   <source>How many batches are added up before the model is changed. Acts like a larger batch without the memory.</source>
   <extracomment>training.gradient_accumulation_steps</extracomment>
   <translation>累加幾個批次後才更新模型。效果如同較大的批次，卻不需要更多記憶體。</translation>
  </message>
  <message>
   <source>batches</source>
   <extracomment>training.gradient_accumulation_steps</extracomment>
   <translation>批次</translation>
  </message>
  <message>
   <source>Effective batch size</source>
   <extracomment>training.effective_batch_size</extracomment>
   <translation>有效批次大小</translation>
  </message>
  <message>
   <source>Samples per change of the model: batch size × accumulation × processes. When set, the accumulation follows from it.</source>
   <extracomment>training.effective_batch_size</extracomment>
   <translation>每次更新模型所用的樣本數：批次大小 × 累積 × 程序數。設定後，累積步數由此推算。</translation>
  </message>
  <message>
   <source>Epochs</source>
   <extracomment>training.epochs</extracomment>
   <translation>訓練週期數</translation>
  </message>
  <message>
   <source>How many times every row is learned from. Empty: as many as Min update steps needs.</source>
   <extracomment>training.epochs</extracomment>
   <translation>每一列要學幾遍。留空：依「最少更新步數」所需。</translation>
  </message>
  <message>
   <source>Min update steps</source>
   <extracomment>training.min_update_steps</extracomment>
   <translation>最少更新步數</translation>
  </message>
  <message>
   <source>Used when Epochs is empty: whole epochs until the model was changed at least this often.</source>
   <extracomment>training.min_update_steps</extracomment>
   <translation>「訓練週期數」留空時使用：以完整週期訓練，直到模型至少更新這麼多次。</translation>
  </message>
  <message>
   <source>steps</source>
   <extracomment>training.min_update_steps</extracomment>
   <translation>步</translation>
  </message>
  <message>
   <source>Max steps</source>
   <extracomment>training.max_steps</extracomment>
   <translation>最大步數</translation>
  </message>
  <message>
   <source>Ends training after this many changes of the model, whatever Epochs says.</source>
   <extracomment>training.max_steps</extracomment>
   <translation>更新模型這麼多次後結束訓練，不論「訓練週期數」為何。</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <extracomment>training.learning_rate</extracomment>
   <translation>學習率</translation>
  </message>
  <message>
   <source>How far each step changes the model. Too high forgets or diverges, too low learns nothing; 1e-6 to 1e-3 is usual, 1e-4 suits LoRA.</source>
   <extracomment>training.learning_rate</extracomment>
   <translation>每一步改變模型的幅度。太高會遺忘或發散，太低則學不到東西；通常為 1e-6 到 1e-3，LoRA 適合 1e-4。</translation>
  </message>
  <message>
   <source>Learning Rate Scheduler Type</source>
   <extracomment>training.lr_scheduler_type</extracomment>
   <translation>學習率排程類型</translation>
  </message>
  <message>
   <source>How the learning rate moves during training. `cosine` falls smoothly to zero.</source>
   <extracomment>training.lr_scheduler_type</extracomment>
   <translation>訓練期間學習率如何變化。`cosine` 會平滑降到零。</translation>
  </message>
  <message>
   <source>Scheduler options</source>
   <extracomment>training.lr_scheduler_options</extracomment>
   <translation>排程選項</translation>
  </message>
  <message>
   <source>Further options of the scheduler, for example `num_cycles: 2` or `min_lr: 1e-6`.</source>
   <extracomment>training.lr_scheduler_options</extracomment>
   <translation>排程的其他選項，例如 `num_cycles: 2` 或 `min_lr: 1e-6`。</translation>
  </message>
  <message>
   <source>Warmup</source>
   <extracomment>training.warmup</extracomment>
   <translation>暖身</translation>
  </message>
  <message>
   <source>The learning rate rises from zero over this many steps; below 1 it is a share of all steps.</source>
   <extracomment>training.warmup</extracomment>
   <translation>學習率在這麼多步內從零升起；小於 1 時表示占全部步數的比例。</translation>
  </message>
  <message>
   <source>Optimizer</source>
   <extracomment>training.optimizer</extracomment>
   <translation>最佳化器</translation>
  </message>
  <message>
   <source>The rule that turns gradients into changes. `auto` is AdamW, fused where that works.</source>
   <extracomment>training.optimizer</extracomment>
   <translation>把梯度變成更新的規則。`auto` 是 AdamW，可行時採用融合版本。</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <extracomment>training.weight_decay</extracomment>
   <translation>權重衰減</translation>
  </message>
  <message>
   <source>Pulls weights towards zero. 0 suits adapters, which are small already; full fine-tuning guides often use 0.1.</source>
   <extracomment>training.weight_decay</extracomment>
   <translation>把權重拉向零。適配器本來就小，適合 0；完整微調的指南常用 0.1。</translation>
  </message>
  <message>
   <source>Max grad norm</source>
   <extracomment>training.max_grad_norm</extracomment>
   <translation>最大梯度範數</translation>
  </message>
  <message>
   <source>Longer gradients are shortened to this, which tames sudden jumps. 0: never.</source>
   <extracomment>training.max_grad_norm</extracomment>
   <translation>過長的梯度會縮短到此值，避免突然的跳動。0：不縮短。</translation>
  </message>
  <message>
   <source>Mixed precision</source>
   <extracomment>training.mixed_precision</extracomment>
   <translation>混合精度</translation>
  </message>
  <message>
   <source>The number format of the computation. `auto` takes bf16 where the machine has it.</source>
   <extracomment>training.mixed_precision</extracomment>
   <translation>計算所用的數值格式。`auto` 在機器支援時採用 bf16。</translation>
  </message>
  <message>
   <source>Early stopping</source>
   <extracomment>training.early_stopping</extracomment>
   <translation>提前停止</translation>
  </message>
  <message>
   <source>Ends training when the eval loss no longer improves.</source>
   <extracomment>training.early_stopping</extracomment>
   <translation>評估損失不再改善時結束訓練。</translation>
  </message>
  <message>
   <source>Patience</source>
   <extracomment>training.early_stopping_patience</extracomment>
   <translation>耐心</translation>
  </message>
  <message>
   <source>How many evaluations in a row may bring no improvement before training ends.</source>
   <extracomment>training.early_stopping_patience</extracomment>
   <translation>連續幾次評估沒有改善後就結束訓練。</translation>
  </message>
  <message>
   <source>evaluations</source>
   <extracomment>training.early_stopping_patience</extracomment>
   <translation>次評估</translation>
  </message>
  <message>
   <source>Minimum change</source>
   <extracomment>training.early_stopping_min_change</extracomment>
   <translation>最小變化</translation>
  </message>
  <message>
   <source>How much lower the eval loss must be to count as an improvement.</source>
   <extracomment>training.early_stopping_min_change</extracomment>
   <translation>評估損失要降低多少才算改善。</translation>
  </message>
  <message>
   <source>NEFTune noise</source>
   <extracomment>training.neftune_noise</extracomment>
   <translation>NEFTune 雜訊</translation>
  </message>
  <message>
   <source>Adds a little noise to what the model reads, which can make answers richer. Empty: off; 5 is usual.</source>
   <extracomment>training.neftune_noise</extracomment>
   <translation>在模型讀到的內容加上少許雜訊，可使回答更豐富。留空：關閉；通常用 5。</translation>
  </message>
  <message>
   <source>Label smoothing</source>
   <extracomment>training.label_smoothing</extracomment>
   <translation>標籤平滑</translation>
  </message>
  <message>
   <source>Teaches the model to be a little less sure. 0: off.</source>
   <extracomment>training.label_smoothing</extracomment>
   <translation>教模型不要過度肯定。0：關閉。</translation>
  </message>
  <message>
   <source>Seed</source>
   <extracomment>training.seed</extracomment>
   <translation>種子</translation>
  </message>
  <message>
   <source>Decides every random choice of training, so that a run can be repeated. −1: a random one, which is recorded.</source>
   <extracomment>training.seed</extracomment>
   <translation>決定訓練中的所有隨機選擇，使訓練可以重現。−1：隨機，並會記錄下來。</translation>
  </message>
  <message>
   <source>Memory</source>
   <extracomment>memory</extracomment>
   <translation>記憶體</translation>
  </message>
  <message>
   <source>Gradient checkpointing</source>
   <extracomment>memory.gradient_checkpointing</extracomment>
   <translation>梯度檢查點</translation>
  </message>
  <message>
   <source>Computes activations twice instead of keeping them: much less memory, about a third more time. `auto` turns it on where it is needed to fit.</source>
   <extracomment>memory.gradient_checkpointing</extracomment>
   <translation>重算啟動值而不保存：大幅節省記憶體，時間約多三分之一。`auto` 在需要時才開啟。</translation>
  </message>
  <message>
   <source>Optimizer paging</source>
   <extracomment>memory.optimizer_paging</extracomment>
   <translation>最佳化器分頁</translation>
  </message>
  <message>
   <source>Lets the optimizer's state move to the computer's memory when a GPU is full.</source>
   <extracomment>memory.optimizer_paging</extracomment>
   <translation>GPU 滿時，讓最佳化器的狀態移到電腦的記憶體。</translation>
  </message>
  <message>
   <source>CPU offload</source>
   <extracomment>memory.cpu_offload</extracomment>
   <translation>CPU 卸載</translation>
  </message>
  <message>
   <source>Keeps sharded parameters in the computer's memory between uses. Only for Fully Sharded Data Parallel; slow.</source>
   <extracomment>memory.cpu_offload</extracomment>
   <translation>分片的參數在不用時放在電腦的記憶體。僅適用於完全分片資料平行；較慢。</translation>
  </message>
  <message>
   <source>Checkpoints</source>
   <extracomment>checkpoints</extracomment>
   <translation>檢查點</translation>
  </message>
  <message>
   <source>Saving steps</source>
   <extracomment>checkpoints.saving_steps</extracomment>
   <translation>儲存步數</translation>
  </message>
  <message>
   <source>A checkpoint is saved every so many steps. `auto` spreads `Max number of checkpoints` evenly over the run.</source>
   <extracomment>checkpoints.saving_steps</extracomment>
   <translation>每隔這麼多步儲存一個檢查點。`auto` 會把「檢查點數量上限」平均分配到整個訓練。</translation>
  </message>
  <message>
   <source>Saving epochs</source>
   <extracomment>checkpoints.saving_epochs</extracomment>
   <translation>儲存週期</translation>
  </message>
  <message>
   <source>Saves every so many epochs instead of every so many steps; 0.5 is twice an epoch.</source>
   <extracomment>checkpoints.saving_epochs</extracomment>
   <translation>以訓練週期而非步數來儲存；0.5 表示每個週期兩次。</translation>
  </message>
  <message>
   <source>epochs</source>
   <extracomment>checkpoints.saving_epochs</extracomment>
   <translation>週期</translation>
  </message>
  <message>
   <source>Max number of checkpoints</source>
   <extracomment>checkpoints.max_number</extracomment>
   <translation>檢查點數量上限</translation>
  </message>
  <message>
   <source>How many times a run evaluates and saves, spread evenly; only while Saving steps is auto.</source>
   <extracomment>checkpoints.max_number</extracomment>
   <translation>一次訓練評估與儲存的次數，平均分配；僅在「儲存步數」為自動時有效。</translation>
  </message>
  <message>
   <source>Recovery checkpoint</source>
   <extracomment>checkpoints.recovery_minutes</extracomment>
   <translation>復原檢查點</translation>
  </message>
  <message>
   <source>Besides, one checkpoint is renewed this often, so that a power cut costs little. 0: off.</source>
   <extracomment>checkpoints.recovery_minutes</extracomment>
   <translation>另外每隔這段時間更新一個檢查點，讓停電的損失不大。0：關閉。</translation>
  </message>
  <message>
   <source>minutes</source>
   <extracomment>checkpoints.recovery_minutes</extracomment>
   <translation>分鐘</translation>
  </message>
  <message>
   <source>Checkpoints to keep</source>
   <extracomment>checkpoints.keep</extracomment>
   <translation>保留的檢查點</translation>
  </message>
  <message>
   <source>This many remain, the best by eval loss first, and always the newest; others are deleted.</source>
   <extracomment>checkpoints.keep</extracomment>
   <translation>保留這麼多個：評估損失最佳者優先，且一定保留最新的；其餘會刪除。</translation>
  </message>
  <message>
   <source>Resume from</source>
   <extracomment>checkpoints.resume_from</extracomment>
   <translation>續訓來源</translation>
  </message>
  <message>
   <source>A checkpoint folder of this or another run to go on from.</source>
   <extracomment>checkpoints.resume_from</extracomment>
   <translation>要從哪個檢查點資料夾繼續，可以是這次或別次訓練的。</translation>
  </message>
  <message>
   <source>Evaluation</source>
   <extracomment>evaluation</extracomment>
   <translation>評估</translation>
  </message>
  <message>
   <source>Evaluation steps</source>
   <extracomment>evaluation.eval_steps</extracomment>
   <translation>評估步數</translation>
  </message>
  <message>
   <source>The eval split is measured every so many steps. `auto`: whenever a checkpoint is saved.</source>
   <extracomment>evaluation.eval_steps</extracomment>
   <translation>每隔這麼多步衡量評估分割。`auto`：每次儲存檢查點時。</translation>
  </message>
  <message>
   <source>Full 16-bit evaluation</source>
   <extracomment>evaluation.full_16bit</extracomment>
   <translation>完整 16 位元評估</translation>
  </message>
  <message>
   <source>Evaluates wholly in the 16-bit format: less memory, slightly less exact.</source>
   <extracomment>evaluation.full_16bit</extracomment>
   <translation>完全以 16 位元格式評估：較省記憶體，精確度略低。</translation>
  </message>
  <message>
   <source>Sample prompts</source>
   <extracomment>evaluation.sample_prompts</extracomment>
   <translation>範例提示</translation>
  </message>
  <message>
   <source>Prompts that the model answers before training and at each evaluation, so that you can read how it learns. Empty: some of the eval split.</source>
   <extracomment>evaluation.sample_prompts</extracomment>
   <translation>訓練前與每次評估時由模型回答的提示，讓你讀得到它的進步。留空：取評估分割中的幾個。</translation>
  </message>
  <message>
   <source>Samples from the eval split</source>
   <extracomment>evaluation.sample_count</extracomment>
   <translation>取自評估分割的範例數</translation>
  </message>
  <message>
   <source>How many prompts are taken from the eval split when none are given. 0: none.</source>
   <extracomment>evaluation.sample_count</extracomment>
   <translation>沒有指定提示時，從評估分割取幾個。0：不取。</translation>
  </message>
  <message>
   <source>Sample length</source>
   <extracomment>evaluation.sample_length</extracomment>
   <translation>範例長度</translation>
  </message>
  <message>
   <source>The longest answer that is generated for a sample prompt.</source>
   <extracomment>evaluation.sample_length</extracomment>
   <translation>為範例提示產生的回答最長有多長。</translation>
  </message>
  <message>
   <source>LoRA</source>
   <extracomment>lora</extracomment>
   <translation>LoRA</translation>
  </message>
  <message>
   <source>LoRA rank</source>
   <extracomment>lora.rank</extracomment>
   <translation>LoRA 秩</translation>
  </message>
  <message>
   <source>The size of the update. Higher can learn more and needs more memory.</source>
   <extracomment>lora.rank</extracomment>
   <translation>更新的大小。越高能學得越多，也越耗記憶體。</translation>
  </message>
  <message>
   <source>LoRA alpha</source>
   <extracomment>lora.alpha</extracomment>
   <translation>LoRA alpha</translation>
  </message>
  <message>
   <source>Scales the update: W′ = W + alpha ÷ rank · B·A. Twice the rank is usual.</source>
   <extracomment>lora.alpha</extracomment>
   <translation>縮放更新：W′ = W + alpha ÷ 秩 · B·A。通常為秩的兩倍。</translation>
  </message>
  <message>
   <source>LoRA dropout</source>
   <extracomment>lora.dropout</extracomment>
   <translation>LoRA 丟棄率</translation>
  </message>
  <message>
   <source>The share of inputs that is left out at random, against memorising.</source>
   <extracomment>lora.dropout</extracomment>
   <translation>隨機略去多少比例的輸入，防止死記。</translation>
  </message>
  <message>
   <source>Target modules</source>
   <extracomment>lora.target_modules</extracomment>
   <translation>目標模組</translation>
  </message>
  <message>
   <source>Which layers get an adapter: `all-linear`, or a list of names.</source>
   <extracomment>lora.target_modules</extracomment>
   <translation>哪些層會加上適配器：`all-linear`，或名稱清單。</translation>
  </message>
  <message>
   <source>Bias</source>
   <extracomment>lora.bias</extracomment>
   <translation>偏置</translation>
  </message>
  <message>
   <source>Which bias terms learn too.</source>
   <extracomment>lora.bias</extracomment>
   <translation>哪些偏置項也一起學習。</translation>
  </message>
  <message>
   <source>Modules to save</source>
   <extracomment>lora.modules_to_save</extracomment>
   <translation>要儲存的模組</translation>
  </message>
  <message>
   <source>Layers trained whole besides the adapter, for example `embed_tokens` and `lm_head` when new tokens were added.</source>
   <extracomment>lora.modules_to_save</extracomment>
   <translation>在適配器之外整層訓練的層，例如加入新 token 時的 `embed_tokens` 與 `lm_head`。</translation>
  </message>
  <message>
   <source>Layers to transform</source>
   <extracomment>lora.layers_to_transform</extracomment>
   <translation>要轉換的層</translation>
  </message>
  <message>
   <source>Numbers of the layers that get an adapter. Empty: all.</source>
   <extracomment>lora.layers_to_transform</extracomment>
   <translation>要加上適配器的層編號。留空：全部。</translation>
  </message>
  <message>
   <source>Layers pattern</source>
   <extracomment>lora.layers_pattern</extracomment>
   <translation>層清單名稱</translation>
  </message>
  <message>
   <source>The name of the list of layers, where the model's is unusual, for example `h`.</source>
   <extracomment>lora.layers_pattern</extracomment>
   <translation>模型的層清單名稱特殊時在此指定，例如 `h`。</translation>
  </message>
  <message>
   <source>Init LoRA weights</source>
   <extracomment>lora.init_weights</extracomment>
   <translation>LoRA 權重初始化</translation>
  </message>
  <message>
   <source>How the adapter begins. `true` begins without any effect and is the safe choice.</source>
   <extracomment>lora.init_weights</extracomment>
   <translation>適配器的起始方式。`true` 一開始沒有任何作用，是安全的選擇。</translation>
  </message>
  <message>
   <source>Fan in fan out</source>
   <extracomment>lora.fan_in_fan_out</extracomment>
   <translation>Fan in fan out</translation>
  </message>
  <message>
   <source>Whether weights are stored transposed, as in GPT-2. `auto` reads it from the model.</source>
   <extracomment>lora.fan_in_fan_out</extracomment>
   <translation>權重是否以轉置方式存放，如 GPT-2。`auto` 會從模型讀取。</translation>
  </message>
  <message>
   <source>Rank-stabilised LoRA</source>
   <extracomment>lora.use_rslora</extracomment>
   <translation>秩穩定 LoRA</translation>
  </message>
  <message>
   <source>Scales by alpha ÷ √rank, which helps high ranks.</source>
   <extracomment>lora.use_rslora</extracomment>
   <translation>以 alpha ÷ √秩 縮放，有助於較高的秩。</translation>
  </message>
  <message>
   <source>DoRA</source>
   <extracomment>lora.use_dora</extracomment>
   <translation>DoRA</translation>
  </message>
  <message>
   <source>Learns size and direction of the update apart: often better at low rank, and slower.</source>
   <extracomment>lora.use_dora</extracomment>
   <translation>分開學習更新的大小與方向：低秩時往往較好，但較慢。</translation>
  </message>
  <message>
   <source>Other LoRA options</source>
   <extracomment>lora.other</extracomment>
   <translation>其他 LoRA 選項</translation>
  </message>
  <message>
   <source>Any further option of PEFT's LoraConfig, such as `rank_pattern`. Checked against the installed version.</source>
   <extracomment>lora.other</extracomment>
   <translation>PEFT 的 LoraConfig 的其他選項，例如 `rank_pattern`。會依安裝的版本檢查。</translation>
  </message>
  <message>
   <source>Quantization</source>
   <extracomment>quantization</extracomment>
   <translation>量化</translation>
  </message>
  <message>
   <source>Bits</source>
   <extracomment>quantization.bits</extracomment>
   <translation>位元數</translation>
  </message>
  <message>
   <source>Bits per weight of the frozen model. `auto`: 4 with QLoRA, else 16.</source>
   <extracomment>quantization.bits</extracomment>
   <translation>凍結模型每個權重的位元數。`auto`：QLoRA 為 4，否則為 16。</translation>
  </message>
  <message>
   <source>Quant type</source>
   <extracomment>quantization.quant_type</extracomment>
   <translation>量化類型</translation>
  </message>
  <message>
   <source>The 4-bit number format. `nf4` fits the spread of model weights best.</source>
   <extracomment>quantization.quant_type</extracomment>
   <translation>4 位元的數值格式。`nf4` 最符合模型權重的分布。</translation>
  </message>
  <message>
   <source>Double quantization</source>
   <extracomment>quantization.double_quant</extracomment>
   <translation>雙重量化</translation>
  </message>
  <message>
   <source>Also quantises the constants of quantisation: about 0.4 bits less per weight.</source>
   <extracomment>quantization.double_quant</extracomment>
   <translation>連量化常數也量化：每個權重約省 0.4 位元。</translation>
  </message>
  <message>
   <source>Compute dtype</source>
   <extracomment>quantization.compute_dtype</extracomment>
   <translation>計算資料型別</translation>
  </message>
  <message>
   <source>The format in which quantised weights are computed with. `auto`: as mixed precision.</source>
   <extracomment>quantization.compute_dtype</extracomment>
   <translation>以量化權重計算時所用的格式。`auto`：與混合精度相同。</translation>
  </message>
  <message>
   <source>Logging</source>
   <extracomment>logging</extracomment>
   <translation>記錄</translation>
  </message>
  <message>
   <source>Logging steps</source>
   <extracomment>logging.steps</extracomment>
   <translation>記錄步數</translation>
  </message>
  <message>
   <source>Loss and learning rate are recorded every so many steps.</source>
   <extracomment>logging.steps</extracomment>
   <translation>每隔這麼多步記錄損失與學習率。</translation>
  </message>
  <message>
   <source>Log the first step</source>
   <extracomment>logging.first_step</extracomment>
   <translation>記錄第一步</translation>
  </message>
  <message>
   <source>Records the very first step too.</source>
   <extracomment>logging.first_step</extracomment>
   <translation>連最初的第一步也記錄。</translation>
  </message>
  <message>
   <source>Report to</source>
   <extracomment>logging.report_to</extracomment>
   <translation>回報到</translation>
  </message>
  <message>
   <source>Where curves are sent besides the run's own files. TensorBoard files are always written; wandb and mlflow work if they are installed.</source>
   <extracomment>logging.report_to</extracomment>
   <translation>曲線除了訓練作業自己的檔案外還送到哪裡。TensorBoard 檔案一定會寫；wandb 與 mlflow 安裝後可用。</translation>
  </message>
  <message>
   <source>Monitor</source>
   <extracomment>monitor</extracomment>
   <translation>監控</translation>
  </message>
  <message>
   <source>Sampling interval</source>
   <extracomment>monitor.interval</extracomment>
   <translation>取樣間隔</translation>
  </message>
  <message>
   <source>How often temperature, power and memory of each GPU are recorded.</source>
   <extracomment>monitor.interval</extracomment>
   <translation>每隔多久記錄各 GPU 的溫度、功率與記憶體。</translation>
  </message>
  <message>
   <source>seconds</source>
   <extracomment>monitor.interval</extracomment>
   <translation>秒</translation>
  </message>
  <message>
   <source>Temperature limit, edge</source>
   <extracomment>monitor.max_edge</extracomment>
   <translation>溫度上限（邊緣）</translation>
  </message>
  <message>
   <source>Highest temperature at the edge of the chip. `auto`: 5 °C under critical.</source>
   <extracomment>monitor.max_edge</extracomment>
   <translation>晶片邊緣的最高溫度。`auto`：比臨界值低 5 °C。</translation>
  </message>
  <message>
   <source>°C</source>
   <extracomment>monitor.max_edge</extracomment>
   <translation>°C</translation>
  </message>
  <message>
   <source>Temperature limit, hotspot</source>
   <extracomment>monitor.max_hotspot</extracomment>
   <translation>溫度上限（熱點）</translation>
  </message>
  <message>
   <source>Highest temperature at the hottest point of the chip. `auto`: 5 °C under critical.</source>
   <extracomment>monitor.max_hotspot</extracomment>
   <translation>晶片最熱處的最高溫度。`auto`：比臨界值低 5 °C。</translation>
  </message>
  <message>
   <source>Temperature limit, memory</source>
   <extracomment>monitor.max_memory_temperature</extracomment>
   <translation>溫度上限（記憶體）</translation>
  </message>
  <message>
   <source>Highest temperature of the GPU's memory. `auto`: 5 °C under critical.</source>
   <extracomment>monitor.max_memory_temperature</extracomment>
   <translation>GPU 記憶體的最高溫度。`auto`：比臨界值低 5 °C。</translation>
  </message>
  <message>
   <source>Power limit</source>
   <extracomment>monitor.max_power</extracomment>
   <translation>功率上限</translation>
  </message>
  <message>
   <source>Highest power that one GPU may draw. Empty: no limit but the card's own.</source>
   <extracomment>monitor.max_power</extracomment>
   <translation>單一 GPU 最多可用的功率。留空：只有顯示卡自己的上限。</translation>
  </message>
  <message>
   <source>W</source>
   <extracomment>monitor.max_power</extracomment>
   <translation>W</translation>
  </message>
  <message>
   <source>Patience with heat</source>
   <extracomment>monitor.heat_seconds</extracomment>
   <translation>對高溫的耐心</translation>
  </message>
  <message>
   <source>How long a GPU must be over a limit, without a break, until something happens; and how long it must be cool before a paused training goes on.</source>
   <extracomment>monitor.heat_seconds</extracomment>
   <translation>GPU 必須不間斷地超過上限多久才會採取動作；以及必須降溫多久，暫停的訓練才會繼續。</translation>
  </message>
  <message>
   <source>When too hot</source>
   <extracomment>monitor.on_heat</extracomment>
   <translation>過熱時</translation>
  </message>
  <message>
   <source>What happens over a limit: training pauses until the card is cool (10 °C under the limit), or saves and stops.</source>
   <extracomment>monitor.on_heat</extracomment>
   <translation>超過上限時怎麼做：訓練暫停到顯示卡降溫（比上限低 10 °C），或儲存並停止。</translation>
  </message>
  <message>
   <source>Auto</source>
   <extracomment>auto</extracomment>
   <translation>自動</translation>
  </message>
  <message>
   <source>None</source>
   <extracomment>none</extracomment>
   <translation>無</translation>
  </message>
  <message>
   <source>All</source>
   <extracomment>all</extracomment>
   <translation>全部</translation>
  </message>
  <message>
   <source>Yes</source>
   <extracomment>true</extracomment>
   <translation>是</translation>
  </message>
  <message>
   <source>No</source>
   <extracomment>false</extracomment>
   <translation>否</translation>
  </message>
  <message>
   <source>All linear layers</source>
   <extracomment>all-linear</extracomment>
   <translation>所有線性層</translation>
  </message>
  <message>
   <source>SDPA</source>
   <extracomment>sdpa</extracomment>
   <translation>SDPA</translation>
  </message>
  <message>
   <source>Eager</source>
   <extracomment>eager</extracomment>
   <translation>Eager</translation>
  </message>
  <message>
   <source>FlashAttention 2</source>
   <extracomment>flash_attention_2</extracomment>
   <translation>FlashAttention 2</translation>
  </message>
  <message>
   <source>Alpaca</source>
   <extracomment>alpaca</extracomment>
   <translation>Alpaca</translation>
  </message>
  <message>
   <source>ShareGPT</source>
   <extracomment>sharegpt</extracomment>
   <translation>ShareGPT</translation>
  </message>
  <message>
   <source>Chat (messages)</source>
   <extracomment>messages</extracomment>
   <translation>對話（messages）</translation>
  </message>
  <message>
   <source>Prompt and completion</source>
   <extracomment>prompt-completion</extracomment>
   <translation>提示與補全</translation>
  </message>
  <message>
   <source>Input and output</source>
   <extracomment>input-output</extracomment>
   <translation>輸入與輸出</translation>
  </message>
  <message>
   <source>Instruction and response</source>
   <extracomment>instruction-response</extracomment>
   <translation>指令與回應</translation>
  </message>
  <message>
   <source>Question and answer</source>
   <extracomment>question-answer</extracomment>
   <translation>問題與答案</translation>
  </message>
  <message>
   <source>Plain text</source>
   <extracomment>text</extracomment>
   <translation>純文字</translation>
  </message>
  <message>
   <source>Leave out</source>
   <extracomment>leave-out</extracomment>
   <translation>略過</translation>
  </message>
  <message>
   <source>Drop oldest turns</source>
   <extracomment>drop-oldest-turns</extracomment>
   <translation>捨去最早的輪次</translation>
  </message>
  <message>
   <source>Padding-free</source>
   <extracomment>padding-free</extracomment>
   <translation>免填補</translation>
  </message>
  <message>
   <source>Packed</source>
   <extracomment>packed</extracomment>
   <translation>打包</translation>
  </message>
  <message>
   <source>Padded</source>
   <extracomment>padded</extracomment>
   <translation>填補</translation>
  </message>
  <message>
   <source>Naive Model Parallel</source>
   <extracomment>naive</extracomment>
   <translation>單純模型平行</translation>
  </message>
  <message>
   <source>Fully Sharded Data Parallel</source>
   <extracomment>fsdp</extracomment>
   <translation>完全分片資料平行</translation>
  </message>
  <message>
   <source>Data Parallel</source>
   <extracomment>ddp</extracomment>
   <translation>資料平行</translation>
  </message>
  <message>
   <source>QLoRA</source>
   <extracomment>qlora</extracomment>
   <translation>QLoRA</translation>
  </message>
  <message>
   <source>Full</source>
   <extracomment>full</extracomment>
   <translation>完整</translation>
  </message>
  <message>
   <source>Linear</source>
   <extracomment>linear</extracomment>
   <translation>線性</translation>
  </message>
  <message>
   <source>Cosine</source>
   <extracomment>cosine</extracomment>
   <translation>餘弦</translation>
  </message>
  <message>
   <source>Cosine with restarts</source>
   <extracomment>cosine_with_restarts</extracomment>
   <translation>餘弦（可重新開始）</translation>
  </message>
  <message>
   <source>Polynomial</source>
   <extracomment>polynomial</extracomment>
   <translation>多項式</translation>
  </message>
  <message>
   <source>Constant</source>
   <extracomment>constant</extracomment>
   <translation>固定</translation>
  </message>
  <message>
   <source>Constant with warmup</source>
   <extracomment>constant_with_warmup</extracomment>
   <translation>固定（含暖身）</translation>
  </message>
  <message>
   <source>Inverse square root</source>
   <extracomment>inverse_sqrt</extracomment>
   <translation>平方根倒數</translation>
  </message>
  <message>
   <source>Reduce on plateau</source>
   <extracomment>reduce_lr_on_plateau</extracomment>
   <translation>停滯時降低</translation>
  </message>
  <message>
   <source>Cosine to a minimum</source>
   <extracomment>cosine_with_min_lr</extracomment>
   <translation>餘弦至最小值</translation>
  </message>
  <message>
   <source>Cosine with warmup to a minimum</source>
   <extracomment>cosine_warmup_with_min_lr</extracomment>
   <translation>餘弦（含暖身）至最小值</translation>
  </message>
  <message>
   <source>Warmup, stable, decay</source>
   <extracomment>warmup_stable_decay</extracomment>
   <translation>暖身、穩定、衰減</translation>
  </message>
  <message>
   <source>Greedy</source>
   <extracomment>greedy</extracomment>
   <translation>Greedy</translation>
  </message>
  <message>
   <source>AdamW</source>
   <extracomment>adamw_torch</extracomment>
   <translation>AdamW</translation>
  </message>
  <message>
   <source>AdamW fused</source>
   <extracomment>adamw_torch_fused</extracomment>
   <translation>AdamW 融合</translation>
  </message>
  <message>
   <source>AdamW (8-bit)</source>
   <extracomment>adamw_bnb_8bit</extracomment>
   <translation>AdamW（8 位元）</translation>
  </message>
  <message>
   <source>AdamW (paged)</source>
   <extracomment>paged_adamw_32bit</extracomment>
   <translation>AdamW（分頁）</translation>
  </message>
  <message>
   <source>AdamW (paged, 8-bit)</source>
   <extracomment>paged_adamw_8bit</extracomment>
   <translation>AdamW（分頁，8 位元）</translation>
  </message>
  <message>
   <source>Adafactor</source>
   <extracomment>adafactor</extracomment>
   <translation>Adafactor</translation>
  </message>
  <message>
   <source>SGD</source>
   <extracomment>sgd</extracomment>
   <translation>SGD</translation>
  </message>
  <message>
   <source>Adagrad</source>
   <extracomment>adagrad</extracomment>
   <translation>Adagrad</translation>
  </message>
  <message>
   <source>RMSprop</source>
   <extracomment>rmsprop</extracomment>
   <translation>RMSprop</translation>
  </message>
  <message>
   <source>RMSprop (8-bit)</source>
   <extracomment>rmsprop_bnb_8bit</extracomment>
   <translation>RMSprop（8 位元）</translation>
  </message>
  <message>
   <source>Lion</source>
   <extracomment>lion_32bit</extracomment>
   <translation>Lion</translation>
  </message>
  <message>
   <source>Lion (8-bit)</source>
   <extracomment>lion_8bit</extracomment>
   <translation>Lion（8 位元）</translation>
  </message>
  <message>
   <source>Lion (paged)</source>
   <extracomment>paged_lion_32bit</extracomment>
   <translation>Lion（分頁）</translation>
  </message>
  <message>
   <source>Lion (paged, 8-bit)</source>
   <extracomment>paged_lion_8bit</extracomment>
   <translation>Lion（分頁，8 位元）</translation>
  </message>
  <message>
   <source>AdEMAMix</source>
   <extracomment>ademamix</extracomment>
   <translation>AdEMAMix</translation>
  </message>
  <message>
   <source>AdEMAMix (8-bit)</source>
   <extracomment>ademamix_8bit</extracomment>
   <translation>AdEMAMix（8 位元）</translation>
  </message>
  <message>
   <source>AdEMAMix (paged)</source>
   <extracomment>paged_ademamix_32bit</extracomment>
   <translation>AdEMAMix（分頁）</translation>
  </message>
  <message>
   <source>AdEMAMix (paged, 8-bit)</source>
   <extracomment>paged_ademamix_8bit</extracomment>
   <translation>AdEMAMix（分頁，8 位元）</translation>
  </message>
  <message>
   <source>LoRA layers only</source>
   <extracomment>lora_only</extracomment>
   <translation>僅 LoRA 層</translation>
  </message>
  <message>
   <source>Standard</source>
   <extracomment>lora.init_weights=true</extracomment>
   <translation>標準</translation>
  </message>
  <message>
   <source>Random</source>
   <extracomment>lora.init_weights=false</extracomment>
   <translation>隨機</translation>
  </message>
  <message>
   <source>Gaussian</source>
   <extracomment>gaussian</extracomment>
   <translation>高斯</translation>
  </message>
  <message>
   <source>Orthogonal</source>
   <extracomment>orthogonal</extracomment>
   <translation>正交</translation>
  </message>
  <message>
   <source>PiSSA</source>
   <extracomment>pissa</extracomment>
   <translation>PiSSA</translation>
  </message>
  <message>
   <source>OLoRA</source>
   <extracomment>olora</extracomment>
   <translation>OLoRA</translation>
  </message>
  <message>
   <source>16 bits</source>
   <extracomment>quantization.bits=16</extracomment>
   <translation>16 位元</translation>
  </message>
  <message>
   <source>8 bits</source>
   <extracomment>quantization.bits=8</extracomment>
   <translation>8 位元</translation>
  </message>
  <message>
   <source>4 bits</source>
   <extracomment>quantization.bits=4</extracomment>
   <translation>4 位元</translation>
  </message>
  <message>
   <source>NF4</source>
   <extracomment>nf4</extracomment>
   <translation>NF4</translation>
  </message>
  <message>
   <source>FP4</source>
   <extracomment>fp4</extracomment>
   <translation>FP4</translation>
  </message>
  <message>
   <source>Pause</source>
   <extracomment>pause</extracomment>
   <translation>暫停</translation>
  </message>
  <message>
   <source>Stop</source>
   <extracomment>stop</extracomment>
   <translation>停止</translation>
  </message>
 </context>
</TS>
