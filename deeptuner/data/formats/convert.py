"""From a raw row to a conversation or text, once it is known which column holds what.

Knows what makes a row worth training on: an answer that is not empty. Does not guess formats.

A conversation that goes on after its last answer (a question nobody answered) is cut there rather
than left out: what came before is whole, and the model never sees what follows an answer. A row
with an empty answer anywhere is left out whole, since what follows such an answer makes no sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deeptuner.data.columns import CHAT
from deeptuner.data.formats.cells import LeftOut, as_text, is_blank, unpacked
from deeptuner.data.formats.detection import Detection
from deeptuner.data.formats.tools import tools_of
from deeptuner.data.formats.turns import kind_of_list, turns_of
from deeptuner.data.report import Report
from deeptuner.data.row import RawRow, Rejection, Row, Turn
from deeptuner.words import message

# format → the fields of the question, of what belongs to it, and of the answer
_PAIRS = {
    "alpaca": ("instruction", "input", "output"),
    "instruction-response": ("instruction", "context", "response"),
    "question-answer": ("question", "context", "answer"),
    "prompt-completion": ("prompt", None, "completion"),
    "input-output": ("input", None, "output"),
}
JOINER = "\n"  # between an instruction and its input


def convert(raw: RawRow, detection: Detection, report: Report | None = None) -> Row | Rejection:
    """The row to train on, or why there is none. Rows that were cut are told to `report`."""
    cells = {field: raw.value.get(column) for field, column in detection.mapping.items()}
    try:
        if detection.format == "text":
            return Row((), None, _text(cells), raw.source)
        tools = tools_of(cells.get("tools"))
        turns = _conversation(cells, detection.format)
        answered = _until_last_answer(turns)
    except LeftOut as left_out:
        return Rejection(left_out.reason, raw.source)
    if report and len(answered) < len(turns):
        shown = turns[len(answered)].content
        report.repaired(message("data.formats.open-end"), raw.source, shown)
    return Row(tuple(answered), tools, None, raw.source)


def _text(cells: Mapping[str, Any]) -> str:
    text = as_text(cells["text"])
    if is_blank(text):
        raise LeftOut("empty-text")
    return text


def _conversation(cells: Mapping[str, Any], format: str) -> list[Turn]:  # noqa: A002
    turns = turns_of(cells["messages"]) if format in CHAT else _pair(cells, *_PAIRS[format])
    system = as_text(cells.get("system"))
    if not is_blank(system) and turns[0].role != "system":
        return [Turn("system", system), *turns]
    return turns


def _pair(cells: Mapping[str, Any], asked: str, beside: str | None, answer: str) -> list[Turn]:
    turns = turns_of(cells["history"]) if unpacked(cells.get("history")) else []
    if _is_conversation(cells[asked]):
        turns += turns_of(cells[asked])
    else:
        texts = [as_text(cells[asked]), as_text(cells.get(beside)) if beside else ""]
        prompt = JOINER.join(text for text in texts if not is_blank(text))
        if not prompt:
            raise LeftOut("no-prompt")
        turns.append(Turn("user", prompt))
    if _is_conversation(cells[answer]):
        return turns + turns_of(cells[answer])
    return [*turns, Turn("assistant", as_text(_first_answer(cells[answer])))]


def _is_conversation(cell: Any) -> bool:
    return isinstance(cell, list) and kind_of_list(cell) == "turns"


def _first_answer(cell: Any) -> Any:
    """Question sets keep several right answers: `{"text": […]}` or a list; the first is taken."""
    found = cell.get("text") if isinstance(cell, dict) and "answer_start" in cell else cell
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return next(iter(found), "")
    return found


def _until_last_answer(turns: list[Turn]) -> list[Turn]:
    answers = [number for number, turn in enumerate(turns) if turn.role == "assistant"]
    if not answers:
        raise LeftOut("no-answer")
    for number in answers:
        if is_blank(turns[number].content) and not turns[number].tool_calls:
            raise LeftOut("empty-answer")
    return turns[: answers[-1] + 1]
