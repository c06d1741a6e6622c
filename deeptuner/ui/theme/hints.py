"""What the person told their system: dark or light, more contrast, less movement.

Knows Qt's hints, of which those on accessibility exist from Qt 6.10 on. Does not know the theme.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


class SystemHints:
    """Asks the running application; needs one."""

    def __init__(self) -> None:
        # Both are kept: Qt's object for accessibility is reachable only while its owner is.
        self._style = QGuiApplication.styleHints()
        self._access = (
            self._style.accessibility() if hasattr(self._style, "accessibility") else None
        )

    def wants_dark(self) -> bool:
        return self._style.colorScheme() == Qt.ColorScheme.Dark

    def wants_contrast(self) -> bool:
        hints = self._access
        return bool(hints and hints.contrastPreference() == Qt.ContrastPreference.HighContrast)

    def wants_less_motion(self) -> bool:
        """Qt tells it from 6.12 on."""
        preference = getattr(self._access, "motionPreference", None)
        return preference is not None and preference().name == "ReducedMotion"

    def on_change(self, tell: Callable[..., None]) -> None:
        """Call `tell` when colours or contrast are asked for anew."""
        self._style.colorSchemeChanged.connect(tell)
        if self._access:
            self._access.contrastPreferenceChanged.connect(tell)
