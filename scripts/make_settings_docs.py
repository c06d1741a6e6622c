"""Writes docs/settings.md from the catalogue; with --check, only says whether it is current.

python scripts/make_settings_docs.py [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from deeptuner.cli.commands.settings import condition
from deeptuner.files import write_text
from deeptuner.settings.catalog import FieldSpec, SectionSpec, sections, specs
from deeptuner.settings.text import accepts, flag_name, text_of

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
HEAD = """# Settings

<!-- Written by scripts/make_settings_docs.py from what deeptuner/settings/sections declares. -->

All {count} settings of a settings file, section by section. Every one may be left out; what is
missing has its default. `deeptuner settings --yaml` prints a whole file to begin with, and each
setting can be given on the command line too: `--training.learning-rate 1e-4`. In the file, `1e-4`
is a number, `no` is a word (and turns a switch off), and `null` means nothing. The key `version`
names the form of the file; older files are brought up when they are read.

Where the default is `auto`, the program decides from the machine, the model and the data, shows
what it chose and why, and writes that into the run.
"""


def page() -> str:
    parts = [HEAD.format(count=len(specs()))]
    parts += ["\n".join(_section(group)) for group in sections()]
    return "\n".join(parts)


def _section(group: SectionSpec) -> Iterator[str]:
    yield f"## {group.title}"
    yield ""
    if group.help:
        yield from (group.help, "")
    for spec in group.specs:
        yield from _setting(spec)


def _setting(spec: FieldSpec) -> Iterator[str]:
    yield f"### {spec.title}"
    yield ""
    yield f"`{spec.path}` · default `{text_of(spec, spec.default)}`" + _more(spec)
    yield ""
    yield spec.help
    yield ""


def _more(spec: FieldSpec) -> str:
    facts = [
        f"takes `{accepts(spec)}`" if accepts(spec) else "",
        spec.ui.unit,
        f"only with `{condition(spec)}`" if spec.ui.when else "",
        f"`{flag_name(spec.path)}`",
        f"key term *{spec.ui.term}*",
        f"[more]({spec.ui.source})" if spec.ui.source else "",
    ]
    return "".join(f" · {fact}" for fact in facts if fact)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the page is not current")
    if not parser.parse_args().check:
        write_text(PAGE, page())
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return 0
    print(f"{PAGE.name} is not current: run python scripts/make_settings_docs.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
