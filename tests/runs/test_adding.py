"""Linking and copying into an experiment: whole or absent, and never over something."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.errors import InputError, RunError
from deeptuner.runs import adding
from deeptuner.runs.adding import copy, free_name, link, refuse_inside, refuse_other_ending


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "experiment" / "models"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere" / "base"
    (folder / "more").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"x" * 100)
    (folder / "more" / "a.json").write_text("{}")
    (folder / ".hidden").write_text("no")
    (folder / "big.bin").write_text("pickle")
    (tmp_path / "blob").write_bytes(b"blob")
    (folder / "tokenizer.json").symlink_to(tmp_path / "blob")
    return folder


def _nobody(done: int, total: int) -> None:
    pass


def test_a_link_leads_to_where_it_is(home: Path, model: Path) -> None:
    link(model, home / "base")
    assert (home / "base").is_symlink()
    assert (home / "base" / "model.safetensors").read_bytes() == b"x" * 100


def test_a_copy_holds_what_is_wanted_and_no_links(home: Path, model: Path) -> None:
    told: list[tuple[int, int]] = []
    copy(model, home / "base", lambda *now: told.append(now), lambda file: file.suffix != ".bin")
    found = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert found == {"base/model.safetensors", "base/more/a.json", "base/tokenizer.json"}
    assert not (home / "base" / "tokenizer.json").is_symlink()
    assert told[-1] == (106, 106)


def test_a_file_is_copied_under_its_new_name(home: Path, model: Path) -> None:
    copy(model / "model.safetensors", home / "one.safetensors", _nobody)
    assert (home / "one.safetensors").read_bytes() == b"x" * 100


@pytest.mark.parametrize("what", [".", "model.safetensors"])
def test_a_copy_that_is_cancelled_leaves_nothing(home: Path, model: Path, what: str) -> None:
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(model / what, home / "base", cancel)
    assert list(home.iterdir()) == []


def test_no_room_is_told_before_anything_is_copied(
    home: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "SPARE", 10**18)
    with pytest.raises(RunError, match=r"1000000\.0 TB are needed"):
        copy(model, home / "base", _nobody)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["a/b", "..", ".hidden", "", " "])
def test_a_name_stays_in_its_folder(home: Path, name: str) -> None:
    with pytest.raises(InputError):
        free_name(home, name)


@pytest.mark.parametrize(("path", "name"), [("rows.jsonl.gz", "b.JSONL.gz"), ("notes", "b.csv")])
def test_a_name_may_differ_up_to_its_ending(path: str, name: str) -> None:
    refuse_other_ending(Path(path), name)


@pytest.mark.parametrize(
    ("path", "name", "better"),
    [("a.csv", "b.jsonl", "b.csv"), ("a.jsonl.gz", "b.v2.jsonl", "b.v2.jsonl.gz")],
)
def test_another_ending_is_refused_and_a_name_is_offered(path: str, name: str, better: str) -> None:
    with pytest.raises(InputError, match="must end with") as refused:
        refuse_other_ending(Path(path), name)
    assert refused.value.fix is not None
    assert refused.value.fix.params["name"] == better


def test_a_folder_may_have_any_name(home: Path) -> None:
    (home / "rows.csv").mkdir()
    refuse_other_ending(home / "rows.csv", "rows")


def test_a_taken_name_is_refused_even_for_a_broken_link(home: Path) -> None:
    (home / "base").symlink_to(home / "gone")
    with pytest.raises(InputError, match="already something called base"):
        free_name(home, "base")


def test_what_is_there_already_needs_no_adding(home: Path, model: Path) -> None:
    link(model, home / "base")
    (home / "own").mkdir()
    with pytest.raises(InputError):
        refuse_inside(home / "own", home)
    with pytest.raises(InputError):
        refuse_inside(home / "base", home)
    refuse_inside(model, home)
