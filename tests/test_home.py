"""Paths as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.errors import InputError
from deeptuner.home import expanded
from deeptuner.runs.experiment import Experiment


def test_the_home_folder_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert expanded("~/models") == tmp_path / "models"
    assert expanded(Path("models/~")) == Path("models/~")


def test_a_home_of_nobody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="Nobody here has a home folder of that name") as caught:
        Experiment.init(Path("~no.such.person/garden"))
    assert caught.value.where == "~no.such.person/garden"
    assert list(tmp_path.iterdir()) == []
