"""The same question to the base model and the fine-tuned one, told while they write.

The models live in a process of their own: it may run out of memory, the worker goes on.
"""

from __future__ import annotations

from typing import Any, Final

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.chatting.process import ChatProcess

PROCESS: Final = ChatProcess()


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`{run, checkpoint?, base?, folder?, device?, bits?, sides, messages, sampling, system?}` →
    `{sides: {base, tuned}, template, seed, notes, memory}`; `run` may be a model's folder.

    Told: `{loading: {done, total}}` and `{side, text, tokens, tokens_per_second}`. Cancelled, it
    writes no more; what was told is what there is.
    """
    result = PROCESS.ask(params, asking.tell, asking.cancelled)
    asking.check()
    return result
