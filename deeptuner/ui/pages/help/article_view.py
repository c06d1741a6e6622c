"""One article as it stands on the page: title, lead, picture, text, and the column beside it.

Knows the order of the parts and their widths. Does not know how one gets from article to article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from deeptuner.ui.help_texts import Article, Library
from deeptuner.ui.help_texts.markdown import Heading, Table, blocks, spans
from deeptuner.ui.pages.help.blocks import block_widget, picture
from deeptuner.ui.pages.help.facts import WindowFacts
from deeptuner.ui.pages.help.prose import Prose
from deeptuner.ui.pages.help.side import Side
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconLabel, Label, Panel, hbox, vbox

WIDEST, NARROWEST = 850, 320
BETWEEN = 36  # the text and the column beside it
BESIDE = 46  # the column begins below the title
GAP, ABOVE_HEADING = 12, 10
SLICE = 0.005  # seconds of making parts at a time; laying them out takes several times as long
Follow = Callable[[str], None]


class ArticleView(QWidget):
    """An article in full."""

    def __init__(
        self, article: Article, library: Library, facts: WindowFacts, follow: Follow
    ) -> None:
        super().__init__()
        self._article, self._facts, self._follow = article, facts, follow
        self._text = QWidget()
        self._column = vbox(gap=GAP)
        self._text.setLayout(vbox(self._column, None))
        self._parts = self._all_parts()
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._grow)
        side = Side(article, library, facts, follow)
        row = hbox(self._text, BETWEEN, gap=0)
        row.addLayout(vbox(BESIDE, side, None))
        row.addStretch(1)
        self.setLayout(row)
        self.setAccessibleName(article.title)
        self._grow()

    def fit(self, width: int) -> None:
        """Take this much of the page's width. One width means that each text is laid out once."""
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right() - BETWEEN - scaled(Side.WIDTH)
        self._text.setFixedWidth(max(NARROWEST, min(scaled(WIDEST), room)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any: the height follows from the width, and a true hint would lay everything out."""
        return QSize(self.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(NARROWEST, NARROWEST)

    def finish(self) -> None:
        """Make what is not there yet at once."""
        for widget in self._parts:
            self._column.addWidget(widget)
        self._later.stop()

    def _grow(self) -> None:
        """The next parts, for as long as nobody notices; the rest after other events."""
        start = perf_counter()
        for widget in self._parts:
            self._column.addWidget(widget)
            if perf_counter() - start > SLICE:
                self._later.start()
                return
        self._later.stop()

    def _all_parts(self) -> Iterator[QWidget]:
        yield Label(self._article.title, 24, 700, wrap=True, selectable=True)
        lead = Prose(spans(self._article.lead, self._facts), 15, loose=True)
        lead.linkActivated.connect(self._follow)
        yield lead
        if self._article.figure:
            yield picture(self._article.figure)
        yield from self._body()
        if self._article.raise_when or self._article.lower_when:
            yield self._when()

    def _body(self) -> Iterator[QWidget]:
        """The blocks after the lead; only the first table can mark the value in use."""
        rest = self._article.body.partition("\n\n")[2]
        value = self._article.value
        for block in blocks(rest, self._facts):
            widget = block_widget(block, self._facts, self._follow, value)
            if isinstance(block, Heading):
                widget.setContentsMargins(0, ABOVE_HEADING, 0, 0)
            if isinstance(block, Table):
                value = ""
            yield widget

    def _when(self) -> QWidget:
        """“Raise it when …” and “Lower it when …” side by side."""
        row = hbox(gap=12)
        for icon, title, words in (
            ("arrow-up", tr("Raise it when"), self._article.raise_when),
            ("arrow-down", tr("Lower it when"), self._article.lower_when),
        ):
            if words:
                row.addWidget(self._when_card(icon, title, words), 1)
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _when_card(self, icon: str, title: str, words: str) -> Panel:
        head = hbox(IconLabel(icon, "accent_text", 15), Label(title, 13, 600), None, gap=6)
        text = Prose(spans(words, self._facts), loose=True)
        text.linkActivated.connect(self._follow)
        return Panel("card", vbox(head, text, None, gap=4, margins=(14, 10, 14, 12)))
