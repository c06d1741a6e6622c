"""Merging an adapter into its base model, tensor by tensor, with bounded memory.

Knows safetensors files, PEFT's LoRA layouts and Hugging Face's model folders. Does not know runs.
"""

from deeptuner.engine.merge.merging import MergeReport, merge

__all__ = ["MergeReport", "merge"]
