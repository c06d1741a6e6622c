"""Whom a command asks, and how: one question at a time, to one side or both.

Knows the request's form. Does not know what a question is for.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deeptuner.cli.chatting.process import ChatProcess, Tell
from deeptuner.engine.chat.asked import Sampling

Said = Sequence[Mapping[str, str]]


@dataclass(slots=True)
class Asker:
    """`request` names the models, in the words of the ask `chat`."""

    process: ChatProcess
    request: Mapping[str, Any]
    sides: tuple[str, ...]
    sampling: Sampling
    system: str = ""

    def ask(self, said: Mapping[str, Said], tell: Tell, stop: threading.Event) -> dict[str, Any]:
        """The ask's result for the conversation of each side. Raises DeepTunerError."""
        more = {"sampling": self.sampling.to_json(), "system": self.system}
        asked = {**self.request, "sides": list(self.sides), "messages": dict(said), **more}
        return self.process.ask(asked, tell, stop)
