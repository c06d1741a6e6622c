"""A YAML file as plain values, with the line each key and value stands on.

Knows YAML 1.2 (`no` is a word, `1e-4` a number), and what to refuse: duplicate keys, tags, what is
too large or too deep. Builds nothing but dict, list, str, int, float, bool and None. Does not know
any setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from deeptuner.errors import InputError, SettingsError
from deeptuner.words import message

MAX_BYTES = 1 << 18
MAX_OPEN = 400  # brackets, counting those in text too: reading takes the square of that in time
MAX_VALUES = 20_000  # also bounds what aliases can unfold to
MAX_DEPTH = 30
YAML_TAG = "tag:yaml.org,2002:"
PLAIN_TAGS = {YAML_TAG + name for name in ("str", "int", "float", "bool", "null", "seq", "map")}
PLAIN_TAGS.add(YAML_TAG + "timestamp")  # ours to read: a date is a word here
ODD_KEYS = {YAML_TAG + "null", YAML_TAG + "merge"}
BRACKET = re.compile(r"[][{}]")
KeyPath = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """What a file says. `lines` gives the line (from 1) of a key or list item by its path."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    mistakes: list[InputError] = field(default_factory=list)

    def where(self, path: KeyPath) -> str:
        """`file:line`, of the nearest thing above `path` that stands in the file."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return f"{self.name}:{self.lines[path[:end]]}"
        return self.name


def read_text(path: Path) -> str:
    """The text of a settings file. Raises InputError when there is none to be had."""
    if not path.exists():
        raise InputError(
            message("common.not-found", path=str(path)),
            where=str(path),
            fix=message("common.check-path"),
        )
    if not path.is_file():
        raise InputError(message("settings.not-a-file", path=str(path)), where=str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _not_settings("settings.too-large", path)
        content = path.read_bytes()
    except OSError as error:
        detail = error.strerror or str(error)
        raise InputError(
            message("settings.unreadable", path=str(path), detail=detail), where=str(path)
        ) from error
    return _decode(content, path)


def _decode(content: bytes, path: Path) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_settings("settings.not-utf8", path, "settings.save-as-utf8")
    if b"\0" in content:
        raise _not_settings("settings.binary", path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _not_settings(
            "settings.not-utf8", path, "settings.save-as-utf8", f"{path}:{line}"
        ) from error


def _not_settings(
    what: str, path: Path, fix: str = "settings.choose-settings", where: str | None = None
) -> InputError:
    return InputError(message(what, path=str(path)), where=where or str(path), fix=message(fix))


def parse(text: str, name: str) -> Document:
    """Read YAML. Raises SettingsError when it is no YAML, or no mapping of keys to values.

    What can be read in spite of a mistake (a duplicate key) is, and listed in `mistakes`.
    """
    document = Document(name)
    node = _compose(text, name)
    if node is None or (isinstance(node, ScalarNode) and _scalar(node) is None):
        return document
    if not isinstance(node, MappingNode):
        raise _refused(name, "settings.not-a-mapping", node.start_mark.line + 1)
    document.values = _Reader(document).mapping(node, ())
    return document


def _compose(text: str, name: str) -> Node | None:
    if len(text) > MAX_BYTES:
        raise _refused(name, "settings.text-too-large")
    if _most_open(text) > MAX_OPEN:
        raise _refused(name, "settings.too-deep")
    try:
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise _syntax(error, text, name) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position or 0) + 1
        raise _refused(name, "settings.control-character", line) from error
    except RecursionError as error:
        raise _refused(name, "settings.too-deep") from error
    except (YAMLError, ValueError, AssertionError, IndexError, AttributeError) as error:
        raise _refused(name, "settings.syntax") from error
    return node


def _most_open(text: str) -> int:
    """How many brackets are open at once at most, roughly: quotes are not looked at."""
    most = now = 0
    for bracket in BRACKET.findall(text):
        now = now + 1 if bracket in "[{" else max(now - 1, 0)
        most = max(most, now)
    return most


def _syntax(error: MarkedYAMLError, text: str, name: str) -> SettingsError:
    problem = f"{error.context or ''} {error.problem or ''}"
    opened = any(part in problem for part in ("quoted scalar", "flow sequence", "flow mapping"))
    mark = (error.context_mark if opened else None) or error.problem_mark
    lines = text.splitlines() or [""]
    line = min(mark.line if mark else 0, len(lines) - 1)
    return _refused(name, _reason(problem, lines[line]), line + 1, text=lines[line].strip()[:80])


def _reason(problem: str, line: str) -> str:
    """Which of our sentences says what YAML's reader stumbled over."""
    if "\t" in line and "cannot start any token" in problem:
        return "settings.tab"
    for part, sentence in (
        ("expected a single document", "settings.two-documents"),
        ("mapping values are not allowed", "settings.stray-colon"),
        ("quoted scalar", "settings.open-quote"),
        ("flow sequence", "settings.open-bracket"),
        ("flow mapping", "settings.open-bracket"),
        ("block mapping", "settings.indentation"),
        ("could not find expected ':'", "settings.no-colon"),
        ("alias", "settings.unknown-alias"),
    ):
        if part in problem:
            return sentence
    return "settings.syntax"


