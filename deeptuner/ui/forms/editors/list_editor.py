"""The editor of lists: what is suggested to be ticked, anything else to be typed in.

Knows chips that are ticked or taken away, and a word that stands for a list (`auto`, `all-linear`).
Does not know where suggestions come from.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.settings.text import value_of
from deeptuner.ui.forms.editors.editor import Editor, same
from deeptuner.ui.forms.editors.words import for_nothing
from deeptuner.ui.forms.hints import Hints, Suggestion
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.theme.icons import set_icon
from deeptuner.ui.translation import choice_title, tr
from deeptuner.ui.widgets import Button, Chip, ComboBox, FlowLayout, vbox
from deeptuner.ui.widgets.labels import restyle

WHOLE, PICKED = "whole", "picked"
LONGEST = 32  # characters on a chip


class ListEditor(Editor):
    """A list, with a choice above it where one word can stand for the whole."""

    takes_a_line = True

    def __init__(self, spec: FieldSpec, title: str, hints: Hints) -> None:
        super().__init__(spec, title)
        self._hints = hints
        self._items: list[Value] = []
        self._wholes = _wholes(spec)
        self._mode = self._mode_box() if self._wholes else None
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._add = QLineEdit()
        self._add.setPlaceholderText(tr("Add, then press Enter"))
        self._add.setAccessibleName(tr("Add to {setting}", setting=title))
        self._add.returnPressed.connect(self._on_add)
        self._add.editingFinished.connect(self._on_leave)
        above = [self._mode] if self._mode else []
        self.setLayout(vbox(*above, self._chips, self._add, gap=6))
        self.name_fields()
        hints.suggested.connect(self._on_suggested)

    def draw(self) -> None:
        listed = isinstance(self.value, list)
        self._items = list(self.value) if listed else self._items
        if self._mode:
            self._mode.set_key(PICKED if listed else WHOLE)
        self._draw_chips()

    def fields(self) -> list[QWidget]:
        return [*([self._mode] if self._mode else []), self._add]

    def set_wrong(self, wrong: bool) -> None:
        if wrong or self._wrong:
            restyle(self._add, state="error" if wrong else "")
        self._wrong = wrong

    def _mode_box(self) -> ComboBox:
        box = ComboBox()
        box.add(WHOLE, self._wholes[0][1])
        box.add(PICKED, tr("Only these"))
        box.setAccessibleName(self.title)
        box.chosen.connect(self._on_mode)
        return box

    def _on_mode(self, key: str) -> None:
        self.give(self._wholes[0][0] if key == WHOLE else list(self._items))
        self.draw()

    def _draw_chips(self) -> None:
        picked = isinstance(self.value, list)
        self._flow.clear()
        suggested = self._hints.suggestions(self.spec.path) or _choices(self.spec)
        for one in suggested:
            self._flow.addWidget(self._tick(one) if picked else _plain(one))
        known = [one.value for one in suggested]
        for number, item in enumerate(self._items if picked else []):
            if not any(same(item, value) for value in known):
                self._flow.addWidget(self._removable(number, item))
        show_if(self._flow.count() > 0, self._chips)
        show_if(picked and not _choices(self.spec), self._add)

    def _tick(self, one: Suggestion) -> QWidget:
        """A suggestion: ticked when it is in the list."""
        chosen = any(same(one.value, item) for item in self._items)
        chip = Button(one.text, kind="soft" if chosen else "secondary", size="sm")
        set_icon(chip, *(("check", "accent_text") if chosen else ("plus", "text2")), 12)
        chip.setEnabled(chosen or not one.why_not)
        chip.setToolTip(one.why_not)
        state = tr("chosen") if chosen else tr("not chosen")
        chip.setAccessibleName(tr("{name}, {state}", name=one.text, state=state))
        chip.clicked.connect(lambda: self._toggle(one.value, chosen))
        return chip

    def _removable(self, number: int, item: Value) -> QWidget:
        text = str(item).replace("\n", " ")
        short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        chip = Button(short, kind="soft", size="sm", tip=text)
        set_icon(chip, "x", "accent_text", 12)
        chip.setAccessibleName(tr("Take {name} away", name=short))
        chip.clicked.connect(lambda: self._take(number))
        return chip

    def _toggle(self, value: Value, chosen: bool) -> None:
        kept = [item for item in self._items if not same(item, value)]
        self._give_items(kept if chosen else [*self._items, value])

    def _take(self, number: int) -> None:
        self._give_items(self._items[:number] + self._items[number + 1 :])

    def _give_items(self, items: list[Value]) -> None:
        """An empty list becomes nothing where the setting has that instead."""
        nothing = self.spec.nullable and not items
        self._items = items
        self.give(None if nothing else list(items))
        self.draw()

    def _on_add(self) -> None:
        text = self._add.text()
        if not text.strip():
            return
        read = self._read(text)
        if any(isinstance(one, str) for one in read) and _numbers(self.spec):
            self.give([*self._items, *read])  # not legal: it stays in the field, and the row says
            return
        self._add.clear()
        self._give_items([*self._items, *(one for one in read if one not in self._items)])

    def _on_leave(self) -> None:
        if self._add.text().strip() and self.isVisible():
            self._on_add()

    def _read(self, text: str) -> list[Value]:
        """Numbers may be given several at once; a text is one item, commas and all."""
        if _numbers(self.spec):
            read = value_of(self.spec, text)
            return read if isinstance(read, list) else [text]
        return [text]

    def _on_suggested(self, path: str) -> None:
        if path == self.spec.path:
            self._draw_chips()


def _wholes(spec: FieldSpec) -> list[tuple[Value, str]]:
    """What may stand instead of a list, and how it is called."""
    if spec.word is not None:
        return [(spec.word, for_nothing(spec))]
    return [(None, tr("All"))] if spec.nullable else []


def _plain(one: Suggestion) -> QWidget:
    """A suggestion while one word stands for the whole list: it shows what that means."""
    if one.why_not:
        return Chip(one.text, "neutral", "prohibit")
    return Chip(one.text, "accent", "check")


def _choices(spec: FieldSpec) -> tuple[Suggestion, ...]:
    """The items of a list that can hold only certain words."""
    words = spec.item.choices if spec.item else ()
    return tuple(Suggestion(word, choice_title(spec, word)) for word in words)


def _numbers(spec: FieldSpec) -> bool:
    return spec.item is not None and spec.item.kind in ("integer", "number")
