"""Seconds and peak memory of merging a bf16 model, beside reading and writing the same files.

Usage: merge_memory.py [FOLDER [LAYERS …]]. For each count of layers it makes a model shaped like
Llama 3.2 1B (16: 1.24 B parameters, 2.5 GB; 80: 10 GB) and a LoRA adapter of all its linear layers
in FOLDER, unless they are there. Then it copies and merges, in turn, each in a process of its own,
with the files in the system's memory. Memory is RssAnon; what the imports took is told apart.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HIDDEN, INNER, VOCAB, RANK, KEYS = 2048, 8192, 128256, 16, 512
LINEAR: Final = {
    "self_attn.q_proj": (HIDDEN, HIDDEN),
    "self_attn.k_proj": (KEYS, HIDDEN),
    "self_attn.v_proj": (KEYS, HIDDEN),
    "self_attn.o_proj": (HIDDEN, HIDDEN),
    "mlp.gate_proj": (INNER, HIDDEN),
    "mlp.up_proj": (INNER, HIDDEN),
    "mlp.down_proj": (HIDDEN, INNER),
}
NORMS: Final = ("input_layernorm", "post_attention_layernorm")
ROUNDS: Final = 5
WAIT: Final = 0.005  # seconds between two looks at a process's memory

BEGIN = """
import sys, time
from pathlib import Path
def go(work):
    print("ready", flush=True)
    sys.stdin.read(1)
    begin, used = time.perf_counter(), time.process_time()
    work()
    print(time.perf_counter() - begin, time.process_time() - used, flush=True)
"""
MERGE = """
from deeptuner.engine.merge import merge
go(lambda: merge(*map(Path, sys.argv[1:4])))
"""
COPY = """
import os
def copy():
    source, target = Path(sys.argv[1]), Path(sys.argv[3])
    target.mkdir()
    space = memoryview(bytearray(1 << 20))
    for path in sorted(source.iterdir()):
        with path.open("rb", buffering=0) as old, (target / path.name).open("wb", 0) as new:
            while count := old.readinto(space):
                new.write(space[:count])
            os.fsync(new.fileno())
go(copy)
"""


@dataclass(frozen=True)
class Measured:
    """What a process took: by the clock, of the processors, and of memory before and at most."""

    seconds: float
    processor: float
    before: int
    peak: int


def make_model(folder: Path, layers: int) -> None:
    """Random weights, a file for each layer; all layers hold the same numbers."""
    import torch
    from safetensors.torch import save_file
    from transformers import LlamaConfig

    config = LlamaConfig(
        vocab_size=VOCAB,
        hidden_size=HIDDEN,
        intermediate_size=INNER,
        num_hidden_layers=layers,
        num_attention_heads=32,
        num_key_value_heads=8,
        tie_word_embeddings=True,
        dtype="bfloat16",
        architectures=["LlamaForCausalLM"],
    )
    config.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).write_text("{}")
    parts = {f"{name}.weight": torch.randn(shape) * 0.02 for name, shape in LINEAR.items()}
    parts |= {f"{name}.weight": torch.ones(HIDDEN) for name in NORMS}
    held = {name: tensor.bfloat16() for name, tensor in parts.items()}
    rest = {"model.embed_tokens.weight": torch.randn(VOCAB, HIDDEN).mul_(0.02).bfloat16()}
    rest["model.norm.weight"] = torch.ones(HIDDEN).bfloat16()
    weight_map: dict[str, str] = {}
    for number in range(layers + 1):
        tensors = {f"model.layers.{number}.{name}": tensor for name, tensor in held.items()}
        tensors = tensors if number < layers else rest
        file = f"model-{number + 1:05}-of-{layers + 1:05}.safetensors"
        save_file(tensors, folder / file, metadata={"format": "pt"})
        weight_map |= dict.fromkeys(tensors, file)
    size = sum(path.stat().st_size for path in folder.glob("*.safetensors"))
    index = {"metadata": {"total_size": size}, "weight_map": weight_map}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


def make_adapter(folder: Path, layers: int) -> None:
    import torch
    from peft import LoraConfig
    from safetensors.torch import save_file

    modules = [name.partition(".")[2] for name in LINEAR]
    LoraConfig(r=RANK, lora_alpha=2 * RANK, target_modules=modules).save_pretrained(folder)
    tensors = {}
    for number in range(layers):
        for name, (outputs, inputs) in LINEAR.items():
            key = f"base_model.model.model.layers.{number}.{name}"
            tensors[f"{key}.lora_A.weight"] = torch.randn(RANK, inputs) * 0.01
            tensors[f"{key}.lora_B.weight"] = torch.randn(outputs, RANK) * 0.01
    save_file(tensors, folder / "adapter_model.safetensors", metadata={"format": "pt"})


def in_child(function: str, folder: Path, layers: int) -> None:
    if not folder.exists():
        code = f"from benchmarks.merge_memory import *; {function}(Path(sys.argv[1]), {layers})"
        command = [sys.executable, "-c", code, str(folder)]
        subprocess.run(command, check=True, cwd=Path(__file__).parent.parent)


def anonymous(pid: int) -> int:
    """Bytes of RssAnon now; 0 when the process has ended."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


def measured(code: str, home: Path) -> Measured:
    target = home / "target"
    shutil.rmtree(target, ignore_errors=True)
    os.sync()
    words = [sys.executable, "-c", BEGIN + code]
    words += [str(path) for path in (home / "model", home / "adapter", target)]
    child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdout.readline()
    before = peak = anonymous(child.pid)
    child.stdin.write(b"\n")
    child.stdin.close()
    while child.poll() is None:
        peak = max(peak, anonymous(child.pid))
        time.sleep(WAIT)
    seconds, processor = map(float, child.stdout.read().split())
    child.stdout.close()
    return Measured(seconds, processor, before, peak)


def rounds(home: Path) -> Iterator[tuple[Measured, Measured]]:
    for path in (home / "model").iterdir():
        path.read_bytes()
    for number in range(ROUNDS):
        copied, merged = measured(COPY, home), measured(MERGE, home)
        yield copied, merged
        print(
            f"  round {number + 1}: copy {copied.seconds:.2f} s, merge {merged.seconds:.2f} s "
            f"(×{merged.seconds / copied.seconds:.2f}); processor {copied.processor:.1f} s, "
            f"{merged.processor:.1f} s; memory {merged.before / 1e6:.0f} MB + "
            f"{(merged.peak - merged.before) / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    for layers in map(int, sys.argv[2:] or ("16", "80")):
        home = folder / str(layers)
        home.mkdir(parents=True, exist_ok=True)
        in_child("make_model", home / "model", layers)
        in_child("make_adapter", home / "adapter", layers)
        size = sum(path.stat().st_size for path in (home / "model").glob("*.safetensors"))
        print(f"{layers} layers, {size / 2e9:.2f} B parameters, {size / 1e9:.2f} GB")
        done = list(rounds(home))
        copied, merged = (min(one[side].seconds for one in done) for side in (0, 1))
        peak = max(one[1].peak - one[1].before for one in done) / 1e6
        print(f"  best: ×{merged / copied:.2f}; most memory beyond the imports: {peak:.0f} MB")
        shutil.rmtree(home / "target")


if __name__ == "__main__":
    main()
