"""`deeptuner data inspect PATH`: what is in a dataset, and what of a row is trained.

Knows how to lay it out in a terminal. What is said is found by `deeptuner.data.inspect`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.home import expanded
from deeptuner.settings.sections.inputs import Format
from deeptuner.words import message, render

if TYPE_CHECKING:
    from deeptuner.data.inspect import Inspection, Marked, Spread
    from deeptuner.data.report import Tally
    from deeptuner.data.row import Row

SHOWN = 1200  # characters of one stretch of text
EXAMPLES = 3  # of each problem
STEP = 1000  # rows between two reports of progress
GREEN, PLAIN = "\x1b[32m", "\x1b[0m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["inspect"], help="look into a dataset")
    parser.add_argument(
        "path", metavar="PATH", help="a data file or folder, or a name in the experiment"
    )
    parser.add_argument(
        "--model", metavar="M", help="count tokens as this model does, and show what is trained"
    )
    parser.add_argument(
        "--format", choices=get_args(Format), default="auto", help="how a row is written"
    )
    parser.add_argument(
        "--columns",
        nargs="+",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column holds what, for example prompt=question",
    )
    add_folder(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    from deeptuner.data.inspect import inspect, open_reader

    columns = dict(_pair(pair) for pair in arguments.columns)
    dataset = _find(arguments.path, "dataset", arguments.folder)
    model = _find(arguments.model, "model", arguments.folder) if arguments.model else None
    reader = open_reader(model) if model else None
    seen = inspect(dataset, arguments.format, columns, reader, _counting(dataset, output))
    output.result(seen.to_json(), "\n".join(_lines(seen, in_colour=_in_colour())))
    if seen.error:
        raise seen.error
    return 0


def _pair(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not (field and sign and column):
        raise InputError(
            message("data.inspect.bad-pair", text=text),
            where="--columns",
            fix=message("data.inspect.bad-pair-fix"),
        )
    return field, column


def _find(name: str, kind: str, folder: Path | None) -> Path:
    """A path as it is; else a name in the experiment. Raises InputError."""
    from deeptuner.runs.experiment import open_experiment

    path = expanded(name)
    if path.exists():
        return path
    try:
        experiment = open_experiment(folder)
    except InputError:
        if folder is not None:
            raise
        raise InputError(
            message("common.not-found", path=name), where=name, fix=message("common.check-path")
        ) from None
    return experiment.resolve_model(name) if kind == "model" else experiment.resolve_dataset(name)


def _counting(dataset: Path, output: Output) -> Callable[[int], None] | None:
    """Progress for datasets large enough to wait for; their rows are counted first."""
    from deeptuner.data.load import count_rows, is_large

    if not is_large(dataset):
        return None
    total, phase = count_rows(dataset), render(message("data.inspect.phase"))

    def count(done: int) -> None:
        if done % STEP == 0 or done == total:
            output.progress(phase, done, total)

    return count


def _in_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _lines(seen: Inspection, *, in_colour: bool) -> Iterator[str]:
    detection, report = seen.detection, seen.report
    mapping = ", ".join(
        field if field == column else f"{field} ← {column}"
        for field, column in detection.mapping.items()
    )
    yield _said("format", format=detection.format, reason=render(detection.reason))
    yield _said("columns", columns=mapping)
    yield _said("rows", total=report.rows + report.unreadable_rows, kept=seen.kept)
    yield from _lengths("characters", seen.characters)
    yield from _lengths("tokens", seen.tokens)
    for said in dict.fromkeys(map(render, (*seen.warnings, *report.notes))):
        yield f"- {said}"
    yield from _problems("unreadable", report.unreadable)
    yield from _problems("left-out", report.rejected)
    yield from _problems("repaired", report.repairs)
    if seen.first:
        yield ""
        yield from _example(seen, seen.first, in_colour=in_colour)


def _said(what: str, **params: object) -> str:
    return render(message(f"data.inspect.{what}", **params))


def _lengths(what: str, lengths: Mapping[str, Spread]) -> Iterator[str]:
    """A small table: one line for each thing measured."""
    if not lengths:
        return
    names = ("shortest", "median", "p90", "p99", "longest", "total")
    head = (_said(what), *(_said(name) for name in names))
    rows = [
        (_said(f"of-{name}"), *(f"{getattr(spread, column):,}" for column in names))
        for name, spread in lengths.items()
    ]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    yield ""
    for row in (head, *rows):
        first, *cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join((row[0].ljust(len(first)), *cells))


def _problems(what: str, tallies: Mapping[str, Tally]) -> Iterator[str]:
    if not tallies:
        return
    yield ""
    yield _said(what)
    for tally in sorted(tallies.values(), key=lambda tally: -tally.count):
        yield f"  {tally.count} × {render(tally.message)}"
        for example in tally.examples[:EXAMPLES]:
            yield f"      {example.where}  {example.excerpt}".rstrip()


def _example(seen: Inspection, row: Row, *, in_colour: bool) -> Iterator[str]:
    """The first row: with a model as it is trained, else turn by turn."""
    where = str(row.source)
    if not seen.marked:
        yield _said("first-row", where=where)
        for turn in row.messages:
            yield f"  {turn.role}: {_shortened(turn.content)}"
        if row.text is not None:
            yield f"  {_shortened(row.text)}"
        return
    for sample in seen.marked:
        yield _said(
            "marked-row" if in_colour else "bracketed-row",
            where=where,
            tokens=sample.tokens,
            trained=sample.trained_tokens,
        )
        yield marked_text(sample, in_colour=in_colour)


def marked_text(sample: Marked, *, in_colour: bool) -> str:
    """A sample's text with what is trained in green, or between ⟦ and ⟧."""
    begin, end = (GREEN, PLAIN) if in_colour else ("⟦", "⟧")
    parts, at = [], 0
    for start, stop in sample.trained:
        parts += [_shortened(sample.text[at:start]), begin]
        parts += [_shortened(sample.text[start:stop]), end]
        at = stop
    return "".join((*parts, _shortened(sample.text[at:])))


def _shortened(text: str) -> str:
    """Long text without its middle, and nothing in it that would command the terminal."""
    if len(text) > SHOWN:
        text = f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
    return "".join(char if char.isprintable() or char in "\n\t" else "·" for char in text)
