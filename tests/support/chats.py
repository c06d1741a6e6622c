"""A run that was really trained, in this process, to chat with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.files import write_text
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.dump import dump_config
from tests.support.recipe import make_trial

QUESTION = "What is the colour of the sky? 👋"


def trained_run(folder: Path, model: Path, **sections: Any) -> RunFolder:
    """Four steps at a high rate: enough to change every answer."""
    training = {"max_steps": 4, "learning_rate": 0.05, **sections.pop("training", {})}
    checkpoints = {"saving_steps": 2, "recovery_minutes": 0}
    trial = make_trial(
        folder,
        model,
        samples=8,
        evaluated=0,
        training=training,
        checkpoints=checkpoints,
        **sections,
    )
    trial.train()
    base = {"path": str(model), "fingerprint": fingerprint(model)}
    record = {"base_model": base, "date": "2024-02-29T13:14:15"}
    write_text(trial.run.settings_file, dump_config(trial.config, record=record))
    return trial.run


def asked(run: object, *questions: str, **more: Any) -> dict[str, Any]:
    """The parameters of the ask `chat`, with the same greedy question to both sides."""
    said = [{"role": "user", "content": one} for one in questions or (QUESTION,)]
    sampling = {"temperature": 0, "max_new_tokens": 8, **more.pop("sampling", {})}
    return {"run": str(run), "messages": said, "sampling": sampling, **more}
