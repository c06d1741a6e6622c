"""What a model may be called in Ollama.

Knows the rule alone, so that the window can check a name while it is typed. Does not know Ollama's
API. Source: Ollama's types/model/name.go.
"""

from __future__ import annotations

import re
from typing import Final

_PART: Final = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"
_NAMESPACE: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}"
_HOST: Final = r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}"
_NAME: Final = re.compile(rf"(?:(?:{_HOST}/)?{_NAMESPACE}/)?{_PART}(?::{_PART})?")
_STAMP: Final = re.compile(r"\d{8}-\d{6}-(?=.)")  # that the name of a run's folder begins with


def is_name(text: str) -> bool:
    """Whether Ollama accepts a model of this name."""
    return _NAME.fullmatch(text) is not None


def suggested_name(text: str) -> str:
    """A name that Ollama accepts, as near to `text` as can be."""
    plain = re.sub(r"[^a-z0-9_.-]+", "-", text.lower()).strip("-.")[:80].rstrip("-.")
    return plain or "model"


def name_of_run(name: str) -> str:
    """What the model of a run is called if nobody says otherwise: without the time in front."""
    return suggested_name(_STAMP.sub("", name, count=1))
