"""What is open and edited is kept through crashes; a disk that does not play along is told."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError
from pytestqt.qtbot import QtBot

from deeptuner.errors import InputError
from deeptuner.runs.experiment import Experiment
from deeptuner.ui.preferences import Preferences
from deeptuner.ui.services.draft import FILE
from deeptuner.ui.shell import Shell, make_shell
from deeptuner.ui.translation import Told
from deeptuner.ui.workspace import Workspace
from tests.e2e.conftest import Place
from tests.e2e.disks import fill, own_disks

as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")


@pytest.fixture
def told(shell: Shell) -> list[Told]:
    """What the workspace has told so far."""
    heard: list[Told] = []
    shell.workspace.failed.connect(heard.append)
    return heard


def reopened(shell: Shell) -> Workspace:
    """The same folder in a workspace of another process, as far as that can be had in one."""
    folder = shell.workspace.folder
    assert folder is not None
    shell.workspace.instance.release()
    other = Workspace(Preferences())
    assert other.open_folder(folder)
    other.instance.release()
    return other


def test_a_form_that_was_not_saved_is_there_after_a_crash(shell: Shell, qtbot: QtBot) -> None:
    shell.workspace.change({"training.learning_rate": 3e-4, "data.dataset": "orders.jsonl"})
    draft = shell.workspace.experiment.folder / FILE
    qtbot.waitUntil(draft.is_file)
    other = reopened(shell)
    assert other.values["training.learning_rate"] == 3e-4
    assert other.values["data.dataset"] == "orders.jsonl"
    other.close_folder()


def test_closing_saves_at_once(shell: Shell) -> None:
    shell.workspace.apply_preset("speed-up")
    shell.workspace.change({"name": "garden"})
    shell.workspace.flush()
    other = reopened(shell)
    assert (other.config.name, other.preset) == ("garden", "speed-up")
    assert other.config == shell.workspace.config
    other.close_folder()


def test_who_listens_hears_which_settings_changed(shell: Shell) -> None:
    heard: list[set[str]] = []
    chosen: list[str] = []
    shell.workspace.settings_changed.connect(heard.append)
    shell.workspace.model_changed.connect(lambda: chosen.append("model"))
    shell.workspace.dataset_changed.connect(lambda: chosen.append("dataset"))
    shell.workspace.change({"lora.rank": 32, "name": ""})
    shell.workspace.change({"model.path": "llama"})
    shell.workspace.change({"model.path": "llama"})
    assert heard == [{"lora.rank"}, {"model.path"}]
    assert chosen == ["model"]


def test_a_wrong_value_changes_nothing(shell: Shell) -> None:
    before = dict(shell.workspace.values)
    with pytest.raises(ValidationError):
        shell.workspace.change({"lora.rank": -3, "name": "x"})
    assert dict(shell.workspace.values) == before


def test_a_preset_says_what_it_changed(shell: Shell) -> None:
    changed = shell.workspace.apply_preset("higher-precision")
    assert changed
    for change in changed:
        assert shell.workspace.values[change.path] == change.after
    assert shell.workspace.preset == "higher-precision"
    with pytest.raises(InputError):
        shell.workspace.apply_preset("no-such-preset")


def test_a_broken_draft_is_kept_aside_and_told(shell: Shell, qtbot: QtBot) -> None:
    folder = shell.workspace.experiment.folder
    shell.workspace.close_folder()
    (folder / FILE).write_text("lora:\n  rank: many\n")
    told: list[Told] = []
    shell.workspace.failed.connect(told.append)
    assert shell.workspace.open_folder(folder)
    assert shell.workspace.values["lora.rank"] != "many"
    qtbot.waitUntil(lambda: bool(told))
    assert "cannot be read" in told[0].what
    kept = list((folder / FILE).parent.glob("draft-*.yaml"))
    assert [path.read_text() for path in kept] == ["lora:\n  rank: many\n"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"version: 99\n", b"- a\n- b\n", b""])
def test_no_draft_keeps_an_experiment_from_opening(
    empty_shell: Shell, experiment: Experiment, content: bytes
) -> None:
    (experiment.folder / FILE).write_bytes(content)
    assert empty_shell.workspace.open_folder(experiment.folder)
    assert empty_shell.workspace.values["lora.rank"] > 0


def test_a_folder_that_is_no_folder_is_told_and_what_was_open_stays(
    shell: Shell, told: list[Told], tmp_path: Path
) -> None:
    before = shell.workspace.folder
    (tmp_path / "file").write_text("x")
    assert not shell.workspace.open_folder(tmp_path / "file")
    assert not shell.workspace.open_folder(tmp_path / "nowhere")
    assert len(told) == 2
    assert all(each.what and each.where for each in told)
    assert not (tmp_path / "nowhere").exists()
    assert shell.workspace.folder == before
    assert shell.preferences.folder == before


@as_root
def test_a_folder_without_permission_is_told(
    shell: Shell, told: list[Told], tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o000)
    assert not shell.workspace.open_folder(locked)
    locked.chmod(0o755)
    assert "not allowed" in told[0].what


def test_a_full_disk_is_told_once_and_the_form_stays(
    shell: Shell,
    told: list[Told],
    qtbot: QtBot,
    full_disk: Callable[[bool], None],
) -> None:
    full_disk(True)
    shell.workspace.change({"name": "first"})
    qtbot.waitUntil(lambda: bool(told))
    shell.workspace.change({"name": "second"})
    qtbot.wait(700)
    assert len(told) == 1
    assert "no room left" in told[0].what
    assert shell.workspace.config.name == "second"
    full_disk(False)
    shell.workspace.change({"name": "third"})
    draft = shell.workspace.experiment.folder / FILE
    qtbot.waitUntil(lambda: draft.is_file() and "third" in draft.read_text())


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Writing fails as the system fails it when there is no room."""
    import errno

    import deeptuner.files

    real = os.fsync

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    return lambda full: monkeypatch.setattr(deeptuner.files.os, "fsync", refuse if full else real)


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_a_disk_that_is_really_full_is_told_and_nothing_half_written_stays(
    empty_shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    with own_disks(Place(tmp_path)) as disks:
        (tmp_path / "stick").mkdir()
        disks.small(tmp_path / "stick", "128k")
        stick = disks.seen(tmp_path / "stick")
        workspace, told = empty_shell.workspace, []
        workspace.failed.connect(told.append)
        assert workspace.open_folder(stick)
        filler = fill(stick)
        workspace.change({"name": "typed"})
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        assert "no room left" in told[0].what
        assert [path.name for path in (stick / FILE).parent.iterdir()] == []
        filler.unlink()
        workspace.change({"name": "typed again"})
        draft = stick / FILE
        qtbot.waitUntil(
            lambda: draft.is_file() and "typed again" in draft.read_text(), timeout=20_000
        )
        workspace.close_folder()


def test_a_folder_that_goes_away_is_noticed_and_the_draft_comes_back_with_it(
    shell: Shell, told: list[Told], qtbot: QtBot
) -> None:
    folder = shell.workspace.experiment.folder
    away = folder.with_name("away")
    shell.workspace.change({"name": "kept"})
    folder.rename(away)
    qtbot.waitUntil(lambda: shell.workspace.missing, timeout=8000)
    shell.workspace.change({"lora.rank": 64})
    qtbot.wait(600)
    assert not folder.exists(), "a folder that somebody removed is not made again"
    assert told == []
    away.rename(folder)
    qtbot.waitUntil(lambda: not shell.workspace.missing, timeout=8000)
    qtbot.waitUntil(lambda: (folder / FILE).is_file() and "rank: 64" in (folder / FILE).read_text())


def test_a_removed_folder_can_be_closed_and_another_opened(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    shell.workspace.change({"name": "lost"})
    shutil.rmtree(shell.workspace.experiment.folder)
    qtbot.waitUntil(lambda: shell.workspace.missing, timeout=8000)
    assert shell.workspace.open_folder(Experiment.init(tmp_path / "other").folder)
    assert not shell.workspace.missing
    assert shell.workspace.config.name == ""


def test_an_ordinary_folder_becomes_an_experiment(empty_shell: Shell, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    assert empty_shell.workspace.needs_parts(plain)
    assert empty_shell.workspace.open_folder(plain)
    assert (plain / "models").is_dir()
    assert not empty_shell.workspace.needs_parts(plain)


def test_the_folder_is_remembered_until_it_is_closed(shell: Shell) -> None:
    folder = shell.workspace.folder
    assert shell.preferences.folder == folder
    assert [item.folder for item in shell.preferences.recent] == [folder]
    shell.workspace.close_folder()
    assert shell.preferences.folder is None
    assert shell.workspace.experiment is None


def test_two_windows_do_not_have_one_folder(shell: Shell) -> None:
    told: list[Told] = []
    second = make_shell()
    second.workspace.failed.connect(told.append)
    assert not second.workspace.open_folder(shell.workspace.experiment.folder)
    assert "another window" in told[0].what
    assert second.workspace.experiment is None
    second.close()
