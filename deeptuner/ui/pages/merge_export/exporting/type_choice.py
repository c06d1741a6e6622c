"""The types in which a model can be written, as cards to choose from: size, and loss if measured.

Knows how they are shown and chosen. Does not know who makes a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import Button, Label, Panel, RadioButton, hbox, vbox
from deeptuner.words import message_from_json

Offered = Mapping[str, Any]
USUAL: Final = "q8_0"
SMALL: Final = ("q4_k_m", "q4_0")  # the first that can be made here
ACROSS: Final = 3


class TypeCard(Panel):
    """One type. A click anywhere chooses it."""

    def __init__(self, offered: Offered) -> None:
        self.radio = RadioButton(str(offered["name"]).upper(), 13, 600)
        size = offered.get("bytes")
        self._size = Label(words.NOTHING if size is None else words.disk_size(size), 12, 600)
        self._told = Label(_told(offered), 12, 400, "text2", wrap=True)
        column = vbox(hbox(self.radio, None, self._size), self._told, gap=2, margins=(10, 6, 10, 7))
        super().__init__("option", column)
        self.radio.setAccessibleDescription(f"{self._size.text()}, {self._told.text()}")
        if not offered.get("available", True):
            self.setEnabled(False)
            self.set_state("off")
            if why := offered.get("why"):
                self.setToolTip(say(message_from_json(why)))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self.radio.click()


class TypeChoice(QWidget):
    """`show_types(types, dtype)`; `chosen` tells a type that the person chose."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._types: list[Offered] = []
        self._dtype: str | None = None
        self._key = ""
        self._all = False
        self._group = QButtonGroup(self)
        self._cards = QWidget()
        self.more = Button("", "link", "caret-down", "sm")  # stands where the owner puts it
        self.more.clicked.connect(self._toggle)
        self._column = vbox(self._cards)
        self.setLayout(self._column)

    def key(self) -> str:
        """The chosen type's name; empty when there is none."""
        return self._key

    def show_types(self, types: Sequence[Offered], dtype: str | None) -> None:
        """All of them; what was chosen stays so if it is still offered."""
        self._types, self._dtype = list(types), dtype
        names = [one["name"] for one in self._types if one.get("available", True)]
        if self._key not in names:
            self._key = USUAL if USUAL in names else next(iter(names), "")
        self._draw()

    @property
    def has_more(self) -> bool:
        """Whether there are types that are seen only when they are asked for."""
        return len(self._types) > len(self._main())

    def _draw(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        cards = QWidget()
        shown = self._types if self._all else self._main()
        for at, offered in enumerate(shown):
            grid.addWidget(self._card(offered), at // ACROSS, at % ACROSS)
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        cards.setLayout(grid)
        self._column.replaceWidget(self._cards, cards)
        self._cards.hide()
        self._cards.deleteLater()
        self._cards = cards
        self._order()
        others = len(self._types) - len(self._main())
        self.more.set_text(
            tr("Fewer types") if self._all else tr("{count} more types", count=others)
        )
        self.more.set_icon("caret-up" if self._all else "caret-down")

    def _order(self) -> None:
        """Tab comes from `more` to the chosen type, and goes on behind the types from there."""
        before: QWidget = self.more
        for radio in (card.radio for card in self._cards.findChildren(TypeCard)):
            QWidget.setTabOrder(before, radio)
            before = radio
            if radio.isChecked():
                radio.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            else:
                radio.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _card(self, offered: Offered) -> TypeCard:
        card = TypeCard(offered)
        name = str(offered["name"])
        self._group.addButton(card.radio)
        if name == self._key:
            card.radio.setChecked(True)
            card.set_state("chosen")
        card.radio.clicked.connect(lambda: self._choose(name))
        return card

    def _choose(self, name: str) -> None:
        if name == self._key:
            return
        self._key = name
        for card in self._cards.findChildren(TypeCard):
            if card.isEnabled():
                card.set_state("chosen" if card.radio.isChecked() else "")
        self._order()
        self.chosen.emit(name)

    def _main(self) -> list[Offered]:
        """As merged, the usual one, a small one; and what is chosen."""
        can = [one["name"] for one in self._types if one.get("available", True)]
        small = next((name for name in SMALL if name in can), "")
        wanted = ("bf16" if self._dtype == "bfloat16" else "f16", USUAL, small, self._key)
        return [one for one in self._types if one["name"] in wanted]

    def _toggle(self) -> None:
        self._all = not self._all
        self._draw()


def _told(offered: Offered) -> str:
    """What is to be known of a type, in a word or two."""
    if offered.get("loss") is not None:
        return tr("loss {loss}", loss=words.number(offered["loss"], 4))
    maker = offered.get("by")
    if not offered.get("available", True):
        return tr("needs Ollama") if maker == "ollama" else tr("needs llama.cpp")
    return tr("made by Ollama") if maker == "ollama" else tr("loss not measured")
