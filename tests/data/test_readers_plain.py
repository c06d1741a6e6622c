"""Plain text: one file is one document."""

from __future__ import annotations

from pathlib import Path

from deeptuner.data.readers import read_rows
from deeptuner.data.readers.plain import parts_of
from deeptuner.data.report import Report


def _read(tmp_path: Path, content: bytes) -> tuple[list[str], Report]:
    (tmp_path / "f.txt").write_bytes(content)
    report = Report()
    return [row.value["text"] for row in read_rows(tmp_path / "f.txt", report)], report


def test_paragraphs_are_not_samples(tmp_path: Path) -> None:
    text = "One.\n\nTwo, 你好.\n\n\nThree."
    assert _read(tmp_path, b"\xef\xbb\xbf" + text.encode())[0] == [text]
    assert _read(tmp_path, text.replace("\n", "\r\n").encode())[0] == [text]


def test_rows_of_json_in_a_text_file_are_rows(tmp_path: Path) -> None:
    texts, report = _read(tmp_path, b'{"text": "a"}\n{"text": "b"}\n')
    assert texts == ["a", "b"]
    assert [note.id for note in report.notes] == ["data.reading.json-in-text"]


def test_blank_files_have_no_rows(tmp_path: Path) -> None:
    assert _read(tmp_path, b" \n\n")[0] == []


def test_long_documents_are_cut_between_paragraphs() -> None:
    paragraph = "word " * 18 + "end.\n\n"
    blocks = (paragraph * 5 for _ in range(20))
    parts = list(parts_of(blocks, 1000))
    assert "".join(parts) == paragraph * 100
    assert all(part.endswith("\n\n") and len(part) <= 1000 for part in parts)


def test_text_without_spaces_is_cut_anyway() -> None:
    assert [len(part) for part in parts_of(iter(["x" * 2500]), 1000)] == [1000, 1000, 500]
