"""Every prompt of a file asked of both sides, with progress, and what came out in words.

Knows the order of things. Does not know where prompts come from nor how a table is written.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final

from deeptuner.cli.chatting.asker import Asker
from deeptuner.cli.chatting.prompts import Prompt
from deeptuner.cli.chatting.table import Answered
from deeptuner.cli.chatting.telling import Telling
from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.words import message, message_from_json, render

# What a refusal advises when the prompt is what does not go.
OF_PROMPT: Final = ("engine.chat.fix-too-long", "engine.chat.fix-template")


def ask_all(asker: Asker, prompts: Sequence[Prompt], output: Output, rows: list[Answered]) -> None:
    """Into `rows`, in the order of `prompts`; one that cannot be asked (too long, refused by the
    template) says so in its place. Raises DeepTunerError where none can be: why the first could
    not. What was answered before any end is in `rows`."""
    telling = Telling(output)
    refused: list[InputError] = []
    phase = render(message("cli.chat.asking"))
    for number, prompt in enumerate(prompts):
        output.progress(phase, number, len(prompts), unit="prompts")
        try:
            said = dict.fromkeys(asker.sides, prompt.said)
            result = asker.ask(said, telling.loading, threading.Event())
        except InputError as error:
            rows.append(Answered(prompt, error=render(error.what)))
            refused.append(error)
            continue
        telling.once(map(message_from_json, result["notes"]))
        rows.append(Answered(prompt, result["sides"]))
    if len(refused) == len(prompts):
        raise _of_first(refused[0])
    output.progress(phase, len(prompts), len(prompts), unit="prompts")


def _of_first(error: InputError) -> InputError:
    """Names the prompt where it is to blame, not what would refuse any (a device, a folder)."""
    if error.fix is None or error.fix.id not in OF_PROMPT:
        return error
    what = message("cli.chat.first-refused", number=1, why=render(error.what))
    return InputError(what, where=error.where, fix=error.fix)


def lines(value: Mapping[str, Any], rows: Sequence[Answered]) -> list[str]:
    """The command's result for people: the answers where no table was written, and the sums."""
    found = [] if value["output"] else [line for row in rows for line in answers(row)]
    found.append(_counted("cli.chat.done-one", "cli.chat.done", rows=value["rows"]))
    if exact := value["exact"]:
        shares = ", ".join(f"{side} {exact[side]}" for side in value["sides"])
        found.append("  " + render(message("cli.chat.exact", of=exact["of"], shares=shares)))
    if value["failed"]:
        told = _counted("cli.chat.failed-one", "cli.chat.failed", failed=value["failed"])
        found.append(f"  {told}")
    if value["sampling"]["temperature"]:
        found.append("  " + render(message("cli.chat.seed", seed=value["sampling"]["seed"])))
    return [*found, f"  {value['output']}"] if value["output"] else found


def answers(row: Answered) -> list[str]:
    """One prompt with what came of it, for people."""
    said = [f"{side}> {one['text']}" for side, one in row.sides.items()]
    return [f"you> {row.prompt.question}", *said, *filter(None, [row.error]), ""]


def _counted(one: str, more: str, **count: int) -> str:
    """What is told of a count, where the sentence of one is another."""
    return render(message(one) if 1 in count.values() else message(more, **count))
