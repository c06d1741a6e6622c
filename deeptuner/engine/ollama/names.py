"""A name that Ollama takes, or why not; and where Ollama listens.

Source: Ollama's envconfig/config.go; the rule of names is in `runs/ollama_names.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import urlsplit

from deeptuner.errors import InputError
from deeptuner.runs.ollama_names import is_name
from deeptuner.words import message

PORT: Final = 11434
HERE: Final = "127.0.0.1"
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
    if not is_name(name):
        raise InputError(
            message("engine.ollama.bad-name", name=name),
            where="--name",
            fix=message("engine.ollama.bad-name-fix"),
        )
    return name


def address(environment: Mapping[str, str]) -> Address:
    """OLLAMA_HOST as Ollama reads it, else this machine. Raises InputError if it is no address."""
    given = environment.get("OLLAMA_HOST", "").strip().strip("\"'")
    scheme, _, rest = given.rpartition("://")
    try:
        parts = urlsplit(f"//{_bracketed(rest)}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address(given) from None
    if scheme not in ("", "http", "https"):
        raise _no_address(given)
    usual = {"http": 80, "https": 443, "": PORT}[scheme]
    host = HERE if host in _EVERYWHERE else host
    return Address(scheme or "http", host, port or usual, parts.path.rstrip("/"))


def _bracketed(text: str) -> str:
    """An IPv6 address alone may be written without brackets."""
    with suppress(ValueError):
        return f"[{IPv6Address(text)}]"
    return text


def _no_address(given: str) -> InputError:
    return InputError(
        message("engine.ollama.bad-host", host=given),
        where="OLLAMA_HOST",
        fix=message("engine.ollama.bad-host-fix"),
    )
