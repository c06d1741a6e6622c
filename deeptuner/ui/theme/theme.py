"""The theme in force: light or dark, and everything in the window told when it changes.

Knows the mode a person chose and what their system says of colours, contrast and motion. Does not
know who listens: painters read `theme().tokens` when they paint.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from deeptuner.ui.theme.fonts import follow_system, font, load_fonts
from deeptuner.ui.theme.hints import SystemHints
from deeptuner.ui.theme.palette import palette_of
from deeptuner.ui.theme.style import style_sheet
from deeptuner.ui.theme.tokens import LIGHT, Tokens, tokens_for

Mode = Literal["system", "light", "dark"]


class Theme(QObject):
    """One per application; get it with `theme()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._tokens = LIGHT
        self._hints: SystemHints | None = None
        self._windows: list[QWidget] = []

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def is_dark(self) -> bool:
        return self._tokens.name == "dark"

    @property
    def reduced_motion(self) -> bool:
        """Whether the person asked their system for less movement."""
        return bool(self._hints and self._hints.wants_less_motion())

    def apply(self, mode: Mode = "system") -> None:
        """Dress the application: fonts, style, colours. Once, before the first window."""
        application = _application()
        load_fonts()
        application.setStyle(QStyleFactory.create("Fusion"))
        if self._hints is None:
            follow_system(application.font())
            self._hints = SystemHints()
            self._hints.on_change(self._refresh)
        application.setFont(font())
        self._mode = mode
        self._refresh(force=True)

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark whatever it says."""
        self._mode = mode
        self._refresh()

    def dress(self, window: QWidget) -> None:
        """Let `window` carry the style sheet in place of the application.

        Qt restyles the widgets of a window three times as fast as those of an application (0.2
        and 0.6 ms each), which a window with a thousand of them needs.
        """
        if not self._windows:
            _application().setStyleSheet("")
        self._windows.append(window)
        window.destroyed.connect(lambda: self._windows.remove(window))
        window.setStyleSheet(style_sheet(self._tokens))

    def _refresh(self, _hint: object = None, *, force: bool = False) -> None:
        contrast = bool(self._hints and self._hints.wants_contrast())
        tokens = tokens_for(dark=self._wants_dark(), high_contrast=contrast)
        if tokens == self._tokens and not force:
            return
        self._tokens = tokens
        _application().setPalette(palette_of(tokens))
        wearers: list[QWidget] | list[QApplication] = self._windows or [_application()]
        for styled in wearers:
            styled.setStyleSheet(style_sheet(tokens))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return bool(self._hints and self._hints.wants_dark())


_theme: Theme | None = None


def theme() -> Theme:
    """The one theme of this process."""
    global _theme  # noqa: PLW0603 - the window has one look
    if _theme is None:
        _theme = Theme()
    return _theme


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication), "a theme dresses a running application"
    return application
