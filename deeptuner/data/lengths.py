"""How long a sample may be, and what happens to those that are longer.

Knows records of encoded samples (`store.RECORD`) and limits in tokens. Does not know rows: dropping
the oldest turns of a conversation needs the conversation and is done in `encode.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeptuner.data.store import CUT, Cuts, Records
from deeptuner.errors import DataError
from deeptuner.settings.sections.inputs import DataSection
from deeptuner.words import Message, message

COVERED = 0.995  # share of the rows that `auto` makes room for
ROUND = 64  # tokens: `auto` is a multiple, which suits the hardware
SURELY = 1 << 20  # characters; shorter conversations are encoded whatever the limit
TEXT = 2048  # tokens at most that plain text, which can be cut anywhere, asks for


@dataclass(frozen=True, slots=True)
class Limits:
    """Tokens that a sample, its prompt and its answers may have."""

    total: int
    source: int | None = None
    target: int | None = None

    def broken_by(self, length: int, answers: int, *, text: bool) -> Message | None:
        """Why a sample is too long, or None. Plain text never is: it is cut."""
        if text:
            return None
        if length > self.total:
            return message("data.sample-too-long", limit=self.total)
        if self.source is not None and length - answers > self.source:
            return message("data.source-too-long", limit=self.source)
        if self.target is not None and answers > self.target:
            return message("data.target-too-long", limit=self.target)
        return None


def limits_for(
    settings: DataSection, records: Records, context: int | None
) -> tuple[Limits, Message | None]:
    """The limits that the settings ask for; with `auto`, those that `records` ask for, and why."""
    total, why = settings.max_length, None
    if total == "auto":
        total, why = auto_max_length(records, context)
    return Limits(total, settings.max_source_length, settings.max_target_length), why


def longest_text(settings: DataSection, context: int | None, reach: int | None) -> int | None:
    """Characters above which a conversation cannot fit; None where that is not known.

    `reach` is how many characters a token stands for at most. A power of two, so that limits which
    are close to each other leave out the same.
    """
    limit = context if settings.max_length == "auto" else settings.max_length
    if limit is None or reach is None:
        return None
    return max(SURELY, 1 << (limit * reach - 1).bit_length())


def auto_max_length(records: Records, context: int | None) -> tuple[int, Message]:
    """The max length that `auto` stands for, and why.

    Covers `COVERED` of the samples, rounded up to a multiple of `ROUND`, within `context` (tokens
    that the model can read; None when unknown).
    """
    asked = np.where(records["text"], np.minimum(records["length"], TEXT), records["length"])
    covering = int(np.quantile(asked, COVERED, method="higher")) if len(asked) else ROUND
    rounded = -(-covering // ROUND) * ROUND
    longest = int(records["length"].max()) if len(asked) else 0
    if context is not None and context < rounded:
        said = message("data.max-length-context", tokens=context, longest=longest)
        return context, said
    share = float(np.mean(asked <= rounded)) if len(asked) else 1.0
    return rounded, message(
        "data.max-length-covers", tokens=rounded, percent=f"{share:.1%}", longest=longest
    )


def too_long(records: Records, limits: Limits) -> NDArray[np.bool_]:
    """Which samples break a limit, [samples]. The same rule as `Limits.broken_by`, at once."""
    prompt = records["length"] - records["answers"]
    over = records["length"] > limits.total
    if limits.source is not None:
        over |= prompt > limits.source
    if limits.target is not None:
        over |= records["answers"] > limits.target
    return np.asarray(over & ~records["text"], dtype=np.bool_)


def cut(records: Records, numbers: NDArray[np.int64], max_length: int) -> Cuts:
    """The pieces to train on of the samples `numbers`, in their order.

    A sample is one piece; plain text over `max_length` becomes as few pieces as possible of nearly
    equal length, so that nothing is lost and no piece is a lone token, which could teach nothing.
    """
    chosen = records[numbers]
    pieces = np.where(chosen["text"], -(-chosen["length"] // max_length), 1).astype(np.int64)
    owner = np.repeat(np.arange(len(numbers)), pieces)
    which = np.arange(len(owner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    length, parts = chosen["length"][owner].astype(np.int64), pieces[owner]
    first, last = which * length // parts, (which + 1) * length // parts
    cuts = np.empty(len(owner), dtype=CUT)
    cuts["begin"] = chosen["begin"][owner] + first
    cuts["length"] = last - first
    cuts["sample"] = numbers[owner]
    return cuts


def nothing_fits(records: Records, limits: Limits, where: str) -> DataError:
    """The error for a dataset of which every sample breaks a limit."""
    lengths = np.sort(records["length"])
    shortest, median = int(lengths[0]), int(lengths[len(lengths) // 2])
    return DataError(
        message("data.nothing-fits", limit=limits.total, shortest=shortest, median=median),
        where=where,
        fix=message("data.raise-max-length", tokens=-(-median // ROUND) * ROUND),
    )
