"""What both kinds of tokenizer share: a draft of what the file says, and the tokens' types.

Knows tokenizer.json's list of added tokens. Does not know how text is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gguf import TokenType

from deeptuner.words import Message

Cut = Callable[[str], list[int]]  # a text as token ids, special tokens found, nothing added
# llama.cpp lets these swallow no blanks, whatever a model of Phi-3's says.
KEEPING: Final = ("<unk>", "<s>", "<|endoftext|>")


@dataclass(frozen=True, slots=True)
class Draft:
    """`keys` stand in the file after `tokenizer.ggml.`; `cut` is what llama.cpp makes of them."""

    keys: Mapping[str, Any]
    cut: Cut
    strips: bool = False
    notes: tuple[Message, ...] = ()


def added_tokens(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The entries of tokens that text is searched for before it is cut, by their text."""
    given = content.get("added_tokens")
    entries = given if isinstance(given, list) else []
    return {
        str(one["content"]): one
        for one in entries
        if isinstance(one, dict) and isinstance(one.get("id"), int) and "content" in one
    }


def tokens_by_id(content: Mapping[str, Any]) -> tuple[list[str], dict[str, int]]:
    """All tokens in the order of their numbers, holes filled, and their numbers."""
    ids: dict[str, int] = dict(content["model"]["vocab"])
    ids |= {text: int(entry["id"]) for text, entry in added_tokens(content).items()}
    tokens = [f"[PAD{number}]" for number in range(max(ids.values()) + 1)]
    for text, number in ids.items():
        tokens[number] = text
    return tokens, ids


def types_of(tokens: list[str], content: Mapping[str, Any], ids: Mapping[str, int]) -> list[int]:
    """Normal, control (special) or user-defined (added otherwise); holes are unused."""
    types = [int(TokenType.NORMAL if one in ids else TokenType.UNUSED) for one in tokens]
    for entry in added_tokens(content).values():
        special = bool(entry.get("special"))
        types[entry["id"]] = int(TokenType.CONTROL if special else TokenType.USER_DEFINED)
    return types


def strips_like_phi3(content: Mapping[str, Any]) -> bool:
    """Whether special tokens swallow the blanks after them as Phi-3's do, which llama.cpp copies
    for models of that name that have all of Phi-3's own tokens."""
    added = added_tokens(content)
    if not {"</s>", *KEEPING} <= added.keys():
        return False
    swallowing = {text for text, entry in added.items() if entry.get("rstrip")}
    return bool(swallowing) and swallowing == added.keys() - set(KEEPING)


def merges_of(content: Mapping[str, Any]) -> list[str]:
    """Merges as a file tells them: two tokens with a blank between."""
    return [one if isinstance(one, str) else " ".join(one) for one in content["model"]["merges"]]
