"""Whether all that is to be read has room, told once the layouts have come to rest."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from scripts.make_screens.clips import clips_in

SOON = 10_000  # ms
BEGIN = 50  # ms in which the layouts hear of what has changed


def all_fits(qtbot: QtBot, widget: QWidget) -> None:
    """Fails with what is cut or overlaps; what ends in an ellipsis on purpose may."""

    def look() -> None:
        assert [str(clip) for clip in clips_in(widget) if clip.kind != "elided"] == []

    qtbot.wait(BEGIN)
    qtbot.waitUntil(look, timeout=SOON)
