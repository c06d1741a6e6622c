"""The datasets of an experiment folder, listed without opening a file."""

from __future__ import annotations

import os
from pathlib import Path

from deeptuner.runs.datasets import kind_of, list_datasets


def test_lists_files_and_folders_with_kind_and_size(tmp_path: Path) -> None:
    folder = tmp_path / "datasets"
    (folder / "split").mkdir(parents=True)
    (folder / "split" / "train.parquet").write_bytes(b"x" * 30)
    (folder / "split" / "README.md").write_bytes(b"x" * 500)
    (folder / "b.csv").write_bytes(b"x" * 20)
    (folder / "a.jsonl.gz").write_bytes(b"x" * 10)
    (folder / "notes.docx").write_bytes(b"x")
    (folder / ".hidden.jsonl").write_bytes(b"x")
    (folder / "empty").mkdir()
    found = [(info.name, info.kind, info.size) for info in list_datasets(tmp_path)]
    assert found == [("a.jsonl.gz", "json", 10), ("b.csv", "table", 20), ("split", "folder", 30)]
    assert list_datasets(tmp_path)[0].to_json()["path"] == str(folder / "a.jsonl.gz")


def test_no_datasets_folder_is_no_error(tmp_path: Path) -> None:
    assert list_datasets(tmp_path) == []


def test_a_broken_link_is_listed_as_empty(tmp_path: Path) -> None:
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    assert [info.size for info in list_datasets(tmp_path)] == [0]


def test_kind_follows_the_ending() -> None:
    kinds = [kind_of(Path(name)) for name in ("A.JSON", "b.tsv.gz", "c.feather", "d.parquet.gz")]
    assert kinds == ["json", "table", "columns", None]


def test_a_pipe_is_no_dataset_and_a_link_to_a_file_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "datasets"
    folder.mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "linked.jsonl").symlink_to(folder / "pipe.jsonl")
    (tmp_path / "real.jsonl").write_bytes(b"x" * 7)
    (folder / "real.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert [(info.name, info.size) for info in list_datasets(tmp_path)] == [("real.jsonl", 7)]
