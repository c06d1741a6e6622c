"""What is chosen, by the settings and by what lies in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.ui.pages.experiment.chosen import Chosen
from deeptuner.ui.shell import Shell


@pytest.fixture
def chosen(shell: Shell) -> Chosen:
    """A folder with a model that is whole, one that is not, and three datasets."""
    made = Chosen(shell.workspace)
    whole, torn = ({"path": f"/m/{name}", "errors": errors} for name, errors in MODELS.items())
    made.models = {"whole": whole, "torn": torn}
    names = ("rows.jsonl", "twice.csv", "twice.json")
    made.datasets = {name: {"name": name, "path": f"/d/{name}"} for name in names}
    return made


MODELS: dict[str, list[str]] = {"whole": [], "torn": ["config.json is torn"]}


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("rows.jsonl", "rows.jsonl"),
        ("rows", "rows.jsonl"),
        ("twice.csv", "twice.csv"),
        ("twice", ""),  # which of the two?
        ("gone", ""),
    ],
)
def test_a_dataset_is_found_by_its_name_with_or_without_ending(
    chosen: Chosen, shell: Shell, setting: str, name: str
) -> None:
    shell.workspace.change({"data.dataset": setting})
    assert chosen.dataset == name
    rows = chosen.rows()
    assert (rows.dataset if rows else "") == name


def test_rows_are_seen_with_a_model_that_can_be_used(chosen: Chosen, shell: Shell) -> None:
    shell.workspace.change({"data.dataset": "rows", "data.max_length": 99})
    seen = []
    for name in ("whole", "torn", "gone"):
        chosen.choose_model(name)
        rows = chosen.rows()
        assert rows is not None
        assert rows.limit == 99
        seen.append((rows.params["model"], chosen.has_usable_model))
    assert seen == [("/m/whole", True), (None, False), (None, False)]


def test_another_dataset_is_read_afresh(chosen: Chosen, shell: Shell) -> None:
    shell.workspace.change({"data.format": "alpaca", "data.columns": {"prompt": "question"}})
    chosen.choose_dataset("twice.csv")
    rows = chosen.rows()
    assert rows is not None
    assert (rows.params["format"], rows.params["columns"]) == ("auto", {})
    assert rows.params["dataset"] == str(Path("/d/twice.csv"))


def test_nothing_is_chosen_of_a_folder_that_was_not_read(chosen: Chosen, shell: Shell) -> None:
    chosen.choose_dataset("rows.jsonl")
    chosen.choose_model("whole")
    chosen.forget()
    assert (chosen.model, chosen.dataset, chosen.rows()) == (None, "", None)
