"""What the window remembers between two starts: looks, size, tab, folders.

Knows the file it is kept in, of our own under the person's configuration. Does not know an
experiment's settings, and believes nothing that it reads: what makes no sense is the default.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

import orjson
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

Mode = Literal["system", "light", "dark"]
MODES: Final = get_args(Mode)
MOST_RECENT: Final = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A folder that was open; `time` of the last opening in Unix seconds."""

    folder: Path
    time: float


def config_folder() -> Path:
    """Where this person's programs keep their configuration (XDG Base Directory)."""
    return _xdg("XDG_CONFIG_HOME", ".config") / "deeptuner"


def state_folder() -> Path:
    """Where this person's programs keep logs (XDG Base Directory)."""
    return _xdg("XDG_STATE_HOME", ".local/state") / "deeptuner"


def _xdg(variable: str, default: str) -> Path:
    given = os.environ.get(variable, "")
    return Path(given) if given.startswith("/") else Path.home() / default


class Preferences(QObject):
    """Each value is on disk soon after it is set; `changed` says which."""

    changed = Signal(str)

    def __init__(self, file: Path | None = None) -> None:
        super().__init__()
        self.file = file or config_folder() / "window.ini"
        self._kept = QSettings(str(self.file), QSettings.Format.IniFormat, self)

    @property
    def theme(self) -> Mode:
        kept = self._text("theme")
        return next((mode for mode in MODES if mode == kept), "system")

    @theme.setter
    def theme(self, mode: Mode) -> None:
        self._put("theme", mode)

    @property
    def language(self) -> str:
        """A language's name such as `zh_TW`, or `system`."""
        return self._text("language") or "system"

    @language.setter
    def language(self, name: str) -> None:
        self._put("language", name)

    @property
    def tab(self) -> str:
        return self._text("tab")

    @tab.setter
    def tab(self, name: str) -> None:
        """On disk at once: a window that is killed opens on the tab that was seen last."""
        self._put("tab", name)
        self.save()

    @property
    def geometry(self) -> QByteArray:
        """Size and place as `QWidget.saveGeometry` gave them; empty at first."""
        kept = self._kept.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._put("geometry", geometry)

    @property
    def folder(self) -> Path | None:
        """The folder to open at start, None when none was open at the end."""
        kept = self._text("folder")
        return Path(kept) if kept else None

    @folder.setter
    def folder(self, folder: Path | None) -> None:
        self._put("folder", str(folder) if folder else "")

    @property
    def recent(self) -> list[Recent]:
        """The folders that were open, newest first."""
        try:
            kept = orjson.loads(self._text("recent") or "[]")
            return [Recent(Path(item["folder"]), float(item["time"])) for item in kept]
        except (ValueError, TypeError, KeyError):
            return []

    @recent.setter
    def recent(self, folders: list[Recent]) -> None:
        kept = [{"folder": str(item.folder), "time": item.time} for item in folders[:MOST_RECENT]]
        self._put("recent", orjson.dumps(kept).decode())

    def remember(self, folder: Path, time: float) -> None:
        """`folder` was opened at `time`; on disk at once."""
        self.folder = folder
        others = [item for item in self.recent if item.folder != folder]
        self.recent = [Recent(folder, time), *others]
        self.save()

    def once(self, what: str) -> bool:
        """Whether this is the first time that a person is to be told of `what`."""
        key = f"told/{what}"
        if self._text(key):
            return False
        self._put(key, "yes")
        return True

    def get(self, key: str) -> str:
        """What a page remembers under `key`; empty at first."""
        return self._text(f"pages/{key}")

    def set(self, key: str, value: str) -> None:
        self._put(f"pages/{key}", value)

    def save(self) -> None:
        self._kept.sync()

    def _text(self, key: str) -> str:
        kept = self._kept.value(key)
        return kept if isinstance(kept, str) else ""

    def _put(self, key: str, value: str | QByteArray) -> None:
        if self._kept.value(key) == value:
            return
        self._kept.setValue(key, value)
        self.changed.emit(key)
