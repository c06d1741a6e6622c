"""About: versions and licences."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from deeptuner.shipped import shipped_folder
from deeptuner.ui.pages.help.about import WORKS, About, version_rows
from deeptuner.ui.pages.help.prose import Prose
from deeptuner.ui.shell import Shell

ANSWER = {
    "deeptuner": "1.2.3",
    "python": "3.11.7",
    "rocm": "7.2",
    "cuda": None,
    "drivers": {"amdgpu": "6.14"},
    "packages": {"torch": "2.13.0"},
    "system": "Linux",
}


@pytest.fixture
def about(qtbot: QtBot, shell: Shell) -> About:
    made = About(shell.worker)
    qtbot.addWidget(made)
    return made


def test_the_worker_tells_the_versions(about: About, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "torch: " in about.text, timeout=60_000)

    assert "DeepTuner: " in about.text and "Qt: 6." in about.text


def test_copy_puts_them_on_the_clipboard(about: About) -> None:
    about.show_versions(ANSWER)
    about._copy.click()

    lines = QGuiApplication.clipboard().text().splitlines()
    assert "DeepTuner: 1.2.3" in lines and "ROCm: 7.2" in lines and "torch: 2.13.0" in lines
    assert not any(line.startswith("CUDA") for line in lines)


def test_what_is_not_there_is_left_out() -> None:
    names = [name for name, _ in version_rows({"deeptuner": "1", "cuda": None})]

    assert names == ["DeepTuner", "Qt"]


def test_each_licence_is_shipped_and_opens(about: About, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: not opened.append(Path(QUrl(url).toLocalFile()))
    )
    links = {link.accessibleName().split(":")[0]: link for link in about.findChildren(Prose)}
    for name, _, _ in WORKS:
        links[name].linkActivated.emit("x")

    assert opened == [shipped_folder("assets") / file for _, _, file in WORKS]
    assert all(path.is_file() for path in opened)
