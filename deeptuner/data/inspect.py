"""A look at a dataset: its format, how many rows and how long, what is wrong, one row as trained.

Knows how to count and to mark what is trained. Does not know a terminal or a window.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np

from deeptuner.data.encode import Encoder
from deeptuner.data.files import DatasetFiles, dataset_files
from deeptuner.data.formats import Detection
from deeptuner.data.histogram import Histogram, Unit, histogram
from deeptuner.data.load import load_files, note_files
from deeptuner.data.pieces import encoded
from deeptuner.data.report import Report
from deeptuner.data.row import Rejection, Row
from deeptuner.data.store import Encoded
from deeptuner.data.templates.named import AUTO, choose_template
from deeptuner.data.templates.selfcheck import checked_masker
from deeptuner.data.templates.tokens import trained_tokens
from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.errors import DataError
from deeptuner.words import Message

Lengths = Mapping[str, "Spread"]  # by what was measured
ROW = "row"  # prompt and answer together: counted for the histogram alone
Count = Callable[[int], None]  # told how many rows have passed


@dataclass(frozen=True, slots=True)
class Spread:
    """How a length is spread over the rows. `total` is their sum."""

    shortest: int
    median: int
    p90: int
    p99: int
    longest: int
    total: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A sample as the model sees it. `trained` are spans of characters whose tokens are learned."""

    text: str
    trained: tuple[tuple[int, int], ...]
    tokens: int
    trained_tokens: int


@dataclass(slots=True)
class Inspection:
    """What was seen. `kept` rows can be trained on: with a model, those of which its template makes
    a sample; the report has all others. `error` is why the dataset is refused, if so.

    `characters` are lengths in characters of `prompt` and `answer`, or of `text`, and numbers of
    `turns`; `tokens` those of a `sample` and of its `trained` part, when a model was given;
    `histogram` is of the samples' tokens, else of the rows' characters. `first` is the first row
    that can be trained on, `marked` its samples.
    """

    files: DatasetFiles
    detection: Detection
    report: Report
    kept: int = 0
    characters: Lengths = field(default_factory=dict)
    tokens: Lengths = field(default_factory=dict)
    histogram: Histogram | None = None
    first: Row | None = None
    marked: tuple[Marked, ...] = ()
    warnings: tuple[Message, ...] = ()
    error: DataError | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "files": [_file(path) for path in self.files.train],
            "evaluation_files": [_file(path) for path in self.files.evaluation],
            "format": self.detection.to_json(),
            "kept": self.kept,
            "characters": {name: asdict(spread) for name, spread in self.characters.items()},
            "tokens": {name: asdict(spread) for name, spread in self.tokens.items()},
            "histogram": self.histogram.to_json() if self.histogram else None,
            "report": self.report.to_json(),
            "first": _row_json(self.first) if self.first else None,
            "marked": [asdict(sample) for sample in self.marked],
            "warnings": [said.to_json() for said in self.warnings],
            "error": self.error.to_json() if self.error else None,
        }


@dataclass(frozen=True, slots=True)
class Reader:
    """Encodes rows as a model of this folder reads them; `warnings` are about its template."""

    encoder: Encoder
    warnings: tuple[Message, ...]


def open_reader(model_dir: Path, template: str = AUTO, *, train_on_source: bool = False) -> Reader:
    """The tokenizer and template of a model folder, as the settings of these names choose them.

    Raises ModelError when they cannot be used, InputError for an unknown template.
    """
    tokenizer = load_tokenizer(model_dir)
    today = datetime.combine(datetime.now().date(), time())
    choice = choose_template(template, tokenizer, now=today)
    masker, check = checked_masker(choice.template, tokenizer)
    decided = (choice.decision,) if choice.decision else ()
    said = (*tokenizer.notes, *decided, *choice.warnings, *check.advice())
    return Reader(Encoder(tokenizer, masker, train_on_source=train_on_source), said)


def inspect(
    dataset: Path,
    format: str,  # noqa: A002 - the setting's own name
    columns: Mapping[str, str],
    reader: Reader | None = None,
    count: Count | None = None,
    report: Report | None = None,
) -> Inspection:
    """Read all of a dataset and say what is in it. Raises DataError only when nothing can be said:
    the path is wrong, or the format cannot be told. What is seen is told to `report`."""
    files, report = dataset_files(dataset), report or Report()
    note_files(files, dataset, report)
    detection, rows = load_files(files.train, format, columns, report)
    seen = Inspection(files, detection, report)
    characters, tokens = _Lengths(), _Lengths()
    watched = _watched(rows, report, count or (lambda _: None))
    if reader:
        seen.warnings = reader.warnings
        watched = _encoded(reader.encoder, watched, tokens, report)
    try:
        for row in watched:
            seen.kept += 1
            seen.first = seen.first or row
            _measure(row, characters)
    except DataError as error:
        seen.error = error
    seen.characters, seen.tokens = characters.spreads(), tokens.spreads()
    seen.histogram = tokens.histogram("tokens", "sample") or characters.histogram("characters", ROW)
    if reader and seen.first:
        seen.marked = mark(seen.first, reader.encoder)
    return seen


