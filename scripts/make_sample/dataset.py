"""The dataset and the held-out prompts: letters, each with the shop's strict one-line answer.

Knows the answer's form. The held-out prompts share no person, town or thing with the dataset.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from scripts.make_sample.letters import letter
from scripts.make_sample.world import Order, draw_held_out, draw_taught

TRAIN_ROWS, HELD_OUT_ROWS = 1200, 200
TRAIN_SEED, HELD_OUT_SEED = 11, 12


def answer(order: Order) -> str:
    """The form that is to be learned; it occurs nowhere in what the base model has read."""
    return (
        f"name: {order.person}; town: {order.town}; item: {order.colour} {order.things}; "
        f"count: {order.count}; day: {order.day}"
    )


def write_dataset(folder: Path) -> None:
    """`orders.jsonl` and `orders-held-out.jsonl` in `folder`, as OpenAI messages."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "orders.jsonl", rows(draw_taught, TRAIN_ROWS, TRAIN_SEED))
    _write(folder / "orders-held-out.jsonl", rows(draw_held_out, HELD_OUT_ROWS, HELD_OUT_SEED))


def rows(
    draw: Callable[[random.Random], Order], count: int, seed: int
) -> list[dict[str, list[dict[str, str]]]]:
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        order = draw(rng)
        asked = {"role": "user", "content": letter(order, rng)}
        made.append({"messages": [asked, {"role": "assistant", "content": answer(order)}]})
    return made


def _write(path: Path, made: list[dict[str, list[dict[str, str]]]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
