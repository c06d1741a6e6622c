"""What an export's folder says of the model files in it, so that one is not made a second time.

Knows `export.json`, of which several programs' exports each write a part, and what a model is told
apart by: its weights, and the small files that a GGUF file carries along; and which models were
created in Ollama from here, as only those may be deleted there. Knows neither GGUF nor Ollama.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson
import xxhash

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.files import read_json, write_json

REPORT: Final = "export.json"
FILES: Final = "files"
CREATED: Final = "in_ollama"  # what was created there, the newest last: names and addresses
_SMALL: Final = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "tokenizer.model",
    "chat_template.jinja",
    "chat_template.json",
)


def mark_of(model_dir: Path) -> str:
    """What tells this model from any other: 32 hexadecimal digits of its weights (samples of them)
    and its small files. Raises ModelError when the weights cannot be read."""
    digest = xxhash.xxh3_128(fingerprint(model_dir).encode())
    for name in _SMALL:
        file = model_dir / name
        digest.update(name.encode())
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def read_report(folder: Path) -> dict[str, Any]:
    """What is recorded, or nothing where that is absent or damaged."""
    try:
        found = read_json(folder / REPORT)
    except (FileNotFoundError, orjson.JSONDecodeError):
        return {}
    return found if isinstance(found, dict) else {}


def write_report(folder: Path, value: Mapping[str, Any]) -> None:
    """Replace the report; what it says of the files, and of what was created, stays."""
    created = created_models(folder)
    kept = {FILES: _files(folder), **({CREATED: created} if created else {})}
    write_json(folder / REPORT, {**value, **kept})


def note_file(file: Path, kind: str, mark: str) -> None:
    """Record that `file`, in an export's folder, holds the model `mark` in the type `kind`."""
    note = {"type": kind, "model": mark, "bytes": file.stat().st_size}
    files = {**_files(file.parent), file.name: note}
    write_json(file.parent / REPORT, {**read_report(file.parent), FILES: files})


def is_noted(file: Path, kind: str, mark: str) -> bool:
    """Whether `file` is there as it was recorded: this model in this type."""
    noted = _files(file.parent).get(file.name)
    if not isinstance(noted, dict) or not file.is_file():
        return False
    return noted == {"type": kind, "model": mark, "bytes": file.stat().st_size}


def created_models(folder: Path) -> list[dict[str, str]]:
    """Models that were created from this folder and not deleted since: `name`, and `where`."""
    found = read_report(folder).get(CREATED)
    return [one for one in found if _is_created(one)] if isinstance(found, list) else []


def note_created(folder: Path, name: str, where: str) -> None:
    _write_created(folder, [*_others(folder, name, where), {"name": name, "where": where}])


def forget_created(folder: Path, name: str, where: str) -> None:
    _write_created(folder, _others(folder, name, where))


def _others(folder: Path, name: str, where: str) -> list[dict[str, str]]:
    return [one for one in created_models(folder) if one != {"name": name, "where": where}]


def _write_created(folder: Path, created: list[dict[str, str]]) -> None:
    write_json(folder / REPORT, {**read_report(folder), CREATED: created})


def _is_created(one: object) -> bool:
    return (
        isinstance(one, dict)
        and one.keys() == {"name", "where"}
        and all(isinstance(value, str) for value in one.values())
    )


def _files(folder: Path) -> dict[str, Any]:
    found = read_report(folder).get(FILES)
    return found if isinstance(found, dict) else {}
