"""The model card in a merged folder: `README.md`, as the Hugging Face hub and people read it.

Knows what a card must tell and where it is known from: the run, its adapter, the base model's own
card, the proof. Tells no place on the person's disk. Does not merge; `card_text.py` lays it out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

import yaml

from deeptuner.engine.merge.card_text import card_text
from deeptuner.engine.merge.companions import chat_template
from deeptuner.errors import DeepTunerError
from deeptuner.files import write_text
from deeptuner.monitor.comparing import Compared, read_compared
from deeptuner.monitor.series import Curve
from deeptuner.runs.folder import CHECKPOINT, RunFolder
from deeptuner.runs.hub_files import origin
from deeptuner.runs.weights import ADAPTER_CONFIG, read_json_file

if TYPE_CHECKING:
    from deeptuner.engine.merge.of_run import MergeTask
    from deeptuner.engine.proof import Proof

NAME: Final = "README.md"
FRONT: Final = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
LONGEST: Final = 1 << 20  # bytes of a base's card that are looked at
CACHED: Final = re.compile(r"models--([\w.-]+?)--([\w.-]+)")  # a folder of the hub's own cache
LICENCE: Final = ("license", "license_name", "license_link")
KINDS: Final = {"use_dora": "dora", "use_rslora": "rslora"}


@dataclass(frozen=True, slots=True)
class Card:
    """What a card tells. `front` is its front matter, `base` the name of the base model, `training`
    what is known of the training, in order, by the names of `card_text.TRAINING`; `proof` are the
    figures of the merge's proof, None where nothing was proven."""

    name: str
    base: str
    kind: str
    chats: bool
    front: Mapping[str, Any]
    dataset: str | None = None
    training: Mapping[str, str] = field(default_factory=dict)
    proof: Mapping[str, Any] | None = None


def write_card(
    task: MergeTask, run: RunFolder | None, proof: Proof | None, onto: str, folder: Path
) -> None:
    """Write the card of the model that `task` merges into `folder`, where it lies until it gets its
    name; `onto` says what onto (original, nf4). Raises RunError when the disk is full."""
    write_text(folder / NAME, card_text(card(task, run, proof, onto, folder)))


def card(
    task: MergeTask, run: RunFolder | None, proof: Proof | None, onto: str, folder: Path
) -> Card:
    """Everything that the card tells. What cannot be read is left out."""
    settings = read_json_file(task.adapter_dir / ADAPTER_CONFIG)
    found = read_compared(run) if run else None
    values = found.settings if found else {}
    own = str(settings.get("peft_type", "LORA")).lower()  # an adapter's from elsewhere may be other
    kind = "qlora" if values.get("method.kind") == "qlora" else own
    kinds = [kind, *(name for key, name in KINDS.items() if settings.get(key) is True)]
    dataset = str(values.get("data.dataset") or "")
    return Card(
        name=task.output.name,
        base=hub_id(task.model_dir) or task.model_dir.name,
        kind=kind,
        chats=chat_template(folder) is not None,
        front=_front(task.model_dir, kinds),
        dataset=PurePath(dataset).stem or None,
        training={
            **_of_adapter(settings, kinds, onto),
            **(_of_run(found, task.adapter_dir) if found else {}),
        },
        proof=proof.to_json() if proof else None,
    )


def hub_id(model_dir: Path) -> str | None:
    """The model's id on the hub, where its folder was fetched, or is (a link to) one of the hub's
    own cache."""
    if known := origin(model_dir):
        return known
    for part in reversed(model_dir.resolve().parts):
        if match := CACHED.fullmatch(part):
            return f"{match[1]}/{match[2]}"
    return None


def _front(model_dir: Path, kinds: list[str]) -> dict[str, Any]:
    known = hub_id(model_dir)
    base = {"base_model": known, "base_model_relation": "finetune"} if known else {}
    return {
        **base,
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        **licence(model_dir),
        "tags": ["deeptuner", *kinds],
    }


def licence(model_dir: Path) -> dict[str, str]:
    """What the base model's own card, else its config, says of its licence; nothing is guessed."""
    for said in (_front_matter(model_dir / NAME), _config(model_dir)):
        found = {key: said[key] for key in LICENCE if isinstance(said.get(key), str)}
        if "license" in found:
            return found
    return {}


def _front_matter(file: Path) -> Mapping[str, Any]:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            match = FRONT.match(opened.read(LONGEST))
        found = yaml.safe_load(match[1]) if match else None
    except (OSError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


def _config(model_dir: Path) -> Mapping[str, Any]:
    try:
        return read_json_file(model_dir / "config.json")
    except (DeepTunerError, OSError):
        return {}


def _of_adapter(settings: Mapping[str, Any], kinds: list[str], onto: str) -> dict[str, str]:
    """What the adapter's own settings tell."""
    names = {"lora": "LoRA", "qlora": "QLoRA", "dora": "DoRA", "rslora": "rsLoRA"}
    found = {
        "method": ", ".join(names.get(kind, kind.upper()) for kind in kinds),
        "onto": f"onto-{onto}",
    }
    for key, name in (("r", "rank"), ("lora_alpha", "alpha"), ("lora_dropout", "dropout")):
        value = settings.get(key)
        if isinstance(value, int | float) and (value or key != "lora_dropout"):
            found[name] = f"{value:g}"
    targets = settings.get("target_modules")
    listed = sorted(map(str, targets)) if isinstance(targets, list) else [str(targets or "")]
    found["targets"] = ", ".join(sorted({name.rpartition(".")[2] for name in listed if name}))
    return found


def _of_run(found: Compared, adapter_dir: Path) -> dict[str, str]:
    """What the run's events and settings tell, of the step that was merged."""
    told = found.now.told
    match = CHECKPOINT.fullmatch(adapter_dir.name)
    step = int(match[1]) if match else (told.best.step if told.best else told.step)
    given = found.settings
    parts = [given.get(f"training.{key}") for key in ("batch_size", "gradient_accumulation_steps")]
    values = {
        "steps": f"{step:,}" if step else None,
        "tokens": _at(told.tokens, step, "{:,.0f}"),
        "learning-rate": given.get("training.learning_rate"),
        "batch": " × ".join(str(part) for part in parts if part not in (None, 1)) or "1",
        "length": given.get("data.max_length"),
        "precision": given.get("training.mixed_precision"),
        "seed": given.get("training.seed"),
        "train-loss": _at(told.train, step, "{:.4f}"),
        "eval-loss": _at(told.evaluation, step, "{:.4f}", exactly=True),
    }
    return {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in values.items()
        if value is not None
    }


def _at(curve: Curve, step: int | None, form: str, *, exactly: bool = False) -> str | None:
    """The value at a step, or near it; None where it is not known."""
    point = curve.at(step) if step else None
    if point is None or not math.isfinite(point[1]) or (exactly and point[0] != step):
        return None
    return form.format(point[1])
