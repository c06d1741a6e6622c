"""`deeptuner demo [DIR]`: the whole way on a sample: ask, train, report, merge, ask.

Knows the order of the steps and how the result is shown. Each step is what a command does that a
person could have typed.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from deeptuner.cli.child import run_child
from deeptuner.cli.follow import attend
from deeptuner.cli.output import Output
from deeptuner.cli.sample import Sample, make_sample
from deeptuner.errors import RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import start_run
from deeptuner.settings.load import load_config
from deeptuner.words import message, render

SHOWN: Final = 3  # answers shown before and after
LONGEST: Final = 48  # tokens of an answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path("deeptuner-demo"),
        metavar="DIR",
        help="where to; ./deeptuner-demo if not given. In a demo from before, a new run is made",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    sample = make_sample(arguments.folder)
    output.tell(message("cli.demo.made", path=str(sample.experiment.folder)))
    before = _ask(sample, sample.model_dir, output)
    trained = sample.experiment.create_run(load_config(sample.settings_file))
    output.tell(message("cli.demo.training", run=trained.name))
    start_run(trained)
    if code := attend(trained, _WithoutResult(output)):
        return code
    report = _report(trained, output)
    merged = _merge(trained, output)
    page = _page(trained, output)
    after = _ask(sample, merged, output)
    _show(sample, trained, (report, page), merged, before, after, output)
    return 0


class _WithoutResult(Output):
    """Following the training is one step of the demo: its result is not the demo's."""

    def __init__(self, output: Output) -> None:
        super().__init__(output.json)

    def result(self, value: Mapping[str, Any], text: str | None = None) -> None:
        self.close()


def _ask(sample: Sample, model_dir: Path, output: Output) -> Mapping[str, Any]:
    """The model's answers to all held-out questions, and the share that is exactly right."""
    phase = render(message("cli.demo.asking", model=model_dir.name))
    return run_child(
        "deeptuner.engine.compare",
        [model_dir, sample.questions, "--longest", str(LONGEST)],
        lambda done, total: output.progress(phase, done, total),
    )


def _report(trained: RunFolder, output: Output) -> Path | None:
    """How warm the GPUs were. Where nothing could be recorded, the demo goes on without."""
    phase = render(message("monitor.report.drawing"))
    try:
        result = run_child(
            "deeptuner.cli.main",
            ["report", trained.path, "--json"],
            lambda done, total: output.progress(phase, done, total),
        )
    except RunError as error:
        output.tell(error.what)
        return None
    output.tell(message("cli.demo.report", path=result["picture"]))
    return Path(result["picture"])


def _page(trained: RunFolder, output: Output) -> Path:
    """The whole run on one page, with the proof of its merge."""
    phase = render(message("monitor.page.writing"))
    result = run_child(
        "deeptuner.cli.main",
        ["report", trained.path, "--html", "--json"],
        lambda done, total: output.progress(phase, done, total),
    )
    output.tell(message("cli.demo.page", path=result["page"]))
    return Path(result["page"])


def _merge(trained: RunFolder, output: Output) -> Path:
    phase = render(message("cli.merge.merging"))
    result = run_child(
        "deeptuner.cli.main",
        ["merge", trained.path, "--json"],
        lambda done, total: output.progress(phase, done, total),
    )
    output.tell(message("cli.merge.done"))
    return Path(result["output"])


def _show(
    sample: Sample,
    trained: RunFolder,
    reports: tuple[Path | None, Path],
    merged: Path,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    output: Output,
) -> None:
    pairs = list(zip(before["answers"], after["answers"], strict=True))
    examples = [
        {
            "prompt": a["prompt"],
            "expected": a["expected"],
            "before": a["answer"],
            "after": b["answer"],
        }
        for a, b in pairs[:SHOWN]
    ]
    value = {
        "folder": str(sample.experiment.folder),
        "run": trained.name,
        "report": str(reports[0]) if reports[0] else None,
        "page": str(reports[1]),
        "merged": str(merged),
        "held_out": len(pairs),
        "exact_before": before["share"],
        "exact_after": after["share"],
        "examples": examples,
    }
    output.result(value, "\n".join([*_table(examples), *_closing(value, sample)]))


def _table(examples: list[dict[str, str]]) -> list[str]:
    asked, before, after = (
        render(message("cli.demo.asked")),
        render(message("cli.demo.before")),
        render(message("cli.demo.after")),
    )
    lines = ["", render(message("cli.demo.examples"))]
    for example in examples:
        sign = "✓" if example["after"] == example["expected"] else "✗"
        lines += [
            "",
            f"  {asked:9}{example['prompt']}",
            f"  {before:9}{_one_line(example['before'])}",
            f"  {after:9}{_one_line(example['after'])}  {sign}",
        ]
    return lines


def _closing(value: Mapping[str, Any], sample: Sample) -> list[str]:
    folder = shlex.quote(str(sample.experiment.folder))
    said = (
        message(
            "cli.demo.share",
            count=value["held_out"],
            before=f"{100 * value['exact_before']:.1f}",
            after=f"{100 * value['exact_after']:.1f}",
        ),
        message("cli.demo.where", folder=value["folder"], run=value["run"], merged=value["merged"]),
        message("cli.demo.next", folder=folder, settings=shlex.quote(str(sample.settings_file))),
    )
    return [line for one in said for line in ("", render(one))]


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "–"
