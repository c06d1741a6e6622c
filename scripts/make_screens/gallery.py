"""Boards that show every widget of the kit, so that one can look at them.

Knows the kit and example words. The numbers and names are illustrations.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSlider, QWidget

from deeptuner.ui.theme.fonts import font
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import (
    Button,
    Card,
    CheckBox,
    Chip,
    ComboBox,
    Dialog,
    DoubleSpinBox,
    EmptyState,
    ErrorState,
    FlowLayout,
    IconButton,
    Label,
    Line,
    Note,
    Popover,
    Progress,
    RadioButton,
    SearchField,
    Segmented,
    Skeleton,
    Sparkline,
    SpinBox,
    Switch,
    Toast,
    hbox,
    vbox,
)
from deeptuner.ui.widgets.labels import restyle
from scripts.make_screens.frame import framed
from scripts.make_screens.gallery_lists import lists

KINDS = ("primary", "secondary", "soft", "ghost", "link", "warn", "danger")


def controls() -> QWidget:
    left = vbox(_buttons(), _choices(), _texts(), None, gap=12)
    middle = vbox(_form(), _notes(), None, gap=12)
    right = vbox(_chips(), _curves(), (_code(), 1), gap=12)
    page = QWidget()
    page.setLayout(hbox((left, 1), (middle, 1), (right, 1), gap=12, margins=(16, 16, 16, 16)))
    return framed(page)


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
    return framed(page)


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
