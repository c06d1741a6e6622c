"""Writes settings as YAML: a whole commented file, or a change in a person's own file.

Knows the layout and where comments come from (the declaration). Does not know what the settings
mean, nor what a run records about itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from pathlib import Path
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.util import load_yaml_guess_indent

from deeptuner.errors import InputError
from deeptuner.files import write_bytes
from deeptuner.settings.catalog import (
    FieldSpec,
    SectionSpec,
    Value,
    sections,
    spec_by_path,
    value_at,
    with_values,
)
from deeptuner.settings.document import read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.settings.mistakes import unknown_key
from deeptuner.settings.sections.config import VERSION, Config
from deeptuner.settings.text import accepts, text_of
from deeptuner.settings.yaml_text import is_block, short_number, yaml_lines
from deeptuner.words import message, render

WIDTH = 100
INDENT = "  "


def dump_config(
    config: Config,
    comments: bool = True,
    sparse: bool = False,
    record: Mapping[str, Any] | None = None,
    without: Collection[str] = (),
) -> str:
    """The settings as YAML that `load_config` reads back as the same `Config`.

    `sparse` leaves out what has its default value, `without` some settings by path. `record` (JSON
    values) goes to the end, where loading ignores it.
    """
    lines = _comment(render(message("settings.file-head")), "") if comments else []
    lines.append(f"version: {VERSION}")
    for group in sections():
        left_out = {*without, *(_at_default(group, config) if sparse else ())}
        lines += _section(group, config, comments, left_out)
    if record is not None:
        lines += ["", *(_comment(render(message("settings.record-head")), "") if comments else [])]
        lines += yaml_lines({RECORD: dict(record)})
    return "\n".join(lines) + "\n"


def update_file(path: Path, changes: Mapping[str, Value]) -> Config:
    """Change some settings in a person's file and leave its comments and order as they are.

    The file is replaced whole, or, when the outcome would have a mistake, not at all.
    Raises SettingsError or InputError as `load_config` does, and RunError when the disk refuses.
    """
    for name in changes:
        if name not in spec_by_path():
            raise unknown_key(name, str(path))
    before = read_text(path)
    former = config_from_text(before, str(path))
    after = _changed(before.replace("\r\n", "\n"), changes)
    config = config_from_text(after, str(path))
    if config != with_values(former, changes):
        what, fix = message("settings.tangled"), message("settings.untangle")
        raise InputError(what, where=str(path), fix=fix)
    write_bytes(path.resolve(), after.replace("\n", _newline(before)).encode())
    return config


def _at_default(group: SectionSpec, config: Config) -> Iterator[str]:
    for spec in group.specs:
        if value_at(config, spec.path) == spec.default:
            yield spec.path


def _section(
    group: SectionSpec, config: Config, comments: bool, left_out: Collection[str]
) -> Iterator[str]:
    chosen = [spec for spec in group.specs if spec.path not in left_out]
    if not chosen:
        return
    indent = INDENT if group.name else ""
    if group.name:
        yield ""
        yield from _comment(group.help, "") if comments else []
        yield f"{group.name}:"
    for spec in chosen:
        if comments:
            yield from _comment(describe(spec), indent)
        yield from entry(spec, value_at(config, spec.path), indent)


def entry(spec: FieldSpec, value: Value, indent: str = "") -> list[str]:
    """The line or lines that give one setting in a file."""
    if is_block(value):
        return [f"{indent}{spec.key}:", *yaml_lines(value, indent + INDENT)]
    return [f"{indent}{spec.key}: {text_of(spec, value)}"]


def describe(spec: FieldSpec) -> str:
    """Title, help, unit and what is legal, as one text."""
    legal = accepts(spec)
    more = [spec.ui.unit] if spec.ui.unit else []
    more += [legal] if legal else []
    return f"{spec.title}: {spec.help}" + (f" ({'; '.join(more)})" if more else "")


def _comment(text: str, indent: str) -> list[str]:
    return [
        f"{indent}# {line}"
        for part in text.splitlines()
        for line in wrap(
            part, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False
        )
    ]


def _changed(text: str, changes: Mapping[str, Value]) -> str:
    """The text with some values replaced; comments, quotes and order stay."""
    _, indent, offset = load_yaml_guess_indent(text)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1 << 16
    yaml.representer.add_representer(_Plain, _number)
    mapping = max(_mapping_indent(text), 1)
    yaml.indent(mapping=mapping, sequence=indent or 4, offset=offset if offset is not None else 2)
    loaded = yaml.load(text)
    tree = loaded if isinstance(loaded, CommentedMap) else CommentedMap()
    for path, value in changes.items():
        spec = spec_by_path()[path]
        home = _home(tree, spec.section)
        home[spec.key] = _as_yaml(value)
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _home(tree: CommentedMap, section: str) -> CommentedMap:
    if not section:
        return tree
    if not isinstance(tree.get(section), CommentedMap):
        tree[section] = CommentedMap()
    home: CommentedMap = tree[section]
    return home


class _Plain(str):
    """A number as we write it, so that 1e-4 does not become 0.0001 on the way."""


def _as_yaml(value: Value) -> Any:
    """The value in the library's own types, in flow style unless it is long."""
    if isinstance(value, float):
        return _Plain(short_number(value))
    if isinstance(value, dict):
        return CommentedMap({key: _as_yaml(item) for key, item in value.items()})
    if isinstance(value, list):
        items = CommentedSeq([_as_yaml(item) for item in value])
        if not is_block(value):
            items.fa.set_flow_style()
        return items
    return value


def _number(representer: Any, number: _Plain) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:float", str(number))


def _mapping_indent(text: str) -> int:
    """How far the person indents: the first indented line that is not a comment."""
    for line in text.splitlines():
        rest = line.lstrip(" ")
        if rest and not rest.startswith(("#", "- ")) and rest != line:
            return len(line) - len(rest)
    return len(INDENT)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
