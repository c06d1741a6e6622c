"""One request to chat, read and checked: whom, which sides, what was said, how to draw.

Knows the form in which window and commands send it. Does not know models.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.errors import InputError
from deeptuner.words import message

SIDES: Final = ("base", "tuned")
ROLES: Final = ("system", "user", "assistant")
BITS: Final = (4, 8, 16)
LONGEST: Final = 120  # letters of what was given that a refusal shows
Said = dict[str, str]  # {"role": …, "content": …}


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen.

    Temperature 0 is greedy. `top_k` 0 and `top_p` 1 leave every token in; `repetition_penalty` 1
    changes nothing (CTRL, https://arxiv.org/abs/1909.05858). Without a `seed` one is drawn.
    """

    temperature: float = 0.7
    top_p: float = 0.9
    top_k: int = 0
    max_new_tokens: int = 512
    seed: int | None = None
    repetition_penalty: float = 1.0

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


NOT_ZERO: Final = ""  # bounds that a sentence of its own tells: they take words
# Name → what a number must be, and whether it must be whole.
BOUNDS: Final[Mapping[str, tuple[Callable[[float], bool], str, bool]]] = {
    "temperature": (lambda value: 0 <= value <= 10, "0 – 10", False),
    "top_p": (lambda value: 0 < value <= 1, NOT_ZERO, False),
    "top_k": (lambda value: 0 <= value <= 10**6, "0 – 1000000", True),
    "max_new_tokens": (lambda value: 1 <= value <= 10**6, "1 – 1000000", True),
    "seed": (lambda value: 0 <= value < 2**63, f"0 – {2**63 - 1}", True),
    "repetition_penalty": (lambda value: 0.1 <= value <= 10, "0.1 – 10", False),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `bits` None holds the weights as in training, 16 as they are stored.

    `device` is `auto`, `cpu`, or a GPU by its number: `GPU0`, `cuda:0`.
    """

    run: str
    sides: tuple[str, ...]
    messages: Mapping[str, tuple[Said, ...]]
    sampling: Sampling = field(default_factory=Sampling)
    checkpoint: int | None = None
    base: str | None = None
    folder: Path | None = None
    device: str = "auto"
    bits: int | None = None
    system: str = ""

    def said(self, side: str) -> list[Said]:
        """The conversation of one side, with the system text before it."""
        before = [{"role": "system", "content": self.system}] if self.system.strip() else []
        return [*before, *self.messages[side]]


def read_asked(params: Mapping[str, Any]) -> Asked:
    """Raises InputError that names what cannot be used."""
    run = params.get("run")
    if not isinstance(run, str) or not run.strip():
        raise _refused("run", "–")
    sides = params.get("sides") or list(SIDES)
    if not isinstance(sides, list) or not sides or not set(sides) <= set(SIDES):
        raise _refused("sides", sides)
    given = params.get("messages")
    messages = given if isinstance(given, dict) else dict.fromkeys(sides, given)
    return Asked(
        run=run,
        sides=tuple(side for side in SIDES if side in sides),
        messages={side: _said(messages.get(side)) for side in sides},
        sampling=read_sampling(params.get("sampling") or {}),
        checkpoint=_optional(params, "checkpoint", int),
        base=_optional(params, "base", str),
        folder=Path(params["folder"]) if params.get("folder") else None,
        device=str(params.get("device") or "auto"),
        bits=_bits(params.get("bits")),
        system=str(params.get("system") or ""),
    )


def read_sampling(given: Mapping[str, Any], usual: Sampling | None = None) -> Sampling:
    """`usual` (or the program's defaults) with what is given. Raises InputError."""
    if not isinstance(given, Mapping):
        raise _refused("sampling", given)
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in BOUNDS:
            raise _refused(f"sampling.{name}", value)
        if value is not None:
            found[name] = _number(name, value)
    return replace(usual or Sampling(), **found)


def _number(name: str, value: object) -> float:
    allowed, bounds, whole = BOUNDS[name]
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if allowed(number) and (not whole or number == int(number)):
        return int(number) if whole else float(number)
    what = "engine.chat.bad-share" if bounds == NOT_ZERO else "engine.chat.bad-number"
    raise InputError(message(what, name=name, value=_shown(value), bounds=bounds), where=name)


def _shown(value: object) -> str:
    """As a person would write it: a whole number without the `.0` of how it is held."""
    return str(value).removesuffix(".0")[:LONGEST]


def _said(given: object) -> tuple[Said, ...]:
    """A conversation that ends with somebody asking."""
    turns = given if isinstance(given, Sequence) and not isinstance(given, str) else ()
    found = tuple(_turn(one) for one in turns)
    if not found or found[-1]["role"] != "user":
        raise InputError(message("engine.chat.nothing-asked"))
    return found


def _turn(one: object) -> Said:
    match one:
        case {"role": str(role), "content": str(content)} if role in ROLES:
            return {"role": role, "content": content}
    raise _refused("messages", one)


def _bits(value: object) -> int | None:
    if value in (None, "auto"):
        return None
    if value not in BITS:
        raise _refused("bits", value)
    return int(str(value))


def _optional(params: Mapping[str, Any], name: str, kind: type) -> Any:
    value = params.get(name)
    if value is not None and not isinstance(value, kind):
        raise _refused(name, value)
    return value or None if kind is str else value


def _refused(name: str, value: object) -> InputError:
    shown = orjson.dumps(value, default=str).decode()[:LONGEST]
    return InputError(message("engine.chat.bad-request", name=name, value=shown), where=name)
