"""One answer, token by token: drawn as asked, told while it is written, stopped at any time.

Knows transformers' generation and torch's random numbers. Does not know templates or sides.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any, Final, Literal

import torch
from torch import Tensor
from transformers import GenerationConfig, PreTrainedModel
from transformers.generation.streamers import BaseStreamer

from deeptuner.engine.chat.asked import Sampling
from deeptuner.engine.chat.prompt import Prompt
from deeptuner.engine.chat.stream import TextStream
from deeptuner.engine.sizes import layers_of

EVERY: Final = 0.03  # seconds between two words to whoever listens: as fast as a person sees
TellPiece = Callable[[str, int, float], None]  # the new text, tokens so far, tokens a second


@dataclass(frozen=True, slots=True)
class Answer:
    """`tokens` without the one that ends it; `seconds` from the question to the last token."""

    text: str
    tokens: int
    seconds: float
    stopped: Literal["eos", "length", "person"]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Stopped(Exception):  # noqa: N818 - not a failure: the person has read enough
    """Raised inside the model where the person wants no more."""


def write_answer(
    model: Any,
    prompt: Prompt,
    sampling: Sampling,
    seed: int,
    stop_ids: Sequence[int],
    stream: TextStream,
    tell: TellPiece,
    stop: threading.Event,
) -> Answer:
    """Continue `prompt` with `model`, which is in evaluation mode.

    The same seed draws the same on the same device; the process's own random state stays as it is.
    """
    writer = _Writer(stream, frozenset(stop_ids), tell)
    device = model.device
    ids = torch.tensor([prompt.ids], device=device)
    devices = [device.index] if device.type == "cuda" else []
    stopped: Literal["eos", "length", "person"] = "person"
    with _stoppable(model, stop), torch.random.fork_rng(devices=devices), torch.no_grad():
        torch.manual_seed(seed)
        try:
            model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                generation_config=generation_config(sampling, prompt.room, stop_ids),
                streamer=writer,
            )
            stopped = "eos" if writer.ended else "length"
        except Stopped:
            pass
    writer.flush(stream.finish())
    return Answer(stream.text, stream.tokens, writer.seconds, stopped)


def generation_config(sampling: Sampling, room: int, stop_ids: Sequence[int]) -> GenerationConfig:
    drawn = {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "top_k": sampling.top_k,
    }
    return GenerationConfig(
        do_sample=sampling.temperature > 0,
        num_beams=1,
        repetition_penalty=sampling.repetition_penalty,
        max_new_tokens=min(sampling.max_new_tokens, room),
        eos_token_id=list(stop_ids) or None,
        pad_token_id=stop_ids[0] if stop_ids else 0,
        use_cache=True,
        **(drawn if sampling.temperature > 0 else {}),
    )


@contextmanager
def _stoppable(model: Any, stop: threading.Event) -> Iterator[None]:
    """Looked at before each layer, so that reading a long prompt ends at once, too."""

    def look(*_given: object) -> None:
        if stop.is_set():
            raise Stopped

    inner: PreTrainedModel = getattr(model, "get_base_model", lambda: model)()
    modules = [inner, *(layer for _, layer in layers_of(inner))]
    hooks = [module.register_forward_pre_hook(look) for module in modules]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


class _Writer(BaseStreamer):
    """Takes each token from transformers; gives text on, a few times a second at most."""

    def __init__(self, stream: TextStream, stop_ids: frozenset[int], tell: TellPiece) -> None:
        self.ended = False
        self._stream = stream
        self._stop_ids = stop_ids
        self._tell = tell
        self._began = self._last = monotonic()
        self._told = 0.0
        self._waiting = ""
        self._prompt_seen = False

    @property
    def seconds(self) -> float:
        return self._last - self._began

    def put(self, value: Tensor) -> None:
        if not self._prompt_seen:  # first comes what was asked
            self._prompt_seen = True
            return
        token = int(value.reshape(-1)[-1])
        self._last = monotonic()
        if token in self._stop_ids:
            self.ended = True
            return
        self._waiting += self._stream.push(token)
        if self._waiting and self._last - self._told >= EVERY:
            self.flush()

    def flush(self, more: str = "") -> None:
        piece, self._waiting = self._waiting + more, ""
        if piece:
            self._told = self._last
            tokens = self._stream.tokens
            self._tell(piece, tokens, tokens / max(self.seconds, 1e-6))

    def end(self) -> None:
        """The rest is told by whoever knows why it ended."""
