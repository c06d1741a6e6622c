"""Boards that show every widget of the kit, so that one can look at them.

Knows the kit and example words. The numbers and names are illustrations.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSlider, QTabBar, QWidget

from deeptuner.ui.theme.fonts import font
from deeptuner.ui.theme.icons import icon
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import (
    Button,
    Card,
    CheckBox,
    Chip,
    ChipFace,
    ComboBox,
    Dialog,
    DoubleSpinBox,
    EmptyState,
    ErrorState,
    FlowLayout,
    IconButton,
    IconLabel,
    Label,
    Line,
    Note,
    Panel,
    Popover,
    Progress,
    RadioButton,
    Scroll,
    SearchField,
    Segmented,
    Skeleton,
    Sparkline,
    SpinBox,
    Switch,
    Table,
    Toast,
    hbox,
    vbox,
)
from deeptuner.ui.widgets.labels import restyle
from deeptuner.ui.widgets.table import (
    ChipRole,
    DisabledRole,
    RadioRole,
    SubtitleRole,
    SubtitleToneRole,
)

KINDS = ("primary", "secondary", "soft", "ghost", "link", "warn", "danger")
Index = QModelIndex | QPersistentModelIndex


def controls() -> QWidget:
    left = vbox(_buttons(), _choices(), _texts(), None, gap=12)
    middle = vbox(_form(), _notes(), None, gap=12)
    right = vbox(_chips(), _curves(), (_code(), 1), gap=12)
    page = QWidget()
    page.setLayout(hbox((left, 1), (middle, 1), (right, 1), gap=12, margins=(16, 16, 16, 16)))
    return _framed(page)


def lists() -> QWidget:
    models = Card(
        "Choose Model", Chip("4 in models/"), IconButton("arrows-clockwise", "Read again")
    )
    models.body.addWidget(_table(_MODELS, _MODEL_HEADERS, right=(1, 2, 3)))
    datasets = Card("Choose Dataset", Chip("4 in datasets/"), IconButton("plus", "Add a dataset"))
    datasets.body.addWidget(_table(_DATASETS, _DATASET_HEADERS, right=(1,)))
    checkpoints = Card("Choose a checkpoint", help="Checkpoints")
    checkpoints.body.addWidget(_table(_CHECKPOINTS, _CHECKPOINT_HEADERS, right=(1, 2, 3)))
    page = QWidget()
    page.setLayout(
        hbox(
            (vbox(models, datasets, gap=12), 1),
            (vbox(checkpoints, _options(), None, gap=12), 1),
            gap=12,
            margins=(16, 16, 16, 16),
        )
    )
    return _framed(page)


def states() -> QWidget:
    empty = Card("Runs")
    empty.body.addWidget(
        EmptyState(
            "flask", "No run yet. Start one on the Fine-Tuning tab.", Button("Go there", "primary")
        )
    )
    told = Told(
        "GPU0 ran out of memory.", "runs/20260102-lora", "Use a smaller batch size, or QLoRA."
    )
    wrong = Card("Error")
    again = Button("Try again", icon="arrow-clockwise")
    wrong.body.addWidget(ErrorState(told, again, details="RuntimeError: out of memory"))
    loading = Card("Loading")
    skeleton = Skeleton(4)
    skeleton.show()
    loading.body.addWidget(skeleton)
    page = QWidget()
    page.setLayout(hbox((empty, 1), (wrong, 1), (loading, 1), gap=12, margins=(16, 16, 16, 16)))
    return _framed(page)


def dialog() -> QWidget:
    board = _WithMore(controls())
    board.more = lambda: _example_dialog(board).open()
    return board


def popover() -> QWidget:
    board = _WithMore(controls())

    def show() -> None:
        anchor = next(b for b in board.findChildren(QWidget) if b.property("role") == "help")
        Popover(anchor, _explanation()).open()
        Toast.show_in(board, "Settings are saved.", "ok")

    board.more = show
    return board


BOARDS = {
    "controls": controls,
    "lists": lists,
    "states": states,
    "dialog": dialog,
    "popover": popover,
}


class _WithMore(QWidget):
    """A board on which something opens once it is shown."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.more: Any = None
        self.setLayout(vbox(inner))

    def after(self) -> None:
        self.more()


