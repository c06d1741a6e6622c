"""Trains the sample's base model on prose, from random weights, as plain next-token prediction.

Knows the model's shape and the recipe. The same machine with the same number of threads makes the
same weights; other machines make nearly the same.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

from scripts.make_sample.prose import documents
from scripts.make_sample.tokenizer import BEGIN, END, PAD, VOCABULARY

STEPS, WARMUP = 1600, 100
BATCH, LENGTH = 12, 192  # sequences, tokens
PEAK_RATE = 3e-3
SEED = 31
# Wider than the usual 0.02, which suits models a hundred times as wide: at that, the names of one
# kind (all towns, all colours) begin alike, and the model is slow to tell which of them it read.
SPREAD, APART = 0.08, 2.5


def write_model(folder: Path, steps: int = STEPS) -> float:
    """Train and write config, generation config and bf16 weights. Returns the last mean loss."""
    torch.manual_seed(SEED)
    model = LlamaForCausalLM(shape())
    model.get_input_embeddings().weight.data.mul_(APART)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    loss = train(model, batches(tokenizer), steps)
    model.to(torch.bfloat16).save_pretrained(folder)
    return loss


def shape() -> LlamaConfig:
    return LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=128,
        intermediate_size=352,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=512,
        tie_word_embeddings=True,
        initializer_range=SPREAD,
        bos_token_id=BEGIN,
        eos_token_id=END,
        pad_token_id=PAD,
    )


def batches(tokenizer: Tokenizer) -> Iterator[torch.Tensor]:
    """Token ids of shape [BATCH, LENGTH + 1]: documents one after the other, cut evenly."""
    ids: list[int] = []
    need = BATCH * (LENGTH + 1)
    for document in documents(SEED):
        ids += [BEGIN, *tokenizer.encode(document).ids, END]
        if len(ids) >= need:
            yield torch.tensor(ids[:need]).view(BATCH, LENGTH + 1)
            ids = ids[need:]


def train(model: LlamaForCausalLM, stream: Iterator[torch.Tensor], steps: int) -> float:
    """AdamW with warmup and cosine decay. Returns the mean loss of the last hundred steps."""
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.05, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
    losses, began = [], time.monotonic()
    for step, batch in zip(range(steps), stream, strict=False):
        logits = model(input_ids=batch[:, :-1], use_cache=False).logits
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        losses.append(loss.item())
        if step % 100 == 99:
            mean = sum(losses[-100:]) / 100
            print(f"step {step + 1}/{steps} loss {mean:.4f} {time.monotonic() - began:.0f} s")
    return sum(losses[-100:]) / len(losses[-100:])


def rate(step: int, steps: int) -> float:
    """The share of the peak learning rate at `step`."""
    if step < WARMUP:
        return (step + 1) / WARMUP
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - WARMUP) / (steps - WARMUP)))
