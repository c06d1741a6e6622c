"""A message: an id with parameters, put into words only when it is read.

Knows how to look an id up in the catalogues of `deeptuner.words.english` and to fill in parameters.
Does not know who shows the text, nor in which language (a window passes its own catalogue).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

_SPOKEN: ContextVar[Mapping[str, str] | None] = ContextVar("spoken", default=None)


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell a person: `id` names the sentence, `params` fill its `{gaps}`.

    Parameters are JSON values (text, numbers, booleans) so that a message survives a file.
    """

    id: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "params": dict(self.params)}

    def __str__(self) -> str:
        return render(self)


def message(id: str, /, **params: Any) -> Message:  # noqa: A002 - the catalogue's own word
    """Short form: `message("data.empty", file="a.json")`."""
    return Message(id, params)


def message_from_json(value: Mapping[str, Any]) -> Message:
    return Message(str(value["id"]), dict(value.get("params", {})))


@cache
def catalogue() -> Mapping[str, str]:
    """All English sentences by id. A duplicate id is a programming error."""
    import deeptuner.words.english as package

    texts: dict[str, str] = {}
    for module in iter_modules(package.__path__):
        for key, text in import_module(f"{package.__name__}.{module.name}").TEXT.items():
            assert key not in texts, f"message id {key} is declared twice"
            texts[key] = text
    return texts


@contextmanager
def speaking(texts: Mapping[str, str]) -> Iterator[None]:
    """Inside the block, what is rendered is in the language of `texts` (sentences by id)."""
    before = _SPOKEN.set(texts)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def render(said: Message, texts: Mapping[str, str] | None = None) -> str:
    """The sentence in words. An unknown id (from a newer version's file) is shown as it is."""
    text = (texts or _SPOKEN.get() or {}).get(said.id) or catalogue().get(said.id)
    if text is None:
        extra = ", ".join(f"{key}={value}" for key, value in said.params.items())
        return f"{said.id} ({extra})" if extra else said.id
    return text.format_map(_Gaps(said.params))


class _Gaps(dict[str, Any]):
    """Leaves a gap visible rather than raising when a file lacks a parameter."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
