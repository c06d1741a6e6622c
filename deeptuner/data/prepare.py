"""From a dataset to what training reads: tokens, order of packs, prompts, and a report.

Knows the order of the steps and what they leave on disk: in the cache, one entry with the tokens of
a dataset, and in it one folder for each choice of lengths, split and packs. Opening such a folder
again needs no dataset and no tokenizer. Does not know torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from deeptuner.data.cache import Cache, Lease, key_of
from deeptuner.data.choose import Chosen, choose, describe
from deeptuner.data.job import Job, Template, plan_job
from deeptuner.data.packing import Packs
from deeptuner.data.prompts import Prompt, prompts_from, written_prompts
from deeptuner.data.report import Report
from deeptuner.data.store import CUT, StoreError, TokenStore, checksum
from deeptuner.data.summary import told
from deeptuner.data.tokenise import Made, Tokeniser, Told, is_whole
from deeptuner.errors import DataError
from deeptuner.files import Progress, read_json, whole_folder, write_json
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message, message_from_json

PREPARED = "prepared.json"
CUTS = {"train": "train.npy", "eval": "eval.npy"}
PACKS = {"train": "train-packs.npz", "eval": "eval-packs.npz"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A setting that was decided here, and why."""

    path: str
    value: int | str
    reason: Message

    def to_json(self) -> dict[str, Any]:
        return {"path": self.path, "value": self.value, "reason": self.reason.to_json()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Decision:
        return cls(value["path"], value["value"], message_from_json(value["reason"]))


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run trains on. Closes with `close`, after which the cache may delete the tokens.

    `eval` is None when nothing is evaluated; `packs` and `eval_packs` hold numbers of samples of
    `train` and `eval`, and are None unless batching is `packed`. `template` is None for plain text.
    `key` names the content, not the way to it: the same samples and packs in the same order have
    the same key, on whatever path and from whatever settings they came. `files` are the data files,
    each with the hash of its content. `report` is JSON.
    """

    folder: Path
    key: str
    files: tuple[tuple[str, str], ...]
    train: TokenStore
    eval: TokenStore | None
    packs: Packs | None
    eval_packs: Packs | None
    max_length: int
    template: Template | None
    stop_token_ids: tuple[int, ...]
    bos_id: int | None
    eos_id: int | None
    pad_id: int | None
    decisions: tuple[Decision, ...]
    warnings: tuple[Message, ...]
    prompts: tuple[Prompt, ...]
    report: Mapping[str, Any]
    lease: Lease

    def close(self) -> None:
        self.lease.close()


def prepare(
    config: Config,
    model_dir: Path,
    dataset: Path,
    cache_dir: Path,
    *,
    eval_dataset: Path | None = None,
    model_context: int | None = None,
    progress: Progress | None = None,
    frozen_date: datetime | None = None,
) -> Prepared:
    """Tokenise a dataset, or find it done in the cache, and choose what is trained on.

    `model_context` is how many tokens the model can read. `frozen_date` is what templates are told
    when they ask for the date (default: today). `progress` hears (rows done, rows in all; 0 when
    unknown) and may raise to stop, which leaves nothing half-written. Random seeds (−1) must be
    drawn before. Raises DataError, ModelError, and RunError for the disk.
    """
    assert config.data.seed >= 0, "a random seed is drawn by whoever records it"
    told = Told(progress)
    cache = Cache(cache_dir)
    job = plan_job(
        config, model_dir, dataset, eval_dataset, model_context, frozen_date, cache, told.tick
    )
    name = job.tokens_name
    prepared = _prepared(job, name, cache, told)
    if prepared is None:
        name = job.wider_tokens_name
        prepared = _prepared(job, name, cache, told)
        assert prepared is not None, "they were made for these very limits"
    cache.make_room(keep=name)
    return prepared


def _prepared(job: Job, name: str, cache: Cache, told: Told) -> Prepared | None:
    """From the tokens of this name; None if they were made for shorter samples and lack some."""
    with cache.building(name, told.tick) as entry:
        if not is_whole(entry):
            cache.remove(name)
            _tokenise(job, entry, cache, told)
        if not Made.read(entry).serves(job.encoder.longest):
            return None
        folder = entry / job.choice_name
        if not _choice_is_whole(folder):
            cache.remove(f"{name}/{job.choice_name}")
            _choose(job, entry, folder)
        return open_prepared(folder)


def open_prepared(folder: Path) -> Prepared:
    """What `prepare` left in `folder`. Raises RunError when it is gone or damaged."""
    lease = Cache(folder.parent.parent).lease(folder.parent.name)
    try:
        return _open(folder, lease)
    except BaseException:
        lease.close()
        raise


def _open(folder: Path, lease: Lease) -> Prepared:
    found = _read_choice(folder)
    stores = {part: _store(folder, part) for part in CUTS}
    packs = {part: _packs(folder, name) for part, name in PACKS.items()}
    template = found["template"]
    return Prepared(
        folder=folder,
        key=found["key"],
        files=tuple((path, hashed) for path, hashed in found.get("files", ())),
        train=stores["train"],
        eval=stores["eval"] if len(stores["eval"]) else None,
        packs=packs["train"],
        eval_packs=packs["eval"],
        max_length=found["max_length"],
        template=Template.from_json(template) if template else None,
        stop_token_ids=tuple(found["stop_token_ids"]),
        bos_id=found["bos_id"],
        eos_id=found["eos_id"],
        pad_id=found["pad_id"],
        decisions=tuple(Decision.from_json(one) for one in found["decisions"]),
        warnings=tuple(message_from_json(one) for one in found["warnings"]),
        prompts=tuple(Prompt.from_json(one) for one in found["prompts"]),
        report=found["report"],
        lease=lease,
    )


def _tokenise(job: Job, entry: Path, cache: Cache, told: Told) -> None:
    """Build the entry. Raises DataError when a file changed meanwhile."""
    with whole_folder(entry) as part:
        tokeniser = Tokeniser(job.sources, job.encoder, job.settings, job.context, told)
        tokeniser.fill(part, Report(notes=list(job.notes)))
        if job.sources.hashes(cache, told.tick) != job.hashes:
            raise DataError(
                message("data.changed-meanwhile"),
                where=str(job.sources.dataset),
                fix=message("data.prepare-again"),
            )


def _choose(job: Job, entry: Path, folder: Path) -> None:
    store, made = TokenStore(entry), Made.read(entry)
    chosen = choose(store, made, job.settings, job.context, str(job.sources.dataset))
    with whole_folder(folder) as part:
        for name, cuts in zip(CUTS.values(), (chosen.train, chosen.evaluation), strict=True):
            np.save(part / name, cuts)
        packs = (chosen.train_packs, chosen.evaluation_packs)
        for name, one in zip(PACKS.values(), packs, strict=True):
            if one is not None:
                one.save(part / name)
        sums = {path.name: checksum(path) for path in part.iterdir()}
        found = {"key": key_of({"store": store.sums, "chosen": chosen.sums()}), "parts": sums}
        write_json(part / PREPARED, _described(job, store, made, chosen) | found)


def _described(job: Job, store: TokenStore, made: Made, chosen: Chosen) -> dict[str, Any]:
    evaluation = store.view(chosen.evaluation)
    plain = bool(store.records["text"].all())
    return {
        "files": job.hashes,
        "max_length": chosen.limits.total,
        "template": None if plain else job.template.to_json(),
        "stop_token_ids": job.stop_token_ids,
        "bos_id": job.tokenizer.bos_id,
        "eos_id": job.tokenizer.eos_id,
        "pad_id": job.tokenizer.pad_id,
        "decisions": [one.to_json() for one in _decisions(job, chosen, plain=plain)],
        "warnings": [said.to_json() for said in _warnings(job, made.report, plain=plain)],
        "prompts": [prompt.to_json() for prompt in _prompts(job, evaluation, plain=plain)],
        "report": {
            **made.report.to_json(),
            "format": job.detection.to_json(),
            "train": describe(store.view(chosen.train), chosen.train_packs),
            "eval": describe(evaluation, chosen.evaluation_packs),
        },
    }


def _warnings(job: Job, report: Report, *, plain: bool) -> tuple[Message, ...]:
    """What to think about before training; plain text meets no template."""
    return (*told(report), *(() if plain else job.warnings))


def _decisions(job: Job, chosen: Chosen, *, plain: bool) -> list[Decision]:
    found = []
    if chosen.why is not None:
        found.append(Decision("data.max_length", chosen.limits.total, chosen.why))
    if job.choice.decision is not None and job.choice.name is not None and not plain:
        found.append(Decision("data.template", job.choice.name, job.choice.decision))
    return found


def _prompts(job: Job, evaluation: TokenStore, *, plain: bool) -> list[Prompt]:
    if job.sample_prompts:
        return written_prompts(job.sample_prompts, job.encoder, plain=plain)
    rows = job.sources.rows(Report(), evaluation=bool(job.sources.evaluation))
    return prompts_from(evaluation, job.sample_count, rows, job.encoder)


def _read_choice(folder: Path) -> dict[str, Any]:
    """`prepared.json`, once every file beside it was found to be as it was written."""
    try:
        found: dict[str, Any] = read_json(folder / PREPARED)
        whole = all(checksum(folder / name) == sum_ for name, sum_ in found["parts"].items())
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreError(folder) from error
    if not whole:
        raise StoreError(folder)
    return found


def _choice_is_whole(folder: Path) -> bool:
    try:
        _read_choice(folder)
    except StoreError:
        return False
    return True


def _store(folder: Path, part: str) -> TokenStore:
    cuts = np.load(folder / CUTS[part], allow_pickle=False)
    assert cuts.dtype == CUT, "its checksum was right"
    return TokenStore(folder.parent, cuts)


def _packs(folder: Path, name: str) -> Packs | None:
    return Packs.load(folder / name) if (folder / name).exists() else None
