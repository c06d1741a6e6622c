"""Gathers every sentence of the program into one catalogue per language, and compiles it.

python scripts/make_translations.py [--check] [--missing FILE] [--take FILE] [LANGUAGE …]

Three contexts: `ui` (what the window passes to `tr`), `words` (the messages of the other packages)
and `settings` (what the declaration calls things). A translation that is there stays; what nobody
says any more is dropped. `--missing` writes what has no translation yet as JSON
({context: {English: ""}}), `--take` reads such a file, filled in. Qt Linguist opens the .ts files.
With `--check` nothing is written: it fails when a catalogue is not current, not complete, or a
translation has other gaps than its sentence.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import PySide6

from deeptuner.files import write_text
from deeptuner.settings.catalog import sections
from deeptuner.ui.choices import CHOICES
from deeptuner.words import catalogue

ROOT = Path(__file__).parent.parent
WINDOW = ROOT / "deeptuner" / "ui"
HOME = ROOT / "assets" / "translations"
LANGUAGES = ("zh_TW",)
CALL = "tr"
Texts = dict[str, dict[str, str]]  # context → English → where it is said, or its translation


def said() -> Texts:
    """Every sentence with the file or id that says it, in a lasting order."""
    window: dict[str, str] = {}
    for file in sorted(WINDOW.rglob("*.py")):
        for text in _in_file(file):
            window.setdefault(text, file.relative_to(ROOT).as_posix())
    words = {text: key for key, text in sorted(catalogue().items(), reverse=True)}
    settings: dict[str, str] = {}
    for section in sections():
        settings.setdefault(section.title, section.name or "run")
        for spec in section.specs:
            settings.setdefault(spec.title, spec.path)
            settings.setdefault(spec.help, spec.path)
            if spec.ui.unit:
                settings.setdefault(spec.ui.unit, spec.path)
    for key, text in CHOICES.items():
        settings.setdefault(text, key)
    return {"ui": window, "words": dict(reversed(words.items())), "settings": settings}


def _in_file(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) == CALL and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
            elif file.name != "translation.py":
                raise SystemExit(f"{file}:{node.lineno}: tr() takes a literal text")


def _name(function: ast.expr) -> str:
    return getattr(function, "id", None) or getattr(function, "attr", "")


def read(file: Path) -> Texts:
    """The translations of a catalogue; those that are empty are left out."""
    found: Texts = {}
    if file.exists():
        for context in ET.parse(file).getroot().iter("context"):
            texts = found.setdefault(context.findtext("name", ""), {})
            for entry in context.iter("message"):
                if translated := entry.findtext("translation", ""):
                    texts[entry.findtext("source", "")] = translated
    return found


def written(language: str, texts: Texts, translated: Texts) -> str:
    """The catalogue as a .ts file."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name, sentences in texts.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for english, where in sentences.items():
            entry = ET.SubElement(context, "message")
            ET.SubElement(entry, "source").text = english
            ET.SubElement(entry, "extracomment").text = where
            text = translated.get(name, {}).get(english, "")
            made = ET.SubElement(entry, "translation", {} if text else {"type": "unfinished"})
            made.text = text
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return head + ET.tostring(root, encoding="unicode") + "\n"


def compiled(text: str) -> bytes:
    """The .qm file of a .ts file's text."""
    lrelease = Path(PySide6.__file__).parent / "lrelease"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.ts"), Path(folder, "a.qm")
        source.write_text(text, encoding="utf-8")
        subprocess.run([lrelease, "-silent", "-removeidentical", source, "-qm", target], check=True)
        return target.read_bytes()


def missing(texts: Texts, translated: Texts) -> Texts:
    return {
        name: left
        for name, sentences in texts.items()
        if (left := {text: "" for text in sentences if text not in translated.get(name, {})})
    }


def wrong_gaps(texts: Texts, translated: Texts) -> list[str]:
    return [
        f"{english!r} → {translated[name][english]!r}"
        for name, sentences in texts.items()
        for english in sentences
        if english in translated.get(name, {})
        and _gaps(english) != _gaps(translated[name][english])
    ]


def _gaps(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"broken"}


def taken(translated: Texts, file: Path) -> Texts:
    """What there is, with the filled-in sentences of a `--missing` file."""
    given: Texts = json.loads(file.read_text(encoding="utf-8"))
    return {
        name: {
            **translated.get(name, {}),
            **{english: text for english, text in given.get(name, {}).items() if text},
        }
        for name in {*translated, *given}
    }


def faults(texts: Texts, translated: Texts, language: str, text: str) -> Iterator[str]:
    """Why a catalogue as it lies on disk will not do."""
    for name, left in missing(texts, translated).items():
        yield f"{language}: {len(left)} sentences of {name} are not translated: {list(left)[:3]}"
    for pair in wrong_gaps(texts, translated):
        yield f"{language}: other gaps: {pair}"
    source, target = HOME / f"deeptuner_{language}.ts", HOME / f"deeptuner_{language}.qm"
    if not source.exists() or source.read_text(encoding="utf-8") != text:
        yield f"{language}: {source.name} is not current"
    elif not target.exists() or target.read_bytes() != compiled(text):
        yield f"{language}: {target.name} is not current"


def work(language: str, texts: Texts, arguments: argparse.Namespace) -> list[str]:
    file = HOME / f"deeptuner_{language}.ts"
    translated = read(file)
    if arguments.take:
        translated = taken(translated, arguments.take)
    text = written(language, texts, translated)
    if arguments.missing:
        left = missing(texts, translated)
        arguments.missing.write_text(json.dumps(left, ensure_ascii=False, indent=1) + "\n")
        return []
    if arguments.check:
        return list(faults(texts, translated, language, text))
    HOME.mkdir(parents=True, exist_ok=True)
    write_text(file, text)
    file.with_suffix(".qm").write_bytes(compiled(text))
    left = sum(map(len, missing(texts, translated).values()))
    print(f"{file.name}: {sum(map(len, texts.values()))} sentences, {left} to translate")
    return [f"other gaps: {pair}" for pair in wrong_gaps(texts, translated)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", type=Path, metavar="FILE")
    parser.add_argument("--take", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    texts = said()
    found = [
        fault for language in arguments.languages for fault in work(language, texts, arguments)
    ]
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
