"""A screen of a test's own: an Xvfb on a free display, and a hand on its mouse and keys.

Speaks the few requests of the X protocol that it needs itself (X.Org: X Window System Protocol;
XTEST extension), so that a test needs Xvfb and nothing else. What it presses reaches a program as
what a person presses does. Does not know programs.
"""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

WIDTH, HEIGHT = 1280, 800
KEY, BUTTON, MOTION = 2, 4, 6  # event codes; of keys and buttons one more is the release
SHIFT, TAB, CONTROL = 0xFFE1, 0xFF09, 0xFFE3  # keysyms
LEFT: Final = 1
POINTER_ROOT = 1


class Screen:
    """A connection to the display `name`, such as `:7`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(f"/tmp/.X11-unix/X{name.removeprefix(':')}")
        self._wire.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        self._root, first, last = self._greeted()
        self._xtest = self._extension(b"XTEST")
        self._keys = self._key_map(first, last - first + 1)

    def close(self) -> None:
        self._wire.close()

    def click(self, x: int, y: int) -> None:
        """Press and release the left button at a place of the screen, in pixels."""
        self._fake(MOTION, 0, x, y)
        self._fake(BUTTON, LEFT)
        self._fake(BUTTON + 1, LEFT)
        self._settle()

    def type(self, text: str) -> None:
        for letter in text:
            self.press(ord(letter))

    def press(self, keysym: int, holding: int = 0) -> None:
        """A key by its symbol, for which Latin-1 has a letter's own number; with one held down."""
        keycode, shifted = self._keys[keysym]
        held = [self._keys[one][0] for one in (holding, SHIFT if shifted else 0) if one]
        for code in (*held, keycode):
            self._fake(KEY, code)
        for code in (keycode, *reversed(held)):
            self._fake(KEY + 1, code)
        self._settle()

    def focus(self, window: int) -> None:
        """Give the keys to a window, as a window manager would; there is none here."""
        self._wire.sendall(struct.pack("<BBHII", 42, POINTER_ROOT, 3, window, 0))
        self._settle()

    def _fake(self, event: int, detail: int, x: int = 0, y: int = 0) -> None:
        request = (self._xtest, 2, 9, event, detail, 0, self._root, x, y)
        self._wire.sendall(struct.pack("<BBHBBxxII8xhh8x", *request))

    def _settle(self) -> None:
        """Wait until the server has done what it was asked for."""
        self._wire.sendall(struct.pack("<BxH", 43, 1))
        self._reply()

    def _greeted(self) -> tuple[int, int, int]:
        """The root window, the first and the last keycode."""
        accepted, _, _, words = struct.unpack("<BxHHH", self._read(8))
        told = self._read(words * 4)
        assert accepted == 1, told
        vendor, formats = struct.unpack_from("<H", told, 16)[0], told[21]
        at = 32 + (vendor + 3) // 4 * 4 + 8 * formats
        return struct.unpack_from("<I", told, at)[0], told[26], told[27]

    def _extension(self, name: bytes) -> int:
        """The opcode of an extension's requests."""
        padded = name.ljust((len(name) + 3) // 4 * 4, b"\0")
        self._wire.sendall(struct.pack("<BxHHxx", 98, 2 + len(padded) // 4, len(name)) + padded)
        present, opcode = struct.unpack_from("<BB", self._reply(), 8)
        assert present, name
        return int(opcode)

    def _key_map(self, first: int, count: int) -> dict[int, tuple[int, bool]]:
        """Of each keysym its keycode, and whether Shift belongs to it."""
        self._wire.sendall(struct.pack("<BxHBBxx", 101, 2, first, count))
        reply = self._reply()
        width = reply[1]
        symbols = struct.unpack_from(f"<{count * width}I", reply, 32)
        found: dict[int, tuple[int, bool]] = {}
        for level in (0, 1):
            for number in range(count):
                found.setdefault(symbols[number * width + level], (first + number, level == 1))
        return found

    def _reply(self) -> bytes:
        """The next reply; events that were not asked for are passed over."""
        while True:
            head = self._read(32)
            assert head[0] != 0, f"the X server refused a request: error {head[1]}"
            if head[0] == 1:
                return head + self._read(struct.unpack_from("<I", head, 4)[0] * 4)

    def _read(self, count: int) -> bytes:
        parts = b""
        while len(parts) < count:
            part = self._wire.recv(count - len(parts))
            assert part, "the X server has gone"
            parts += part
        return parts


@contextmanager
def own_screen() -> Iterator[Screen]:
    """An Xvfb of ours on a display that was free; it ends with the block."""
    assert shutil.which("Xvfb"), "Xvfb is missing: `./run test` installs it (Debian package xvfb)."
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[theirs], stderr=subprocess.DEVNULL
    ) as server:
        os.close(theirs)
        try:
            with os.fdopen(ours) as told:
                number = told.readline().strip()
            assert number, "Xvfb ended before it had a display"
            screen = Screen(f":{number}")
            yield screen
            screen.close()
        finally:
            server.terminate()
