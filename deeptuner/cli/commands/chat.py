"""`deeptuner chat RUN|DIR`: the same questions to a model before and after fine-tuning.

Knows the command's arguments. What a conversation is, and a table, `deeptuner.cli.chatting` knows;
the models are in a process of their own.
"""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import DeepTunerError, InputError
from deeptuner.words import message

if TYPE_CHECKING:
    from deeptuner.cli.chatting.asker import Asker

# Flag → what it is in `Sampling`, its type, its help.
SAMPLING: Final = {
    "--temperature": (float, "0 always takes the likeliest token; the higher, the more varied"),
    "--top-p": (float, "draw from the likeliest tokens that have this share together"),
    "--top-k": (int, "draw from so many of the likeliest tokens; 0: from all"),
    "--max-new-tokens": (int, "the longest answer"),
    "--seed": (int, "draw the same again; both models always get the same seed"),
    "--repetition-penalty": (float, "above 1, what was said is less likely to be said again"),
}
SEEDS: Final = 2**31


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "run", metavar="RUN", help="a run's name, a part of it, its path, `last`; or a folder with "
        "a model or an adapter",
    )  # fmt: skip
    add_folder(parser)
    parser.add_argument("--checkpoint", type=int, metavar="N", help="of step N, not the result")
    parser.add_argument("--base", metavar="MODEL", help="the model to compare a folder with")
    parser.add_argument("--device", default="auto", help="cpu, GPU0, …; else the emptiest GPU")
    parser.add_argument(
        "--bits", type=int, choices=(4, 8, 16), help="of the weights in memory; else as in training"
    )
    parser.add_argument("--system", default="", metavar="TEXT", help="what goes before all")
    for flag, (kind, text) in SAMPLING.items():
        parser.add_argument(flag, type=kind, metavar="N", help=text)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--base-only", action="store_true", help="ask the model before fine-tuning")
    one.add_argument("--tuned-only", action="store_true", help="ask the fine-tuned model")
    table = parser.add_argument_group("many prompts at once")
    table.add_argument("--prompts", type=Path, metavar="FILE", help="text lines, table or dataset")
    table.add_argument("--column", metavar="NAME", help="the column of the table with the prompts")
    table.add_argument("--limit", type=int, metavar="N", help="only the first N prompts")
    table.add_argument("--output", type=Path, metavar="FILE", help="a .csv, .md or .jsonl table")
    table.add_argument("--overwrite", action="store_true", help="replace a table that is there")


def run(arguments: argparse.Namespace, output: Output) -> int:
    _check(arguments)
    interrupt_when_told()
    from deeptuner.cli.asks.asking import Asking
    from deeptuner.cli.asks.chat_info import answer
    from deeptuner.cli.asks.converted import forget
    from deeptuner.cli.chatting.asker import Asker
    from deeptuner.cli.chatting.process import ChatProcess
    from deeptuner.engine.chat.asked import read_sampling

    request = _request(arguments)
    try:
        info = answer(request, Asking())
    finally:
        forget()
    sampling = read_sampling(_given(arguments), read_sampling(info["sampling"]))
    with closing(ChatProcess()) as process:
        sides = _sides(arguments, info)
        asker = Asker(process, request, sides, sampling, arguments.system)
        if arguments.prompts is None:
            return _talk(asker, output, info)
        return _table(asker, output, arguments)


def _check(arguments: argparse.Namespace) -> None:
    limit = arguments.limit
    extra = (arguments.output, arguments.column, limit is not None, arguments.overwrite)
    if arguments.prompts is None and any(extra):
        raise InputError(message("cli.chat.of-prompts"))
    if limit is not None and limit < 1:
        raise InputError(message("cli.chat.bad-limit"), where="--limit")


def _request(arguments: argparse.Namespace) -> dict[str, Any]:
    """What names the models, in the words of the ask."""
    folder = str(arguments.folder) if arguments.folder else None
    request = {
        "run": arguments.run,
        "checkpoint": arguments.checkpoint,
        "base": arguments.base,
        "folder": folder,
        "device": arguments.device,
        "bits": arguments.bits,
    }
    return {name: value for name, value in request.items() if value is not None}


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    names = [flag.strip("-").replace("-", "_") for flag in SAMPLING]
    return {name: getattr(arguments, name) for name in names}


def _sides(arguments: argparse.Namespace, info: Mapping[str, Any]) -> tuple[str, ...]:
    if arguments.base_only:
        return ("base",)
    return ("tuned",) if arguments.tuned_only else tuple(info["sides"])


def _talk(asker: Asker, output: Output, info: Mapping[str, Any]) -> int:
    from deeptuner.cli.chatting.talk import Talk

    talk = Talk(asker, output)
    begin = "cli.chat.begin" if info["base"] else "cli.chat.begin-one"
    output.tell(message(begin, base=info["base"], tuned=info["adapter"]))
    talk.go_on()
    output.result({"questions": talk.answered})
    return 0


def _table(asker: Asker, output: Output, arguments: argparse.Namespace) -> int:
    """One seed for all prompts, so that the table can be made again."""
    from deeptuner.cli.chatting.all_asked import ask_all, lines
    from deeptuner.cli.chatting.prompts import read_prompts
    from deeptuner.cli.chatting.saved import save_so_far, save_table
    from deeptuner.cli.chatting.table import Answered, check_output, summary

    if arguments.output:
        check_output(arguments.output, overwrite=arguments.overwrite)
    prompts = read_prompts(arguments.prompts, arguments.column, arguments.limit)
    if asker.sampling.seed is None:
        asker.sampling = replace(asker.sampling, seed=secrets.randbelow(SEEDS))
    rows: list[Answered] = []
    try:
        ask_all(asker, prompts, output, rows)
    except (KeyboardInterrupt, DeepTunerError):
        save_so_far(arguments.output, rows, asker.sides, output, total=len(prompts))
        raise
    if arguments.output:
        save_table(arguments.output, rows, asker.sides, output)
    answers = {} if arguments.output else {"answers": [row.to_json() for row in rows]}
    value = {
        "output": str(arguments.output) if arguments.output else None,
        "rows": len(rows),
        "failed": sum(bool(row.error) for row in rows),
        "exact": summary(rows, asker.sides),
        "sides": list(asker.sides),
        "sampling": asker.sampling.to_json(),
        **answers,
    }
    output.result(value, "\n".join(lines(value, rows)))
    return 0
