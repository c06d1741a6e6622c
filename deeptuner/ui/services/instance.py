"""One window per folder: the second one shows the first instead of opening.

Knows a lock that the system takes back when its holder dies, however that happens, and the socket
on which the holder is asked to show itself. No process id is written or trusted. Does not know the
window.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import xxhash
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from deeptuner.runs.platform import private_folder, try_lock

PATIENCE: Final = 300  # ms for the other window to take the knock


class Instance(QObject):
    """This window's hold on the folder that it shows. `knocked`: another asked us to be seen."""

    knocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: int | None = None
        self._folder: Path | None = None
        self._server: QLocalServer | None = None

    def claim(self, folder: Path) -> bool:
        """Take `folder` and give up the one before; False when another window has it.

        What was held stays held when the new one is not to be had.
        """
        if folder == self._folder:
            return True
        name = _name(folder)
        handle = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        if not try_lock(handle):
            os.close(handle)
            return False
        self.release()
        self._held, self._folder = handle, folder
        self._listen(f"{name}.socket")
        return True

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._held is not None:
            os.close(self._held)
        self._held = self._folder = None

    def _listen(self, name: str) -> None:
        """A socket under our lock's name is ours, or left behind by one that died."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)
        server.newConnection.connect(self._greet)
        server.listen(name)
        self._server = server

    def _greet(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.knocked.emit()


def knock(folder: Path) -> bool:
    """Ask the window that has `folder` to show itself; False when it does not answer."""
    socket = QLocalSocket()
    socket.connectToServer(f"{_name(folder)}.socket")
    return socket.waitForConnected(PATIENCE)


def _name(folder: Path) -> Path:
    """What the lock and the socket of a folder are called, whatever way leads to it."""
    return private_folder() / f"window-{xxhash.xxh3_64_hexdigest(os.fsencode(folder.resolve()))}"
