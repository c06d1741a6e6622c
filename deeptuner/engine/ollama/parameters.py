"""The PARAMETERs that Ollama knows, and whether a value is one it takes.

Knows the names in Ollama's `api.Options` and their kinds. Does not know which value is a good one.
"""

from __future__ import annotations

import re
from typing import Final

from deeptuner.errors import InputError
from deeptuner.words import message

Kind = str  # "int", "float", "bool" or "text"

KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(
        [
            "num_keep",
            "seed",
            "num_predict",
            "top_k",
            "repeat_last_n",
            "num_ctx",
            "num_batch",
            "num_gpu",
            "main_gpu",
            "num_thread",
            "draft_num_predict",
        ],
        "int",
    ),
    **dict.fromkeys(
        [
            "top_p",
            "min_p",
            "typical_p",
            "temperature",
            "repeat_penalty",
            "presence_penalty",
            "frequency_penalty",
        ],
        "float",
    ),
    "use_mmap": "bool",
    "stop": "text",
}
# Read with a warning, and without any effect.
DEPRECATED: Final = frozenset(
    [
        "penalize_newline",
        "low_vram",
        "f16_kv",
        "logits_all",
        "vocab_only",
        "use_mlock",
        "mirostat",
        "mirostat_tau",
        "mirostat_eta",
    ]
)
REPEATABLE: Final = "stop"
_BOOLS: Final = {
    **dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), True),
    **dict.fromkeys(("0", "f", "F", "FALSE", "false", "False"), False),
}


def parameter_value(name: str, text: str) -> int | float | bool | str:
    """The value as Ollama's API takes it. Raises InputError for a name or value it refuses."""
    kind = KINDS.get(name)
    if kind is None:
        raise _refused("unknown-parameter", name=name)
    if kind == "text":
        return text
    if kind == "bool" and text in _BOOLS:
        return _BOOLS[text]
    if kind == "int" and re.fullmatch(r"[+-]?[0-9]+", text):
        return int(text)
    if kind == "float" and re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text):
        return float(text)
    raise _refused("bad-parameter", name=name, value=text)


def _refused(what: str, **gaps: str) -> InputError:
    return InputError(message(f"engine.ollama.{what}", **gaps), where="Modelfile")
