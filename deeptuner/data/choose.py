"""Chooses, among the encoded samples of a dataset, what is trained on and what is measured with.

Knows limits on length, the eval split and packs, all as numbers of samples. Does not encode
anything, nor read rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from deeptuner.data.lengths import Limits, cut, limits_for, nothing_fits, too_long
from deeptuner.data.packing import Packs, pack
from deeptuner.data.report import Report
from deeptuner.data.row import Rejection
from deeptuner.data.split import Groups, choose_eval, eval_count
from deeptuner.data.store import Cuts, TokenStore
from deeptuner.data.tokenise import Made
from deeptuner.errors import DataError
from deeptuner.settings.sections.inputs import DataSection
from deeptuner.words import Message, message

Numbers = NDArray[np.int64]  # of samples in a store


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pieces to train on and to evaluate on, and their packs where the settings ask for packs.

    `limits` hold the max length that was used; `why` is its reason where it was `auto`.
    """

    limits: Limits
    why: Message | None
    train: Cuts
    evaluation: Cuts
    train_packs: Packs | None
    evaluation_packs: Packs | None

    def sums(self) -> list[str]:
        """Checksums of the choice itself: which pieces, and how they are packed."""
        packs = [one for one in (self.train_packs, self.evaluation_packs) if one is not None]
        held = [array for one in packs for array in (one.samples, one.offsets)]
        arrays = [self.train, self.evaluation, *held]
        return [xxhash.xxh3_64_hexdigest(array.tobytes()) for array in arrays]


def choose(
    store: TokenStore, made: Made, settings: DataSection, context: int | None, where: str
) -> Chosen:
    """Apply limits, split and packs. Tells `made.report` what is left out.

    `where` names the dataset in errors. Raises DataError when nothing is left to train on, or the
    eval split leaves nothing.
    """
    limits, why = made.limits, made.why
    if limits is None:
        limits, why = limits_for(settings, store.records[: made.evaluation], context)
    for source in made.too_long:
        made.report.reject(Rejection(message("data.sample-too-long", limit=limits.total), source))
    if not len(store.records[: made.evaluation]):
        raise _nothing_left(made.report, where)
    if context is not None and limits.total > context:
        said = message("data.max-length-over-context", tokens=limits.total, context=context)
        made.report.note(said)
    fits = ~too_long(store.records, limits)
    if made.limits is None:
        _tell_too_long(store, np.flatnonzero(~fits), limits, made)
    if not fits[: made.evaluation].any():
        raise nothing_fits(store.records[: made.evaluation], limits, where)
    train, evaluation = _split(store, np.flatnonzero(fits), made, settings, where)
    pieces = [cut(store.records, numbers, limits.total) for numbers in (train, evaluation)]
    packs = [_packs(cuts, settings, limits) for cuts in pieces]
    return Chosen(limits, why, pieces[0], pieces[1], packs[0], packs[1])


def _packs(cuts: Cuts, settings: DataSection, limits: Limits) -> Packs | None:
    if settings.batching != "packed" or not len(cuts):
        return None
    return pack(cuts["length"], limits.total, settings.seed)


def _split(
    store: TokenStore, numbers: Numbers, made: Made, settings: DataSection, where: str
) -> tuple[Numbers, Numbers]:
    """The samples to train on and those to evaluate on, each in the order of the dataset."""
    own = numbers[numbers >= made.evaluation]
    numbers = numbers[numbers < made.evaluation]
    groups = store.records["group"]
    if made.evaluation < len(store.records):
        if not len(own):
            raise DataError(message("data.eval-nothing-fits"), where=where)
        shared = int(np.isin(groups[own], groups[numbers]).sum())
        if shared:
            made.report.note(message("data.eval-overlap", count=shared, total=len(own)))
        return numbers, own
    wanted = eval_count(settings.eval_split, len(numbers))
    if wanted >= len(numbers) > 1:
        raise DataError(
            message("data.eval-takes-all", wanted=wanted, rows=len(numbers)),
            where="data.eval_split",
            fix=message("data.eval-smaller"),
        )
    chosen = choose_eval(_groups(store, numbers, made.report), wanted, settings.seed)
    if wanted and not chosen.any():
        made.report.note(message("data.eval-impossible"))
    return numbers[~chosen], numbers[chosen]


def _groups(store: TokenStore, numbers: Numbers, report: Report) -> Groups:
    """The group of each sample: its prompt; where all rows share one, its content."""
    groups: Groups = store.records["group"][numbers]
    if len(groups) < 2 or (groups != groups[0]).any():
        return groups
    report.note(message("data.eval-one-prompt"))
    texts = (store[int(number)].ids for number in numbers)
    return np.array([xxhash.xxh3_64_intdigest(ids.tobytes()) for ids in texts], dtype=np.uint64)


def _tell_too_long(store: TokenStore, numbers: Numbers, limits: Limits, made: Made) -> None:
    """Tell the report about rows that are too long, each once."""
    told = set(made.too_long)
    for number in numbers:
        source = store.source(int(number))
        if source not in told:
            told.add(source)
            record = store.records[number]
            reason = limits.broken_by(int(record["length"]), int(record["answers"]), text=False)
            assert reason is not None, "it is too long"
            made.report.reject(Rejection(reason, source))


def _nothing_left(report: Report, where: str) -> DataError:
    fix = message("data.choose-another-dataset")
    worst = max(report.rejected.values(), key=lambda tally: tally.count, default=None)
    if worst is None:
        return DataError(message("data.no-rows"), where=where, fix=fix)
    said = message(
        "data.all-left-out", rows=report.rows, count=worst.count, reason=str(worst.message)
    )
    return DataError(said, where=where, fix=fix)


def describe(store: TokenStore, packs: Packs | None) -> dict[str, Any]:
    """Counts of a part, for the report: samples, tokens, trained tokens, lengths, packs."""
    lengths = store.lengths
    found: dict[str, Any] = {
        "samples": len(store),
        "tokens": int(lengths.sum(dtype=np.int64)),
        "trained_tokens": int(store.trained_counts.sum(dtype=np.int64)),
    }
    if len(store):
        shares = np.quantile(lengths, (0, 0.5, 0.9, 0.99, 1), method="higher")
        names = ("shortest", "median", "p90", "p99", "longest")
        found["lengths"] = dict(zip(names, map(int, shares), strict=True))
    if packs is not None:
        found["packs"] = len(packs)
    return found
