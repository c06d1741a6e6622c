"""PEFT's own merge: python -m deeptuner.engine.merge.peft_child MODEL ADAPTER FOLDER.

Writes the merged weights to FOLDER and prints one line of JSON: `untied` and `peak_memory` in
bytes, or `error`. Ends when its standard input is closed, as it is when the process that started it
has died.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import orjson
import torch
from peft import PeftConfig, PeftModelForCausalLM
from transformers import AutoModelForCausalLM, PreTrainedModel

from deeptuner.engine.model import load_config
from deeptuner.engine.quiet import quiet
from deeptuner.errors import DeepTunerError

KILOBYTE = 1 if sys.platform == "darwin" else 1024  # of what the system counts memory in


def main(model_dir: Path, adapter_dir: Path, folder: Path) -> dict[str, Any]:
    """What is printed. Raises what transformers and PEFT raise."""
    base = _base(model_dir)
    tied = bool(base.config.get_text_config().tie_word_embeddings)
    carrying: Any = PeftModelForCausalLM(base, _config(adapter_dir))
    told = carrying.load_adapter(str(adapter_dir), "default", torch_device="cpu")
    unused = [*told.unexpected_keys, *_lost(told.missing_keys)]
    if unused:
        raise ValueError(f"{unused[0]} does not fit the model")
    merged: PreTrainedModel = carrying.merge_and_unload()
    for name, parameter in merged.named_parameters():
        if not torch.isfinite(parameter).all():
            raise ValueError(f"{name} would hold what is not a number")
    merged.save_pretrained(folder)
    untied = tied and not merged.config.get_text_config().tie_word_embeddings
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    return {"untied": untied, "peak_memory": peak}


def _base(model_dir: Path) -> PreTrainedModel:
    loaded: tuple[PreTrainedModel, dict[str, Any]] = AutoModelForCausalLM.from_pretrained(
        str(model_dir),
        config=load_config(model_dir, trust_remote_code=False),
        dtype="auto",
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
    )
    model, report = loaded
    if report["missing_keys"]:
        raise ValueError(f"the model's files do not hold {min(report['missing_keys'])}")
    return model


def _config(adapter_dir: Path) -> PeftConfig:
    config: PeftConfig = PeftConfig.from_pretrained(str(adapter_dir))
    config.inference_mode = True
    return config


def _lost(missing: list[str]) -> list[str]:
    """What the adapter's file should hold. PEFT names all weights of the base besides."""
    return [name for name in missing if ".default" in name or "modules_to_save" in name]


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warnings.simplefilter("ignore")  # what libraries say of tied heads is no answer
    answer = sys.stdout.buffer
    sys.stdout = sys.stderr  # what libraries print is none either
    try:
        with quiet():
            value = main(*map(Path, sys.argv[1:4]))
    except DeepTunerError as error:
        value = {"error": error.lines()[0]}
    except Exception as error:  # noqa: BLE001 - what a library may raise, told in words
        value = {"error": (str(error).splitlines() or [type(error).__name__])[0]}
    answer.write(orjson.dumps(value) + b"\n")
    answer.flush()
    os._exit(0)  # without waiting for the thread that waits for the end of the input
