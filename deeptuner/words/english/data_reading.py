"""What is said about the files of a dataset and the rows in them."""

TEXT = {
    # a file that cannot be read
    "data.reading.cannot-open": "The dataset cannot be opened: {detail}.",
    "data.reading.cannot-open-fix": "Check that the file is whole and that you may read it.",
    "data.reading.unknown-kind": "`{ending}` is not a kind of data file that can be read.",
    "data.reading.unknown-kind-fix": "Use .jsonl, .json, .csv, .tsv, .parquet, .arrow or .txt "
    "(the text kinds also as .gz), or a folder of these.",
    "data.reading.is-endless": "This is no file but a pipe, a socket or a device: reading it might "
    "never end.",
    "data.reading.is-endless-fix": "Write what comes out of it into a file, and choose that file.",
    "data.reading.is-archive": "This file is packed in a way that is not read here (an archive or "
    "an Excel workbook).",
    "data.reading.is-archive-fix": "Unpack it first; save a workbook as CSV.",
    "data.reading.not-text": "This file holds no text, whatever its name says.",
    "data.reading.not-text-fix": "Choose another file, or export the data as JSON lines or CSV.",
    "data.reading.is-pointer": "This file is only a pointer of Git LFS; the data was never "
    "downloaded.",
    "data.reading.is-pointer-fix": "Run `git lfs pull` in the folder it came from, or download "
    "the file again.",
    "data.reading.is-web-page": "This file is a web page, not data; a download that failed often "
    "leaves one.",
    "data.reading.is-web-page-fix": "Download the data file itself again.",
    "data.reading.no-header": "The first row of this table names no columns.",
    "data.reading.no-header-fix": "Write the names of the columns into the first row.",
    "data.reading.torn-columns": "The file is torn or not what its name says: {detail}",
    "data.reading.torn-columns-fix": "Copy or download it again; its size should match the "
    "original.",
    "data.reading.packed-columns": "A parquet or arrow file must not be packed with gzip.",
    "data.reading.packed-columns-fix": "Unpack the file and try again.",
    "data.reading.no-rows": "There is no row in this dataset.",
    "data.reading.no-rows-fix": "Check that the file was written or downloaded whole.",
    "data.reading.mostly-unreadable": "{unreadable} of {total} rows cannot be read, which is more "
    "than a tenth. The first reason: {first}",
    "data.reading.mostly-unreadable-fix": "Look at line {where}, and write the file again with the "
    "program it came from.",
    # folders
    "data.reading.no-data-files": "There is no data file in this folder.",
    "data.reading.no-data-files-fix": "Put a .jsonl, .json, .csv, .tsv, .parquet, .arrow or .txt "
    "file into it.",
    "data.reading.only-evaluation": "By their names the files in this folder are for measuring, "
    "not for training: {files}.",
    "data.reading.only-evaluation-fix": "Choose the file itself to train on it, or rename it.",
    "data.reading.hidden-file": "a hidden file",
    "data.reading.endless-file": "a pipe, a socket or a device, and no file",
    "data.reading.about-the-data": "tells about the data and holds no rows",
    "data.reading.no-data-file": "not a kind of file that rows are read from",
    "data.reading.text-beside-rows": "plain text beside files of rows",
    "data.reading.folder-files": "Rows are read from {count} files: {files}.",
    "data.reading.skipped-file": "{file} is left alone: {why}.",
    "data.reading.evaluation-file": "{file} is not trained on: by its name it is for measuring.",
    # one file
    "data.reading.encoding": "{file} is not written in UTF-8; it was read as {encoding}.",
    "data.reading.archive-torn": "{file} ends too early; the rows before the end were read.",
    "data.reading.archive-broken": "{file} is damaged inside; the rows before the damage were "
    "read.",
    "data.reading.array-open": "{file} ends too early: its list of rows is never closed.",
    "data.reading.rows-under": "{file} holds its rows ({count}) under the name `{key}`.",
    "data.reading.rows-under-large": "{file} holds its rows under the name `{key}`; only these "
    "were read.",
    "data.reading.split-left": "The {count} rows under the name `{key}` in {file} are not trained "
    "on: by its name they are for measuring.",
    "data.reading.columns-object": "{file} is written column by column: {columns}.",
    "data.reading.rows-by-id": "{file} holds {count} rows, each under a name of its own.",
    "data.reading.same-columns": "{file} has several columns of the same name. Only the first "
    "keeps it; the others are read as {columns}.",
    "data.reading.json-in-text": "{file} holds rows of JSON, so it was read as such and not as "
    "plain text.",
    "data.reading.text-in-parts": "{file} is one long document; it was cut between paragraphs "
    "into {count} parts.",
    # one row, repaired
    "data.reading.not-utf8": "bytes that are not UTF-8 were read as Windows-1252",
    "data.reading.half-character": "half of a character (a lone surrogate) was replaced by �",
    "data.reading.control-character": "a control character stands inside the text",
    "data.reading.trailing-comma": "a comma too many was ignored",
    "data.reading.python-literal": "written as Python prints it, not as JSON",
    "data.reading.few-cells": "fewer cells than columns; the missing ones are empty",
    "data.reading.loose-quotes": "quotes inside a cell were not doubled",
    # one row, lost
    "data.reading.broken-row": "this is not valid JSON",
    "data.reading.too-deep": "lists and objects are nested too deeply in this row",
    "data.reading.cut-off": "the file ends within this row",
    "data.reading.too-long": "this row is too long to be true",
    "data.reading.not-a-row": "this is neither an object nor a conversation nor text",
    "data.reading.many-cells": "more cells than columns",
    "data.reading.open-quote": "a quote is opened and never closed",
    "data.reading.empty-file": "{file} holds no rows.",
    # formats
    "data.formats.by-turns": "the column `{column}` holds conversations",
    "data.formats.by-columns": "the columns {columns} are there",
    "data.formats.by-text": "the column `{column}` holds text",
    "data.formats.as-set": "as the settings say",
    "data.formats.by-mapping": "the column mapping names {fields}",
    "data.formats.other-format": "{file} is written in another way: {format}.",
    "data.formats.formatted-text": "The text already holds the marks of a prompt template "
    "({mark}). It is trained on as plain text, questions included.",
    "data.formats.preference": "These rows compare a better answer (`{chosen}`) with a worse one "
    "(`{rejected}`). Learning from comparisons is not what this program does.",
    "data.formats.preference-fix": "To learn from the better answers alone: set data.format to "
    "messages and data.columns to `messages: {chosen}` if it holds whole conversations, or set "
    "data.format to prompt-completion and data.columns to `completion: {chosen}`.",
    "data.formats.kto": "These rows judge answers as good or bad (`{label}`). Learning from "
    "judgements is not what this program does.",
    "data.formats.kto-fix": "Keep only the rows with good answers and remove the column, or set "
    "data.format to prompt-completion to learn from all of them.",
    "data.formats.cannot-tell": "How these rows are written cannot be told from their columns: "
    "{columns}.",
    "data.formats.nested": "Only `{column}` holds plain text. These hold text in lists and "
    "objects, where it is not read: {nested}.",
    "data.formats.nested-fix": "Write each text, or each question with its answer, as a row of its "
    "own. To learn from `{column}` alone, set data.format: text and data.columns: {{text: "
    "{column}}}.",
    "data.formats.nested-unused": "Only `{column}` is trained on. There is more text in lists and "
    "objects, which are not used: {nested}.",
    "data.formats.how-to-map": "Say which column holds what, for example data.format: {format} "
    "and data.columns: {{{example}}}. The columns are {columns}.",
    "data.formats.empty-rows": "The rows of this dataset have no columns.",
    "data.formats.empty-rows-fix": "Check that the file was written or downloaded whole.",
    "data.formats.missing-field": "The format {format} needs a column for `{field}`, and none "
    "goes by that name.",
    "data.formats.mapping-fits-none": "No format is made of {fields} and the other columns.",
    "data.formats.unknown-field": "The format {format} has no `{field}`.",
    "data.formats.swapped-mapping": "`{field}` is a column, and stands where the format's own "
    "word belongs.",
    "data.formats.swapped-mapping-fix": "Write it the other way round: `{column}: {field}`.",
    "data.formats.unknown-column": "There is no column `{column}` in this dataset.",
    "data.formats.nearest-name": "Did you mean `{nearest}`? There are {names}.",
    "data.formats.choose-name": "Choose one of {names}.",
    "data.formats.unsure": "These rows can be read in more than one way: {ways}.",
    "data.formats.unsure-fix": "Choose one with data.format and data.columns.",
    "data.formats.none-left": "None of the {count} rows can be trained on. The most frequent "
    "reason: {reason}",
    "data.formats.none-left-fix": "Check data.format and data.columns, and look at that row.",
    # one row, cut or left out
    "data.formats.open-end": "the conversation goes on after its last answer; that end was cut",
    "data.formats.no-answer": "there is no answer",
    "data.formats.empty-answer": "an answer is empty",
    "data.formats.no-prompt": "there is an answer but no question",
    "data.formats.empty-text": "the text is empty",
    "data.formats.no-conversation": "the column of the conversation holds none",
    "data.formats.unknown-role": "the role `{role}` is not known",
    "data.formats.not-only-text": "a message holds something else than text ({kind})",
    "data.formats.weight": "a message is marked not to be learned from (weight 0), which is not "
    "supported",
    "data.formats.bad-tools": "the functions on offer cannot be read",
    "data.formats.bad-call": "a function call cannot be read",
    # what `deeptuner data inspect` says
    "data.inspect.bad-pair": "`{text}` does not say which column holds what.",
    "data.inspect.bad-pair-fix": "Write it as field=column, for example prompt=question.",
    "data.inspect.phase": "Reading",
    "data.inspect.format": "Format: {format} ({reason})",
    "data.inspect.columns": "Columns: {columns}",
    "data.inspect.rows": "Rows: {total}, of which {kept} can be trained on",
    "data.inspect.characters": "Characters",
    "data.inspect.tokens": "Tokens",
    "data.inspect.shortest": "shortest",
    "data.inspect.median": "median",
    "data.inspect.p90": "90 %",
    "data.inspect.p99": "99 %",
    "data.inspect.longest": "longest",
    "data.inspect.total": "total",
    "data.inspect.of-prompt": "prompt",
    "data.inspect.of-answer": "answer",
    "data.inspect.of-text": "text",
    "data.inspect.of-turns": "turns (number)",
    "data.inspect.of-sample": "whole sample",
    "data.inspect.of-trained": "trained",
    "data.inspect.unreadable": "Rows that cannot be read:",
    "data.inspect.left-out": "Rows that are left out:",
    "data.inspect.repaired": "Repaired while reading:",
    "data.inspect.first-row": "The row at {where}:",
    "data.inspect.marked-row": "The row at {where} as the model sees it: {tokens} tokens, of which "
    "{trained} are learned (in green).",
    "data.inspect.bracketed-row": "The row at {where} as the model sees it: {tokens} tokens, of "
    "which {trained} are learned (between ⟦ and ⟧).",
}
