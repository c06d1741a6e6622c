"""Frames: the card, and panels by their role.

Knows titles, what stands right of them, and the body. Does not know what is put in.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.widgets.buttons import HelpButton
from deeptuner.ui.widgets.labels import Label, restyle
from deeptuner.ui.widgets.layouts import hbox, vbox


class Panel(QFrame):
    """A frame of the style sheet. Roles: top, bar, status, side, side-left, card, inset, well,
    plain, option (with `set_state`: "", "chosen", "off")."""

    def __init__(self, role: str, layout: QLayout | None = None) -> None:
        super().__init__()
        self.setProperty("role", role)
        if layout is not None:
            self.setLayout(layout)

    def set_state(self, state: str) -> None:
        restyle(self, state=state)


class Card(Panel):
    """A titled surface. `help` is a HelpButton, or what one is about (then see `help_button`)."""

    def __init__(
        self,
        title: str = "",
        *header_right: QWidget | None,
        help: HelpButton | str | None = None,  # noqa: A002 - the word for it
        sub: str = "",
    ) -> None:
        super().__init__("card")
        self.title = Label(title, 14, 600)
        self._sub = Label(sub, 12, 400, "text2", wrap=True)
        self._sub.setVisible(bool(sub))
        self.help_button = HelpButton(help) if isinstance(help, str) else help
        self.body: QVBoxLayout = vbox(gap=8)
        outer = vbox(gap=8, margins=(16, 12, 16, 14))
        if title or header_right:
            outer.addWidget(self._header(header_right))
        else:
            self.title.setParent(self)
            self.title.hide()
        outer.addWidget(self._sub)
        outer.addLayout(self.body, 1)
        self.setLayout(outer)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)

    def set_sub(self, text: str) -> None:
        """The line below the title; empty takes it away."""
        self._sub.setText(text)
        self._sub.setVisible(bool(text))

    def _header(self, right: tuple[QWidget | None, ...]) -> QWidget:
        row: QHBoxLayout = hbox(self.title, gap=6)
        if self.help_button:
            row.addWidget(self.help_button)
        row.addStretch(1)
        for widget in right:
            if widget is not None:
                row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        header = QWidget()
        header.setMinimumHeight(scaled(26))
        header.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        header.setLayout(row)
        return header


class Line(QFrame):
    """A thin line that divides."""

    def __init__(self, vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
