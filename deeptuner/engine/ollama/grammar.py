"""A Modelfile, read and written as Ollama reads it.

Knows the grammar: commands, quotes without escapes, comments, and that characters which cannot be
printed are dropped. Does not know what the values mean (`parameters.py`, `modelfile.py`).
Source: https://github.com/ollama/ollama, parser/parser.go.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from deeptuner.errors import InputError
from deeptuner.words import message

State = Literal[
    "between",
    "command",
    "parameter",
    "message",
    "value",
    "comment",
]

COMMANDS: Final = frozenset(
    [
        "from",
        "license",
        "template",
        "system",
        "adapter",
        "draft",
        "renderer",
        "parser",
        "parameter",
        "message",
        "requires",
    ]
)
ROLES: Final = ("system", "user", "assistant")
BLANK: Final = " \t"
NEWLINE: Final = "\r\n"
TRIPLE: Final = '"""'
_NEEDS_KEY: Final[dict[str, State]] = {"parameter": "parameter", "message": "message"}
_ALPHA: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD: Final = _ALPHA | frozenset("0123456789_")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """One statement. `name` is the command in lower letters (`from`, `template`, …); `key` is the
    name of a parameter or the role of a message, otherwise ''."""

    name: str
    value: str
    key: str = ""


def read(content: bytes | str) -> tuple[Command, ...]:
    """The statements of a Modelfile. Raises InputError, with the line, where Ollama refuses it."""
    text = _decoded(content) if isinstance(content, bytes) else content
    commands = tuple(_Reader(text).commands())
    if not any(command.name == "from" for command in commands):
        raise _refused("no-from")
    return commands


def write(commands: Iterable[Command]) -> str:
    """The text of a Modelfile, each value in the plainest form that is read back as it is.

    Raises InputError for a value that no form can carry.
    """
    return "".join(f"{_statement(command)}\n" for command in commands)


def is_printable(character: str) -> bool:
    """Whether Ollama keeps the character (Go's `strconv.IsPrint`); the rest it drops."""
    return character == " " or unicodedata.category(character)[0] in "LMNPS"


def is_kept(character: str) -> bool:
    """Whether a quoted value can hold the character."""
    return is_printable(character) or character in "\t\n\r"


class _Reader:
    """The parser's states, taken one character at a time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._state: State = "between"
        self._held = ""
        self._name = ""
        self._key = ""
        self._line = 1

    def commands(self) -> Iterator[Command]:
        for character in self._text:
            if character in NEWLINE:
                self._line += 1
            following = self._following(character)
            if following != self._state:
                if self._state == "value":
                    value = _unquoted(self._held.strip(BLANK + NEWLINE))
                    if value is None or character in BLANK:
                        self._held += character
                        continue
                    yield Command(self._name, value, self._key)
                self._enter(following)
                if following != "command":
                    continue  # the character only separates
            if is_printable(character):
                self._held += character
        yield from self._rest()

    def _following(self, character: str) -> State:
        separates = character in BLANK or character in NEWLINE
        if self._state == "between":
            return "comment" if character == "#" else "between" if separates else "command"
        if self._state == "comment":
            return "between" if character in NEWLINE else "comment"
        if self._state == "value":
            return "between" if separates else "value"
        if character in BLANK:
            return self._after_word()
        if character not in (_WORD if self._state == "parameter" else _ALPHA):
            raise self._complaint()
        return self._state

    def _after_word(self) -> State:
        """What a complete word leads to; only a command's own word may need a second one."""
        if self._state == "command":
            if self._held.lower() not in COMMANDS:
                raise self._complaint()
            return _NEEDS_KEY.get(self._held.lower(), "value")
        if self._state == "message" and self._held not in ROLES:
            raise _refused("bad-role", line=str(self._line), role=self._held)
        return "value"

    def _enter(self, following: State) -> None:
        if self._state == "command":
            self._name, self._key = self._held.lower(), ""
        elif self._state in ("parameter", "message"):
            self._key = self._held
        self._state, self._held = following, ""

    def _rest(self) -> Iterator[Command]:
        """What the end of the file leaves: a last value, or a statement that was not finished."""
        if self._state == "value":
            value = _unquoted(self._held.strip(BLANK + NEWLINE))
            if value is None:
                raise _refused("not-closed", command=self._name.upper())
            yield Command(self._name, value, self._key)
        elif self._state not in ("between", "comment"):
            raise self._complaint()

    def _complaint(self) -> InputError:
        return _refused("bad-command", line=str(self._line), word=self._held[:40])


def _unquoted(held: str) -> str | None:
    """The value without its quotes, or None while the closing ones are still to come."""
    for quote in (TRIPLE, '"'):
        if held.startswith(quote):
            closed = len(held) >= 2 * len(quote) and held.endswith(quote)
            return held[len(quote) : -len(quote)] if closed else None
    return held


def _statement(command: Command) -> str:
    head = " ".join(filter(None, (command.name.upper(), command.key)))
    for quote in (TRIPLE, "", '"') if "\n" in command.value else ("", '"', TRIPLE):
        text = f"{head} {quote}{command.value}{quote}"
        if _reads_back(text, command):
            return text
    wrong = next((one for one in command.value if not is_kept(one)), None)
    if wrong is not None:
        raise _refused("dropped", command=head, character=f"U+{ord(wrong):04X}")
    raise _refused("unwritable", command=head)


def _reads_back(text: str, command: Command) -> bool:
    """Alone and with another statement behind it, since quotes may swallow what follows."""
    after = Command("license", "x")
    try:
        return tuple(_Reader(f"{text}\nLICENSE x\n").commands()) == (command, after)
    except InputError:
        return False


def _decoded(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    return content.decode(errors="replace")


def _refused(what: str, **gaps: str) -> InputError:
    return InputError(message(f"engine.ollama.{what}", **gaps), where="Modelfile")
