"""Answers of a model to conversations, many at once.

Knows chat templates as transformers applies them, padding, and when an answer ends. Does not know
who asks, and changes nothing about the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import torch
from transformers import GenerationConfig, PreTrainedModel, PreTrainedTokenizerBase

from deeptuner.errors import InputError
from deeptuner.files import Progress
from deeptuner.words import message

BATCH: Final = 32

Conversation = Sequence[dict[str, Any]]  # {"role": …, "content": …}, the last one a user's


def generate(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    prompts: Sequence[Conversation],
    *,
    longest: int = 256,
    temperature: float = 0.0,
    seed: int | None = None,
    progress: Progress = lambda done, total: None,
) -> list[str]:
    """One answer for each conversation, without special tokens, of at most `longest` tokens.

    Temperature 0 is greedy; above, tokens are drawn (repeatably with a `seed`; the program's own
    random state stays as it is). Answers do not depend on what is asked beside them, but for
    rounding. Raises InputError when the model has no chat template.
    """
    ids = [_encoded(tokenizer, conversation) for conversation in prompts]
    answers = [""] * len(ids)
    order = sorted(range(len(ids)), key=lambda number: len(ids[number]))  # little padding
    settings = _settings(model, tokenizer, longest, temperature)
    with _random_apart(model, seed), torch.no_grad():
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            found = _batch(model, tokenizer, [ids[number] for number in chosen], settings)
            for number, answer in zip(chosen, found, strict=True):
                answers[number] = answer
            progress(start + len(chosen), len(order))
    return answers


def _encoded(tokenizer: PreTrainedTokenizerBase, conversation: Conversation) -> list[int]:
    if tokenizer.chat_template is None:
        raise InputError(message("engine.generate.no-template"), where=tokenizer.name_or_path)
    text = tokenizer.apply_chat_template(
        list(conversation), tokenize=False, add_generation_prompt=True
    )
    found: list[int] = tokenizer(text, add_special_tokens=False)["input_ids"]
    return found


def _batch(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    rows: Sequence[Sequence[int]],
    settings: GenerationConfig,
) -> list[str]:
    """Shorter prompts are filled up on the left, so that all answers begin together."""
    width = max(len(row) for row in rows)
    pad = settings.pad_token_id
    ids = torch.tensor([[pad] * (width - len(row)) + list(row) for row in rows])
    real = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
    found = model.generate(
        input_ids=ids.to(model.device),
        attention_mask=real.to(model.device),
        generation_config=settings,
    )
    answers = tokenizer.batch_decode(found[:, width:], skip_special_tokens=True)
    return [str(answer).strip() for answer in answers]


def _settings(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, longest: int, temperature: float
) -> GenerationConfig:
    """The model's own settings must not change what was asked for, but they know when to stop."""
    own = model.generation_config
    stops = own.eos_token_id if own is not None and own.eos_token_id else tokenizer.eos_token_id
    first = stops[0] if isinstance(stops, list) else stops
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else first
    drawn = {"temperature": temperature, "top_k": 0, "top_p": 1.0} if temperature > 0 else {}
    return GenerationConfig(
        do_sample=temperature > 0,
        max_new_tokens=longest,
        eos_token_id=stops,
        pad_token_id=pad if pad is not None else 0,
        **drawn,
    )


@contextmanager
def _random_apart(model: PreTrainedModel, seed: int | None) -> Iterator[None]:
    """Drawing here leaves the random state outside untouched."""
    devices = [model.device.index] if model.device.type == "cuda" else []
    with torch.random.fork_rng(devices=devices):
        if seed is not None:
            torch.manual_seed(seed)
        yield