def mark(row: Row, encoder: Encoder) -> tuple[Marked, ...]:
    """The samples of a row with what is trained of them; none when the row cannot be masked.

    The first token of a sample is never trained: nothing stands before it that could predict it.
    """
    if row.text is not None:
        return (_mark_text(row.text, encoder),)
    samples = encoder.masker.spans(row, encoder.train_on_source)
    if isinstance(samples, Rejection):
        return ()
    return tuple(_mark(sample.text, sample.spans, encoder) for sample in samples)


def _mark_text(text: str, encoder: Encoder) -> Marked:
    """A document, with BOS and EOS where they are added: all of it but its first token."""
    frame, tokenizer = encoder.frame(text), encoder.tokenizer
    before, after = (tokenizer.decode(ids) if ids else "" for ids in (frame.before, frame.after))
    begin = len(before)
    if not frame.before:
        own = next(encoded(text, tokenizer)).offsets()
        begin = next(islice(own, 1, None), (len(text), 0))[0]
    whole = f"{before}{text}{after}"
    trained = ((begin, len(whole)),) if begin < len(whole) else ()
    return Marked(whole, trained, frame.tokens, max(0, frame.tokens - 1))


def _mark(text: str, spans: tuple[tuple[int, int], ...], encoder: Encoder) -> Marked:
    """Marks by token, so that what is shown is what is learned, not what was meant."""
    joined: list[tuple[int, int]] = []
    tokens = learned = 0
    for piece in encoded(text, encoder.tokenizer):
        trained = trained_tokens(piece.encoding, piece.within(spans))
        if not tokens:
            trained[:1] = False
        tokens, learned = tokens + len(trained), learned + int(trained.sum())
        for token in np.flatnonzero(trained):
            begin, end = piece.encoding.token_to_chars(int(token)) or (0, 0)
            begin, end = piece.begin + begin, piece.begin + end
            if joined and begin <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            elif end > begin:
                joined.append((begin, end))
    return Marked(text, tuple(joined), tokens, learned)


def _watched(rows: Iterator[Row], report: Report, count: Count) -> Iterator[Row]:
    for row in rows:
        count(report.rows)
        yield row


def _measure(row: Row, lengths: _Lengths) -> None:
    if row.text is not None:
        lengths.add("text", len(row.text))
        lengths.add(ROW, len(row.text))
        return
    answers = sum(len(turn.content) for turn in row.messages if turn.role == "assistant")
    whole = sum(len(turn.content) for turn in row.messages)
    lengths.add("prompt", whole - answers)
    lengths.add(ROW, whole)
    lengths.add("answer", answers)
    lengths.add("turns", len(row.messages))


def _encoded(
    encoder: Encoder, rows: Iterator[Row], lengths: _Lengths, report: Report
) -> Iterator[Row]:
    """The rows of which there is a sample to train on. Each of the others is rejected once, however
    many samples its template would have made of it."""
    waiting = deque[Row]()  # as many as are encoded together
    for source, samples in groupby(encoder.encode(_noted(rows, waiting)), lambda one: one.source):
        row = waiting.popleft()
        assert row.source == source, "each row has a result, in the order of the rows"
        results = list(samples)
        made = [one for one in results if isinstance(one, Encoded)]
        for one in made:
            lengths.add("sample", len(one.ids))
            lengths.add("trained", one.targets)
        if made:
            yield row
        else:
            assert isinstance(results[0], Rejection), "a reader encodes rows of any length"
            report.reject(results[0])


def _noted(rows: Iterator[Row], waiting: deque[Row]) -> Iterator[Row]:
    for row in rows:
        waiting.append(row)
        yield row


class _Lengths:
    """Numbers by name, eight bytes each."""

    def __init__(self) -> None:
        self._found: dict[str, array[int]] = {}

    def add(self, name: str, length: int) -> None:
        self._found.setdefault(name, array("q")).append(length)

    def histogram(self, of: Unit, name: str) -> Histogram | None:
        found = self._found.get(name)
        return histogram(np.frombuffer(found, np.int64), of) if found else None

    def spreads(self) -> dict[str, Spread]:
        return {name: _spread(found) for name, found in self._found.items() if name != ROW}


def _spread(lengths: array[int]) -> Spread:
    numbers = np.frombuffer(lengths, dtype=np.int64)
    shares = np.quantile(numbers, (0, 0.5, 0.9, 0.99, 1), method="higher")
    return Spread(*map(int, (*shares, numbers.sum())))


def _file(path: Path) -> dict[str, Any]:
    return {"path": str(path), "size": path.stat().st_size}


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "where": str(row.source),
        "messages": [turn.to_template() for turn in row.messages],
        "tools": list(row.tools) if row.tools else None,
        "text": row.text,
    }
