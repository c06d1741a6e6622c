"""What there is to say about a chat before anything is loaded: template, sampling, prompts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.converted import tokenizer_dir
from deeptuner.errors import InputError
from deeptuner.words import message


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`{run, checkpoint?, base?, folder?}` → `template` is a name, or the first line of the
    model's own; null where it is asked as plain text. `context` in tokens, `bits` as in training.
    """
    from deeptuner.engine.chat.prompt import open_prompter, usual_sampling
    from deeptuner.engine.chat.target import find_target

    run = params.get("run")
    if not isinstance(run, str):
        raise InputError(message("cli.worker.missing", name="run"))
    folder = Path(params["folder"]) if params.get("folder") else None
    target = find_target(run, params.get("checkpoint"), params.get("base"), folder)
    prompter = open_prompter(target, tokenizer_dir(target.tokenizer_dir, asking))
    source = prompter.template.source.strip() if prompter.template else ""
    return {
        "template": prompter.template_name or next(iter(source.splitlines()), None),
        "template_source": source or None,
        "has_system": prompter.has_system,
        "sampling": usual_sampling(target).to_json(),
        "prompts": list(target.prompts),
        "sides": list(target.sides),
        "base": target.base_dir.name if target.base_dir else None,
        "adapter": target.name if target.step is None else f"{target.name}, {target.step}",
        "step": target.step,
        "context": prompter.context,
        "bits": target.bits,
        "notes": [note.to_json() for note in prompter.notes],
    }
