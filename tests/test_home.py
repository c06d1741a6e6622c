"""Paths as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.home import expanded
from deeptuner.runs.experiment import Experiment


def test_the_home_folder_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert expanded("~/models") == tmp_path / "models"
    assert expanded(Path("models/~")) == Path("models/~")


def test_a_name_of_nobody_stays_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert expanded("~no.such.person/models") == Path("~no.such.person/models")
    assert Experiment.init(Path("~no.such.person")).folder == tmp_path / "~no.such.person"
