"""From rows to tokens with a loss mask, many rows at a time.

Knows how a conversation's text and spans, or a plain text, become ids and marks, how the oldest
turns of a conversation are dropped, and to leave alone what is certainly too long. Does not know
files, nor which samples are kept for what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import xxhash
from numpy.typing import NDArray

from deeptuner.data.lengths import Limits
from deeptuner.data.pieces import SIZE, Piece, encoded
from deeptuner.data.row import Rejection, Row, Source, Turn
from deeptuner.data.store import Encoded
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.prefix import Span
from deeptuner.data.templates.tokens import trained_tokens
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.words import message

BATCH = 1000  # texts encoded at once
CHARACTERS = SIZE  # of a batch at most: bounds the memory that its tokens take
_SPACE = re.compile(r"\s+")
_Arrays = tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class TooLong:
    """A sample that was not encoded, as it has more characters than any that fits."""

    source: Source


@dataclass(frozen=True, slots=True)
class _Task:
    """One sample before it is encoded. `answers` and `trained` are spans of its characters; a plain
    text (`plain`) has none."""

    text: str
    answers: tuple[Span, ...]
    trained: tuple[Span, ...]
    group: int
    plain: bool
    source: Source

    @property
    def single(self) -> bool:
        """Whether it is small enough to be encoded together with others."""
        return len(self.text) <= CHARACTERS


@dataclass(frozen=True, slots=True)
class Frame:
    """The ids put before a plain text and those put behind it; `own` is how many its text has."""

    before: list[int]
    own: int
    after: list[int]

    @property
    def tokens(self) -> int:
        return len(self.before) + self.own + len(self.after)


class Encoder:
    """Encodes rows with one tokenizer and one template.

    A conversation is encoded as its template renders it, nothing added. A plain text gets BOS where
    the tokenizer gives it to plain text, and EOS; neither twice.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        masker: Masker,
        *,
        train_on_source: bool = False,
        longest: int | None = None,
    ) -> None:
        """`longest`: characters above which the text of a conversation certainly does not fit."""
        self.tokenizer = tokenizer
        self.masker = masker
        self.train_on_source = train_on_source
        self.longest = longest

    def encode(self, rows: Iterable[Row]) -> Iterator[Encoded | TooLong | Rejection]:
        """The samples of each row (one, or several for some templates), or why it is left out.

        In the order of the rows, encoded by the batch. Nothing is left out for its length but
        conversations above `longest`.
        """
        waiting: list[_Task | TooLong | Rejection] = []
        size = 0
        for row in rows:
            for task in self._tasks(row):
                length = len(task.text) if isinstance(task, _Task) else 0
                if size + length > CHARACTERS:
                    yield from self._encoded(waiting)
                    waiting, size = [], 0
                waiting.append(task)
                size += length
            if len(waiting) >= BATCH:
                yield from self._encoded(waiting)
                waiting, size = [], 0
        yield from self._encoded(waiting)

    def shortened(self, row: Row, limits: Limits) -> list[Encoded] | Rejection:
        """The samples of a conversation without as many of its oldest turns as must go.

        System messages stay. Whole exchanges are dropped, so that what is left begins with a
        message of the user. Keeps the group of the whole conversation.
        """
        starts = _starts(row.messages)
        low, high = 0, len(starts)
        best: list[Encoded] | None = None
        failed: Rejection | None = None
        while low < high:
            middle = (low + high) // 2
            found = list(self.encode([_without_oldest(row, starts[middle])]))
            failed = next((one for one in found if isinstance(one, Rejection)), None)
            if failed or any(_breaks(one, limits) for one in found):
                low = middle + 1
            else:
                best, high = [one for one in found if isinstance(one, Encoded)], middle
        if best is None:
            return failed or Rejection(message("data.last-turn-too-long"), row.source)
        return [replace(one, group=group_of(row)) for one in best]

    def _tasks(self, row: Row) -> Sequence[_Task | TooLong | Rejection]:
        group = group_of(row)
        if row.text is not None:
            return [_Task(row.text, (), (), group, True, row.source)]
        rendered = self.masker.spans(row)
        if isinstance(rendered, Rejection):
            return [rendered]
        trained = self.masker.spans(row, True) if self.train_on_source else rendered
        assert not isinstance(trained, Rejection), "the same text could be masked before"
        return [
            TooLong(row.source)
            if self.longest is not None and len(one.text) > self.longest
            else _Task(one.text, one.spans, other.spans, group, False, row.source)
            for one, other in zip(rendered, trained, strict=True)
        ]

    def _encoded(
        self, tasks: Sequence[_Task | TooLong | Rejection]
    ) -> Iterator[Encoded | TooLong | Rejection]:
        """Encode together what is small, and a long text piece by piece."""
        single = [task.text for task in tasks if isinstance(task, _Task) and task.single]
        encodings = iter(self.tokenizer.encode_batch(single))
        for task in tasks:
            if not isinstance(task, _Task):
                yield task
            elif task.single:
                yield self._one(task, [Piece(next(encodings), 0, len(task.text))])
            else:
                yield self._one(task, encoded(task.text, self.tokenizer))

    def _one(self, task: _Task, pieces: Iterable[Piece]) -> Encoded | Rejection:
        found = [self._marked(task, piece) for piece in pieces]
        ids, marks, trained = map(np.concatenate, zip(*found, strict=True))
        answers = int(np.count_nonzero(marks))
        if task.plain:
            ids = self._framed(ids)
            answers, trained = 0, np.ones(len(ids), dtype=np.bool_)
        trained[:1] = False  # nothing stands before the first token that could predict it
        sample = Encoded(ids, trained, answers, task.group, task.plain, task.source)
        if not sample.targets:
            return Rejection(message("data.no-trained-token"), task.source)
        return sample

    def _marked(self, task: _Task, piece: Piece) -> _Arrays:
        """A piece's ids, and which of them belong to answers and which are trained."""
        ids = np.array(piece.encoding.ids, dtype=np.int32)
        marks = trained_tokens(piece.encoding, piece.within(task.answers))
        if task.trained == task.answers:
            return ids, marks, marks
        return ids, marks, trained_tokens(piece.encoding, piece.within(task.trained))

    def plain_ids(self, text: str, *, end: bool = True) -> list[int]:
        """The ids of a plain text, with BOS where it gets one and, unless it goes on, EOS."""
        found = [np.array(one.encoding.ids, np.int32) for one in encoded(text, self.tokenizer)]
        ids = np.concatenate(found)
        return [int(one) for one in self._framed(ids, end=end)]

    def frame(self, text: str) -> Frame:
        """What is put around a plain text."""
        first, own, last = list[int](), 0, list[int]()
        for piece in encoded(text, self.tokenizer):
            ids = piece.encoding.ids
            first, own, last = first or ids[:1], own + len(ids), ids[-1:] or last
        before, after = self._around(first, last, end=True)
        return Frame(before, own, after)

    def _framed(self, ids: NDArray[np.int32], *, end: bool = True) -> NDArray[np.int32]:
        before, after = self._around(ids[:1].tolist(), ids[-1:].tolist(), end=end)
        return np.concatenate([before, ids, after]).astype(np.int32)

    def _around(
        self, first: list[int], last: list[int], *, end: bool
    ) -> tuple[list[int], list[int]]:
        """BOS and EOS, each where it is wanted and does not stand there by itself."""
        bos = self.tokenizer.bos_id if self.tokenizer.add_bos else None
        eos = self.tokenizer.eos_id if end else None
        before = [bos] if bos is not None and first != [bos] else []
        after = [eos] if eos is not None and last != [eos] else []
        return before, after


