"""A run that trains in this process in a second or two: tokens, settings and a plan, ready made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from deeptuner.data.packing import pack
from deeptuner.data.row import Source
from deeptuner.data.store import Encoded, TokenStore, TokenStoreWriter
from deeptuner.engine import fsdp_cpu
from deeptuner.engine.plan import Kind, Plan, write_plan
from deeptuner.engine.train import Opened, train
from deeptuner.files import write_text
from deeptuner.runs.events import Event, read_events
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import SupervisorLink
from deeptuner.settings.dump import dump_config
from deeptuner.settings.sections.config import Config
from deeptuner.words import message

VOCABULARY = 400
RESOLVED: dict[str, dict[str, Any]] = {
    "model": {"attention": "sdpa"},
    "data": {"max_length": 48, "loader_workers": 0, "seed": 7},
    "hardware": {"gpus": [], "parallel": "ddp"},
    "training": {
        "batch_size": 2,
        "epochs": None,
        "max_steps": 12,
        "learning_rate": 5e-3,
        "lr_scheduler_type": "linear",
        "warmup": 0.0,
        "optimizer": "adamw_torch",
        "mixed_precision": "fp32",
        "seed": 3,
    },
    "memory": {"gradient_checkpointing": False},
    "checkpoints": {"saving_steps": 6, "recovery_minutes": 0},
    "evaluation": {"full_16bit": False},
    "lora": {"rank": 4, "dropout": 0.0},
    "quantization": {"bits": 16, "compute_dtype": "fp32"},
}


@dataclass
class Ready:
    """Stands for `data.prepare.Prepared`, made from tokens."""

    train: TokenStore
    eval: TokenStore | None = None
    stop_token_ids: tuple[int, ...] = (4,)
    prompts: tuple[Any, ...] = ()
    template: Any = None
    packs: Any = None
    eval_packs: Any = None
    key: str = "tokens"

    def packed(self, capacity: int, seed: int) -> Ready:
        """The same samples in packs of at most `capacity` tokens."""
        self.packs = pack(self.train.lengths, capacity, seed)
        self.eval_packs = pack(self.eval.lengths, capacity, seed) if self.eval else None
        return self


@dataclass
class Asked:
    ids: list[int]
    text: str = "a prompt"
    expected: str = "an answer"


@dataclass
class Trial:
    """One run folder with what it needs to train."""

    run: RunFolder
    config: Config
    prepared: Ready
    model: Path
    plan: Plan = field(default_factory=lambda: plan_for_one())

    def train(self) -> list[Event]:
        """Train in this process; gives all events of the run so far."""
        torch.manual_seed(99)  # whatever was drawn before must not matter
        opened = Opened(self.prepared, self.model, self.model)  # type: ignore[arg-type]
        with SupervisorLink(self.run) as link:
            train(self.run, self.config, self.plan, opened, link)
        return self.events()

    def launch(self, processes: int, kind: Kind) -> list[Event]:
        """Train in processes of their own, as `accelerate launch` would start them."""
        self.plan = replace(
            self.plan,
            kind=kind,
            world_size=processes,
            local_processes=processes,
            allow_cpu_fsdp=kind == "fsdp",
        )
        write_text(self.run.settings_file, dump_config(self.config))
        write_plan(self.plan, self.run.plan_file)
        command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
        command += ["--nproc_per_node", str(processes), "-m", "tests.support.rank"]
        extra = fsdp_cpu.ENVIRONMENT if kind == "fsdp" else {}
        done = subprocess.run(
            [*command, str(self.run.path.parent), str(self.model)],
            env={**os.environ, "OMP_NUM_THREADS": "1", **extra},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return self.events()

    def events(self) -> list[Event]:
        return read_events(self.run.events_file)[0]

    def losses(self, attempt: int | None = None) -> dict[int, float]:
        return {
            event["step"]: event["loss"]
            for event in self.events()
            if event.kind == "step" and attempt in (None, event.attempt)
        }


def plan_for_one() -> Plan:
    return Plan("single", "cpu", "cpu", (), 1, 1, 1, message("common.check-path"))


def config_with(**sections: dict[str, Any]) -> Config:
    """Settings without any `auto`, changed by section: `training={"max_steps": 3}`."""
    merged = {name: {**RESOLVED.get(name, {}), **sections.get(name, {})} for name in RESOLVED}
    merged |= {name: value for name, value in sections.items() if name not in merged}
    return Config.model_validate(merged)


def make_store(folder: Path, samples: int, *, seed: int = 0, longest: int = 24) -> TokenStore:
    """Random tokens; the last half of each sample is trained on."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    with TokenStoreWriter(folder) as writer:
        for number in range(samples):
            ids = rng.integers(5, VOCABULARY, int(rng.integers(6, longest))).astype(np.int32)
            trained = np.arange(len(ids)) >= len(ids) // 2
            writer.append(
                Encoded(ids, trained, int(trained.sum()), number, False, Source("rows", number))
            )
    return TokenStore(folder)


def make_trial(
    folder: Path,
    model: Path,
    *,
    samples: int = 22,
    evaluated: int = 5,
    prompts: Sequence[Asked] = (),
    **sections: dict[str, Any],
) -> Trial:
    run = RunFolder(folder / "run")
    run.path.mkdir(parents=True)
    eval_store = make_store(folder / "eval", evaluated, seed=1) if evaluated else None
    prepared = Ready(make_store(folder / "train", samples), eval_store, prompts=tuple(prompts))
    config = config_with(**sections)
    if config.data.batching == "packed":
        prepared.packed(48, config.data.seed)
    return Trial(run, config, prepared, model)