def _framed(page: QWidget) -> QWidget:
    """The page under a top bar and above a status bar, as in the window."""
    board = QWidget()
    board.setLayout(vbox(_top(), (Scroll(page), 1), _status(), gap=0))
    return board


def _top() -> QWidget:
    tabs = QTabBar()
    tabs.setObjectName("nav")
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setFont(font(13, 500))
    for name, picture in (("Experiment", "flask"), ("Merge && Export", "git-merge")):
        tabs.addTab(icon(picture, "text3"), name)
    search = SearchField("Search everything", "Ctrl K")
    search.setFixedWidth(230)
    mark = Label("DeepTuner", 15, 700)
    row = hbox(IconLabel("deeptuner", size=24), mark, 16, tabs, None, search, gap=8)
    row.addWidget(IconButton("moon", "Dark"))
    row.addWidget(IconButton("gear-six", "Preferences"))
    row.setContentsMargins(16, 0, 12, 0)
    return Panel("top", row)


def _status() -> QWidget:
    words = Label("garden-support", 12, 400, "text2")
    row = hbox(IconLabel("folder-open", "text3", 14), words, None, margins=(16, 5, 16, 5))
    row.addWidget(Label("No run in progress", 12, 400, "text3"))
    return Panel("status", row)


def _buttons() -> QWidget:
    card = Card("Buttons", help="Buttons")
    for size in ("lg", "md", "sm"):
        flow = FlowLayout(gap=8)
        for kind in KINDS:
            flow.addWidget(Button(kind.capitalize(), kind, "play" if size == "md" else None, size))  # type: ignore[arg-type]
        card.body.addLayout(flow)
    off = Button("Disabled")
    off.setEnabled(False)
    busy = Button("Merge Model", icon="git-merge")
    busy.set_busy(True)
    card.body.addLayout(hbox(off, busy, IconButton("copy", "Copy"), None))
    return card


def _choices() -> QWidget:
    card = Card("Choices")
    presets = [("fast", "Speed Up", "lightning"), ("fine", "Higher Precision", "target")]
    card.body.addWidget(Segmented([*presets, ("own", "Custom", "faders")]))
    card.body.addWidget(Segmented([(k, k, None) for k in ("LoRA", "QLoRA", "Full")], stretch=True))
    on, off, never = Switch("On"), Switch("Off"), Switch("Never")
    on.setChecked(True)
    never.setEnabled(False)
    card.body.addLayout(hbox(on, off, never, None))
    ticked, plain = CheckBox("GPU0"), CheckBox("GPU1")
    ticked.setChecked(True)
    chosen, other = RadioButton("Auto"), RadioButton("Data Parallel")
    chosen.setChecked(True)
    card.body.addLayout(hbox(ticked, plain, chosen, other, None, gap=16))
    return card


def _texts() -> QWidget:
    card = Card("Type", sub="Titles are semibold; secondary text is smaller and softer.")
    for px, weight in ((26, 700), (18, 600), (15, 500), (13, 400), (12, 400), (11, 400)):
        card.body.addWidget(Label(f"{px} px: 0123456789 LoRA rank", px, weight))
    card.body.addWidget(Label("training.learning_rate -> 2e-4", 12, mono=True))
    card.body.addWidget(
        Label("A long text that is cut where its place ends, with three dots " * 3, elide=True)
    )
    tones = ("text", "text2", "text3", "accent", "ok", "warn", "danger", "info")
    flow = FlowLayout(gap=12)
    for tone in tones:
        flow.addWidget(Label(tone, 13, 500, tone))
    card.body.addLayout(flow)
    return card


