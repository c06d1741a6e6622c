"""Peak memory and seconds of merging an adapter into a 1.2 B-parameter bf16 model, beside a copy.

Usage: merge_memory.py [FOLDER]. Makes the model (2.5 GB) and the adapter in FOLDER unless they are
there, then merges in a process of its own and copies the same files for comparison.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LAYERS, HIDDEN, INNER, VOCAB, RANK = 16, 2048, 8192, 128256, 16
MERGE = """
import resource, sys, time
from pathlib import Path
from deeptuner.engine.merge.merging import merge
imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begin = time.perf_counter()
merge(*map(Path, sys.argv[1:4]), overwrite=True)
seconds = time.perf_counter() - begin
print(imported / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, seconds)
"""


def make_model(folder: Path) -> None:
    """A model in the shape of Llama 3.2 1B with random weights, written layer by layer."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(
        vocab_size=VOCAB,
        hidden_size=HIDDEN,
        intermediate_size=INNER,
        num_hidden_layers=LAYERS,
        num_attention_heads=32,
        num_key_value_heads=8,
        tie_word_embeddings=True,
        dtype="bfloat16",
    )
    torch.set_default_dtype(torch.bfloat16)
    model = LlamaForCausalLM(config)
    print(f"{sum(each.numel() for each in model.parameters()) / 1e9:.2f} B parameters")
    model.save_pretrained(folder / "model", max_shard_size="1GB")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / "model" / name).write_text("{}")


def make_adapter(folder: Path) -> None:
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder / "model", dtype=torch.bfloat16)
    adapter = get_peft_model(model, LoraConfig(r=RANK, target_modules="all-linear"))
    for name, weight in adapter.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.01)
    adapter.save_pretrained(folder / "adapter")


def in_child(function: str, folder: Path) -> None:
    code = f"from benchmarks.merge_memory import {function}; from pathlib import Path; import sys; "
    command = [sys.executable, "-c", code + f"{function}(Path(sys.argv[1]))", str(folder)]
    subprocess.run(command, check=True, cwd=Path(__file__).parent.parent)


def seconds_to_copy(source: Path, target: Path) -> float:
    shutil.rmtree(target, ignore_errors=True)
    begin = time.perf_counter()
    shutil.copytree(source, target)
    subprocess.run(["sync", *map(str, target.glob("*.safetensors"))], check=True)
    return time.perf_counter() - begin


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "model").exists():
        in_child("make_model", folder)
    if not (folder / "adapter").exists():
        in_child("make_adapter", folder)
    index = json.loads((folder / "model" / "model.safetensors.index.json").read_text())
    print(f"{index['metadata']['total_size'] / 1e9:.2f} GB of weights")
    for attempt in range(3):
        copied = seconds_to_copy(folder / "model", folder / "copy")
        words = [str(folder / name) for name in ("model", "adapter", "merged")]
        done = subprocess.run(
            [sys.executable, "-c", MERGE, *words], check=True, capture_output=True, text=True
        )
        imported, peak, seconds = map(float, done.stdout.split()[-3:])
        print(
            f"round {attempt + 1}: peak {peak:.0f} MB ({imported:.0f} MB of it imports; file pages "
            f"counted), merge {seconds:.1f} s, copy {copied:.1f} s, ratio {seconds / copied:.2f}"
        )


if __name__ == "__main__":
    main()
