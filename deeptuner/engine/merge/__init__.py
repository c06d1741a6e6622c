"""Merging an adapter into its base model, tensor by tensor, with bounded memory.

Knows safetensors files, PEFT's LoRA layouts and Hugging Face's model folders. Only
`of_run.py` knows runs. Who only reads a model's files (`base.py`, `rows.py`) waits for neither PEFT
nor bitsandbytes: what merges is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deeptuner.engine.merge.four_bit import FourBit
    from deeptuner.engine.merge.merging import MergeReport, merge, merged_tensors
    from deeptuner.engine.merge.of_run import (
        MergeTask,
        adapter_task,
        merge_task,
        merge_tasks,
        trained_over,
    )
else:
    _MODULES = {
        "FourBit": "four_bit",
        **dict.fromkeys(("MergeReport", "merge", "merged_tensors"), "merging"),
    }

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(name)
        module = import_module(f"{__name__}.{_MODULES.get(name, 'of_run')}")
        return getattr(module, name)


__all__ = [
    "FourBit",
    "MergeReport",
    "MergeTask",
    "adapter_task",
    "merge",
    "merge_task",
    "merge_tasks",
    "merged_tensors",
    "trained_over",
]
