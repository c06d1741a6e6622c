"""What is in the chosen dataset: its rows as the model sees them, lengths, problems.

Knows how the parts are laid out and what the worker is asked for. Does not read or tokenise.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QLayout, QSizePolicy, QStackedLayout, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.datasets_table import format_title
from deeptuner.ui.pages.experiment.histogram_view import HistogramView
from deeptuner.ui.pages.experiment.problems_view import ProblemsView
from deeptuner.ui.pages.experiment.row_header import RowHeader
from deeptuner.ui.pages.experiment.row_view import RowView
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, listed, say, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    EmptyState,
    ErrorState,
    Label,
    Line,
    Note,
    Panel,
    Progress,
    Skeleton,
    hbox,
    vbox,
)
from deeptuner.words import message_from_json

if TYPE_CHECKING:
    from deeptuner.ui.shell import Shell

LENGTHS: Final = ("sample", "text", "prompt")  # what the spread under the bars is of, best first
LOWER, LEAST_LOWER = 236, 178  # pixels
MAPPING: Final = "data.columns"
MAPS: Final = (MAPPING, "data.format")


class Inspector(Card):
    """`inspected(name, answer)` and `refused(name, told)` tell what a whole reading found;
    `reading(name)` that one begins."""

    reading = Signal(str)
    inspected = Signal(str, object)
    refused = Signal(str, object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._name = ""
        self._params: dict[str, Any] = {}
        self._seen: dict[str, Any] | None = None
        self._max: int | None = None  # tokens that a row may have
        self._asked = QObject(self)  # owns the questions of one dataset
        self.header = RowHeader()
        self.row = RowView()
        self._legend = Label("", 12, 400, "text2", wrap=True)
        self._why_not = Note("warn", "")
        self._bars = HistogramView()
        self._spread = Label("", 12, 400, "text2", wrap=True)
        self._problems = ProblemsView()
        self._reading = Progress(tr("Reading the dataset"))
        self._read_so_far = Label("", 12, 400, "text2")
        self._skeleton = Skeleton(4)
        self._build()
        self.header.wanted.connect(self._ask_row)
        self.header.shuffled.connect(self._ask_any_row)
        self.header.train_on_source.connect(self._train_on_source)
        self.header.mapping_asked.connect(lambda: shell.navigator.open("fine-tuning", MAPPING))
        self.clear(tr("Choose a dataset to see its rows as the model sees them."))

    def clear(self, sentence: str) -> None:
        """Nothing is chosen, and nothing that is still being read is wanted."""
        self._drop_questions()
        self._name, self._params = "", {}
        self._empty.set_sentence(sentence)
        self._stack.setCurrentWidget(self._empty)

    def show_dataset(self, name: str, params: Mapping[str, Any], limit: int | None) -> None:
        """Show a dataset as the worker's `row` and `inspect` give it for `params`."""
        same = name == self._name
        if same and params == self._params:
            self._limit(limit)
            return
        self._name, self._params, self._max = name, dict(params), limit
        self._drop_questions()
        if not same or self._stack.currentWidget() is self._failed:
            self._forget()
        self.header.show_dataset(name, trains_source=bool(params.get("train_on_source")))
        self._stack.setCurrentWidget(self._filled)
        self._ask_row(self.header.index)
        self._ask_all()
        self.reading.emit(name)

    def _drop_questions(self) -> None:
        self._asked.deleteLater()
        self._asked = QObject(self)
        self._skeleton.stop()

    def _build(self) -> None:
        frame = self.layout()
        assert frame is not None
        frame.setContentsMargins(1, 2, 1, 1)
        self._empty = EmptyState("database", "")
        self._failed = QWidget()
        self._filled = QWidget()
        self._filled.setLayout(
            vbox(self.header, Line(), (self._upper(), 1), Line(), self._lower(), gap=0)
        )
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        for page in (self._empty, self._failed, self._filled):
            self._stack.addWidget(page)
        self.body.addWidget(stack)

    def _upper(self) -> QWidget:
        title = Label(tr("How the model will see this row"), 13, 600)
        title.setBuddy(self.row)
        upper = QWidget()
        head = hbox(title, (self._legend, 1), gap=16)
        upper.setLayout(
            vbox(
                head,
                self._why_not,
                self._skeleton,
                (self.row, 1),
                gap=6,
                margins=(16, 10, 16, 6),
            )
        )
        self._why_not.hide()
        return upper

    def _lower(self) -> QWidget:
        self._bars_title = Label(tr("Length"), 13, 600)
        left = QWidget()
        left.setLayout(
            vbox(
                self._bars_title,
                self._spread,
                (self._bars, 1),
                self._reading,
                self._read_so_far,
                gap=4,
                margins=(16, 10, 12, 10),
            )
        )
        right = QWidget()
        right.setLayout(vbox((self._problems, 1), margins=(12, 10, 16, 10)))
        return Lower(hbox((left, 5), Line(vertical=True), (right, 4), gap=0))

    def _forget(self) -> None:
        self._seen = None
        self.header.forget()
        self.row.show_turns([])
        self._legend.setText("")
        self._why_not.hide()
        self._bars.show_lengths(None, None)
        self._spread.setText("")
        self._bars_title.setText(tr("Length"))

    def _ask_row(self, index: int) -> None:
        if not self._name:
            return
        self._skeleton.start()
        params = {**self._params, "index": index, "max_length": self._max}
        self._shell.worker.ask(
            "row", params, self._show_row, self._refuse, owner=self._asked, latest="row"
        )

    def _ask_any_row(self) -> None:
        if self.header.total:
            self._ask_row(random.randrange(self.header.total))

    def _show_row(self, answer: dict[str, Any]) -> None:
        self._skeleton.stop()
        self._stack.setCurrentWidget(self._filled)
        self.header.show_row(answer["index"], answer["total"], answer["where"])
        self.row.show_turns(answer["turns"])
        self._legend.setText(_legend(answer, model=bool(self._params.get("model"))))
        rejected = answer["rejected"]
        self._why_not.setVisible(rejected is not None)
        if rejected is not None:
            why = say(message_from_json(rejected))
            self._why_not.set_text(tr("This row is not trained on."), why)

    def _ask_all(self) -> None:
        self._reading.set(None)
        self._busy(True)
        self._problems.show_reading()
        self._shell.worker.ask(
            "inspect",
            self._params,
            self._show_all,
            self._refuse,
            self._advance,
            owner=self._asked,
            latest="inspect-chosen",
        )

    def _advance(self, told: dict[str, Any]) -> None:
        done, total = told["done"], told["total"]
        self._reading.set(done / total if total else None)
        self._read_so_far.setText(tr("{count} rows read", count=words.whole(done)))

    def _show_all(self, seen: dict[str, Any]) -> None:
        self._busy(False)
        self._stack.setCurrentWidget(self._filled)
        self.header.show_format(format_title(seen["format"]["format"]), _mapping(seen["format"]))
        self.header.show_total(seen["summary"]["rows"])
        self._seen = seen
        self._show_lengths()
        self._problems.show_problems(seen["summary"]["problems"])
        self.inspected.emit(self._name, seen)

    def _limit(self, limit: int | None) -> None:
        self._max = limit
        if self._seen is not None:
            self._show_lengths()

    def _show_lengths(self) -> None:
        assert self._seen is not None
        lengths = self._seen.get("histogram")
        tokens = lengths is not None and lengths["of"] == "tokens"
        self._bars_title.setText(tr("Length in tokens") if tokens else tr("Length in characters"))
        self._bars.show_lengths(lengths, self._max if tokens else None)
        spreads = self._seen["tokens"] if tokens else self._seen["characters"]
        spread = next((spreads[name] for name in LENGTHS if name in spreads), None)
        self._spread.setText(_spread_words(spread) if spread else "")

    def _busy(self, busy: bool) -> None:
        self._reading.setVisible(busy)
        self._read_so_far.setVisible(busy)
        self._read_so_far.setText("")

    def _refuse(self, told: Told) -> None:
        """The dataset cannot be read as it is: say why, and where its columns can be mapped if that
        would help."""
        self._skeleton.stop()
        self._busy(False)
        again = Button(tr("Read again"), "secondary", "arrow-clockwise")
        again.clicked.connect(self._again)
        actions = [again]
        if _columns_help(told):
            columns = Button(tr("Edit columns"), "primary", "table")
            columns.clicked.connect(self.header.mapping_asked)
            actions.append(columns)
        state = ErrorState(told, *actions)
        self._stack.replaceWidget(self._failed, state)
        self._failed.deleteLater()
        self._failed = state
        self._stack.setCurrentWidget(self._failed)
        self.refused.emit(self._name, told)

    def _again(self) -> None:
        name, params = self._name, self._params
        self._name = ""
        self.show_dataset(name, params, self._max)

    def _train_on_source(self, on: bool) -> None:
        self._shell.workspace.change({"data.train_on_source": on})


