"""Folders of TensorBoard files, of whatever program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.errors import InputError
from deeptuner.monitor.event_files import DamagedError, Scalar, read_events
from deeptuner.monitor.series import Curve
from deeptuner.monitor.tensorboard_files import board_runs, holds_board, read_board, usual_tags
from tests.monitor.boards import curve, framed, restart, scalar, write_board


def points(shown: Curve) -> list[tuple[float, float]]:
    return list(zip(shown.x.tolist(), shown.y.tolist(), strict=True))


def test_scalars_of_both_kinds_are_read_by_tag(tmp_path: Path) -> None:
    write_board(
        tmp_path,
        *curve("train/loss", {10: 2.0, 20: 1.5}),
        *curve("eval/loss", {20: 1.75}, tensor=True),
    )
    board = read_board(tmp_path)
    assert points(board.curves["train/loss"]) == [(10, 2.0), (20, 1.5)]
    assert points(board.curves["eval/loss"]) == [(20, 1.75)]
    assert board.usual == {"loss": "train/loss", "eval_loss": "eval/loss"}
    assert board.problems == ()


def test_our_own_writers_are_one_run(tmp_path: Path) -> None:
    write_board(tmp_path / "a" / "tensorboard" / "train", scalar("train/loss", 1, 2.0))
    write_board(tmp_path / "a" / "tensorboard" / "telemetry", scalar("gpu0/power", 1, 300.0))
    write_board(tmp_path / "b", scalar("loss", 1, 2.0))
    write_board(tmp_path / "b" / "1700000000.25", scalar("hp_metric", 0, 1.0))
    assert board_runs(tmp_path) == ["a/tensorboard", "b"]
    assert set(read_board(tmp_path, "a/tensorboard").curves) == {"train/loss", "gpu0/power"}
    assert set(read_board(tmp_path, "b").curves) == {"loss", "hp_metric"}


def test_the_same_tag_of_two_writers_is_kept_apart(tmp_path: Path) -> None:
    write_board(tmp_path / "train", *curve("epoch_loss", {1: 2.0}))
    write_board(tmp_path / "validation", *curve("epoch_loss", {1: 2.5}))
    board = read_board(tmp_path)
    assert board.usual == {"loss": "epoch_loss", "eval_loss": "validation/epoch_loss"}
    assert points(board.curves["validation/epoch_loss"]) == [(1, 2.5)]


def test_a_restart_supersedes_what_it_measures_again(tmp_path: Path) -> None:
    write_board(tmp_path, *curve("loss", {10: 3.0, 20: 2.0, 30: 9.0}), begun=1_700_000_000)
    write_board(tmp_path, restart(20), *curve("loss", {25: 1.0}), begun=1_700_000_900)
    assert points(read_board(tmp_path).curves["loss"]) == [(10, 3.0), (25, 1.0)]


def test_a_later_file_without_a_word_supersedes_too(tmp_path: Path) -> None:
    write_board(tmp_path, *curve("loss", {10: 1.5, 20: 1.0}), begun=1_700_000_900)
    write_board(tmp_path, *curve("loss", {10: 3.0, 20: 2.0, 30: 9.0}), begun=1_700_000_000)
    assert points(read_board(tmp_path).curves["loss"]) == [(10, 1.5), (20, 1.0)]


def test_a_torn_end_is_no_damage_but_nonsense_is(tmp_path: Path) -> None:
    torn = framed(scalar("loss", 2, 1.0))
    write_board(tmp_path / "torn", scalar("loss", 1, 2.0), tail=torn[:-3])
    write_board(tmp_path / "broken", scalar("loss", 1, 2.0), tail=b"\x00" * 40)
    assert read_board(tmp_path, "torn").problems == ()
    broken = read_board(tmp_path, "broken")
    assert points(broken.curves["loss"]) == [(1, 2.0)]
    (problem,) = broken.problems
    assert problem.id == "monitor.board.damaged"


def test_one_damaged_file_hides_no_other(tmp_path: Path) -> None:
    write_board(tmp_path, *curve("loss", {1: 2.0}), tail=b"x" * 30, begun=1_700_000_000)
    write_board(tmp_path, *curve("loss", {2: 1.0}), begun=1_700_000_900)
    board = read_board(tmp_path)
    assert points(board.curves["loss"]) == [(1, 2.0), (2, 1.0)]
    assert len(board.problems) == 1


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 400), flip=st.integers(0, 400))
def test_any_damage_is_met_with_what_came_before(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flip: int
) -> None:
    file = write_board(
        tmp_path_factory.mktemp("board"), *curve("loss", {step: float(step) for step in range(8)})
    )
    content = bytearray(file.read_bytes())
    content[flip % len(content)] ^= 0x5A
    file.write_bytes(bytes(content[: max(cut, 1)]))
    found = []
    try:
        found += [told for told in read_events(file) if isinstance(told, Scalar)]
    except DamagedError as error:
        assert 0 <= error.at <= len(content)
    assert all(isinstance(told.value, float) for told in found)


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (
            ["train/loss", "train/learning_rate", "train/grad_norm", "eval/loss", "eval/runtime"],
            {
                "loss": "train/loss",
                "eval_loss": "eval/loss",
                "learning_rate": "train/learning_rate",
                "grad_norm": "train/grad_norm",
            },
        ),
        (
            ["train_loss", "val_loss", "lr-AdamW", "epoch"],
            {"loss": "train_loss", "eval_loss": "val_loss"},
        ),
        (["Loss/train", "Loss/val", "LR"], {
            "loss": "Loss/train", "eval_loss": "Loss/val", "learning_rate": "LR",
        }),
        (["sft/train/loss", "sft/eval/loss"], {
            "loss": "sft/train/loss", "eval_loss": "sft/eval/loss",
        }),
        (["eval/loss"], {"eval_loss": "eval/loss"}),
        (["accuracy"], {}),
    ],
)  # fmt: skip
def test_usual_names_are_known(tags: list[str], found: dict[str, str]) -> None:
    assert usual_tags(tags) == found


def test_a_folder_without_event_files_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    assert not holds_board(tmp_path)
    with pytest.raises(InputError, match="no TensorBoard event file"):
        board_runs(tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        board_runs(tmp_path / "gone")