def _refused(name: str, sentence: str, line: int | None = None, **gaps: Any) -> SettingsError:
    where = f"{name}:{line}" if line else name
    mistake = InputError(message(sentence, **gaps), where=where)
    return SettingsError(message("settings.unreadable-yaml", name=name), [mistake], where=None)


class _Reader:
    """Turns nodes into values, and notes where each stood."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._count = 0

    def value(self, node: Node, path: KeyPath) -> Any:
        self._guard(node, path)
        if isinstance(node, MappingNode):
            return self.mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._item(item, (*path, n)) for n, item in enumerate(node.value)]
        return _scalar(node)

    def mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, key_node, value_node in self._pairs(node, path):
            line = key_node.start_mark.line + 1
            if key in values:
                first = self._document.lines[(*path, key)]
                self._note("settings.twice", (*path, key), line, key=key, first=first)
                continue
            self._document.lines[(*path, key)] = line
            values[key] = self.value(value_node, (*path, key))
        return values

    def _pairs(self, node: MappingNode, path: KeyPath) -> Iterator[tuple[str, Node, Node]]:
        for key, value in node.value:
            if isinstance(key, ScalarNode) and str(key.tag) not in ODD_KEYS:
                yield str(key.value), key, value
            else:
                self._note("settings.odd-key", path, key.start_mark.line + 1)

    def _item(self, node: Node, path: KeyPath) -> Any:
        self._document.lines[path] = node.start_mark.line + 1
        return self.value(node, path)

    def _guard(self, node: Node, path: KeyPath) -> None:
        self._count += 1
        line = node.start_mark.line + 1
        if self._count > MAX_VALUES:
            raise _refused(self._document.name, "settings.too-many-values", line)
        if len(path) > MAX_DEPTH:
            raise _refused(self._document.name, "settings.too-deep", line)
        if str(node.tag) not in PLAIN_TAGS:
            self._note("settings.tag", path, line, tag=str(node.tag).removeprefix(YAML_TAG))

    def _note(self, sentence: str, path: KeyPath, line: int, **gaps: Any) -> None:
        key = ".".join(str(part) for part in path)
        where = f"{self._document.name}:{line}" + (f" ({key})" if key else "")
        self._document.mistakes.append(InputError(message(sentence, **gaps), where=where))


def _scalar(node: Node) -> Any:
    text = str(node.value)
    kind = str(node.tag).removeprefix(YAML_TAG)
    try:
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind == "int":
            return _whole(text)
        if kind == "float":
            return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan"))
    except ValueError:  # an own tag on what it is not, or thousands of digits: told as a word
        return text
    return text


def _whole(text: str) -> int:
    digits = text.replace("_", "")
    prefix = digits.lstrip("+-")[:2].lower()
    return int(digits, {"0x": 16, "0o": 8, "0b": 2}.get(prefix, 10))
