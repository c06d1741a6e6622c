"""A set of prompts asked of both models, as a table: CSV, Markdown or JSON lines.

Knows the table's columns and how each form is written. The file is whole or absent.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.cli.chatting.prompts import Prompt
from deeptuner.errors import InputError
from deeptuner.files import require_name, require_place, write_text
from deeptuner.words import message

# How a cell begins that a spreadsheet may compute: blanks before it are dropped by some. With the
# apostrophes before it, so that the one which is put there can be told from a cell's own.
FORMULA: Final = re.compile(r"'*(\s*[=+\-@]|[\t\r\n])")


@dataclass(frozen=True, slots=True)
class Answered:
    """One prompt with each side's answer (`Answer.to_json`), or why it could not be asked."""

    prompt: Prompt
    sides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    error: str = ""

    def to_json(self) -> dict[str, Any]:
        """`prompt` is the question; `messages` all that was said, where there was more."""
        more = {"messages": list(self.prompt.said)} if len(self.prompt.said) > 1 else {}
        expected = {"expected": self.prompt.expected} if self.prompt.expected else {}
        failed = {"error": self.error} if self.error else {}
        return {"prompt": self.prompt.question, **more, **expected, **self.sides, **failed}

    def is_exact(self, side: str) -> bool:
        found = self.sides.get(side, {}).get("text", "")
        return bool(found) and found.strip() == self.prompt.expected.strip()


def check_output(output: Path, *, overwrite: bool) -> None:
    """Before anything is asked. Raises InputError for an ending that is no table's, a file that is
    there or a name that cannot be, RunError for a place that takes no file."""
    require_name(output)
    if output.suffix not in FORMS:
        raise InputError(message("cli.chat.ending", endings=", ".join(FORMS)), where=str(output))
    if output.exists() and not overwrite:
        raise InputError(
            message("cli.chat.exists"), where=str(output), fix=message("cli.chat.fix-exists")
        )
    if not output.parent.is_dir():
        raise InputError(
            message("common.not-found", path=str(output.parent)), fix=message("common.check-path")
        )
    require_place(output)


def write_table(output: Path, rows: Sequence[Answered], sides: Sequence[str]) -> None:
    """In the form of its ending. Raises RunError when it cannot be written."""
    write_text(output, FORMS[output.suffix](rows, sides))


def summary(rows: Sequence[Answered], sides: Sequence[str]) -> dict[str, Any] | None:
    """How often each side wrote exactly what was expected; None where nothing was."""
    known = [row for row in rows if row.prompt.expected]
    if not known:
        return None
    return {"of": len(known), **{side: sum(row.is_exact(side) for row in known) for side in sides}}


def _csv(rows: Sequence[Answered], sides: Sequence[str]) -> str:
    """A spreadsheet shows cells as they are: none is taken for a formula. With a byte-order mark,
    without which some read it as another encoding than UTF-8."""
    text = io.StringIO("\N{ZERO WIDTH NO-BREAK SPACE}")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_head(rows, sides))
    writer.writerows([[_plain(cell) for cell in _cells(row, rows, sides)] for row in rows])
    return text.getvalue()


def _markdown(rows: Sequence[Answered], sides: Sequence[str]) -> str:
    head = _head(rows, sides)
    lines = [head, ["---"] * len(head), *(_cells(row, rows, sides) for row in rows)]
    return "".join(f"| {' | '.join(map(_in_table, line))} |\n" for line in lines)


def _json_lines(rows: Sequence[Answered], _sides: Sequence[str]) -> str:
    return "".join(orjson.dumps(row.to_json()).decode() + "\n" for row in rows)


FORMS: Final[Mapping[str, Callable[[Sequence[Answered], Sequence[str]], str]]] = {
    ".csv": _csv,
    ".md": _markdown,
    ".jsonl": _json_lines,
}


def _head(rows: Sequence[Answered], sides: Sequence[str]) -> list[str]:
    optional = [name for name in ("expected", "error") if _has(rows, name)]
    return ["prompt", *sides, *optional]


def _cells(row: Answered, rows: Sequence[Answered], sides: Sequence[str]) -> list[str]:
    value = {"expected": row.prompt.expected, "error": row.error}
    optional = [value[name] for name in value if _has(rows, name)]
    answers = [str(row.sides.get(side, {}).get("text", "")) for side in sides]
    return [_question(row.prompt), *answers, *optional]


def _has(rows: Sequence[Answered], name: str) -> bool:
    return any(row.prompt.expected if name == "expected" else row.error for row in rows)


def _question(prompt: Prompt) -> str:
    """All that was said, where there was more than one question."""
    if len(prompt.said) == 1:
        return prompt.question
    return "\n".join(f"{one['role']}: {one['content']}" for one in prompt.said)


def _plain(cell: str) -> str:
    """The window takes the apostrophe away again (`ui/pages/merge_export/chat/prompt_set.py`)."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def _in_table(cell: str) -> str:
    escaped = cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(escaped.splitlines())
