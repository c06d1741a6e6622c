"""Looks over a shown window for texts that do not fit.

Knows how much room each kind of widget needs for its words. Does not know any page. Texts that are
made to be elided (labels with `elide`, table cells) are told apart: they are allowed, and listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from deeptuner.ui.widgets.chip import Chip
from deeptuner.ui.widgets.labels import Label
from deeptuner.ui.widgets.shadow import Floating
from deeptuner.ui.widgets.toast import Toast

Kind = Literal["cut", "elided", "outside", "overlap"]
SLACK = 1  # pixels: what rounding may cost
WORDED = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, Chip)


@dataclass(frozen=True, slots=True)
class Clip:
    """One text that does not fit: `need` and `have` in pixels."""

    kind: Kind
    widget: str
    text: str
    need: int = 0
    have: int = 0

    def __str__(self) -> str:
        room = f" needs {self.need}, has {self.have}" if self.need else ""
        return f"{self.kind}: {self.widget} {self.text[:60]!r}{room}"


def clips_in(window: QWidget) -> list[Clip]:
    """Everything that does not fit among the visible widgets of `window`."""
    found: list[Clip] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0:
            found += _of_words(widget)
            found += _outside(widget)
            found += _overlaps(widget)
    return found


def words_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QAbstractSpinBox | Chip):
        return widget.text()
    return ""


def _of_words(widget: QWidget) -> Iterator[Clip]:
    match widget:
        case QLabel():
            yield from _label(widget)
        case QPushButton() | QCheckBox() | QRadioButton() | QToolButton() if widget.text():
            yield from _smaller_than_hint(widget)
        case Chip():
            yield from _smaller_than_hint(widget)
        case QComboBox():
            yield from _combo(widget)
        case QLineEdit():
            yield from _line_edit(widget)
        case QTabBar():
            yield from _tabs(widget)
        case QTableView():
            yield from _table(widget)
        case QScrollArea():
            yield from _scrolled(widget)


def _clip(kind: Kind, widget: QWidget, text: str, need: float = 0, have: float = 0) -> Clip:
    return Clip(kind, type(widget).__name__, text, round(need), round(have))


def _label(label: QLabel) -> Iterator[Clip]:
    text = label.text()
    if not text or label.textFormat() == Qt.TextFormat.RichText:
        return
    room = label.contentsRect()
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        longest = _longest_piece(label)
        if need > label.height() + SLACK:
            yield _clip("cut", label, text, need, label.height())
        if longest > room.width() + SLACK:
            yield _clip("cut", label, text, longest, room.width())
        return
    lines = text.split("\n")
    need = max(label.fontMetrics().horizontalAdvance(line) for line in lines)
    if need > room.width() + SLACK:
        elides = isinstance(label, Label) and label.elides
        yield _clip("elided" if elides else "cut", label, text, need, room.width())
    tall = label.fontMetrics().height() * len(lines)
    if tall > label.height() + 3:  # the leading above capitals may go
        yield _clip("cut", label, text, tall, label.height())


def _longest_piece(label: QLabel) -> float:
    """The width of the longest piece in which a line cannot be broken, in any script."""
    text = QTextLayout(label.text(), label.font())
    text.beginLayout()
    longest = 0.0
    while (line := text.createLine()).isValid():
        line.setLineWidth(1)
        longest = max(longest, line.naturalTextWidth())
    text.endLayout()
    return longest


def _smaller_than_hint(widget: QWidget) -> Iterator[Clip]:
    hint = widget.sizeHint()
    if hint.width() > widget.width() + SLACK:
        yield _clip("cut", widget, words_of(widget), hint.width(), widget.width())
    elif hint.height() > widget.height() + 2 * SLACK:
        yield _clip("cut", widget, words_of(widget), hint.height(), widget.height())


def _combo(combo: QComboBox) -> Iterator[Clip]:
    option = QStyleOptionComboBox()
    option.initFrom(combo)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        combo,
    )
    need = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if need > field.width() + SLACK:
        yield _clip("cut", combo, combo.currentText(), need, field.width())


def _line_edit(edit: QLineEdit) -> Iterator[Clip]:
    """A long text scrolls in its field; a placeholder or a number must fit."""
    number = isinstance(edit.parentWidget(), QAbstractSpinBox)
    text = edit.text() if number else ("" if edit.text() else edit.placeholderText())
    margins = edit.textMargins()
    have = edit.contentsRect().width() - margins.left() - margins.right()
    need = edit.fontMetrics().horizontalAdvance(text)
    if need > have + SLACK:
        yield _clip("cut", edit, text, need, have)


def _tabs(bar: QTabBar) -> Iterator[Clip]:
    for index in range(bar.count()):
        text = bar.tabText(index).replace("&&", "&")
        need = bar.fontMetrics().horizontalAdvance(text)
        need += bar.iconSize().width() + 4 if not bar.tabIcon(index).isNull() else 0
        have = bar.tabRect(index).width()
        if need > have + SLACK or bar.tabRect(index).right() > bar.width():
            yield _clip("cut", bar, text, need, have)


def _table(table: QTableView) -> Iterator[Clip]:
    yield from _headers(table)
    model, shown = table.model(), table.viewport().rect()
    option = QStyleOptionViewItem()
    option.initFrom(table)
    first = max(0, table.rowAt(0))
    last = table.rowAt(shown.height() - 1)
    for row in range(first, (model.rowCount() if last < 0 else last + 1)):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            area = table.visualRect(index)
            hint = table.itemDelegate().sizeHint(option, index)
            if hint.height() > area.height() + SLACK and area.height():
                yield _clip("cut", table, str(index.data()), hint.height(), area.height())
            elif hint.width() > area.width() + SLACK and area.width():
                yield _clip("elided", table, str(index.data()), hint.width(), area.width())


def _headers(table: QTableView) -> Iterator[Clip]:
    header = table.horizontalHeader()
    if header.isHidden():
        return
    for column in range(header.count()):
        text = str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")
        need, have = header.fontMetrics().horizontalAdvance(text), header.sectionSize(column)
        if need > have + SLACK:
            yield _clip("cut", header, text, need, have)


def _scrolled(area: QScrollArea) -> Iterator[Clip]:
    """Contents wider than their place, where no bar scrolls sideways."""
    contents = area.widget()
    off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if contents and off and contents.width() > area.viewport().width() + SLACK:
        yield _clip("cut", area, type(contents).__name__, contents.width(), area.viewport().width())


def _outside(widget: QWidget) -> Iterator[Clip]:
    parent = widget.parentWidget()
    if not isinstance(widget, WORDED) or parent is None or _is_inner(widget):
        return
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return  # scrolled
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not room.contains(widget.geometry()):
        yield _clip("outside", widget, words_of(widget))


def _overlaps(parent: QWidget) -> Iterator[Clip]:
    """Worded children of one parent that lie on each other."""
    if isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit):
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and _has_words(child)
        and not isinstance(child, Floating | Toast)
        and not child.isWindow()
    ]
    for at, one in enumerate(children):
        for other in children[at + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                names = f"{_first_words(one)} / {_first_words(other)}"
                yield _clip("overlap", parent, names, common.width(), common.height())


def _first_words(widget: QWidget) -> str:
    inner = [words_of(child) for child in widget.findChildren(QWidget)]
    return words_of(widget) or next((text for text in inner if text), type(widget).__name__)


def _has_words(widget: QWidget) -> bool:
    return isinstance(widget, WORDED) or any(
        isinstance(inner, WORDED) and inner.isVisible() for inner in widget.findChildren(QWidget)
    )


def _is_inner(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
