"""How many characters one token can stand for, at most, which tells a text that cannot fit.

Knows the parts of a tokenizer that keep every character, and gives up on all others: a token for
unknown words, or a step that drops characters, may swallow a text of any length.
"""

from __future__ import annotations

import json
from typing import Any, Final

from deeptuner.data.tokenizer import Tokenizer

COMPOSED: Final = 4  # characters that normal form C makes one of, at most (such as U+1F82)
BYTES: Final = 256
_KEEPS = {"ByteLevel", "Metaspace", "Digits"}  # steps before the model that keep all characters


def reach(tokenizer: Tokenizer) -> int | None:
    """Characters that one token stands for at most; None where that is not certain."""
    backend = tokenizer.backend
    added = backend.get_added_tokens_decoder().values()
    if any(token.lstrip or token.rstrip for token in added):  # these take any white space along
        return None
    cut = _steps(backend.pre_tokenizer, "pretokenizers")
    factors = [_factor(step) for step in _steps(backend.normalizer, "normalizers")]
    vocabulary = backend.get_vocab(with_added_tokens=True)
    if 0 in factors or not all(_keeps(step) for step in cut):
        return None
    if not _knows_all(backend, cut, vocabulary):
        return None
    return max(map(len, vocabulary)) * max([1, *factors])


def _steps(part: Any, inner: str) -> list[dict[str, Any]]:
    """The steps of a normalizer or of a pre-tokenizer, as the tokenizer's file has them."""
    if part is None:
        return []
    found: dict[str, Any] = json.loads(part.__getstate__())
    return list(found[inner]) if found["type"] == "Sequence" else [found]


def _factor(step: dict[str, Any]) -> int:
    """Characters of which the step makes one; 0 where that may be any number."""
    if step["type"] == "NFC":
        return COMPOSED
    if step["type"] == "Replace":
        text = step["pattern"].get("String", "")
        return 1 if 0 < len(text) <= len(step["content"]) else 0
    return int(step["type"] in ("Prepend", "ByteLevel"))


def _keeps(step: dict[str, Any]) -> bool:
    return step["type"] in _KEEPS or (step["type"] == "Split" and step["behavior"] != "Removed")


def _knows_all(backend: Any, cut: list[dict[str, Any]], vocabulary: dict[str, int]) -> bool:
    """Whether the model has a token for every byte, so that nothing is unknown to it."""
    model = backend.model
    if type(model).__name__ != "BPE":
        return False
    if model.byte_fallback:
        return all(f"<0x{number:02X}>" in vocabulary for number in range(BYTES))
    by_byte = any(step["type"] == "ByteLevel" for step in cut)
    return by_byte and sum(len(token) == 1 for token in vocabulary) >= BYTES
