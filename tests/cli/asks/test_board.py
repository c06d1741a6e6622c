"""A folder of TensorBoard files, as the window asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.cli.asks.asking import Asking
from deeptuner.cli.asks.board import answer
from deeptuner.errors import InputError
from tests.monitor.boards import curve, write_board


def test_runs_and_the_curves_of_the_first_are_told(tmp_path: Path) -> None:
    write_board(tmp_path / "a", *curve("train/loss", {1: 2.0, 2: 1.0}))
    write_board(tmp_path / "b", *curve("loss", {1: 5.0}), tail=b"?" * 30)
    asking = Asking()
    first = answer({"folder": str(tmp_path)}, asking)
    assert (first["runs"], first["run"]) == (["a", "b"], "a")
    assert first["curves"] == {"train/loss": {"x": [1.0, 2.0], "y": [2.0, 1.0]}}
    assert first["usual"] == {"loss": "train/loss"}
    other = answer({"folder": str(tmp_path), "run": "b"}, asking)
    assert other["curves"]["loss"]["y"] == [5.0]
    assert other["problems"][0]["id"] == "monitor.board.damaged"


def test_what_is_written_meanwhile_is_seen(tmp_path: Path) -> None:
    asking = Asking()
    write_board(tmp_path, *curve("loss", {1: 2.0}))
    assert answer({"folder": str(tmp_path)}, asking)["curves"]["loss"]["x"] == [1.0]
    write_board(tmp_path, *curve("loss", {1: 2.0, 2: 1.5}))
    assert answer({"folder": str(tmp_path)}, asking)["curves"]["loss"]["x"] == [1.0, 2.0]


def test_a_long_curve_is_thinned_and_keeps_its_peaks(tmp_path: Path) -> None:
    values = dict.fromkeys(range(20000), 1.0) | {7_777: 9.0}
    write_board(tmp_path, *curve("loss", values))
    shown = answer({"folder": str(tmp_path)}, Asking())["curves"]["loss"]
    assert len(shown["x"]) < 4000
    assert max(shown["y"]) == 9.0


def test_a_run_that_is_not_there_is_refused(tmp_path: Path) -> None:
    write_board(tmp_path, *curve("loss", {1: 2.0}))
    with pytest.raises(InputError, match="no run named x"):
        answer({"folder": str(tmp_path), "run": "x"}, Asking())
