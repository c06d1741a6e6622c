"""What a model may be called in Ollama, and where Ollama listens.

Source: Ollama's types/model/name.go and envconfig/config.go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from deeptuner.errors import InputError
from deeptuner.words import message

PORT: Final = 11434
HERE: Final = "127.0.0.1"
_PART: Final = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"
_NAMESPACE: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}"
_HOST: Final = r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}"
_NAME: Final = re.compile(rf"(?:(?:{_HOST}/)?{_NAMESPACE}/)?{_PART}(?::{_PART})?")
_EVERYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 - to listen on, not to connect to


@dataclass(frozen=True, slots=True)
class Address:
    """Where Ollama answers."""

    scheme: str
    host: str
    port: int
    path: str = ""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def check_name(name: str) -> str:
    """The name itself. Raises InputError for one that Ollama refuses."""
    if not _NAME.fullmatch(name):
        raise InputError(
            message("engine.ollama.bad-name", name=name),
            where="--name",
            fix=message("engine.ollama.bad-name-fix"),
        )
    return name


def suggested_name(text: str) -> str:
    """A name that Ollama accepts, as near to `text` as can be."""
    plain = re.sub(r"[^a-z0-9_.-]+", "-", text.lower()).strip("-.")[:80].rstrip("-.")
    return plain or "model"


def address(environment: Mapping[str, str]) -> Address:
    """OLLAMA_HOST as Ollama reads it, else this machine. Raises InputError if it is no address."""
    given = environment.get("OLLAMA_HOST", "").strip().strip("\"'")
    scheme, _, rest = given.rpartition("://")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address(given) from None
    if scheme not in ("", "http", "https"):
        raise _no_address(given)
    usual = {"http": 80, "https": 443, "": PORT}[scheme]
    host = HERE if host in _EVERYWHERE else host
    return Address(scheme or "http", host, port or usual, parts.path.rstrip("/"))


def _no_address(given: str) -> InputError:
    return InputError(
        message("engine.ollama.bad-host", host=given),
        where="OLLAMA_HOST",
        fix=message("engine.ollama.bad-host-fix"),
    )
