"""What the worker can be asked: each ask is a module with `answer(params, asking) -> dict`.

Knows the names, and in which lane each is answered; a lane works on one thing after another, so
that heavy asks do not hold up quick ones. With `"background": true` among its parameters an ask is
answered in a lane of its own, where nobody waits behind it. Imports a module only when it is asked
for; the module of `chat-info` is `chat_info`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Lane = Literal["quick", "reading", "background", "engine", "chat"]

THREADS: Final[Mapping[Lane, int]] = MappingProxyType(
    {"quick": 3, "reading": 1, "background": 1, "engine": 1, "chat": 1}
)
ASKS: Final[Mapping[str, Lane]] = MappingProxyType(
    {
        "models": "quick",
        "datasets": "quick",
        "modules": "quick",
        "about": "quick",
        "row": "quick",
        "inspect": "reading",
        "board": "reading",
        "gpus": "quick",
        "plan": "engine",
        "steps": "engine",
        "check": "engine",
        "chat": "chat",
        "chat-info": "quick",
        "chat-close": "quick",
    }
)
