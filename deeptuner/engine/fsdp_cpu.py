"""Really sharded FSDP on the CPU, for tests and the demo: the one place with that switch.

Knows that accelerate takes up FSDP only on accelerators, and runs plain data parallel on a CPU
without a word. Refuses unless the plan was made with its leave. Does nothing on a GPU.
"""

from __future__ import annotations

from typing import Final

from accelerate.state import PartialState
from accelerate.utils import DistributedType

from deeptuner.engine.plan import Plan
from deeptuner.errors import EngineError
from deeptuner.words import message

ENVIRONMENT: Final = {"ACCELERATE_USE_FSDP": "true", "ACCELERATE_TORCH_DEVICE": "cpu"}


def require_leave(plan: Plan) -> None:
    """Raises EngineError for FSDP on the CPU outside tests and the demo."""
    if plan.kind == "fsdp" and plan.device == "cpu" and not plan.allow_cpu_fsdp:
        raise EngineError(
            message("engine.plan.fsdp-on-cpu"),
            where="hardware.parallel",
            fix=message("engine.plan.fix-ddp"),
        )


def switch_on(plan: Plan) -> None:
    """Let accelerate take the process group for one of GPUs, so that it shards the model.

    To be called between TrainingArguments, which make the process group, and the Trainer, which
    makes the Accelerator.
    """
    require_leave(plan)
    if plan.kind == "fsdp" and plan.device == "cpu":
        PartialState._shared_state["distributed_type"] = DistributedType.MULTI_GPU
