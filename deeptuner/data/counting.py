"""How many items a run would train on, before it is prepared: exactly where that is cheap.

Counts by what training uses: the tokens in the cache if they are there, else a small dataset is
encoded whole, else a sample of a large one. Leaves nothing behind. Does not know steps or devices.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from deeptuner.data.cache import Cache
from deeptuner.data.choose import Chosen, choose
from deeptuner.data.encode import Encoder
from deeptuner.data.job import Job, plan_job
from deeptuner.data.lengths import Limits, cut, limits_for, nothing_fits, too_long
from deeptuner.data.packing import pack
from deeptuner.data.preview import RowBrowser
from deeptuner.data.report import Report
from deeptuner.data.row import Row
from deeptuner.data.split import eval_count
from deeptuner.data.store import RECORD, Encoded, Records, StoreError, TokenStore
from deeptuner.data.tokenise import Made, Tokeniser, Told
from deeptuner.errors import DataError
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message

Tick = Callable[[], None]
WHOLE: Final = 1_000_000  # bytes; a dataset up to this is encoded whole
SAMPLE: Final = 1_000  # rows of a larger one


@dataclass(frozen=True, slots=True)
class Count:
    """Items of an epoch (samples, or packs where the settings ask for packs), and items to evaluate
    on. `tokens` are those of an epoch, `max_length` is what `auto` stands for. Not `exact`:
    estimated from a sample of the rows."""

    train: int
    evaluation: int
    tokens: int
    max_length: int
    exact: bool
    notes: tuple[Message, ...] = ()


def count_items(
    config: Config,
    tokenizer_dir: Path,
    dataset: Path,
    cache_dir: Path,
    *,
    eval_dataset: Path | None = None,
    context: int | None = None,
    tick: Tick = lambda: None,
    open_rows: Callable[[Path], RowBrowser],
) -> Count:
    """The arguments of `prepare`, and `open_rows` to look at single rows of a large dataset.

    Raises DataError and ModelError as `prepare` does; `tick` may raise to stop.
    """
    seeded = _with_seed(config)
    cache = Cache(cache_dir)
    job = plan_job(seeded, tokenizer_dir, dataset, eval_dataset, context, None, cache, tick)
    chosen = _from_cache(job, cache) or _from_all(job, tick)
    if chosen is None:
        return _from_sample(job, open_rows, tick)
    known = config.data.seed >= 0 or config.data.batching != "packed"
    return replace(_counted(chosen), exact=known)


def _with_seed(config: Config) -> Config:
    """A seed that is to be drawn has no number yet; any serves for counting."""
    data = config.data.model_copy(update={"seed": max(0, config.data.seed)})
    return config.model_copy(update={"data": data})


def _from_cache(job: Job, cache: Cache) -> Chosen | None:
    entry = cache.folder / job.tokens_name
    if not entry.is_dir():
        return None
    lease = cache.lease(job.tokens_name)
    try:
        return _chosen(job, entry)
    except (StoreError, OSError, ValueError, LookupError, TypeError):
        return None  # being built, or damaged: preparing builds it anew
    finally:
        lease.close()


def _from_all(job: Job, tick: Tick) -> Chosen | None:
    if sum(file.stat().st_size for file in job.sources.files()) > WHOLE:
        return None
    told = Told(lambda done, total: tick())
    with tempfile.TemporaryDirectory(prefix="deeptuner-count-") as folder:
        tokeniser = Tokeniser(job.sources, job.encoder, job.settings, job.context, told)
        tokeniser.fill(Path(folder), Report(notes=list(job.notes)))
        return _chosen(job, Path(folder))


def _chosen(job: Job, entry: Path) -> Chosen:
    where = str(job.sources.dataset)
    return choose(TokenStore(entry), Made.read(entry), job.settings, job.context, where)


def _counted(chosen: Chosen) -> Count:
    packs, eval_packs = chosen.train_packs, chosen.evaluation_packs
    return Count(
        train=len(chosen.train) if packs is None else len(packs),
        evaluation=len(chosen.evaluation) if eval_packs is None else len(eval_packs),
        tokens=int(chosen.train["length"].sum()),
        max_length=chosen.limits.total,
        exact=True,
        notes=(chosen.why,) if chosen.why else (),
    )


def _from_sample(job: Job, open_rows: Callable[[Path], RowBrowser], tick: Tick) -> Count:
    """What a sample of the rows makes, times the rows that there are."""
    rows = open_rows(job.sources.dataset)
    total = rows.total(tick)
    looked = np.unique(np.linspace(0, total - 1, min(SAMPLE, total)).astype(np.int64))
    sample = _sample(_encoded(rows, looked.tolist(), job.encoder, tick), job)
    samples = total / len(looked) * sample.fitting
    aside = _set_aside(job, open_rows, tick)
    wanted = eval_count(job.settings.eval_split, round(samples)) if aside is None else aside
    times = max(0.0, samples - (wanted if aside is None else 0)) / sample.fitting
    said = message("data.counted-from-sample", rows=len(looked), total=total)
    return Count(
        train=max(1, math.ceil(sample.items * times)),
        evaluation=math.ceil(wanted * sample.items / sample.fitting),
        tokens=round(sample.tokens * times),
        max_length=sample.limits.total,
        exact=False,
        notes=(said, *([sample.why] if sample.why else [])),
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the rows that were looked at make: `fitting` samples, and their items and tokens."""

    limits: Limits
    why: Message | None
    fitting: int
    items: int
    tokens: int


def _sample(found: Sequence[Encoded], job: Job) -> _Sample:
    """Limits, cuts and packs as `choose` makes them. Raises DataError when no row is left."""
    where = str(job.sources.dataset)
    if not found:
        raise DataError(message("data.no-rows"), where=where)
    records = _records(found)
    limits, why = limits_for(job.settings, records, job.context)
    if job.settings.long_samples == "drop-oldest-turns":
        records["length"] = np.minimum(records["length"], limits.total)
    fitting = np.flatnonzero(~too_long(records, limits))
    if not len(fitting):
        raise nothing_fits(records, limits, where)
    lengths = cut(records, fitting, limits.total)["length"]
    packed = job.settings.batching == "packed"
    items = len(pack(lengths, limits.total, job.settings.seed)) if packed else len(lengths)
    return _Sample(limits, why, len(fitting), items, int(lengths.sum()))


def _encoded(
    rows: RowBrowser, looked: Sequence[int], encoder: Encoder, tick: Tick
) -> list[Encoded]:
    read = (rows.find(index, tick).row for index in looked)
    wanted = (row for row in read if isinstance(row, Row))
    return [one for one in encoder.encode(wanted) if isinstance(one, Encoded)]


def _records(found: Sequence[Encoded]) -> Records:
    records = np.zeros(len(found), dtype=RECORD)
    for at, one in enumerate(found):
        records[at]["length"], records[at]["answers"] = len(one.ids), one.answers
        records[at]["text"], records[at]["targets"] = one.text, one.targets
    return records


def _set_aside(job: Job, open_rows: Callable[[Path], RowBrowser], tick: Tick) -> int | None:
    """How many rows the person set aside to evaluate on; None where they are split off."""
    if not job.sources.evaluation:
        return None
    return sum(open_rows(file).total(tick) for file in job.sources.evaluation)
