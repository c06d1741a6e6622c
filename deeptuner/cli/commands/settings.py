"""`deeptuner settings`: every setting with its default and help, one in depth, or a whole file.

Knows how settings look in a terminal. What they are is read from the catalogue.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.settings.catalog import FieldSpec, SectionSpec, sections, spec_by_path
from deeptuner.settings.dump import dump_config
from deeptuner.settings.mistakes import unknown_key
from deeptuner.settings.presets import apply_preset, preset_names
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import accepts, flag_name, text_of
from deeptuner.words import message, render

WIDEST = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="?", help="a setting (lora.rank) or a section (lora)")
    parser.add_argument(
        "--yaml", action="store_true", help="print a whole, commented settings file"
    )
    parser.add_argument(
        "--preset", metavar="NAME", help=f"with this preset: {', '.join(preset_names())}"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    if arguments.key and (arguments.yaml or arguments.preset):
        raise InputError(message("settings.cli-key-alone"))
    if arguments.yaml:
        _yaml(arguments.preset, output)
    elif arguments.preset:
        _preset(arguments.preset, output)
    elif arguments.key in spec_by_path():
        _one(spec_by_path()[arguments.key], output)
    else:
        _all(_groups(arguments.key), output)
    return 0


def _yaml(preset: str | None, output: Output) -> None:
    config = apply_preset(Config(), preset)[0] if preset else Config()
    text = dump_config(config)
    output.result({"yaml": text}, text.rstrip("\n"))


def _preset(name: str, output: Output) -> None:
    _, changes = apply_preset(Config(), name)
    told = [
        f"{change.path}: {_text(change.path, change.before)} → {_text(change.path, change.after)}"
        for change in changes
    ]
    listed = [
        {"path": change.path, "before": change.before, "after": change.after} for change in changes
    ]
    output.result({"preset": name, "changes": listed}, "\n".join(told))


def _groups(key: str | None) -> list[SectionSpec]:
    if key is None:
        return list(sections())
    found = [group for group in sections() if group.name and group.name == key]
    if not found:
        raise unknown_key(key)
    return found


def _all(groups: Iterable[SectionSpec], output: Output) -> None:
    groups = list(groups)
    listed = [as_json(spec) for group in groups for spec in group.specs]
    output.result({"settings": listed}, "\n".join(_list(groups)).strip("\n"))


def _one(spec: FieldSpec, output: Output) -> None:
    output.result({"settings": [as_json(spec)]}, "\n".join(_depth(spec)))


def _list(groups: Iterable[SectionSpec]) -> Iterator[str]:
    for group in groups:
        yield from ("", group.title.upper())
        for spec in group.specs:
            yield f"  {spec.path} = {text_of(spec, spec.default)}"
            yield from _wrapped(f"{spec.title}. {spec.help}", "      ")


def _depth(spec: FieldSpec) -> Iterator[str]:
    """Everything that is declared about one setting."""
    yield f"{spec.title}  ({spec.path})"
    yield from _wrapped(spec.help, "")
    yield ""
    for name, text in _facts(spec):
        if text:
            yield f"{render(message(name))}: {text}"


def _facts(spec: FieldSpec) -> Iterator[tuple[str, str]]:
    when = spec.ui.when
    yield "settings.cli-default", text_of(spec, spec.default)
    yield "settings.cli-accepts", accepts(spec)
    yield "settings.cli-unit", spec.ui.unit
    yield "settings.cli-when", condition(spec) if when else ""
    yield "settings.cli-flag", flag_name(spec.path)
    yield "settings.cli-term", spec.ui.term
    yield "settings.cli-source", spec.ui.source


def condition(spec: FieldSpec) -> str:
    """`method.kind: lora, qlora`: while what the setting matters; empty: always."""
    when = spec.ui.when
    if when is None:
        return ""
    cause = spec_by_path()[when.path]
    values = [text_of(cause, value) for value in when.values]
    shown = values if len(values) <= 4 else [values[0], "…", values[-1]]
    return f"{when.path}: {', '.join(shown)}"


def as_json(spec: FieldSpec) -> dict[str, Any]:
    when = spec.ui.when
    return {
        "path": spec.path,
        "title": spec.title,
        "help": spec.help,
        "kind": spec.kind,
        "default": spec.default,
        "choices": list(spec.choices),
        "minimum": spec.minimum,
        "maximum": spec.maximum,
        "exclusive_minimum": spec.exclusive_minimum,
        "exclusive_maximum": spec.exclusive_maximum,
        "nullable": spec.nullable,
        "auto": spec.auto,
        "unit": spec.ui.unit,
        "tier": spec.ui.tier,
        "term": spec.ui.term,
        "source": spec.ui.source,
        "when": {"path": when.path, "values": list(when.values)} if when else None,
    }


def _text(path: str, value: Any) -> str:
    return text_of(spec_by_path()[path], value)


def _wrapped(text: str, indent: str) -> list[str]:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return wrap(text, max(width, 40), initial_indent=indent, subsequent_indent=indent)
