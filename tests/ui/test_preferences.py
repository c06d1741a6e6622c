"""What is remembered is there at the next start; what makes no sense is not believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from deeptuner.ui.preferences import MOST_RECENT, Preferences, config_folder, state_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


def test_everything_is_there_at_the_next_start(file: Path) -> None:
    first = Preferences(file)
    first.theme = "dark"
    first.language = "zh_TW"
    first.tab = "monitor"
    first.geometry = QByteArray(b"\x01\x02")
    first.remember(Path("/data/a folder, with=signs"), 5.0)
    first.set("monitor/smoothing", "0.9")
    first.save()
    second = Preferences(file)
    assert (second.theme, second.language, second.tab) == ("dark", "zh_TW", "monitor")
    assert second.geometry == QByteArray(b"\x01\x02")
    assert second.folder == Path("/data/a folder, with=signs")
    assert second.recent[0].time == 5.0
    assert second.get("monitor/smoothing") == "0.9"


def test_tab_and_folder_outlive_a_window_that_is_killed_at_once(file: Path) -> None:
    killed = Preferences(file)  # nothing is saved by ending it, nor by an event loop
    killed.remember(Path("/data/garden"), 5.0)
    killed.tab = "monitor"
    copy = file.with_name("seen-by-another-process.ini")
    copy.write_bytes(file.read_bytes())
    assert (Preferences(copy).tab, Preferences(copy).folder) == ("monitor", Path("/data/garden"))


def test_at_first_there_are_defaults(file: Path) -> None:
    new = Preferences(file)
    assert (new.theme, new.language, new.tab) == ("system", "system", "")
    assert new.folder is None
    assert new.recent == []
    assert new.geometry.isEmpty()


@pytest.mark.parametrize(
    "text",
    [
        "[General]\ntheme=pink\nrecent=[1, 2]\ngeometry=hello\nfolder=\n",
        "[General]\nrecent={broken\n",
        "\x00\xff not an ini file",
        'recent=[{"folder": 5, "time": "x"}]',
    ],
)
def test_a_damaged_file_is_as_good_as_none(file: Path, text: str) -> None:
    file.write_text(text, encoding="latin-1")
    kept = Preferences(file)
    assert (kept.theme, kept.recent, kept.folder) == ("system", [], None)
    assert kept.geometry.isEmpty()


def test_recent_folders_are_newest_first_once_each_and_not_endless(file: Path) -> None:
    kept = Preferences(file)
    for number in range(MOST_RECENT + 5):
        kept.remember(Path(f"/data/{number}"), float(number))
    kept.remember(Path("/data/10"), 99.0)
    assert [item.folder.name for item in kept.recent[:3]] == ["10", "16", "15"]
    assert len(kept.recent) == MOST_RECENT
    assert len({item.folder for item in kept.recent}) == MOST_RECENT


def test_a_thing_is_told_once(file: Path) -> None:
    assert Preferences(file).once("hint")
    first = Preferences(file)
    assert not first.once("hint")
    assert first.once("another")


def test_who_listens_hears_what_changed_and_only_then(file: Path) -> None:
    kept = Preferences(file)
    heard: list[str] = []
    kept.changed.connect(heard.append)
    kept.theme = "dark"
    kept.theme = "dark"
    assert heard == ["theme"]


def test_the_files_lie_where_the_desktop_keeps_such_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", "not absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config_folder() == tmp_path / "c" / "deeptuner"
    assert state_folder() == tmp_path / ".local" / "state" / "deeptuner"
