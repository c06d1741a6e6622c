"""A setting's value as a person types it, and as it is shown.

Knows how text from a flag or a form's line becomes a value, by the setting's kind. Does not judge
the value: what cannot be read as its kind is passed on as text, and the declaration refuses it.
"""

from __future__ import annotations

from typing import assert_never

from deeptuner.errors import SettingsError
from deeptuner.settings.catalog import FieldSpec, Shape, Value
from deeptuner.settings.document import parse
from deeptuner.settings.yaml_text import short_number, yaml_scalar

NOTHING = "none"
KEY = "value"  # any, to make a document of one value


def value_of(spec: FieldSpec, text: str) -> Value:
    """`"1e-4"` for a number is 0.0001, `"0,1"` for a list [0, 1], `"a=b"` for a mapping {a: b}."""
    return _value(spec, text)


def flag_name(path: str) -> str:
    """`training.learning_rate` → `--training.learning-rate`."""
    return "--" + path.replace("_", "-")


def text_of(spec: FieldSpec, value: Value) -> str:
    """The value as YAML on one line; whole numbers without a fraction."""
    if isinstance(value, float) and spec.kind == "number":
        return short_number(value)
    if spec.kind == "choice" and value in ("true", "false"):
        return str(value)
    return yaml_scalar(value)


def accepts(spec: FieldSpec) -> str:
    """What is legal, in signs that need no language: `≥ 8, auto` or `lora, qlora, full`."""
    return ", ".join(_accepted(spec))


def _value(shape: Shape, text: str) -> Value:
    stripped = text.strip()
    lowered = stripped.lower()
    if shape.word and lowered == shape.word:
        return shape.word
    if shape.nullable and lowered in (NOTHING, "null", ""):
        return None
    match shape.kind:
        case "text" | "path":
            return text
        case "integer":
            return _integer(stripped)
        case "number":
            return _number(stripped)
        case "boolean":
            return lowered  # the declaration knows yes, no, true, false, on, off
        case "choice":
            return next((one for one in shape.choices if str(one) == lowered), stripped)
        case "list":
            return _list(shape, stripped)
        case "mapping":
            return _mapping(shape, stripped)
    assert_never(shape.kind)


def _integer(text: str) -> int | float | str:
    try:
        return int(text.replace("_", ""))
    except ValueError:
        return _number(text)


def _number(text: str) -> float | str:
    try:
        return float(text.replace("_", ""))
    except ValueError:
        return text


def _list(shape: Shape, text: str) -> Value:
    if text.startswith("["):
        return _flow(text)
    if text.lower() in (NOTHING, ""):
        return []
    assert shape.item
    return [_value(shape.item, part.strip()) for part in text.split(",") if part.strip()]


def _mapping(shape: Shape, text: str) -> Value:
    if text.startswith("{"):
        return _flow(text)
    if text.lower() in (NOTHING, ""):
        return {}
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not all(equals for _, equals, _ in pairs):
        return text
    return {key.strip(): _free(shape.item, value.strip()) for key, _, value in pairs}


def _free(item: Shape | None, text: str) -> Value:
    return text if item else _flow(text)


def _flow(text: str) -> Value:
    """A value written as YAML; not YAML: the text itself, which the declaration will refuse."""
    try:
        document = parse(f"{KEY}: {text}", "")
    except SettingsError:
        return text
    return document.values.get(KEY, text) if not document.mistakes else text


def _accepted(shape: Shape) -> list[str]:
    found: list[str] = [str(one) for one in shape.choices]
    match shape.kind:
        case "text" | "path" | "choice":
            pass
        case "boolean":
            found += ["yes", "no"]
        case "integer" | "number":
            found += _range(shape)
        case "list":
            inner = _accepted(shape.item) if shape.item else []
            found.append("[" + (" | ".join(inner) or "…") + ", …]")
        case "mapping":
            found.append("{key: value, …}")
        case _:
            assert_never(shape.kind)
    if shape.word and shape.word not in found:
        found.append(shape.word)
    return [*found, "null"] if shape.nullable else found


def _range(shape: Shape) -> list[str]:
    parts: list[str] = []
    if shape.minimum is not None:
        parts.append(f"{'>' if shape.exclusive_minimum else '≥'} {short_number(shape.minimum)}")
    if shape.maximum is not None:
        parts.append(f"{'<' if shape.exclusive_maximum else '≤'} {short_number(shape.maximum)}")
    return [" … ".join(parts)] if parts else []
