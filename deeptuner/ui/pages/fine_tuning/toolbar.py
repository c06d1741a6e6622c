"""The bar above the form: presets, changes, search, `Upload Config`, `Save Config`.

Knows what can be pressed. Does nothing itself: the page hears.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractButton, QMenu

from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, IconButton, SearchField, Segmented, hbox
from deeptuner.ui.widgets.card import Panel

SPEED, PRECISION = "speed-up", "higher-precision"
LONGEST = 18  # characters of an own preset's name on the button


class Toolbar(Panel):
    """`preset_chosen` with a preset's name; `save_preset`, `delete_preset` (with the name)."""

    preset_chosen = Signal(str)
    save_preset = Signal()
    delete_preset = Signal(str)
    changes_asked = Signal()
    reset_asked = Signal()
    upload = Signal()
    save = Signal()

    def __init__(self) -> None:
        super().__init__("bar")
        self._own: Sequence[str] = ()
        self._preset = ""
        self.presets = Segmented(
            [
                (SPEED, tr("Speed Up"), "lightning"),
                (PRECISION, tr("Higher Precision"), "target"),
            ]
        )
        self.presets.setAccessibleName(tr("Presets"))
        self.presets.changed.connect(self.preset_chosen)
        self.custom = Button(tr("Custom"), kind="ghost", icon="faders")
        self.custom.clicked.connect(self._open_menu)
        self.changes = Button("", kind="soft", size="sm")
        self.changes.clicked.connect(self.changes_asked)
        self.reset = Button(tr("Reset"), kind="link", size="sm")
        self.reset.clicked.connect(self.reset_asked)
        self.search = SearchField(tr("Search settings"), "/")
        self._wide: list[QAbstractButton] = [
            Button(tr("Upload Config"), icon="upload-simple"),
            Button(tr("Save Config"), icon="floppy-disk"),
        ]
        self._narrow: list[QAbstractButton] = [
            IconButton("upload-simple", tr("Upload Config")),
            IconButton("floppy-disk", tr("Save Config")),
        ]
        for upload, save in (self._wide, self._narrow):
            upload.clicked.connect(self.upload)
            save.clicked.connect(self.save)
        self.setLayout(
            hbox(
                self.presets,
                self.custom,
                self.changes,
                self.reset,
                None,
                (self.search, 100),
                *self._wide,
                *self._narrow,
                margins=(16, 10, 16, 10),
            )
        )
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(200)
        self.set_compact(True)

    def set_compact(self, compact: bool) -> None:
        """Where there is little room, buttons become icons."""
        show_if(not compact, *self._wide)
        show_if(compact, *self._narrow)

    def room_for_words(self) -> int:
        """Pixels that the bar needs with words on all of its buttons."""
        layout = self.layout()
        assert layout is not None
        hidden = [button for button in (*self._wide, *self._narrow) if button.isHidden()]
        growth = sum(button.sizeHint().width() for button in self._wide)
        growth -= sum(button.sizeHint().width() for button in self._narrow)
        return layout.minimumSize().width() + (growth if self._wide[0] in hidden else 0)

    def show_presets(self, preset: str, own: Sequence[str]) -> None:
        """Which preset the form began from, and which ones the person has."""
        self._preset, self._own = preset, own
        self.presets.set_key(preset)
        mine = preset if preset in own else ""
        short = mine if len(mine) <= LONGEST else mine[: LONGEST - 1] + "…"
        self.custom.set_text(short or tr("Custom"))
        self.custom.setToolTip(mine or tr("Your own presets"))

    def show_changes(self, count: int) -> None:
        """How many settings differ from the preset."""
        self.changes.set_text(tr("Changes: {count}", count=count))
        show_if(count > 0, self.changes, self.reset)

    def menu(self) -> QMenu:
        """The person's own presets, and what can be done with them."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in self._own:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == self._preset)
            action.triggered.connect(lambda _=False, name=name: self.preset_chosen.emit(name))
        if self._own:
            menu.addSeparator()
        menu.addAction(tr("Save as preset…"), self.save_preset.emit)
        if self._own:
            away = menu.addMenu(tr("Delete a preset"))
            for name in self._own:
                action = away.addAction(name)
                action.triggered.connect(lambda _=False, name=name: self.delete_preset.emit(name))
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.custom.mapToGlobal(QPoint(0, self.custom.height())))