def group_of(row: Row) -> int:
    """A number that rows with equal prompts share: 64 bits of a hash.

    The prompt is what comes before the first answer to a user, so that conversations of which one
    continues the other share it too. Case and white space do not count.
    """
    hashed = xxhash.xxh3_64()
    if row.text is not None:
        _hash_words(hashed, row.text)
        return hashed.intdigest()
    for number, turn in enumerate(_prompt(row.messages)):
        hashed.update((b"\0" if number else b"") + f"{turn.role} ".encode())
        _hash_words(hashed, turn.content)
    return hashed.intdigest()


def _prompt(turns: Sequence[Turn]) -> Sequence[Turn]:
    asked = False
    for number, turn in enumerate(turns):
        if asked and turn.role == "assistant":
            return turns[:number]
        asked = asked or turn.role == "user"
    return turns


def _hash_words(hashed: xxhash.xxh3_64, text: str) -> None:
    """Hash the words of a text, a stretch at a time: a list of all would be as large again."""
    begin, first = 0, True
    while begin < len(text):
        border = _SPACE.search(text, begin + CHARACTERS)
        end = border.end() if border else len(text)
        words = " ".join(text[begin:end].split()).casefold()
        if words:
            said = words if first else f" {words}"
            hashed.update(said.encode("utf-8", "surrogatepass"))
            first = False
        begin = end


def _starts(turns: Sequence[Turn]) -> list[int]:
    """Where a shortened conversation may begin: at each user's turn but the first."""
    return [number for number, turn in enumerate(turns) if turn.role == "user"][1:]


def _without_oldest(row: Row, start: int) -> Row:
    kept = [turn for turn in row.messages[:start] if turn.role == "system"]
    return replace(row, messages=(*kept, *row.messages[start:]))


def _breaks(found: Encoded | TooLong | Rejection, limits: Limits) -> bool:
    if isinstance(found, Encoded):
        return limits.broken_by(len(found.ids), found.answers, text=False) is not None
    return isinstance(found, TooLong)
