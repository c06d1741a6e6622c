"""From a settings file and flags to a `Config`, or to a list of every mistake in them.

Knows the order: read, bring up to date, put flags over, validate. Does not know any setting, and
writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from deeptuner.errors import InputError, SettingsError
from deeptuner.settings.catalog import FieldSpec, sections, spec_by_path
from deeptuner.settings.document import Document, KeyPath, parse, read_text
from deeptuner.settings.migrate import migrate
from deeptuner.settings.mistakes import explain, in_order, unknown_key
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import flag_name, value_of
from deeptuner.words import message

RECORD = "record"  # what a run wrote about itself; not settings
NO_OVERRIDES: Mapping[str, str] = {}


def load_config(path: Path, overrides: Mapping[str, str] = NO_OVERRIDES) -> Config:
    """The settings in `path`, with `overrides` (setting → text) put over them.

    Raises SettingsError, which lists every mistake, or InputError when the file cannot be read.
    """
    return config_from_text(read_text(path), str(path), overrides)


def config_from_text(text: str, name: str, overrides: Mapping[str, str] = NO_OVERRIDES) -> Config:
    """As `load_config`, from text; `name` is what the mistakes call it. No text: the defaults."""
    document = parse(text, name)
    try:
        values = migrate(document.values, document.where(("version",)))
    except InputError as mistake:
        raise _refused(name, [*document.mistakes, mistake]) from mistake
    values.pop(RECORD, None)
    given = _Given(document, overrides)
    _fill_empty(values)
    mistakes = [*document.mistakes, *given.put_over(values)]
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        mistakes += explain(error, given)
        raise _refused(name, mistakes) from error
    if mistakes:
        raise _refused(name, mistakes)
    return config


class _Given:
    """What the person gave: a file, and flags over it. Knows where each value came from."""

    def __init__(self, document: Document, overrides: Mapping[str, str]) -> None:
        self._document = document
        self._overrides = overrides

    def where(self, path: KeyPath) -> str:
        key = ".".join(str(part) for part in path)
        for size in (1, 2):
            flagged = ".".join(str(part) for part in path[:size])
            if flagged in self._overrides:
                return flag_name(flagged)
        return f"{self._document.where(path)} ({key})"

    def put_over(self, values: dict[str, Any]) -> list[InputError]:
        """Put the overrides into `values`; returns those that are no settings."""
        mistakes = []
        for path, text in self._overrides.items():
            spec = spec_by_path().get(path)
            if spec is None:
                mistakes.append(unknown_key(path, flag_name(path)))
            else:
                _put(values, spec, text)
        return mistakes


def _put(values: dict[str, Any], spec: FieldSpec, text: str) -> None:
    home = values.setdefault(spec.section, {}) if spec.section else values
    if isinstance(home, dict):  # else the section itself is a mistake, which is told
        home[spec.key] = value_of(spec, text)


def _fill_empty(values: dict[str, Any]) -> None:
    """A key with nothing behind it means nothing given, where nothing is the default."""
    for group in sections():
        if group.name and group.name in values and values[group.name] is None:
            values[group.name] = {}
        home: Any = values.get(group.name) if group.name else values
        if isinstance(home, dict):
            for spec in group.specs:
                if home.get(spec.key, ...) is None and spec.default in ("", [], {}):
                    del home[spec.key]


def _refused(name: str, mistakes: list[InputError]) -> SettingsError:
    ordered = list(in_order(mistakes))
    in_flags = all((mistake.where or "").startswith("--") for mistake in ordered)
    one = "settings.flag-mistake" if in_flags else "settings.mistake"
    several = "settings.flag-mistakes" if in_flags else "settings.mistakes"
    said = one if len(ordered) == 1 else several
    return SettingsError(message(said, name=name, count=len(ordered)), ordered)
