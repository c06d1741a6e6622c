"""From rows to tokens with a loss mask, many rows at a time.

Knows how a conversation's text and spans, or a plain text, become ids and marks, and how the oldest
turns of a conversation are dropped. Does not know files, nor which samples are kept for what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from deeptuner.data.lengths import Limits
from deeptuner.data.row import Rejection, Row, Source, Turn
from deeptuner.data.store import Encoded
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.prefix import Span
from deeptuner.data.templates.tokens import trained_tokens
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.words import message

BATCH = 1000  # texts encoded at once
CHARACTERS = 1_000_000  # of a batch, about: bounds the memory that its tokens take


@dataclass(frozen=True, slots=True)
class _Task:
    """One sample before it is encoded. `pieces` are encoded each by itself and joined.

    `answers` and `trained` are spans of characters in the only piece of a conversation.
    """

    pieces: tuple[str, ...]
    answers: tuple[Span, ...]
    trained: tuple[Span, ...]
    group: int
    text: bool
    source: Source

    @property
    def single(self) -> bool:
        return len(self.pieces) == 1

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


class Encoder:
    """Encodes rows with one tokenizer and one template.

    A conversation is encoded as its template renders it, nothing added. A plain text gets BOS where
    the tokenizer gives it to plain text, and EOS; neither twice.
    """

    def __init__(
        self, tokenizer: Tokenizer, masker: Masker, *, train_on_source: bool = False
    ) -> None:
        self.tokenizer = tokenizer
        self.masker = masker
        self.train_on_source = train_on_source

    def encode(self, rows: Iterable[Row]) -> Iterator[Encoded | Rejection]:
        """The samples of each row (one, or several for some templates), or why it is left out.

        In the order of the rows, encoded by the batch. Nothing is left out for its length.
        """
        waiting: list[_Task | Rejection] = []
        size = 0
        for row in rows:
            tasks = self._tasks(row)
            waiting.extend(tasks)
            size += sum(task.size for task in tasks if isinstance(task, _Task))
            if len(waiting) >= BATCH or size >= CHARACTERS:
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
            if failed or _breaks(found, limits):
                low = middle + 1
            else:
                best, high = [one for one in found if isinstance(one, Encoded)], middle
        if best is None:
            return failed or Rejection(message("data.last-turn-too-long"), row.source)
        return [replace(one, group=group_of(row)) for one in best]

    def _tasks(self, row: Row) -> list[_Task] | list[Rejection]:
        group = group_of(row)
        if row.text is not None:
            return [_Task(_pieces(row.text), (), (), group, True, row.source)]
        rendered = self.masker.spans(row)
        if isinstance(rendered, Rejection):
            return [rendered]
        trained = self.masker.spans(row, True) if self.train_on_source else rendered
        assert not isinstance(trained, Rejection), "the same text could be masked before"
        return [
            _Task((one.text,), one.spans, other.spans, group, False, row.source)
            for one, other in zip(rendered, trained, strict=True)
        ]

    def _encoded(self, tasks: Sequence[_Task | Rejection]) -> Iterator[Encoded | Rejection]:
        """Encode together what is in one piece, and pieces of a long text one after the other."""
        single = [task.pieces[0] for task in tasks if isinstance(task, _Task) and task.single]
        encodings = iter(self.tokenizer.encode_batch(single))
        for task in tasks:
            if isinstance(task, Rejection):
                yield task
            elif task.single:
                yield self._one(task, [next(encodings)])
            else:
                yield self._one(task, map(self._alone, task.pieces))

    def _alone(self, text: str) -> Any:
        return self.tokenizer.encode_batch([text])[0]

    def _one(self, task: _Task, encodings: Iterable[Any]) -> Encoded | Rejection:
        if task.text:
            parts = [np.array(one.ids, dtype=np.int32) for one in encodings]
            ids = self._framed(np.concatenate(parts))
            answers, trained = 0, np.ones(len(ids), dtype=np.bool_)
        else:
            (encoding,) = encodings
            ids = np.array(encoding.ids, dtype=np.int32)
            marks = trained_tokens(encoding, task.answers)
            answers = int(np.count_nonzero(marks))
            same = task.trained == task.answers
            trained = marks if same else trained_tokens(encoding, task.trained)
        trained[:1] = False  # nothing stands before the first token that could predict it
        encoded = Encoded(ids, trained, answers, task.group, task.text, task.source)
        if not encoded.targets:
            return Rejection(message("data.no-trained-token"), task.source)
        return encoded

    def plain_ids(self, text: str, *, end: bool = True) -> list[int]:
        """The ids of a plain text, with BOS where it gets one and, unless it goes on, EOS."""
        ids = np.array(self.tokenizer.ids(text), dtype=np.int32)
        return [int(one) for one in self._framed(ids, end=end)]

    def _framed(self, ids: NDArray[np.int32], *, end: bool = True) -> NDArray[np.int32]:
        bos = self.tokenizer.bos_id if self.tokenizer.add_bos else None
        eos = self.tokenizer.eos_id if end else None
        before = [bos] if bos is not None and ids[:1].tolist() != [bos] else []
        after = [eos] if eos is not None and ids[-1:].tolist() != [eos] else []
        return np.concatenate([before, ids, after]).astype(np.int32)


def group_of(row: Row) -> int:
    """A number that rows with equal prompts share: 64 bits of a hash.

    The prompt is what comes before the first answer to a user, so that conversations of which one
    continues the other share it too. Case and white space do not count.
    """
    if row.text is not None:
        return xxhash.xxh3_64_intdigest(_normal(row.text).encode("utf-8", "surrogatepass"))
    said = "\0".join(f"{turn.role} {_normal(turn.content)}" for turn in _prompt(row.messages))
    return xxhash.xxh3_64_intdigest(said.encode("utf-8", "surrogatepass"))


def _prompt(turns: Sequence[Turn]) -> Sequence[Turn]:
    asked = False
    for number, turn in enumerate(turns):
        if asked and turn.role == "assistant":
            return turns[:number]
        asked = asked or turn.role == "user"
    return turns


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def _starts(turns: Sequence[Turn]) -> list[int]:
    """Where a shortened conversation may begin: at each user's turn but the first."""
    return [number for number, turn in enumerate(turns) if turn.role == "user"][1:]


def _without_oldest(row: Row, start: int) -> Row:
    kept = [turn for turn in row.messages[:start] if turn.role == "system"]
    return replace(row, messages=(*kept, *row.messages[start:]))


def _breaks(found: Sequence[Encoded | Rejection], limits: Limits) -> bool:
    return any(
        limits.broken_by(len(one.ids), one.answers, text=False) is not None
        for one in found
        if isinstance(one, Encoded)
    )


def _pieces(text: str) -> tuple[str, ...]:
    """A text in pieces of at most `CHARACTERS`, ending at the end of a line or word if possible.

    Only texts of more than a million characters are cut; tokens at such a cut may differ from
    those of the uncut text.
    """
    pieces = []
    while len(text) > CHARACTERS:
        ends = (text.rfind(mark, CHARACTERS // 2, CHARACTERS) for mark in ("\n", " "))
        end = next((found for found in ends if found >= 0), CHARACTERS)
        pieces.append(text[:end])
        text = text[end:]
    return (*pieces, text)