class Lower(Panel):
    """The part below the row: as high whatever is in it, and less where there is little room."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__("plain", layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), scaled(LOWER))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().minimumSizeHint().width(), scaled(LEAST_LOWER))


def _columns_help(told: Told) -> bool:
    """Whether the error blames the columns or the format: not so an empty or torn file. Settings
    are called alike in every language."""
    return told.where.startswith(MAPS) or any(name in told.fix for name in MAPS)


def _legend(answer: Mapping[str, Any], *, model: bool) -> str:
    if answer["tokens"] is None and model:
        return ""  # a note says why the row is not trained on
    if answer["tokens"] is None:
        return tr("Choose a model to see its tokens, and which of them are trained.")
    trained = answer["trained_tokens"] or 0
    told = tr(
        "Coloured: {trained} tokens are trained, {rest} are context only",
        trained=words.whole(trained),
        rest=words.whole(answer["tokens"] - trained),
    )
    if answer["hidden"]:
        told += " · " + tr("{count} more are not shown", count=words.whole(answer["hidden"]))
    return told


def _mapping(detected: Mapping[str, Any]) -> str:
    pairs = detected.get("mapping") or {}
    return listed(
        field if field == column else f"{column} → {field}" for field, column in pairs.items()
    )


def _spread_words(spread: Mapping[str, int]) -> str:
    return tr(
        "half at most {median} · 99 % at most {p99} · longest {longest}",
        median=words.whole(spread["median"]),
        p99=words.whole(spread["p99"]),
        longest=words.whole(spread["longest"]),
    )
