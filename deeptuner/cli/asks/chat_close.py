"""The models of the chat are no longer needed: their memory is given back."""

from __future__ import annotations

from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.chat import PROCESS


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`closed` tells whether there was anything to give back."""
    closed = PROCESS.pid is not None
    PROCESS.close()
    return {"closed": closed}
