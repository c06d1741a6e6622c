"""Reports as the commands write them, small and whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_mark import MergeMark, write_mark
from deeptuner.words import message

MODELFILE = 'FROM ./tiny-q8_0.gguf\nTEMPLATE """{{ .Prompt }}"""\nPARAMETER num_ctx 64\n'


def proof(difference: float = 0.02, allowed: float = 1.0) -> dict[str, Any]:
    """Of a merge; it failed where the difference is more than is allowed."""
    good = difference <= allowed
    return {
        "passed": good,
        "source": "eval",
        "rows": 3,
        "tokens": 200,
        "largest_difference": difference,
        "allowed": allowed,
        "per_row": [0.01, difference, 0.015],
        "equal_greedy": 0.99,
        "loss_adapter": 1.118,
        "loss_merged": 1.119,
        "adapter_tensors": 56,
        "unused": [],
        "loads_again": True,
        "checks": [
            {"id": "loads", "passed": True},
            {"id": "difference", "passed": good},
            {"id": "greedy", "passed": True},
            {"id": "loss", "passed": True},
            {"id": "adapter", "passed": True},
        ],
    }


def merged_model(
    experiment: Experiment,
    run: RunFolder,
    report: dict[str, Any] | None = None,
    step: int = 20,
) -> Path:
    """A model where that of the run goes, merged of its `step`, with the proof `report`."""
    folder = experiment.folder / "merge" / run.name
    shutil.copytree(experiment.models_dir / "tiny", folder)
    write_mark(folder, MergeMark(f"checkpoint-{step}", run.name, step))
    if report:
        folder.with_name(f"{run.name}.proof.json").write_text(json.dumps(report))
    return folder


def comparison() -> dict[str, Any]:
    return {"rows": 32, "original": 1.31, "nf4": 1.22, "adapter": 1.21, "recommended": "nf4"}


def types(*, ollama: bool = True, losses: bool = False) -> dict[str, Any]:
    """What can be made of a model, as `export --types` tells."""

    def one(name: str, size: int, by: str, can: bool, loss: float) -> dict[str, Any]:
        why = None if can else message("engine.quants.needs-llama", type=name).to_json()
        known = loss if losses and by == "gguf" else None
        return {
            "name": name,
            "bytes": size,
            "by": by,
            "available": can,
            "why": why,
            "loss": known,
        }

    return {
        "kind": "result",
        "types": [
            one("f16", 2_500_000_000, "gguf", True, 1.118),
            one("q8_0", 1_300_000_000, "gguf", True, 1.119),
            one("q6_k", 1_000_000_000, "llama.cpp", False, 0),
            one("q4_k_m", 800_000_000, "ollama", ollama, 0),
            one("q4_0", 700_000_000, "gguf", True, 1.136),
        ],
        "ollama": {
            "version": "0.31.0" if ollama else None,
            "address": "http://127.0.0.1:11434",
        },
        "measured": {"rows": 60} if losses else None,
    }


def write_export(experiment: Experiment, run: RunFolder, name: str = "tiny") -> Path:
    """The files of an export to Ollama, of which one case differs."""
    folder = experiment.folder / "export" / run.name
    folder.mkdir(parents=True)
    (folder / "Modelfile").write_text(MODELFILE)
    (folder / f"{name}-q8_0.gguf").write_bytes(b"GGUF")
    checks = [
        {"case": case, "needed": True, "same": True, "tokens_training": 13, "tokens_ollama": 13}
        for case in ("generation prompt", "system")
    ]
    commands = [f"ollama create {name} -f Modelfile", f"ollama run {name}"]
    report = {"name": name, "checks": checks, "commands": commands, "notes": [], "reason": None}
    (folder / "export.json").write_text(json.dumps(report))
    return folder


def error(sentence: str) -> dict[str, Any]:
    """A command's last line when it failed."""
    told = {"what": {"id": "common.unexpected", "params": {"detail": sentence}}}
    return {"kind": "error", "error": {"kind": "EngineError", "where": None, "fix": None, **told}}
