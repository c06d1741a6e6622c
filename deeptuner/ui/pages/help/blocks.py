"""Blocks of an article as widgets: paragraphs, headings, lists, tables, pictures.

Knows which widget shows which block. Does not know how they stand on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from PySide6.QtWidgets import QWidget

from deeptuner.ui.help_texts.facts import PRESETS
from deeptuner.ui.help_texts.markdown import (
    SETTING,
    Align,
    Block,
    Bullets,
    Defaults,
    Heading,
    Paragraph,
    Picture,
    Span,
    Table,
    plain,
)
from deeptuner.ui.pages.help.facts import WindowFacts
from deeptuner.ui.pages.help.figures import FIGURES
from deeptuner.ui.pages.help.prose import Prose
from deeptuner.ui.pages.help.tables import list_prose, table_prose
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Panel, vbox

Follow = Callable[[str], None]


def block_widget(block: Block, facts: WindowFacts, follow: Follow, value: str = "") -> QWidget:
    """The widget of a block. `value` is the setting whose present value marks a table's row."""
    match block:
        case Paragraph(spans):
            return _linked(Prose(spans, loose=True), follow)
        case Heading(spans):
            return Prose(spans, 15, 600, "text")
        case Bullets():
            return _linked(list_prose(block), follow)
        case Table():
            return _table(block, follow, _row_in_use(block, facts, value))
        case Picture(name):
            return picture(name)
        case Defaults(paths):
            return _table(_defaults(paths, facts), follow)
    assert_never(block)


def picture(name: str) -> Panel:
    """The picture of that name, on a card. Raises KeyError for an unknown one."""
    return Panel("card", vbox(FIGURES[name](), margins=(16, 16, 16, 14)))


def _linked(prose: Prose, follow: Follow) -> Prose:
    prose.linkActivated.connect(follow)
    return prose


def _table(table: Table, follow: Follow, chosen: int = -1) -> Panel:
    prose = _linked(table_prose(table, chosen), follow)
    return Panel("card", vbox(prose, margins=(16, 3, 16, 3)))


def _row_in_use(table: Table, facts: WindowFacts, value: str) -> int:
    """The row whose first cell names the person's value; -1 for none."""
    if not value:
        return -1
    names = (plain(row[0]) for row in table.rows)
    return next((at for at, name in enumerate(names) if facts.is_own(value, name)), -1)


def _defaults(paths: tuple[str, ...], facts: WindowFacts) -> Table:
    """Settings with their defaults, what the presets set, and what the form has now."""
    header = [tr("Setting"), tr("Default"), tr("Speed Up"), tr("Higher Precision")]
    if facts.has_run:
        header.append(tr("Now"))
    rows = [
        (
            (Span(facts.title(path), link=SETTING + path),),
            (Span(facts.default(path)),),
            *((Span(facts.preset(name, path)),) for name in PRESETS),
            *([(Span(facts.own(path)),)] if facts.has_run else []),
        )
        for path in paths
    ]
    aligns: list[Align] = ["left"] * len(header)
    return Table(tuple((Span(title),) for title in header), tuple(aligns), tuple(rows))
