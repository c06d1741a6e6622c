"""What validation found, as errors in plain words: one for each setting that is wrong.

Knows pydantic's kinds of errors and which of our sentences says the same. Does not know where a
value came from: `Sources` is asked for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isinf
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from deeptuner.errors import InputError
from deeptuner.settings.catalog import FieldSpec, Shape, sections, spec_by_path
from deeptuner.settings.declare import LARGEST
from deeptuner.settings.document import KeyPath
from deeptuner.settings.nearest import nearest
from deeptuner.settings.text import accepts
from deeptuner.settings.yaml_text import short_number, yaml_scalar
from deeptuner.words import Message, message

LONGEST = 60  # characters of a wrong value that are shown
BOUNDS = {
    "greater_than": ("settings.must-exceed", "gt"),
    "greater_than_equal": ("settings.too-low", "ge"),
    "less_than": ("settings.must-stay-under", "lt"),
    "less_than_equal": ("settings.too-high", "le"),
}
WITHOUT_TEXT = {
    "settings.no-integer": "settings.needs-integer",
    "settings.no-number": "settings.needs-number",
}
SENTENCES = {
    "int_type": "settings.no-integer",
    "int_parsing_size": "settings.no-integer",
    "float_type": "settings.no-number",
    "finite_number": "settings.not-finite",
    "too_large": "settings.not-finite",
    "bool_type": "settings.no-boolean",
    "string_type": "settings.no-text",
    "string_unicode": "settings.broken-text",
    "literal_error": "settings.no-choice",
    "list_type": "settings.no-list",
    "dict_type": "settings.no-mapping",
    "one_value": "settings.no-one-value",
    "json_value": "settings.no-plain-value",
}


class Sources(Protocol):
    """Says where a value stands: `file:line (key)` or `--flag`."""

    def where(self, path: KeyPath) -> str: ...


def explain(error: ValidationError, sources: Sources) -> list[InputError]:
    """Each mistake once, in the order of the settings."""
    told: dict[KeyPath, InputError] = {}
    for detail in error.errors(include_url=False):
        path = _key_path(detail["loc"])
        told.setdefault(path, _explain_one(detail, path, sources.where(path)))
    return list(told.values())


def unknown_key(path: str, where: str | None = None) -> InputError:
    """There is no such setting; the nearest one is suggested."""
    near = nearest(path)
    known = {group.name for group in sections()}
    fix = message("settings.did-you-mean", key=near) if near else None
    section = path.rpartition(".")[0]
    if fix is None and section and section in known:
        keys = ", ".join(spec.key for spec in spec_by_path().values() if spec.section == section)
        fix = message("settings.keys-of-section", section=section, keys=keys)
    return InputError(
        message("settings.unknown-key", key=path),
        where=where,
        fix=fix or message("settings.list-keys"),
    )


def shown(value: Any) -> str:
    """A wrong value as the person wrote it, shortened."""
    try:
        text = yaml_scalar(value)
    except TypeError:
        text = str(value)
    return shortened(text)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _key_path(loc: Iterable[int | str]) -> KeyPath:
    return tuple(part for part in loc if part != "[key]")


def _spec_of(path: KeyPath) -> tuple[FieldSpec, KeyPath] | None:
    """The setting that `path` is, or is inside of, and what is left of the path."""
    for size in (1, 2):
        spec = spec_by_path().get(".".join(str(part) for part in path[:size]))
        if spec:
            return spec, path[size:]
    return None


def _explain_one(detail: ErrorDetails, path: KeyPath, where: str) -> InputError:
    key = ".".join(str(part) for part in path)
    if detail["type"] == "extra_forbidden":
        return unknown_key(key, where)
    found = _spec_of(path)
    if found is None:
        return _explain_group(detail, key, where)
    spec, inside = found
    return InputError(
        _sentence(detail, spec, inside), where=where, fix=_takes(spec, detail["input"])
    )


def _explain_group(detail: ErrorDetails, key: str, where: str) -> InputError:
    if detail["type"] in ("model_type", "model_attributes_type"):
        example = next(iter(spec for spec in spec_by_path().values() if spec.section == key)).key
        return InputError(
            message("settings.no-section", key=key, value=shown(detail["input"])),
            where=where,
            fix=message("settings.section-example", key=key, example=example),
        )
    what = message("settings.wrong", title=key, value=shown(detail["input"]))
    return InputError(what, where=where)


def _sentence(detail: ErrorDetails, spec: FieldSpec, inside: KeyPath) -> Message:
    gaps = {"title": spec.title, "value": shown(detail["input"])}
    kind = detail["type"]
    if detail["input"] is None and not inside:
        return message("settings.empty", **gaps)
    if kind in BOUNDS:
        sentence, bound = BOUNDS[kind]
        return message(sentence, **gaps, bound=short_number(detail["ctx"][bound]))
    beyond = _beyond(detail, spec.item if inside else spec)
    if beyond:
        sentence, limit = beyond
        return message(sentence, **gaps, bound=short_number(limit))
    sentence = SENTENCES.get(kind, "settings.wrong")
    if _is_blank(detail["input"]):
        sentence = WITHOUT_TEXT.get(sentence, sentence)
    return message(sentence, **gaps)


def _beyond(detail: ErrorDetails, shape: Shape | None) -> tuple[str, float] | None:
    """The bound that a number is beyond, where it was refused before its bounds were looked at:
    a whole number no program could read, or an endless one. None where there is no such bound."""
    kind, value = detail["type"], detail["input"]
    if shape is None or not isinstance(value, int | float):
        return None
    if kind != "too_large" and not (kind in ("int_type", "finite_number") and isinf(value)):
        return None
    ends = (-LARGEST, LARGEST) if shape.kind == "integer" else (None, None)
    if value > 0:
        high = ends[1] if shape.maximum is None else shape.maximum
        sentence = "settings.must-stay-under" if shape.exclusive_maximum else "settings.too-high"
        return None if high is None else (sentence, high)
    low = ends[0] if shape.minimum is None else shape.minimum
    sentence = "settings.must-exceed" if shape.exclusive_minimum else "settings.too-low"
    return None if low is None else (sentence, low)


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _takes(spec: FieldSpec, value: Any) -> Message | None:
    legal = accepts(spec)
    if spec.kind in ("text", "path"):
        return message("settings.quote-it") if isinstance(value, int | float) else None
    return message("settings.takes", key=spec.path, accepts=legal) if legal else None


def in_order(mistakes: Iterable[InputError]) -> Iterator[InputError]:
    """Mistakes as they stand in the file: by line, then what has no line."""
    return iter(sorted(mistakes, key=_line))


def _line(mistake: InputError) -> tuple[bool, int]:
    place = (mistake.where or "").split(" (")[0].rpartition(":")[2]
    return (not place.isdigit(), int(place) if place.isdigit() else 0)
