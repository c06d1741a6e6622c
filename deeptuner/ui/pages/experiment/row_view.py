"""One row as the model sees it: turns, with the trained tokens coloured.

Knows how the worker's `row` is drawn, two shades for neighbouring tokens. Does not know how tokens
come about, nor which row is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import (
    QColor,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

Turn = Mapping[str, Any]
ROLE_WIDTH: Final = 104  # px
MOST_TURNS: Final = 1_000  # drawn of a row, and characters of it: a row may be a whole file
MOST_CHARACTERS: Final = 200_000
NO_FRAME: Final = QTextFrameFormat.BorderStyle.BorderStyle_None


class RowView(QTextEdit):
    """Read-only and selectable; follows the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("role", "bare")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setFont(font())
        self.setAccessibleName(tr("The row as the model sees it"))
        self._turns: Sequence[Turn] = ()
        theme().changed.connect(self._draw)

    def show_turns(self, turns: Sequence[Turn]) -> None:
        self._turns = clipped(turns)
        self._draw()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(480), scaled(96))

    def _draw(self) -> None:
        self.setUpdatesEnabled(False)
        self.clear()
        if self._turns:
            cursor = self.textCursor()
            cursor.beginEditBlock()  # else each piece lays all of the row out anew
            table = cursor.insertTable(len(self._turns), 2, _table_format())
            for at, turn in enumerate(self._turns):
                self._draw_turn(table, at, turn)
            cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setUpdatesEnabled(True)

    def _draw_turn(self, table: QTextTable, at: int, turn: Turn) -> None:
        role = table.cellAt(at, 0).firstCursorPosition()
        role.insertText(role_word(turn["role"]), _role_format(turn["role"]))
        words = table.cellAt(at, 1).firstCursorPosition()
        for piece in turn["pieces"]:
            words.insertText(piece["text"], _piece_format(piece))


def clipped(turns: Sequence[Turn]) -> list[Turn]:
    """What of the row can be drawn without a wait; an ellipsis stands where it is cut."""
    left = MOST_CHARACTERS
    kept: list[Turn] = []
    for turn in turns[:MOST_TURNS]:
        pieces: list[Mapping[str, Any]] = []
        for piece in turn["pieces"]:
            text = piece["text"]
            pieces.append(piece if len(text) <= left else {**piece, "text": text[:left] + " …"})
            left -= len(text)
            if left < 0:
                return [*kept, {**turn, "pieces": pieces}]
        kept.append({**turn, "pieces": pieces})
    return kept if len(turns) <= MOST_TURNS else [*kept, {"role": "…", "pieces": []}]


def role_word(role: str) -> str:
    names = {
        "system": tr("System"),
        "user": tr("User"),
        "assistant": tr("Assistant"),
        "tool": tr("Tool"),
        "tools": tr("Tools"),
        "text": tr("Text"),
        "template": tr("Template"),
        "raw": tr("As written"),
    }
    return names.get(role, role)


def _table_format() -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorderStyle(NO_FRAME)
    form.setBorder(0)
    form.setCellSpacing(0)
    form.setCellPadding(scaled(5))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    role = QTextLength(QTextLength.Type.FixedLength, scaled(ROLE_WIDTH))
    rest = QTextLength(QTextLength.Type.VariableLength, 0)
    form.setColumnWidthConstraints([role, rest])
    return form


def _role_format(role: str) -> QTextCharFormat:
    tokens = theme().tokens
    form = QTextCharFormat()
    form.setFont(font(12, 600))
    form.setForeground(QColor(tokens.accent_text if role == "assistant" else tokens.text2))
    return form


def _piece_format(piece: Mapping[str, Any]) -> QTextCharFormat:
    tokens = theme().tokens
    form = QTextCharFormat()
    form.setFont(font(12, mono=True) if piece["special"] else font())
    quiet = piece["template"] and not piece["trained"]
    form.setForeground(QColor(tokens.text3 if quiet else tokens.text))
    if piece["trained"]:
        odd = bool((piece["token"] or 0) % 2)
        form.setBackground(QColor(tokens.mask2 if odd else tokens.mask))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(tokens.mask_line))
    return form
