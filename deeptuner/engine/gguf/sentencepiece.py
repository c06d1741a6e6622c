"""Tokenizers on pieces of words (SentencePiece's BPE), with bytes for what they do not know.

Knows tokenizer.json. Scores are told by the order of its merges: the earlier a token is made, the
higher; that is how the order came from SentencePiece's scores in the first place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from gguf import TokenType

from deeptuner.engine.gguf.cut import (
    KEEPING,
    Draft,
    added_tokens,
    merges_of,
    strips_like_phi3,
    tokens_by_id,
    types_of,
)
from deeptuner.engine.gguf.spm import SentencePieces
from deeptuner.errors import ModelError
from deeptuner.words import message

_BYTE: Final = re.compile(r"<0x[0-9A-F]{2}>")
_NEVER: Final = -1e6  # the score of what no merge makes
_SEARCHED: Final = (TokenType.CONTROL, TokenType.USER_DEFINED, TokenType.UNKNOWN)


def read_sentencepiece(content: Mapping[str, Any], model_dir: Path) -> list[Draft]:
    """Twice: with a blank before text, and without. Raises ModelError where bytes are missing."""
    tokens, ids = tokens_by_id(content)
    if not content["model"].get("byte_fallback") or sum(map(_is_byte, ids)) < 256:
        raise ModelError(
            message("engine.gguf.no-bytes"),
            where=str(model_dir / "tokenizer.json"),
            fix=message("engine.gguf.fix-tokenizer"),
        )
    keys = {
        "model": "llama",
        "pre": "default",
        "tokens": tokens,
        "scores": _scores(tokens, content, ids),
        "token_type": _types(tokens, content, ids),
    }
    return [_draft(keys, ids, content, space_first=first) for first in (True, False)]


def _draft(
    keys: Mapping[str, Any],
    ids: Mapping[str, int],
    content: Mapping[str, Any],
    *,
    space_first: bool,
) -> Draft:
    strips = strips_like_phi3(content)
    searched = [
        token
        for token, kind in zip(keys["tokens"], keys["token_type"], strict=True)
        if kind in _SEARCHED
    ]
    stripping = set(searched) - set(KEEPING) if strips else ()
    cut = SentencePieces(ids, keys["scores"], searched, stripping, space_first=space_first)
    return Draft({**keys, "add_space_prefix": space_first}, cut, strips)


def _scores(tokens: list[str], content: Mapping[str, Any], ids: Mapping[str, int]) -> list[float]:
    scores = [_NEVER] * len(tokens)
    made = dict.fromkeys(one.replace(" ", "", 1) for one in merges_of(content))
    for place, token in enumerate(made):
        scores[ids[token]] = -float(place)
    return scores


def _types(tokens: list[str], content: Mapping[str, Any], ids: Mapping[str, int]) -> list[int]:
    types = types_of(tokens, content, ids)
    added = added_tokens(content)
    for place, token in enumerate(tokens):
        if _is_byte(token):
            types[place] = int(TokenType.BYTE)
    unknown = content["model"].get("unk_token")
    if unknown in ids:
        types[ids[unknown]] = int(TokenType.UNKNOWN if unknown in added else TokenType.CONTROL)
    return types


def _is_byte(token: str) -> bool:
    return _BYTE.fullmatch(token) is not None
