"""Merging an adapter into its base model, tensor by tensor, with bounded memory.

Knows safetensors files, PEFT's LoRA layouts and Hugging Face's model folders. Only
`of_run.py` knows runs.
"""

from deeptuner.engine.merge.merging import MergeReport, merge
from deeptuner.engine.merge.of_run import MergeTask, adapter_task, merge_task, merge_tasks

__all__ = ["MergeReport", "MergeTask", "adapter_task", "merge", "merge_task", "merge_tasks"]
