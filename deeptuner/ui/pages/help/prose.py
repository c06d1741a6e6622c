"""Texts with bold words, code and links, as labels that wrap and can be selected.

Knows how spans become the rich text that Qt shows, in the theme's colours. Does not know where a
link leads.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from deeptuner.ui.help_texts.markdown import Span, Spans, plain
from deeptuner.ui.theme.fonts import MONO, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets import Label

SPACING = 132  # per cent of a line's height in running text
CODE_PX = 12
WIDTH, NARROWEST = (
    240,
    60,
)  # what a text asks for and the least it takes; it has no width of its own


class Prose(Label):
    """Spans in one label. `linkActivated` tells a link's target.

    `html` is shown in their place where they are laid out as a table; they still say what is read
    aloud.
    """

    def __init__(
        self,
        spans: Spans,
        px: float = 13,
        weight: int = 400,
        tone: str = "text2",
        loose: bool = False,
        html: str = "",
    ) -> None:
        super().__init__("", px, weight, tone, wrap=True)
        self._loose = loose
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.RichText)
        self.show_spans(spans, html)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_spans(self, spans: Spans, html: str = "") -> None:
        self._heights.clear()
        self.setText(html or html_of(spans, self._loose))
        self.setTextInteractionFlags(_interaction(spans))
        self.setAccessibleName(plain(spans))

    # QLabel tries many widths to find a pleasant shape, which takes long for a table. Here the page
    # always gives the width.

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(scaled(WIDTH), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(NARROWEST), self.fontMetrics().height())

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]


def link_label(text: str, target: str, px: float = 13, weight: int = 500) -> Prose:
    """One link by itself."""
    return Prose((Span(text, link=target),), px, weight)


def html_of(spans: Spans, loose: bool = False) -> str:
    """HTML of Qt's kind; `loose` gives lines the air that running text wants."""
    inside = "".join(_html(span) for span in spans)
    height = f"line-height:{SPACING}%;" if loose else ""
    return f'<p style="margin:0;{height}">{inside}</p>'


def _html(span: Span) -> str:
    words = escape(span.text)
    if span.code:
        style = f"font-family:'{MONO}'; font-size:{scaled(CODE_PX)}px;"
        words = f'<span style="{style} color:{theme().tokens.text};">{words}</span>'
    if span.bold:
        tone = "accent_text" if span.link else "text"
        colour = str(getattr(theme().tokens, tone))
        words = f'<span style="font-weight:600; color:{colour};">{words}</span>'
    if span.italic:
        words = f"<i>{words}</i>"
    if span.link:
        style = f"color:{theme().tokens.accent_text}; text-decoration:none;"
        words = f'<a href="{escape(span.link)}" style="{style}">{words}</a>'
    return words


def _interaction(spans: Spans) -> Qt.TextInteractionFlag:
    flags = Qt.TextInteractionFlag.TextSelectableByMouse
    if any(span.link for span in spans):
        flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
        flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    return flags
