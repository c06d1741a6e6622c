"""A setting in words: its value, what is legal, and whether it matters at the moment.

Knows the declared conditions and the rules' table of settings without effect. Does not know
widgets.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from deeptuner.settings.catalog import FieldSpec, Value, spec_by_path, value_at
from deeptuner.settings.rules.unused import TABLE
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import accepts, text_of
from deeptuner.ui.translation import choice_title, listed, setting_title, tr

SHOWN_CHOICES = 6


def matters(spec: FieldSpec, config: Config) -> bool:
    """Whether the declared condition holds."""
    when = spec.ui.when
    return when is None or value_at(config, when.path) in when.values


def needed(spec: FieldSpec) -> str:
    """What the declared condition asks for, e.g. `Method: LoRA or QLoRA`; empty without one."""
    when = spec.ui.when
    if when is None:
        return ""
    cause = spec_by_path()[when.path]
    return tr("{setting}: {value}", setting=setting_title(cause), value=_any_of(cause, when.values))


def effect_of(changes: Mapping[str, Value], config: Config) -> str:
    """What a fix would do: `Max length: 4096 → 2048`, a line for each setting."""
    return "\n".join(
        change_in_words(path, value_at(config, path), value) for path, value in changes.items()
    )


def change_in_words(path: str, before: Value, after: Value) -> str:
    spec = spec_by_path()[path]
    return tr(
        "{setting}: {before} → {after}",
        setting=setting_title(spec),
        before=shown(spec, before),
        after=shown(spec, after),
    )


def idle_because(spec: FieldSpec, config: Config, illegal: Container[str] = ()) -> str:
    """Why the setting has no effect as things are; empty when it has one. What an `illegal` field
    held before is no reason: it stands nowhere."""
    for row in TABLE:
        if spec.path in row.paths and row.because not in illegal and row.holds(config):
            cause = spec_by_path()[row.because]
            value = shown(cause, value_at(config, row.because))
            return tr(
                "Has no effect while {setting} is {value}.",
                setting=setting_title(cause),
                value=value,
            )
    return ""


def shown(spec: FieldSpec, value: Value) -> str:
    """A value as the form says it, on one line."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if value is None or value in ([], {}, ""):
        return tr("none")
    if spec.kind == "choice" or (spec.word is not None and value == spec.word):
        return choice_title(spec, value)
    if isinstance(value, str):
        return value
    return text_of(spec, value)


def not_legal(paths: Iterable[str]) -> str:
    """That fields hold something illegal, for whoever refuses to go on; empty for no path."""
    names = [setting_title(spec_by_path()[path]) for path in paths]
    return tr("Not legal as it is: {settings}.", settings=listed(names)) if names else ""


def allowed(spec: FieldSpec) -> str:
    """What is legal, short: a range, or the first few choices."""
    if spec.kind == "choice":
        names = [choice_title(spec, one) for one in spec.choices]
        more = ["…"] if len(names) > SHOWN_CHOICES else []
        return listed(names[:SHOWN_CHOICES] + more)
    if spec.kind == "boolean":
        return listed(
            [*([choice_title(spec, spec.word)] if spec.word else []), tr("on"), tr("off")]
        )
    legal = [part for part in accepts(spec).split(", ") if part not in (spec.word, "null")]
    words = [choice_title(spec, spec.word)] if spec.word else []
    return listed([*legal, *words, *([tr("none")] if spec.nullable else [])])


def _any_of(spec: FieldSpec, values: Sequence[object]) -> str:
    if len(values) > 3:
        return tr("{value} or more", value=shown(spec, values[0]))
    said = [shown(spec, value) for value in values]
    return said[0] if len(said) == 1 else tr("{first} or {second}", first=said[0], second=said[1])
