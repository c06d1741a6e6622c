"""Which files of a folder are trained on, kept for measuring, or left alone."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from deeptuner.data.files import dataset_files, split_of
from deeptuner.errors import DataError


def _folder(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "x"}\n')
    return folder


def _names(folder: Path, files: list[Path]) -> list[str]:
    return [str(file.relative_to(folder)) for file in files]


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("train-00000-of-00002", "train"),
        ("my_test", "test"),
        ("data/validation-00000", "validation"),
        ("dev", "validation"),
        ("train_eval", "train"),
        ("latest", None),
        ("contestants", None),
        ("Evaluation", "validation"),
    ],
)
def test_split_is_a_whole_word_of_the_name(name: str, split: str | None) -> None:
    assert split_of(name) == split


def test_only_training_files_are_trained_on(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "mydata.jsonl", "part2.csv", "my_test.jsonl", "sub/val.parquet")
    files = dataset_files(folder)
    assert _names(folder, files.train) == ["mydata.jsonl", "part2.csv"]
    assert _names(folder, files.evaluation) == ["my_test.jsonl", "sub/val.parquet"]


def test_what_is_no_data_is_left_alone_and_listed(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        "a.jsonl",
        "._a.jsonl",
        ".hidden.json",
        "metadata.json",
        "dataset_infos.json",
        "state.json",
        "README.md",
        "readme.txt",
        "notes.txt",
        "make.py",
        ".cache/b.jsonl",
    )
    files = dataset_files(folder)
    assert _names(folder, files.train) == ["a.jsonl"]
    assert {file.name for file, _ in files.skipped} == {
        "._a.jsonl",
        ".hidden.json",
        "metadata.json",
        "dataset_infos.json",
        "state.json",
        "README.md",
        "readme.txt",
        "notes.txt",
        "make.py",
    }


def test_a_folder_of_texts_is_trained_on(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "one.txt", "two.txt", "readme.txt")
    assert _names(folder, dataset_files(folder).train) == ["one.txt", "two.txt"]


def test_a_file_named_itself_is_trained_on_whatever_its_name(tmp_path: Path) -> None:
    _folder(tmp_path, "test.jsonl.gz")
    assert dataset_files(tmp_path / "test.jsonl.gz").train == [tmp_path / "test.jsonl.gz"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("test.jsonl",), "data.reading.only-evaluation"),
        (("README.md",), "data.reading.no-data-files"),
        ((), "data.reading.no-data-files"),
    ],
)
def test_a_folder_with_nothing_to_train_on_is_refused(
    tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    with pytest.raises(DataError) as caught:
        dataset_files(_folder(tmp_path, *names))
    assert caught.value.what.id == said
    assert caught.value.fix


def test_missing_and_unknown_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        dataset_files(tmp_path / "absent.jsonl")
    assert caught.value.what.id == "common.not-found"
    (tmp_path / "book.docx").write_text("x")
    with pytest.raises(DataError) as caught:
        dataset_files(tmp_path / "book.docx")
    assert caught.value.what.id == "data.reading.unknown-kind"


def test_a_pipe_a_socket_or_a_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "linked.jsonl").symlink_to(tmp_path / "pipe.jsonl")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "socket.csv"))  # its name must be short
    for name in ("pipe.jsonl", "linked.jsonl", "zero.txt", "socket.csv"):
        with pytest.raises(DataError) as caught:
            dataset_files(tmp_path / name)
        assert caught.value.what.id == "data.reading.is-endless"
        assert caught.value.where == str(tmp_path / name)
        assert caught.value.fix


def test_a_pipe_in_a_folder_is_left_alone_and_is_no_row_beside_text(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "one.txt")
    os.mkfifo(folder / "pipe.jsonl")
    files = dataset_files(folder)
    assert _names(folder, files.train) == ["one.txt"]
    assert [(file.name, why.id) for file, why in files.skipped] == [
        ("pipe.jsonl", "data.reading.endless-file")
    ]
