"""`deeptuner merge RUN`: the run's adapter merged into its model, ready to be used anywhere.

Knows the command's arguments and words. What merging and proving are, the engine knows.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deeptuner.cli.arguments import add_folder, chosen_run
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.files import require_name
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_reports import LONGER
from deeptuner.words import Message, message, render

if TYPE_CHECKING:
    from deeptuner.engine.merge import FourBit, MergeReport, MergeTask
    from deeptuner.engine.proof import Proving


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "run", nargs="?", metavar="RUN", help="a run's name, a part of it, its path, or `last`"
    )
    add_folder(parser)
    parser.add_argument(
        "--checkpoint",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="merge the checkpoint of step N, not the best; may be given several times",
    )
    parser.add_argument(
        "--adapter", type=Path, metavar="DIR", help="merge this adapter instead of a run's"
    )
    parser.add_argument(
        "--base", metavar="MODEL", help="the model that --adapter was trained on: folder or name"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to; else merge/<run> in the experiment"
    )
    parser.add_argument(
        "--onto",
        choices=("original", "nf4"),
        default="original",
        help="which weights a QLoRA run's adapter is added to: those of the original model, or "
        "those rounded to 4 bits as in training (default: original)",
    )
    parser.add_argument(
        "--compare",
        action="store_true",
        help="of a QLoRA run: write no model, but tell the loss of both ways to merge it",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace a merged model that is already there"
    )
    parser.add_argument(
        "--device",
        default="cpu",
        metavar="cpu|cuda:N|auto",
        help="where to compute; the CPU is about as fast, and equal to PEFT to the last bit",
    )
    parser.add_argument(
        "--no-proof",
        action="store_true",
        help="do not compare the merged model with the model and its adapter",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    _check(arguments)
    chosen = chosen_run(arguments) if arguments.run else None
    interrupt_when_told()
    from deeptuner.engine.merge import adapter_task, merge_tasks
    from deeptuner.engine.merge.place import check_alone, check_place

    if chosen is None:
        given = (arguments.adapter, arguments.base, arguments.output, arguments.folder)
        tasks = [adapter_task(*given)]
    else:
        tasks = merge_tasks(chosen, arguments.checkpoint, arguments.output)
    for task in tasks:  # before minutes may go by
        if arguments.compare:
            require_name(task.output, LONGER)
        else:
            check_alone(task.output)
            check_place(task.output, (task.model_dir, task.adapter_dir), arguments.overwrite)
    over = _trained_over(chosen, arguments)
    work = _compared if arguments.compare else _merged
    values = [work(task, chosen, over, arguments, output) for task in tasks]
    done = render(message("cli.merge.compared" if arguments.compare else "cli.merge.done"))
    lines = [done, *(line for value in values for line in _lines(value))]
    named = {"run": chosen.name} if chosen else {}
    more = {"all": values} if len(values) > 1 else {}
    output.result({**values[-1], **more, **named, "message": done}, "\n".join(lines))
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """Raises InputError unless exactly one thing is named, with what goes with it."""
    if bool(arguments.run) == bool(arguments.adapter):
        raise InputError(message("cli.merge.which"))
    if bool(arguments.adapter) != bool(arguments.base):
        raise InputError(message("cli.merge.which" if arguments.adapter else "cli.merge.of-run"))
    if arguments.adapter and arguments.checkpoint:
        raise InputError(message("cli.merge.of-run"))


def _trained_over(chosen: RunFolder | None, arguments: argparse.Namespace) -> FourBit | None:
    """How a QLoRA run held its base. Raises InputError where that is needed, and was not so."""
    from deeptuner.engine.merge import trained_over

    needed = arguments.compare or arguments.onto == "nf4"
    if chosen is None:
        if needed:
            raise InputError(
                message("engine.merge.4-bit-unknown"), fix=message("engine.merge.fix-not-4-bit")
            )
        return None
    try:
        return trained_over(chosen)
    except InputError:
        if needed:
            raise
        return None


def _proving(
    task: MergeTask,
    run: RunFolder | None,
    over: FourBit | None,
    arguments: argparse.Namespace,
    output: Output,
) -> Proving:
    from deeptuner.engine.proof import Proving

    said = _said("engine.proof.proving")
    return Proving(
        task.model_dir,
        task.adapter_dir,
        task.output,
        run,
        lambda done, total: output.progress(said, done, total, unit="rows"),
        trained_over=over,
        onto=arguments.onto,
    )


def _compared(
    task: MergeTask,
    run: RunFolder | None,
    over: FourBit | None,
    arguments: argparse.Namespace,
    output: Output,
) -> dict[str, Any]:
    proving = _proving(task, run, over, arguments, output)
    told = proving.compare_only()
    return {**told, "lines": [render(line) for line in proving.lines]}


def _merged(
    task: MergeTask,
    run: RunFolder | None,
    over: FourBit | None,
    arguments: argparse.Namespace,
    output: Output,
) -> dict[str, Any]:
    from deeptuner.engine.merge import merge
    from deeptuner.engine.merge.card import NAME, write_card
    from deeptuner.engine.merge.device import merge_device

    device = merge_device(arguments.device)
    proving = _proving(task, run, over, arguments, output)

    def finish(folder: Path) -> None:
        if not arguments.no_proof:
            proving(folder)
        write_card(task, run, proving.proof, arguments.onto, folder)

    report = merge(
        task.model_dir,
        task.adapter_dir,
        task.output,
        lambda done, total: output.progress(
            _said("cli.merge.merging"), done // 10**6, total // 10**6
        ),
        onto=over if arguments.onto == "nf4" else None,
        device=device,
        overwrite=arguments.overwrite,
        prove=finish,
        mark=task.mark,
    )
    proven = proving.finished()
    lines = [render(line) for line in _told(report)]
    return {**report.to_json(), **proven, "card": str(task.output / NAME), "by_lines": lines}


def _told(report: MergeReport) -> Iterator[Message]:
    """What a person might not expect of it."""
    if report.why:
        yield message("cli.merge.by-peft", why=report.why)
    if report.new_tokens:
        yield message("cli.merge.new-tokens", count=report.new_tokens)
    elif report.vocabulary is not None:
        yield message("cli.merge.vocabulary", rows=report.vocabulary)


def _lines(value: dict[str, Any]) -> list[str]:
    told = value.get("lines") or [value["output"], *value["by_lines"], *value["proof_lines"]]
    return [f"  {line}" for line in told]


def _said(key: str) -> str:
    return render(message(key))