def _form() -> QWidget:
    card = Card("Training Settings", Label("Trains 0.9 %", 12, tone="text2"), help="Training")
    rank, decay, scheduler = (
        SpinBox("LoRA rank"),
        DoubleSpinBox("Weight decay"),
        ComboBox("Scheduler"),
    )
    rank.setValue(16)
    decay.setValue(0.01)
    scheduler.set_choices([("cosine", "Cosine"), ("linear", "Linear")], "cosine")
    wrong = QLineEdit("1e4")
    wrong.setFont(font())
    restyle(wrong, state="error")
    off = SpinBox("Off")
    off.setEnabled(False)
    rows = (("LoRA rank", rank), ("Weight decay", decay), ("Scheduler", scheduler))
    for name, editor in (*rows, ("Learning rate", wrong), ("Left out", off)):
        editor.setFixedWidth(164)
        card.body.addLayout(hbox(Label(name), None, editor))
    return card


def _notes() -> QWidget:
    card = Card("Notes")
    card.body.addWidget(
        Note(
            "warn",
            "141 rows lose their end",
            "They are longer than 2,048 tokens.",
            Button("Fix", size="sm"),
        )
    )
    card.body.addWidget(Note("danger", "The run stopped at step 3", "GPU0 ran out of memory."))
    card.body.addWidget(Note("ok", "Merge completed successfully!", "Everything was checked."))
    card.body.addWidget(Note("info", "Nothing leaves this computer"))
    card.body.addWidget(
        Note(
            "accent",
            "Why Data Parallel",
            "Each card can hold the whole model, so both train on different rows at once.",
        )
    )
    card.body.addWidget(Note("neutral", "A hint", "It can be left."))
    return card


def _chips() -> QWidget:
    card = Card("Chips")
    flow = FlowLayout()
    for text, tone, picture in (
        ("4 in models/", "neutral", None),
        ("No problems", "ok", "check-circle-fill"),
        ("3 problems", "warn", "warning-fill"),
        ("Needs mapping", "danger", "x-circle-fill"),
        ("Chat", "info", "info-fill"),
        ("1 change", "accent", None),
        ("Left out", "outline", "prohibit"),
    ):
        flow.addWidget(Chip(text, tone, picture))  # type: ignore[arg-type]
    card.body.addLayout(flow)
    return card


def _curves() -> QWidget:
    card = Card("Bars and curves")
    half, unknown, done = Progress("half"), Progress("unknown"), Progress("done", tone="ok")
    half.set(0.547)
    unknown.set(None)
    done.set(1)
    for bar in (half, unknown, done):
        card.body.addWidget(bar)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(70)
    card.body.addWidget(slider)
    for tone in ("orange", "amber", "blue", "plum", "teal"):
        line = Sparkline(tone, tone)
        line.set([1, 2, 2.5, 2.2, None, 2.8, 3, 2.9, 3.1, 3.0], low=0, limit=3.6)
        card.body.addLayout(hbox(Label(tone, 12, tone="text2"), (line, 1), Label("64 °C", 13, 600)))
    return card


def _code() -> QWidget:
    card = Card("Log", SearchField("Filter"))
    text = QPlainTextEdit("step 440  loss 0.889\nstep 460  loss 0.757\n" * 12, readOnly=True)
    text.setProperty("role", "code")
    text.setFont(font(11.5, mono=True))
    card.body.addWidget(text)
    return card


def _options() -> QWidget:
    card = Card("GPUs", Button("Check ROCm", "link", "cpu"), help="GPUs")
    for name, sub, state in (
        ("Radeon RX 7900 XTX", "0.9 GB used by the desktop", "chosen"),
        ("Radeon RX 7900 XTX", "Idle", ""),
        ("Radeon Graphics", "Shares system memory, too slow", "off"),
    ):
        box = CheckBox("GPU0", weight=600)
        box.setChecked(state == "chosen")
        box.setEnabled(state != "off")
        words = vbox(Label(name, 13, 600), Label(sub, 11.5, tone="text2"), gap=0)
        panel = Panel("option", hbox(box, 8, words, None, Label("24 GB"), margins=(12, 8, 12, 8)))
        panel.set_state(state)
        card.body.addWidget(panel)
    return card


