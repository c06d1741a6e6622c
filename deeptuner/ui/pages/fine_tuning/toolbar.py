"""The bar above the form: presets, changes, search, `Upload Config`, `Save Config`.

Knows what can be pressed. Does nothing itself: the page hears.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QMenu

from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, IconButton, SearchField, Segmented, hbox
from deeptuner.ui.widgets.card import Panel

SPEED, PRECISION = "speed-up", "higher-precision"
MARGINS = (16, 10, 16, 10)  # pixels: left, above, right, below
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
        self.search.setMinimumWidth(scaled(140))
        self.search.setMaximumWidth(scaled(200))
        self._start = hbox(self.presets, self.custom, self.changes, self.reset)
        self._end = hbox(None, (self.search, 100), *self._wide, *self._narrow)
        self._lines = hbox(self._start, (self._end, 1), margins=MARGINS)
        self.setLayout(self._lines)
        self._room, self._compact = 0, True
        self.set_room(self._room, self._compact)

    def set_room(self, room: int, compact: bool) -> None:
        """How many pixels the bar may take. Where there is little room, or with `compact`, buttons
        become icons; where even that is too wide, there are two lines."""
        self._room, self._compact = room, compact
        self._fit()

    def _fit(self) -> None:
        compact = self._compact or self._width_with(self._wide) > self._room
        two = compact and self._width_with(self._narrow) > self._room
        compact = compact and not (two and self._end_with(self._wide) <= self._room)
        show_if(not compact, *self._wide)
        show_if(compact, *self._narrow)
        ways = QBoxLayout.Direction
        self._lines.setDirection(ways.TopToBottom if two else ways.LeftToRight)
        self._lines.setAlignment(self._start, Qt.AlignmentFlag.AlignLeft)

    def _width_with(self, buttons: Sequence[QAbstractButton]) -> int:
        """Pixels that the bar needs in one line."""
        start = self._start.minimumSize().width()
        return start + self._lines.spacing() + self._end_with(buttons)

    def _end_with(self, buttons: Sequence[QAbstractButton]) -> int:
        """Pixels that search and buttons need, and the edges."""
        widths = [self.search.minimumWidth(), *(button.sizeHint().width() for button in buttons)]
        return MARGINS[0] + sum(widths) + self._end.spacing() * len(widths) + MARGINS[2]

    def show_presets(self, preset: str, own: Sequence[str]) -> None:
        """Which preset the form began from, and which ones the person has."""
        self._preset, self._own = preset, own
        self.presets.set_key(preset)
        mine = preset if preset in own else ""
        short = mine if len(mine) <= LONGEST else mine[: LONGEST - 1] + "…"
        self.custom.set_text(short or tr("Custom"))
        self.custom.setToolTip(mine or tr("Your own presets"))
        self._fit()

    def show_changes(self, count: int) -> None:
        """How many settings differ from the preset."""
        self.changes.set_text(tr("Changes: {count}", count=count))
        show_if(count > 0, self.changes, self.reset)
        self._fit()

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
