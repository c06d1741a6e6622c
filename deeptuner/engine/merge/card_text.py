"""A model card as Markdown: front matter, tables, how to load the model.

Knows Markdown. What a card tells, `card.py` has found out; the sentences stand in
`words/english/engine_card.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import yaml

from deeptuner import __version__
from deeptuner.words import message, render

if TYPE_CHECKING:
    from deeptuner.engine.merge.card import Card

TRAINING: Final = (
    *("method", "onto", "rank", "alpha", "dropout", "targets"),
    *("steps", "tokens", "learning-rate", "batch", "length", "precision", "seed"),
    *("train-loss", "eval-loss"),
)
SIGNS: Final = re.compile(r"([\\`*\[\]<>|#&])")
ASKING: Final = """```python
from transformers import pipeline

model = pipeline("text-generation", "PATH-OR-ID-OF-THIS-MODEL", dtype="auto", device_map="auto")
messages = [{"role": "user", "content": "Hello!"}]
print(model(messages, max_new_tokens=200)[0]["generated_text"][-1]["content"])
```"""
GOING_ON: Final = """```python
from transformers import pipeline

model = pipeline("text-generation", "PATH-OR-ID-OF-THIS-MODEL", dtype="auto", device_map="auto")
print(model("Once upon a time", max_new_tokens=200)[0]["generated_text"])
```"""
SERVED: Final = """```sh
vllm serve PATH-OR-ID-OF-THIS-MODEL
```"""
EXPORTED: Final = """```sh
deeptuner export PATH-OF-THIS-MODEL --to ollama --create
```"""


def card_text(card: Card) -> str:
    """The whole file."""
    front = yaml.safe_dump(dict(card.front), sort_keys=False, allow_unicode=True)
    parts = [f"---\n{front}---", f"# {plain(card.name)}", _what(card), *_training(card)]
    parts += [*_loading(card), *_proof(card), *_limits(card)]
    return "\n\n".join([*parts, _say("made", version=__version__)]) + "\n"


def plain(text: str) -> str:
    """Any text on one line, without a sign that Markdown would take for its own."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))


def _say(name: str, **gaps: object) -> str:
    return render(message(f"engine.card.{name}", **gaps))


def _head(name: str) -> str:
    return f"## {_say(name)}"


def _what(card: Card) -> str:
    known = {"base": plain(card.base), "method": card.training["method"]}
    if card.dataset:
        return _say("what", dataset=plain(card.dataset), **known)
    return _say("what-adapter", **known)


def _training(card: Card) -> Iterator[str]:
    rows = [
        (_say(name), _say(value) if name == "onto" else plain(value))
        for name in TRAINING
        if (value := card.training.get(name))
    ]
    yield _head("training")
    yield _table(rows)


def _table(rows: list[tuple[str, str]]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _loading(card: Card) -> Iterator[str]:
    yield _head("use")
    yield _say("transformers")
    yield ASKING if card.chats else GOING_ON
    yield _say("vllm")
    yield SERVED
    yield _say("ollama")
    yield EXPORTED


def _proof(card: Card) -> Iterator[str]:
    yield _head("proof")
    proof = card.proof
    if proof is None:
        yield _say("not-proven")
        return
    yield _say(f"proven-{proof['source']}", rows=proof["rows"], tokens=proof["tokens"])
    yield _compared(proof)
    if proof["source"] == "eval" and "eval-loss" in card.training:
        yield _say("other-rows", rows=proof["rows"])


def _compared(proof: Mapping[str, Any]) -> str:
    """The weights first: they are compared exactly. What logits may differ by is so wide that it
    tells a reader nothing; a model beyond it has no card."""
    tensors = [one["tensors"] for one in proof["checks"] if one["id"] == "weights"]
    kept = proof["effect_kept"]
    effect = [] if kept is None else [(_say("effect"), f"{min(1.0, kept):.1%}")]
    return _table(
        [
            *((_say("weights"), str(count)) for count in tensors),
            (_say("difference"), f"{proof['largest_difference']:.2g}"),
            (_say("same-token"), f"{proof['equal_greedy']:.1%}"),
            *effect,
            *(
                (_say(f"loss-{name}"), f"{proof[f'loss_{name}']:.4f}")
                for name in ("merged", "adapter", "base")
            ),
        ]
    )


def _limits(card: Card) -> Iterator[str]:
    yield _head("limits")
    yield _say("limits-text", base=plain(card.base))
    if "license" not in card.front:
        yield _say("no-licence")
