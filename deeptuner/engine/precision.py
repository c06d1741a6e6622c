"""Number formats: which one a machine computes in, and what follows for weights and autocast.

Knows what devices can do. Does not know settings other than the asked format, nor models.
"""

from __future__ import annotations

from typing import Final, Literal

import torch

from deeptuner.engine.plan import Device
from deeptuner.errors import EngineError
from deeptuner.words import Message, message

Precision = Literal["bf16", "fp16", "fp32"]
DTYPES: Final[dict[str, torch.dtype]] = {
    "bf16": torch.bfloat16,
    "fp16": torch.float16,
    "fp32": torch.float32,
}


def choose_precision(asked: str, device: Device, gpu_bf16: bool) -> tuple[Precision, Message]:
    """The format to compute in, and why.

    On the CPU the choice is fp32, which is safe on every processor. On a GPU it is bf16, or fp16 on
    one that has no bf16.
    Raises EngineError when the asked format cannot be computed there.
    """
    if asked == "fp16" and device == "cpu":
        raise EngineError(
            message("engine.precision.fp16-on-cpu"),
            where="training.mixed_precision",
            fix=message("engine.precision.take-fp32"),
        )
    if asked == "bf16" and device == "cuda" and not gpu_bf16:
        raise EngineError(
            message("engine.precision.no-bf16"),
            where="training.mixed_precision",
            fix=message("engine.precision.take-fp16"),
        )
    match asked:
        case "bf16" | "fp16" | "fp32":
            return asked, message("engine.decision.as-set")
        case _ if device == "cpu":
            return "fp32", message("engine.precision.cpu")
        case _ if gpu_bf16:
            return "bf16", message("engine.precision.gpu-bf16")
    return "fp16", message("engine.precision.gpu-fp16")


def evaluation_dtype(full_16bit: bool, precision: str, device: Device) -> torch.dtype | None:
    """The 16-bit format that evaluation computes in; None: whatever training computes in."""
    if not full_16bit or precision != "fp32":
        return DTYPES[precision] if full_16bit else None
    bf16 = device == "cpu" or torch.cuda.is_bf16_supported(including_emulation=False)
    return torch.bfloat16 if bf16 else torch.float16


def weights_dtype(method: str, precision: str) -> torch.dtype:
    """The format in which the loaded weights are held.

    A frozen base needs no more than the format it is computed in. Weights that learn are held in
    fp32 (autocast computes in 16 bits), since small updates vanish in bf16's 8 bits of mantissa.
    """
    return torch.float32 if method == "full" else DTYPES[precision]
