"""How large a model's GGUF file is in each type, from the shapes of its tensors alone.

Knows the plan of a file. Reads no weights; counts them, not the file's words about the model, which
are a few MB for a large vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from gguf import GGMLQuantizationType

from deeptuner.engine.gguf.content import Planned
from deeptuner.engine.gguf.metadata import architecture_of, check_config, read_config, rotation
from deeptuner.engine.gguf.plan import EMBEDDING, HEAD, plan
from deeptuner.engine.gguf.reading import ALIGNMENT
from deeptuner.engine.gguf.types import size_in_bytes, tensor_type
from deeptuner.engine.merge.base import check_base, read_base
from deeptuner.engine.quants.k_types import MIXED, Build, mixed_type
from deeptuner.runs.models import describe_model

_PLAIN: Final = "f32"  # of which the plan is made: only names and shapes are used


class Sizes:
    """The tensors that a model's GGUF file will hold.

    Raises ModelError where no file of this model can be written.
    """

    def __init__(self, model_dir: Path) -> None:
        architecture = architecture_of(model_dir)
        check_base(describe_model(model_dir))
        config = read_config(model_dir)
        check_config(architecture, config, model_dir)
        turning = rotation(architecture, config)
        base = read_base(model_dir)
        self.tensors = plan(architecture, config, base, turning, _PLAIN, model_dir)
        self._build = _build(config, self.tensors)

    def bytes_of(self, name: str) -> int:
        """Bytes of all tensors in a file of this type, padded as they lie in it."""
        sizes = (size_in_bytes(one.shape, self.type_of(name, one)) for one in self.tensors)
        return sum(map(_padded, sizes))

    def type_of(self, name: str, tensor: Planned) -> GGMLQuantizationType:
        """What a tensor is written as in a file of type `name`."""
        if name in MIXED:
            return mixed_type(name, tensor.name, tensor.shape, self._build)
        return tensor_type(name, tensor.name, tensor.shape)


def _build(config: Any, tensors: Sequence[Planned]) -> Build:
    heads = config.num_attention_heads
    experts = getattr(config, "num_local_experts", None) or getattr(config, "num_experts", None)
    named = {one.name for one in tensors}
    return Build(
        layers=config.num_hidden_layers,
        experts=experts or 0,
        sharing=heads // (getattr(config, "num_key_value_heads", None) or heads),
        head=HEAD if HEAD in named else EMBEDDING,
    )


def _padded(count: int) -> int:
    return count + -count % ALIGNMENT
