"""One row of a dataset as the model is trained on it: turns, tokens, what of it is learned.

Knows how a row is found by its number and how its text is cut into pieces that can be shown. The
mask is the one of training: the same templates, the same encoder. Knows no window.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from deeptuner.data.encode import Encoder
from deeptuner.data.files import dataset_files
from deeptuner.data.formats import Detection, convert
from deeptuner.data.lengths import Limits
from deeptuner.data.load import detect_files
from deeptuner.data.pieces import encoded
from deeptuner.data.report import Report
from deeptuner.data.row import Rejection, Row
from deeptuner.data.rows_at import RowsAt, Tick, rows_at
from deeptuner.data.templates.tokens import trained_tokens
from deeptuner.data.templates.turns import Stretch, stretches
from deeptuner.errors import DataError
from deeptuner.words import Message, message

MOST: Final = 20_000  # tokens that are shown of one row
RAW: Final = 4_000  # characters of a row that cannot be converted
TURN: Final = 100_000  # characters of a turn where there is no model


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text whose tokens are shown as one; a character is never divided.

    `token` numbers the first token of it in the sample (None: no model, or text that no token
    stands for). `special`: it is one of the tokenizer's own tokens, such as `<|eot_id|>`;
    `template`: the template wrote it, not the dataset.
    """

    text: str
    trained: bool = False
    token: int | None = None
    special: bool = False
    template: bool = False


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn's pieces. `role` is the message's, or `text` for plain text, `raw` for a row that
    could not be converted."""

    role: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`rejected` says why the row is not trained on. `samples`: some templates make several of a
    row, of which the last is shown. `hidden` tokens at the end of a long row are not shown. Numbers
    of tokens are None without a model."""

    turns: tuple[ShownTurn, ...]
    tokens: int | None = None
    trained_tokens: int | None = None
    rejected: Message | None = None
    samples: int = 1
    hidden: int = 0

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "rejected": self.rejected.to_json() if self.rejected else None}


@dataclass(frozen=True, slots=True)
class Found:
    """A row by its number. `total` is None while the file was not read to its end; `raw` is the
    row as the file has it, None when it cannot be read."""

    index: int
    total: int | None
    row: Row | Rejection
    raw: Mapping[str, Any] | None


class RowBrowser:
    """The rows of a dataset that are trained on, by number. May be used from several threads."""

    def __init__(
        self,
        dataset: Path,
        format: str,  # noqa: A002 - the setting's own name
        columns: Mapping[str, str],
        tick: Tick = lambda: None,
    ) -> None:
        """Raises DataError when the dataset cannot be opened, or its format cannot be told."""
        files = dataset_files(dataset).train
        self._parts: list[tuple[RowsAt, Detection]] = [
            (rows_at(file, tick), detection)
            for file, detection in detect_files(files, format, columns, Report())
        ]
        self._lock = Lock()

    def total(self, tick: Tick = lambda: None) -> int:
        """How many rows there are; reads every file to its end where it must."""
        with self._lock:
            return sum(self._count(rows, tick) for rows, _ in self._parts)

    def find(self, index: int, tick: Tick = lambda: None) -> Found:
        """Row `index`, or the nearest that there is. Raises DataError when there is none."""
        with self._lock:
            wanted = max(0, index)
            while True:
                found = self._find(wanted, tick)
                if found:
                    return found
                last = sum(self._count(rows, tick) for rows, _ in self._parts) - 1
                if last < 0:
                    raise DataError(message("data.no-rows"))
                wanted = min(wanted - 1, last)

    def _find(self, index: int, tick: Tick) -> Found | None:
        before = 0
        for rows, detection in self._parts:
            if rows.has(index - before, tick):
                raw = rows.at(index - before)
                if isinstance(raw, Rejection):
                    return Found(index, self.known_total, raw, None)
                return Found(index, self.known_total, convert(raw, detection), raw.value)
            before += rows.total or 0
        return None

    def _count(self, rows: RowsAt, tick: Tick) -> int:
        rows.has(2**62, tick)
        assert rows.total is not None, "it was read to its end"
        return rows.total

    @property
    def known_total(self) -> int | None:
        """How many rows there are; None while a file was not read to its end."""
        totals = [rows.total for rows, _ in self._parts]
        return None if None in totals else sum(total or 0 for total in totals)


def show(found: Found, encoder: Encoder | None, max_length: int | None = None) -> ShownRow:
    """The row as it is trained on; without an encoder as the dataset has it.

    `max_length` is in tokens; a conversation that is longer is shown with that as its reason.
    """
    row = found.row
    if isinstance(row, Rejection):
        return ShownRow((_raw(found),), rejected=row.reason)
    if encoder is None:
        return ShownRow(_as_written(row))
    if row.text is not None:
        return _plain(row.text, encoder)
    samples = encoder.masker.spans(row)
    if isinstance(samples, Rejection):
        return ShownRow(_as_written(row), rejected=samples.reason)
    return _conversation(row, encoder, max_length, len(samples))


