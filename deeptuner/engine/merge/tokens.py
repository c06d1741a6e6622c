"""Whose tokenizer a merged model gets: the base's, unless the adapter's has tokens that it lacks.

The base's is the one that other programs read best, so it stays where it will do. Knows where
Hugging Face's tokenizers keep added tokens. Does not know weights.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from deeptuner.files import write_json
from deeptuner.runs.weights import read_json_file

TOKENIZER: Final = "tokenizer.json"
CONFIG: Final = "tokenizer_config.json"
ADDED: Final = "added_tokens.json"
FILES: Final = (
    TOKENIZER,
    "tokenizer.model",
    CONFIG,
    "special_tokens_map.json",
    ADDED,
    "vocab.json",
    "vocab.txt",
    "merges.txt",
    "spiece.model",
    "sentencepiece.bpe.model",
    "*.tiktoken",
)
STALE: Final = ("special_tokens_map.json", ADDED)  # of the base, where the adapter has none
# The class by which transformers 5 means any tokenizer.json; earlier versions do not know it.
NEWER_CLASS: Final = "TokenizersBackend"


def new_tokens(model_dir: Path, adapter_dir: Path, rows: int | None) -> list[str]:
    """Tokens of the adapter's tokenizer that the base's has not, by number.

    None where some have no row among the embedding's `rows`: the model was not trained with them.
    """
    theirs = _added(adapter_dir)
    if not theirs:
        return []
    known = _known(model_dir)
    found = {number: text for number, text in theirs.items() if known.get(text) != number}
    if rows is not None and any(number >= rows for number in found):
        return []
    return [found[number] for number in sorted(found)]


def copy_tokenizer(model_dir: Path, adapter_dir: Path, output: Path, new: bool) -> None:
    """The base's files; with `new`, the adapter's in place of them."""
    for file in _files(model_dir):
        if not (new and file.name in STALE):
            shutil.copyfile(file, output / file.name)
    if not new:
        return
    for file in _files(adapter_dir):
        shutil.copyfile(file, output / file.name)
    _keep_class(model_dir, output)


def _keep_class(model_dir: Path, output: Path) -> None:
    config, base = (_read(folder / CONFIG) for folder in (output, model_dir))
    if config.get("tokenizer_class") == NEWER_CLASS and "tokenizer_class" in base:
        write_json(output / CONFIG, {**config, "tokenizer_class": base["tokenizer_class"]})


def _files(folder: Path) -> Iterator[Path]:
    for pattern in FILES:
        yield from sorted(folder.glob(pattern))


def _added(folder: Path) -> dict[int, str]:
    """Tokens by number, as any of the files tells that may tell them."""
    found: dict[int, str] = {}
    for text, number in _read(folder / ADDED).items():
        _take(found, number, text)
    for key, token in _mapping(_read(folder / CONFIG).get("added_tokens_decoder")).items():
        if key.isdecimal() and isinstance(token, dict):
            _take(found, int(key), token.get("content"))
    listed = _read(folder / TOKENIZER).get("added_tokens")
    for token in listed if isinstance(listed, list) else ():
        if isinstance(token, dict):
            _take(found, token.get("id"), token.get("content"))
    return found


def _known(folder: Path) -> dict[str, int]:
    """The base's tokens: those that were added to it, and its vocabulary's."""
    vocabulary = _mapping(_mapping(_read(folder / TOKENIZER).get("model")).get("vocab"))
    return {**vocabulary, **{text: number for number, text in _added(folder).items()}}


def _take(found: dict[int, str], number: object, text: object) -> None:
    if isinstance(number, int) and isinstance(text, str):
        found[number] = text


def _read(path: Path) -> dict[str, Any]:
    return read_json_file(path) if path.exists() else {}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
