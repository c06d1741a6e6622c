"""Tokenizers that work on bytes (GPT-2's kind): recognised by how they cut text into words.

Knows tokenizer.json and the names in `pretokenizers.py`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import orjson
import tokenizers

from deeptuner.data.tokenizer import Tokenizer
from deeptuner.engine.gguf.cut import (
    Cut,
    Draft,
    added_tokens,
    merges_of,
    strips_like_phi3,
    tokens_by_id,
    types_of,
)
from deeptuner.engine.gguf.pretokenizers import Pre, recognised
from deeptuner.engine.gguf.probes import TEXTS, mixtures
from deeptuner.errors import ModelError
from deeptuner.words import message

COMPOSING: Final = ("NFC", "NFKC")  # llama.cpp takes text as it comes


def read_byte_level(content: Mapping[str, Any], tokenizer: Tokenizer, model_dir: Path) -> Draft:
    """Raises ModelError where no name of llama.cpp's cuts words as this tokenizer does."""
    pre = _recognise(content, tokenizer, model_dir)
    tokens, ids = tokens_by_id(content)
    keys = {
        "model": "gpt2",
        "pre": pre.name,
        "tokens": tokens,
        "token_type": types_of(tokens, content, ids),
        "merges": merges_of(content),
    }
    normalizer = content.get("normalizer") or {}
    composing = normalizer.get("type") in COMPOSING
    notes = (message("engine.gguf.composing", form=normalizer["type"]),) if composing else ()
    return Draft(keys, _served(content, pre), strips_like_phi3(content), notes)


def _recognise(content: Mapping[str, Any], tokenizer: Tokenizer, model_dir: Path) -> Pre:
    cutter = tokenizer.backend.pre_tokenizer
    found = list(recognised(cutter, [*TEXTS, *mixtures()]) if cutter is not None else ())
    wanted = bool(content["model"].get("ignore_merges"))
    for pre in sorted(found, key=lambda one: one.ignore_merges is not wanted):
        if pre.ignore_merges is wanted or _merges_reach_all(content):
            return pre
    raise ModelError(
        message("engine.gguf.pretokenizer"),
        where=str(model_dir / "tokenizer.json"),
        fix=message("engine.gguf.fix-tokenizer"),
    )


def _merges_reach_all(content: Mapping[str, Any]) -> bool:
    """Whether it makes no difference that a word which is a token stays whole."""
    merged = {one.replace(" ", "", 1) for one in merges_of(content)}
    special = added_tokens(content)
    return all(
        len(one) == 1 or one in merged or one in special for one in content["model"]["vocab"]
    )


def _served(content: Mapping[str, Any], pre: Pre) -> Cut:
    """The tokenizer as llama.cpp has it: its cuts, no normaliser, tokens that swallow nothing."""
    served = copy.deepcopy(dict(content))
    served |= {"normalizer": None, "post_processor": None, "truncation": None, "padding": None}
    served["model"] = {**served["model"], "ignore_merges": pre.ignore_merges}
    served["added_tokens"] = list(_plain(served.get("added_tokens") or []))
    backend = tokenizers.Tokenizer.from_str(orjson.dumps(served).decode())
    backend.pre_tokenizer = pre.cutter(served=True)
    return lambda text: list(backend.encode(text, add_special_tokens=False).ids)


def _plain(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    off = {"lstrip": False, "rstrip": False, "single_word": False, "normalized": False}
    return ({**entry, **off} for entry in entries)