def _conversation(row: Row, encoder: Encoder, max_length: int | None, count: int) -> ShownRow:
    trained = encoder.masker.spans(row, encoder.train_on_source)
    assert not isinstance(trained, Rejection), "the same text could be masked before"
    sample = trained[-1]
    offsets, marks = _tokens(sample.text, sample.spans, encoder)
    marks[:1] = False  # nothing stands before the first token that could predict it
    pieces = list(pieces_of(sample.text, offsets, marks, encoder.tokenizer.added))
    hidden = len(marks) - len(offsets)
    turns = _by_turn(pieces, stretches(sample.text, row, encoder.masker), whole=not hidden)
    limits = Limits(max_length) if max_length else None
    why = limits.broken_by(len(marks), 0, text=False) if limits else None
    if why is None and not marks.any():
        why = message("data.no-trained-token")
    return ShownRow(tuple(turns), len(marks), int(marks.sum()), why, count, hidden)


def _tokens(
    text: str, spans: Sequence[tuple[int, int]], encoder: Encoder
) -> tuple[list[tuple[int, int]], NDArray[np.bool_]]:
    """The characters of the first `MOST` tokens, and of all tokens which are trained."""
    offsets: list[tuple[int, int]] = []
    marks = []
    for piece in encoded(text, encoder.tokenizer):
        offsets.extend(islice(piece.offsets(), MOST - len(offsets)))
        marks.append(trained_tokens(piece.encoding, piece.within(spans)))
    return offsets, np.concatenate(marks)


def _plain(text: str, encoder: Encoder) -> ShownRow:
    """A document: all of it is learned but its first token. BOS and EOS stand where they are
    added."""
    offsets, marks = _tokens(text, [(0, len(text))], encoder)
    frame, tokenizer = encoder.frame(text), encoder.tokenizer
    count = frame.tokens
    marks[:] = True
    marks[:1] = bool(frame.before)
    first = [Piece(tokenizer.decode(frame.before), False, 0, True, True)] if frame.before else []
    pieces = pieces_of(text, offsets, marks, tokenizer.added, len(frame.before))
    hidden = len(marks) - len(offsets)
    last = []
    if frame.after and not hidden:
        last = [Piece(tokenizer.decode(frame.after), True, count - 1, True, True)]
    turn = ShownTurn("text", (*first, *pieces, *last))
    why = message("data.no-trained-token") if count < 2 else None
    return ShownRow((turn,), count, max(0, count - 1), why, hidden=hidden)


def pieces_of(
    text: str,
    offsets: Sequence[tuple[int, int]],
    trained: NDArray[np.bool_],
    special: frozenset[str],
    first: int = 0,
) -> Iterator[Piece]:
    """The text cut between tokens, `offsets` being the characters of each.

    Tokens that share a character (the bytes of an emoji, of a letter) are one piece, trained if one
    of them is; text that no token stands for is a piece without a token.
    """
    at, begin, token, learned = 0, 0, 0, False
    for number, (start, end) in enumerate(offsets):
        if start < at or (start == end == at and at):
            at, learned = max(at, end), learned or bool(trained[number])
            continue
        if at > begin:
            yield _piece(text[begin:at], learned, first + token, special)
        if start > at:
            yield Piece(text[at:start])
        begin, at, token, learned = start, end, number, bool(trained[number])
    if at > begin:
        yield _piece(text[begin:at], learned, first + token, special)


def _piece(text: str, trained: bool, token: int, special: frozenset[str]) -> Piece:
    return Piece(text, trained, token, text.strip() in special)


def _by_turn(
    pieces: Sequence[Piece], turns: Sequence[Stretch], *, whole: bool
) -> Iterator[ShownTurn]:
    """Each piece in the turn that it begins in."""
    at, number = 0, 0
    for turn in turns:
        held = []
        while number < len(pieces) and (at < turn.end or turn is turns[-1]):
            piece = pieces[number]
            own = at < turn.words[1] and at + len(piece.text) > turn.words[0]
            held.append(Piece(piece.text, piece.trained, piece.token, piece.special, not own))
            at, number = at + len(piece.text), number + 1
        if held or whole:
            yield ShownTurn(turn.role, tuple(held))


def _as_written(row: Row) -> tuple[ShownTurn, ...]:
    """The row without a model: its words, turn by turn."""
    if row.text is not None:
        return (ShownTurn("text", (Piece(row.text[:RAW]),)),)
    return tuple(ShownTurn(turn.role, (Piece(_written(turn)[:TURN]),)) for turn in row.messages)


def _written(turn: Any) -> str:
    calls = [json.dumps(call, ensure_ascii=False) for call in turn.tool_calls or ()]
    return "\n".join(filter(None, [turn.reasoning, turn.content, *calls]))


def _raw(found: Found) -> ShownTurn:
    text = "" if found.raw is None else json.dumps(found.raw, ensure_ascii=False, default=str)
    return ShownTurn("raw", (Piece(text[:RAW]),))
