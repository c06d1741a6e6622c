"""What a person will want next, loaded beside the event loop once the first frame is there.

Knows what takes long to import. Does not know what is done with it: whoever imports it meanwhile
waits for the rest alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject

from deeptuner.ui.services.background import in_background

SETTINGS: Final = ("deeptuner.settings.catalog", "deeptuner.settings.load")
PAGES: Final = ("deeptuner.ui.pages.fine_tuning.page",)


def load_settings() -> None:
    """A quarter of a second of processor time."""
    _load(SETTINGS)


def prefetch_pages(owner: QObject) -> None:
    """Begin with it; what cannot be imported is told when it is wanted."""
    in_background(owner, lambda: _load(SETTINGS + PAGES), lambda _: None)


def _load(modules: tuple[str, ...]) -> None:
    for name in modules:
        import_module(name)
