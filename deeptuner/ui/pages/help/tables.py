"""Tables and lists of the help, each as one rich text, so that a long guide stays light.

Knows how columns share the width, thin lines between rows, and the chip on the row that is in use.
Does not know what the rows mean.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

from deeptuner.ui.help_texts.markdown import Bullets, Span, Spans, Table, plain
from deeptuner.ui.pages.help.prose import Prose, html_of
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import ChipFace
from deeptuner.ui.widgets.chip import HEIGHT, chip_width, paint_chip

LONGEST = 56  # letters; longer cells wrap rather than take more of the width
SHORTEST = 8
PADDING, GAP = 8, 16
NONE = -1


def table_prose(table: Table, chosen: int = NONE) -> Prose:
    """The table; `chosen` is the row that the person's settings are in."""
    rows = [_row(table.header, table, "header")]
    for at, cells in enumerate(table.rows):
        rows.append(_row(cells, table, "chosen" if at == chosen else ""))
    every = [cell for row in (table.header, *table.rows) for cell in row]
    style = 'border="0" cellspacing="0" cellpadding="0" width="100%"'
    html = f'<table {style} style="border-collapse:collapse;">{"".join(rows)}</table>'
    return Prose(_all(every), html=html)


def list_prose(bullets: Bullets) -> Prose:
    """The list, its marks in a column of their own."""
    rows = []
    for at, item in enumerate(bullets.items):
        mark = f"{at + 1}." if bullets.ordered else "•"
        grey = f"padding-bottom:6px; color:{theme().tokens.text3};"
        rows.append(
            f'<tr><td width="{scaled(22)}" style="{grey}">{mark}</td>'
            f'<td style="padding-bottom:6px;">{html_of(item, loose=True)}</td></tr>'
        )
    html = f'<table border="0" cellspacing="0" cellpadding="0">{"".join(rows)}</table>'
    return Prose(_all(bullets.items), html=html)


def _all(cells: Sequence[Spans]) -> Spans:
    """What is read aloud: cell by cell."""
    return tuple(span for cell in cells for span in (*cell, Span(". ")))


def _row(cells: Sequence[Spans], table: Table, kind: str) -> str:
    """One row; the header has no line above it."""
    widths = _widths(table)
    line = "" if kind == "header" else f"border-top:1px solid {theme().tokens.border};"
    row = []
    for column, cell in enumerate(cells):
        last = column == len(cells) - 1
        first = column == 0 and kind != "header"
        inside = html_of(_bold(cell) if first else cell)
        if kind == "chosen" and column == min(1, len(cells) - 1):
            inside = _with_chip(cell)
        style = f"padding:{PADDING}px {0 if last else GAP}px {PADDING}px 0; {line}"
        if kind == "header":
            style += f"font-size:{scaled(12)}px; font-weight:500;"
        if table.aligns[column] == "right":
            style += "white-space:nowrap;"
        row.append(
            f'<td width="{widths[column]}%" align="{table.aligns[column]}" valign="middle" '
            f'style="{style}">{inside}</td>'
        )
    return f"<tr>{''.join(row)}</tr>"


def _widths(table: Table) -> list[int]:
    """Each column by its longest cell, in per cent."""
    shares = []
    for column in range(len(table.header)):
        cells = [table.header[column], *(row[column] for row in table.rows)]
        longest = max(_letters(plain(cell)) for cell in cells)
        shares.append(max(SHORTEST, min(LONGEST, longest)))
    return [round(100 * share / sum(shares)) for share in shares]


def _letters(text: str) -> int:
    """How wide a text is in Latin letters; a Chinese character takes the room of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _with_chip(cell: Spans) -> str:
    face = ChipFace(tr("in your run"), "accent")
    words = f'<td valign="middle">{html_of(cell)}</td>'
    style = f"padding-left:{PADDING}px;"
    chip = f'<td valign="middle" align="right" style="{style}">{_picture_of(face)}</td>'
    form = 'border="0" cellspacing="0" cellpadding="0" width="100%"'
    return f"<table {form}><tr>{words}{chip}</tr></table>"


def _picture_of(face: ChipFace) -> str:
    """A chip as an image inside a text."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    ratio = ceil(application.devicePixelRatio())
    width, height = chip_width(face), scaled(HEIGHT)
    drawn = QPixmap(width * ratio, height * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_chip(painter, QRectF(0, 0, width, height), face)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")
    data = b64encode(buffer.data().data()).decode()
    place = f'width="{width}" height="{height}"'
    return f'<img src="data:image/png;base64,{data}" {place} alt="{face.text}">'


def _bold(spans: Spans) -> Spans:
    """The first column's cells name their row."""
    return tuple(
        Span(span.text, not span.code, span.italic, span.code, span.link) for span in spans
    )