def _explanation() -> QWidget:
    card = QWidget()
    text = "How big each correction step is. No other setting changes the result as much."
    card.setLayout(
        vbox(
            hbox(Label("Learning rate", 15, 600), None, IconButton("x", "Close")),
            Label(text, 13, tone="text2", wrap=True),
            Line(),
            hbox(Label("Allowed", 12, tone="text2"), None, Label("1e-7 to 1e-2", 12)),
            Line(),
            hbox(
                Button("Open in Help", "link", "book-open"),
                None,
                Button("Source", "link", "arrow-square-out"),
            ),
            gap=8,
        )
    )
    card.setFixedWidth(310)
    return card


def _example_dialog(parent: QWidget) -> Dialog:
    body = QWidget()
    text = "The run writes a checkpoint first, which takes a moment. It can be resumed later."
    body.setLayout(
        vbox(Label(text, tone="text2", wrap=True), Note("ok", "Nothing is lost"), None, gap=12)
    )
    buttons = [
        Button("Show details", "ghost", "caret-down"),
        None,
        Button("Keep training"),
        Button("Stop and save", "primary"),
    ]
    return Dialog(parent, "Stop this run?", body, buttons, icon=("question", "accent_text"))


_MODEL_HEADERS = ("Name", "Parameters", "On disk", "dtype")
_MODELS = [
    (("Llama-3.2-1B-Instruct", "Llama"), "1.24 B", "2.5 GB", "bf16"),
    (("Llama-3.2-3B-Instruct", "Llama"), "3.21 B", "6.4 GB", "bf16"),
    (("gemma-2-2b-it", "1 of 2 weight files is missing", "danger"), "2.61 B", "5.2 GB", "bf16"),
]
_DATASET_HEADERS = ("Name and detected format", "Rows", "Check")
_DATASETS = [
    (
        ("support-chat.jsonl", "Chat (messages)"),
        "4,849",
        ChipFace("3 problems", "warn", "warning-fill"),
    ),
    (
        ("product-faq.csv", "Question and answer"),
        "1,206",
        ChipFace("No problems", "ok", "check-circle-fill"),
    ),
    (
        (
            "a-very-long-name-of-a-dataset-that-somebody-gave-it-in-2026-version-17-final.parquet",
            "Not recognised: map the columns",
            "danger",
        ),
        "18,340",
        ChipFace("Needs mapping", "danger", "x-circle-fill"),
    ),
]
_CHECKPOINT_HEADERS = ("Step", "Eval loss", "Saved", "Size")
_CHECKPOINTS = [
    (("400",), "1.118", "14:13", "135 MB"),
    (("480",), "1.214", "14:15", "135 MB"),
    (("300",), "1.129", "14:10", "135 MB"),
]


class _Rows(QAbstractTableModel):
    """Rows of illustrations: the first cell may be (title, subtitle, tone)."""

    def __init__(self, rows: list[Any], headers: tuple[str, ...], right: tuple[int, ...]) -> None:
        super().__init__()
        self._rows, self._headers, self._right = rows, headers, right

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section in self._right)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        cell = self._rows[index.row()][index.column()]
        parts = cell if isinstance(cell, tuple) else (cell,)
        disabled = len(parts) > 2 and "missing" in parts[1]
        chip = cell if isinstance(cell, ChipFace) else None
        if index.column() == 0 and parts[0] == "400":
            chip = ChipFace("Best", "ok", "star-fill")
        return {
            Qt.ItemDataRole.DisplayRole: None if chip is cell else parts[0],
            Qt.ItemDataRole.TextAlignmentRole: _side(index.column() in self._right),
            SubtitleRole: parts[1] if len(parts) > 1 else None,
            SubtitleToneRole: parts[2] if len(parts) > 2 else None,
            ChipRole: chip,
            RadioRole: index.row() == 0 if index.column() == 0 else None,
            DisabledRole: disabled,
        }.get(role)


def _side(right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _table(rows: list[Any], headers: tuple[str, ...], right: tuple[int, ...]) -> QWidget:
    model = _Rows(rows, headers, right)
    table = Table(model)
    model.setParent(table)
    table.setMinimumHeight(table.height_of_rows(len(rows)))
    table.select_row(0)
    return table
