"""Checkpoints: whole or absent, and independent of the parallel plan.

Saved and loaded by all ranks together; rank 0 writes. Nothing is pickled: tensors are safetensors,
the rest is JSON.
"""

from deeptuner.engine.checkpoint.save import Parts, load, save

__all__ = ["Parts", "load", "save"]
