"""A Modelfile to look at, its statements coloured.

Knows where a statement begins and ends, as Ollama reads it. Does not check one: what is written was
read back by Ollama's grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

STATEMENTS: Final = (
    "from|license|template|system|adapter|draft|renderer|parser|parameter|message|requires"
)
HEAD: Final = re.compile(rf"(?P<word>{STATEMENTS})[ \t]+(?P<key>[A-Za-z0-9_]+[ \t]+)?", re.I)
KEYED: Final = ("parameter", "message")  # a word stands before their value
QUOTES: Final = '"""'
LEAST: Final = 96  # px of its height
PLAIN, INSIDE = -1, 1  # states of a line's end: outside, or inside a text of several lines

Piece = tuple[int, int, str]  # start, length, what it is: word, key, text, comment


def pieces(line: str, inside: bool) -> tuple[list[Piece], bool]:
    """What is coloured in a line, and whether a quoted text goes on after it."""
    if inside:
        ends = line.rstrip().endswith(QUOTES)
        return [(0, len(line), "text")], not ends
    if line.startswith("#"):
        return [(0, len(line), "comment")], False
    head = HEAD.match(line)
    if head is None:
        return [], False
    found = list(_of_head(head))
    start = found[-1][0] + found[-1][1]
    start += len(line[start:]) - len(line[start:].lstrip())
    value = line[start:]
    if value.startswith('"'):
        found.append((start, len(value), "text"))
    opened = value.startswith(QUOTES)
    closed = opened and value.rstrip().endswith(QUOTES) and len(value.rstrip()) >= 2 * len(QUOTES)
    return found, opened and not closed


def _of_head(head: re.Match[str]) -> Iterator[Piece]:
    word = head["word"]
    yield (0, len(word), "word")
    if head["key"] and word.lower() in KEYED:
        yield (head.start("key"), len(head["key"].rstrip()), "key")


class _Colours(QSyntaxHighlighter):
    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        found, goes_on = pieces(text, self.previousBlockState() == INSIDE)
        for start, length, kind in found:
            self.setFormat(start, length, _format(kind))
        self.setCurrentBlockState(INSIDE if goes_on else PLAIN)


class ModelfileView(QPlainTextEdit):
    """`show_text(text)`."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setProperty("role", "code")
        self.setFont(font(11, mono=True))
        self.setAccessibleName(tr("Modelfile"))
        self.setMinimumHeight(scaled(LEAST))
        document = self.document()
        assert isinstance(document, QTextDocument)
        self._colours = _Colours(document)
        theme().changed.connect(self._colours.rehighlight)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(240), scaled(LEAST))

    def show_text(self, text: str) -> None:
        if text != self.toPlainText():
            self.setPlainText(text)


def _format(kind: str) -> QTextCharFormat:
    tokens = theme().tokens
    made = QTextCharFormat()
    match kind:
        case "word":
            made.setForeground(QColor(tokens.accent_text))
            made.setFontWeight(600)
        case "text":
            made.setForeground(QColor(tokens.ok_text))
        case "comment":
            made.setForeground(QColor(tokens.text3))
        case _:
            made.setForeground(QColor(tokens.text))
    return made
