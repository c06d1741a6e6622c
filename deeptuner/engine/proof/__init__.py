"""Proving that a merged model behaves as the base model with its adapter does.

Knows models as functions from tokens to logits. Does not know how merging is done.
"""

from deeptuner.engine.proof.comparing import Comparison, compare
from deeptuner.engine.proof.proof import Proof, proof
from deeptuner.engine.proof.proving import Proving
from deeptuner.engine.proof.rows import Rows, held_out, sample_rows

__all__ = ["Comparison", "Proof", "Proving", "Rows", "compare", "held_out", "proof", "sample_rows"]
