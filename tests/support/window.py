"""A person before the window: sees words, clicks what has them, types.

Knows the program (`driven_window`) and the screen that it is on. Every wait ends as soon as what is
waited for is seen, and says what was to be seen instead when it never is.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.x_screen import CONTROL, TAB, Screen

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0  # seconds for what takes one on a quiet machine
PAUSE = 0.2  # seconds between two looks, which cost the window some of its time
DRIVEN = [sys.executable, "-P", "-m", "tests.support.driven_window"]
Seen = dict[str, Any]


@dataclass
class Person:
    """Somebody with a home folder of their own, at a screen."""

    screen: Screen
    home: Path

    def environment(self) -> dict[str, str]:
        """Our own, but everything of the person's lies in their home."""
        folders = {
            "HOME": self.home,
            "XDG_CONFIG_HOME": self.home / ".config",
            "XDG_STATE_HOME": self.home / ".local/state",
            "XDG_CACHE_HOME": self.home / ".cache",
            "XDG_DATA_HOME": self.home / ".local/share",
            "XDG_RUNTIME_DIR": self.home / "run",
        }
        for folder in folders.values():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "LANGUAGE")}
        own = {"DISPLAY": self.screen.name, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        return kept | own | {"PYTHONPATH": str(ROOT)} | {k: str(v) for k, v in folders.items()}

    def start(self, *words: str | Path) -> Window:
        """`deeptuner gui WORDS…`, once its window is to be seen."""
        window = self._start(words)
        window.take_focus()
        return window

    def start_in_vain(self, *words: str | Path) -> tuple[int, str]:
        """`deeptuner gui WORDS…` that is to end by itself: its exit code, and what it said."""
        window = self._start(words)
        return window.process.wait(PATIENCE), window.said.read_text()

    def _start(self, words: Sequence[str | Path]) -> Window:
        path = self.home / f"look-{time.monotonic_ns()}"
        command = [*DRIVEN, str(path), "gui", *map(str, words)]
        with path.with_suffix(".txt").open("w") as said:
            process = subprocess.Popen(
                command, env=self.environment(), cwd=self.home, stdout=said, stderr=said
            )
        return Window(self.screen, process, path, Path(said.name))


@dataclass
class Window:
    """The program and what of it is to be seen."""

    screen: Screen
    process: subprocess.Popen[bytes]
    path: Path
    said: Path

    def look(self) -> list[Seen]:
        """What is to be seen now; nothing as long as there is no window."""
        code = self.process.poll()
        assert code is None, f"the program has ended with {code}: {self.said.read_text()}"
        with socket.socket(socket.AF_UNIX) as wire:
            wire.settimeout(PATIENCE)
            try:
                wire.connect(str(self.path))
                wire.sendall(b"look\n")
                seen = json.loads(wire.makefile().readline() or "[]")
            except (FileNotFoundError, ConnectionError):
                return []  # not yet, or no longer
        assert isinstance(seen, list), seen
        return seen

    def find(self, words: str, kind: str = "") -> list[Seen]:
        """What has exactly these words, of a kind (`Button`, `Tab`, `Cell`, …)."""
        return [
            seen for seen in self.look() if words in seen["words"] and kind in ("", seen["kind"])
        ]

    def text(self) -> str:
        """All that is to be seen, a thing a line."""
        return "\n".join(" / ".join(seen["words"]) for seen in self.look() if seen["words"])

    def wait(self, words: str, kind: str = "", seconds: float = PATIENCE) -> Seen:
        """Until that is to be seen, enabled and not covered; the topmost where there are more."""
        return self._until(lambda seen: _is(seen, words, kind), f"{words!r} {kind}", seconds)

    def wait_for_part(self, part: str, seconds: float = PATIENCE) -> str:
        """The first words with `part` in them, once there are any."""
        seen = self._until(lambda seen: any(part in w for w in seen["words"]), f"…{part}…", seconds)
        return str(next(words for words in seen["words"] if part in words))

    def wait_until_gone(self, words: str, kind: str = "") -> None:
        until = time.monotonic() + PATIENCE
        while self.find(words, kind):
            assert time.monotonic() < until, f"{words!r} {kind} stays; {self._told()}"
            time.sleep(PAUSE)

    def click(self, words: str, kind: str = "", seconds: float = PATIENCE) -> None:
        """On what has these words, once it has come to rest."""
        before: Seen = {}
        while (seen := self.wait(words, kind, seconds)) != before:
            before = seen
            time.sleep(PAUSE)
        self.screen.click(*seen["at"])

    def type_into(self, words: str, text: str, kind: str = "") -> None:
        """Replace what stands in a field."""
        self.click(words, kind)
        self._until(lambda seen: _is(seen, words, kind) and _has_keys(seen), f"focus in {words!r}")
        self.screen.press(ord("a"), CONTROL)
        self.screen.type(text)
        self.screen.press(TAB)

    def take_focus(self) -> None:
        """Keys go to our window from now on: what a window manager does for a new window."""
        seen = self._until(lambda seen: seen["kind"] == "MainWindow", "the window")
        self.screen.focus(seen["window"])

    def kill(self) -> None:
        """The power of the window goes: SIGKILL."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def _until(self, fits: Callable[[Seen], bool], what: str, seconds: float = PATIENCE) -> Seen:
        until = time.monotonic() + seconds
        while True:
            found = [seen for seen in self.look() if fits(seen)]
            if found:
                return found[-1]
            assert time.monotonic() < until, f"waited in vain for {what}; {self._told()}"
            time.sleep(PAUSE)

    def _told(self) -> str:
        return f"seen instead:\n{self.text()}\nit said: {self.said.read_text()}"


def _is(seen: Seen, words: str, kind: str) -> bool:
    fits = words in seen["words"] and kind in ("", seen["kind"])
    return bool(fits and seen["enabled"] and seen["reachable"])


def _has_keys(seen: Seen) -> bool:
    return bool(seen.get("focus"))
