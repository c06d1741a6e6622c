"""Flags for the command line: `--section.key value` for every setting.

Knows argparse and the catalogue. Reads no value: `load_config` does, and names the flag in what it
says about a mistake.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from deeptuner.settings.catalog import FieldSpec, sections, specs
from deeptuner.settings.nearest import nearest
from deeptuner.settings.text import accepts, flag_name, text_of
from deeptuner.words import message, render

METAVAR = {
    "text": "TEXT",
    "path": "PATH",
    "integer": "N",
    "number": "NUMBER",
    "boolean": "YES|NO",
    "choice": "WORD",
    "list": "A,B,…",
    "mapping": "KEY=VALUE,…",
}


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add a flag for every setting. What is not given leaves nothing in the namespace."""
    for section in sections():
        group = parser.add_argument_group(section.title, section.help or None)
        for spec in section.specs:
            _add(group, spec)
    parser.formatter_class = _ShortUsage
    parser.allow_abbrev = False  # half a flag would be one of two spellings
    _suggest_for_unknown(parser)


def overrides(namespace: argparse.Namespace) -> dict[str, str]:
    """What was given as flags: setting → text, for `load_config`."""
    given = vars(namespace)
    return {spec.path: given[spec.path] for spec in specs() if spec.path in given}


def _add(group: argparse._ArgumentGroup, spec: FieldSpec) -> None:
    flag, plain = flag_name(spec.path), "--" + spec.path
    metavar = METAVAR[spec.kind]
    group.add_argument(
        flag, dest=spec.path, default=argparse.SUPPRESS, metavar=metavar, help=_help(spec)
    )
    if plain != flag:  # underscores work too
        group.add_argument(
            plain,
            dest=spec.path,
            default=argparse.SUPPRESS,
            metavar=metavar,
            help=argparse.SUPPRESS,
        )


def _help(spec: FieldSpec) -> str:
    notes = [spec.ui.unit] if spec.ui.unit else []
    notes += [accepts(spec).replace("null", "none")] if accepts(spec) else []
    default = render(message("settings.default", value=text_of(spec, spec.default)))
    return f"{spec.help} ({'; '.join([*notes, default])})".replace("%", "%%")


class _ShortUsage(argparse.HelpFormatter):
    """Names one flag for all settings in the usage line, where they would hide the others."""

    ALL = argparse.Action(["--section.key"], "settings", metavar="VALUE")

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        settings = {spec.path for spec in specs()}
        own = [action for action in actions if action.dest not in settings]
        super().add_usage(usage, [self.ALL, *own], groups, prefix)


def _suggest_for_unknown(parser: argparse.ArgumentParser) -> None:
    """An unknown `--section.key` ends with the nearest one, instead of argparse's bare refusal."""
    parse = parser.parse_known_args

    def parse_known_args(*args: Any, **more: Any) -> tuple[argparse.Namespace, list[str]]:
        namespace, unknown = parse(*args, **more)
        refuse_unknown(parser, unknown)
        return namespace, unknown

    parser.parse_known_args = parse_known_args  # type: ignore[method-assign, assignment]


def refuse_unknown(parser: argparse.ArgumentParser, unknown: Sequence[str]) -> None:
    """End the command when a flag is no setting, saying which one was probably meant."""
    for word in unknown:
        flag = word.partition("=")[0]
        near = nearest(flag.removeprefix("--")) if flag.startswith("--") else None
        if flag.startswith("--") and "." in flag + (near or ""):
            said = message("settings.unknown-flag", flag=flag)
            fix = (
                message("settings.did-you-mean", key=flag_name(near))
                if near
                else message("settings.list-keys")
            )
            parser.error(f"{render(said)} {render(fix)}")
