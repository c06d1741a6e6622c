"""One window per folder, whatever happened to the one before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.ui.services.instance import Instance, knock

HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from deeptuner.ui.services.instance import Instance
app = QCoreApplication([])
held = Instance()
assert held.claim(Path(sys.argv[1]))
held.knocked.connect(lambda: print("knocked", flush=True))
print("held", flush=True)
app.exec()
"""


@pytest.fixture
def folder(own_folders: Path) -> Path:
    folder = own_folders / "garden"
    folder.mkdir()
    return folder


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the folder."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_cannot_have_it_and_the_first_hears(
    folder: Path, holder: subprocess.Popen[str]
) -> None:
    second = Instance()
    assert not second.claim(folder)
    assert knock(folder)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "knocked\n"


def test_a_killed_window_leaves_nothing_in_the_way(
    folder: Path, holder: subprocess.Popen[str], qtbot: QtBot
) -> None:
    holder.kill()
    holder.wait()
    assert not knock(folder)
    second = Instance()
    assert second.claim(folder)
    with qtbot.waitSignal(second.knocked):
        assert knock(folder)
    second.release()


def test_one_that_does_not_answer_still_has_it(folder: Path, holder: subprocess.Popen[str]) -> None:
    import signal

    holder.send_signal(signal.SIGSTOP)
    second = Instance()
    assert not second.claim(folder)
    holder.send_signal(signal.SIGCONT)


def test_another_way_to_the_same_folder_is_the_same_folder(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    first, second = Instance(), Instance()
    assert first.claim(folder)
    assert not second.claim(link)
    first.release()
    assert second.claim(link)
    second.release()


def test_going_to_another_folder_frees_the_first(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first, second = Instance(), Instance()
    assert first.claim(folder)
    assert first.claim(other)
    assert second.claim(folder)
    assert not first.claim(folder)
    assert not second.claim(other), "what was held stays held when another is not to be had"
    first.release()
    second.release()
