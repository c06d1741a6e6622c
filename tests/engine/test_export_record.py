"""Files of an export are known again, and only as what they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from deeptuner.engine.export_record import (
    REPORT,
    is_noted,
    mark_of,
    note_file,
    read_report,
    write_report,
)


def test_a_file_is_known_until_anything_about_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "model-q8_0.gguf"
    assert not is_noted(file, "q8_0", "m1")
    file.write_bytes(b"GGUF")
    assert not is_noted(file, "q8_0", "m1")
    note_file(file, "q8_0", "m1")
    assert is_noted(file, "q8_0", "m1")
    assert not is_noted(file, "f16", "m1")
    assert not is_noted(file, "q8_0", "m2")
    file.write_bytes(b"GGUF and more")
    assert not is_noted(file, "q8_0", "m1")
    file.unlink()
    assert not is_noted(file, "q8_0", "m1")


def test_a_report_keeps_what_is_known_of_files(tmp_path: Path) -> None:
    for name in ("a.gguf", "b.gguf"):
        (tmp_path / name).write_bytes(b"GGUF")
        note_file(tmp_path / name, "f16", "m")
    write_report(tmp_path, {"to": "ollama"})
    assert read_report(tmp_path)["to"] == "ollama"
    assert is_noted(tmp_path / "a.gguf", "f16", "m") and is_noted(tmp_path / "b.gguf", "f16", "m")


@pytest.mark.parametrize("content", ["", "[1]", '{"files": 3}', '{"files": {"a.gguf": 3}}'])
def test_a_damaged_report_says_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / REPORT).write_text(content)
    (tmp_path / "a.gguf").write_bytes(b"GGUF")
    assert not is_noted(tmp_path / "a.gguf", "f16", "m")
    note_file(tmp_path / "a.gguf", "f16", "m")
    assert is_noted(tmp_path / "a.gguf", "f16", "m")


def test_models_are_told_apart_by_weights_tokenizer_and_template(
    tiny_model: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(tiny_model, tmp_path / "copy"))
    assert mark_of(copy) == mark_of(tiny_model)
    (copy / "README.md").write_text("a note")
    assert mark_of(copy) == mark_of(tiny_model)
    marks = {mark_of(copy)}
    (copy / "chat_template.jinja").write_text("{{ messages }}")
    marks.add(mark_of(copy))
    config = json.loads((copy / "tokenizer_config.json").read_text())
    (copy / "tokenizer_config.json").write_text(json.dumps({**config, "add_bos_token": True}))
    marks.add(mark_of(copy))
    content = bytearray((copy / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (copy / "model.safetensors").write_bytes(content)
    marks.add(mark_of(copy))
    assert len(marks) == 4
