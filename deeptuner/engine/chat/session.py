"""A chat as it goes on: what is asked is prepared, the model stays loaded between questions.

Knows the order of things: whom, where, loading, asking one side after the other. Does not know how
requests and answers travel (`wire.py`).
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil
import torch

from deeptuner.engine.chat.answering import Answer, Stopped, write_answer
from deeptuner.engine.chat.asked import Asked
from deeptuner.engine.chat.loading import Loaded, free_memory, load
from deeptuner.engine.chat.place import Place, find_place, needed_bytes, precision_on
from deeptuner.engine.chat.prompt import Prompt, Prompter, open_prompter
from deeptuner.engine.chat.stream import TextStream
from deeptuner.engine.chat.target import Target, find_target
from deeptuner.engine.probe import memory_bytes
from deeptuner.engine.tokenizer_files import tokenizer_folder
from deeptuner.errors import EngineError, InputError
from deeptuner.runs.devices import holder
from deeptuner.words import Message, message

Tell = Callable[[Mapping[str, Any]], None]
SEEDS: Final = 2**31
NOTHING: Final = Answer("", 0, 0.0, "person")
OUT_OF_MEMORY: Final = ("can't allocate memory", "out of memory", "not enough memory")


@dataclass(slots=True)
class Open:
    """A target that was looked up, with its tokenizer, and its models where they are loaded."""

    key: object
    target: Target
    prompter: Prompter
    place: Place
    loaded: Loaded


class Session:
    """Answers requests one after the other."""

    def __init__(self) -> None:
        self._open: Open | None = None
        self._begun = False  # to load something, even if that failed

    def answer(self, asked: Asked, tell: Tell, stop: threading.Event) -> dict[str, Any]:
        """What is asked of each side, in turn. `tell` hears loading and pieces of text.

        Raises DeepTunerError. A person who stops gets what was written so far.
        """
        with _memory_told():
            return self._answer(asked, tell, stop)

    def in_the_way(self) -> bool:
        """Whether a run has begun on the GPU where the models lie."""
        gpu = self._open.place.gpu if self._open is not None else None
        return gpu is not None and holder(gpu) is not None

    def _answer(self, asked: Asked, tell: Tell, stop: threading.Event) -> dict[str, Any]:
        target = find_target(asked.run, asked.checkpoint, asked.base, asked.folder)
        if missing := set(asked.sides) - set(target.sides):
            raise InputError(message("engine.chat.no-side", side=missing.pop(), name=target.name))
        opened = self._opened(target, asked, tell, stop)
        if opened is None:
            return {"sides": {side: NOTHING.to_json() for side in asked.sides}}
        prompts = {
            side: opened.prompter.prompt(asked.said(side), asked.sampling.max_new_tokens)
            for side in asked.sides
        }
        seed = asked.sampling.seed
        seed = int.from_bytes(os.urandom(4)) % SEEDS if seed is None else seed
        answers = {
            side: _ask(opened, side, prompt, asked, seed, tell, stop).to_json()
            for side, prompt in prompts.items()
        }
        notes = [*opened.prompter.notes, *opened.place.notes, *_dropped(prompts)]
        return {
            "sides": answers,
            "template": prompts[asked.sides[-1]].text,
            "seed": seed,
            "notes": [note.to_json() for note in notes],
            "memory": _memory(opened.place),
        }

    def _opened(
        self, target: Target, asked: Asked, tell: Tell, stop: threading.Event
    ) -> Open | None:
        """The models that are loaded, if they are the ones; others are let go of before. None when
        the person does not want to wait for them."""
        key = (target, asked.device, asked.bits, _changed(target))
        if self._open is not None and self._open.key == key and not self.in_the_way():
            return self._open
        self._open = None
        if self._begun:
            free_memory()
        self._begun = True
        tell({"loading": {"done": 0, "total": 0}})
        with tempfile.TemporaryDirectory(prefix="deeptuner-chat-") as own:
            prompter = open_prompter(target, tokenizer_folder(target.tokenizer_dir, Path(own)))
        with suppress(Stopped):
            self._open = _load(key, target, prompter, asked, tell, stop)
        return self._open


def _load(
    key: object,
    target: Target,
    prompter: Prompter,
    asked: Asked,
    tell: Tell,
    stop: threading.Event,
) -> Open:
    folders = {"base": target.base_dir, "tuned": target.tuned_dir}
    models = {side: folder for side, folder in folders.items() if folder is not None}

    def bits_on(place: Place) -> int:
        usual = target.bits if place.kind == "cuda" else 16
        return asked.bits or usual

    def need(place: Place) -> int:
        return max(
            needed_bytes(folder, precision_on(folder, place), bits_on(place))
            for folder in models.values()
        )

    place = find_place(asked.device, need)
    loaded = load(
        target,
        place,
        bits_on(place),
        {side: precision_on(folder, place) for side, folder in models.items()},
        _loading(tell, stop),
        room_for_both=len(models) * need(place) <= place.free,
    )
    return Open(key, target, prompter, place, loaded)


def _ask(
    opened: Open,
    side: str,
    prompt: Prompt,
    asked: Asked,
    seed: int,
    tell: Tell,
    stop: threading.Event,
) -> Answer:
    if stop.is_set():
        return NOTHING
    tokenizer = opened.prompter.tokenizer
    stream = TextStream(lambda ids: tokenizer.decode(ids, skip_special_tokens=True))

    def piece(text: str, tokens: int, speed: float) -> None:
        tell({"side": side, "text": text, "tokens": tokens, "tokens_per_second": speed})

    try:
        with opened.loaded.side(side, _loading(tell, stop)) as model:
            return write_answer(
                model, prompt, asked.sampling, seed, opened.prompter.stop_ids, stream, piece, stop
            )
    except Stopped:  # while it was loaded
        return NOTHING


def _loading(tell: Tell, stop: threading.Event) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        if stop.is_set():
            raise Stopped
        tell({"loading": {"done": done, "total": total}})

    return told


def _dropped(prompts: Mapping[str, Prompt]) -> list[Message]:
    most = max(prompt.dropped for prompt in prompts.values())
    return [message("engine.chat.dropped", turns=most)] if most else []


def _changed(target: Target) -> object:
    """Another training of the same run, or another model in the same place, is loaded anew."""
    files = [folder for folder in (target.base_dir, target.adapter_dir, target.tuned_dir) if folder]
    weights = [file for folder in files for file in sorted(folder.glob("*.safetensors"))]
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in weights)


def _memory(place: Place) -> dict[str, Any]:
    """What is used where the model lies: by everybody on a GPU, by us on the CPU."""
    if place.gpu is None:
        return {
            "used": psutil.Process().memory_info().rss,
            "total": memory_bytes(),
            "device": "CPU",
        }
    free, total = torch.cuda.mem_get_info(place.gpu)
    return {"used": total - free, "total": total, "device": place.name}


@contextmanager
def _memory_told() -> Iterator[None]:
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not any(
            said in str(error).lower() for said in OUT_OF_MEMORY
        ):
            raise
        raise EngineError(
            message("engine.chat.out-of-memory"), fix=message("engine.chat.fix-too-large")
        ) from error
