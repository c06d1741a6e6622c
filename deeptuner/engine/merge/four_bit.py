"""The base model's weights as a QLoRA run saw them: rounded to 4 bits, and read back.

Knows bitsandbytes' formats (https://arxiv.org/abs/2305.14314), and which tensors a model keeps in
them. The rounding itself is bitsandbytes' own, piece by piece: 4-bit numbers are rounded in blocks
of 64, each for itself. Does not know adapters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import torch
from bitsandbytes import functional
from bitsandbytes.nn import Linear4bit
from torch import Tensor
from transformers import BitsAndBytesConfig
from transformers.pytorch_utils import Conv1D
from transformers.quantizers.quantizer_bnb_4bit import Bnb4BitHfQuantizer

from deeptuner.engine.merge.room import Room
from deeptuner.engine.merge.rows import BLOCK, Stored
from deeptuner.engine.model import build_on_meta, load_config
from deeptuner.engine.plan import Device
from deeptuner.engine.precision import DTYPES as PRECISIONS
from deeptuner.engine.precision import weights_dtype
from deeptuner.errors import InputError, ModelError
from deeptuner.settings.sections.config import Config
from deeptuner.words import message

SCALED: Final = 64  # numbers that share a scale
SCALES: Final = 256  # scales that share theirs, with double quantisation


@dataclass(frozen=True, slots=True)
class FourBit:
    """How a run held its frozen weights.

    `loaded` is the type that bitsandbytes was given them in, and gives them back in; `computed`
    the one that they were multiplied in. `by_rows`: trained on the CPU, where bitsandbytes reads
    weights whose rows are no whole number of blocks otherwise than it wrote them, and a run learned
    with what was read.
    """

    kind: str  # nf4 or fp4
    double: bool
    loaded: torch.dtype
    computed: torch.dtype
    by_rows: bool = False

    def is_odd(self, width: int) -> bool:
        """Whether rows of that many numbers can only be read as the whole weight was."""
        return self.by_rows and width % SCALED != 0

    def round_trip(self, weight: Tensor) -> Tensor:
        """A whole weight, [outputs, inputs], as training computed with it, in fp32."""
        codes, state = functional.quantize_4bit(
            weight.to(self.loaded).contiguous(),
            compress_statistics=self.double,
            quant_type=self.kind,
        )
        if not self.is_odd(weight.shape[-1]):
            state.shape = torch.Size((1, weight.numel()))
        read = functional.dequantize_4bit(codes, state).view(weight.shape)
        return read.to(self.computed).float()


def four_bit(config: Config, device: Device) -> FourBit:
    """As the resolved settings of a run say, and the device it ran on.

    Raises InputError when it did not train over 4 bits.
    """
    held = config.quantization
    if config.method.kind != "qlora" or held.bits not in (4, "auto"):
        raise InputError(
            message("engine.merge.not-4-bit"), fix=message("engine.merge.fix-not-4-bit")
        )
    return FourBit(
        held.quant_type,
        held.double_quant,
        weights_dtype("qlora", config.training.mixed_precision),
        PRECISIONS[held.compute_dtype],
        by_rows=device == "cpu",
    )


def rounded(base: Mapping[str, Stored], recipe: FourBit, model_dir: Path) -> dict[str, Stored]:
    """`base` with the tensors that training held in 4 bits rounded so, when they are read.

    Raises ModelError where such a weight is not a tensor of the files, so that it cannot be.
    """
    replaced = dict(base)
    for module, transposed in quantised(model_dir).items():
        names = (f"{module}.weight", f"{module.partition('.')[2]}.weight")
        name = next((name for name in names if name in base), None)
        if name is None:
            said = message("engine.merge.4-bit-name", model=model_dir.name, module=module)
            raise ModelError(said, where=str(model_dir), fix=message("engine.merge.fix-4-bit-name"))
        held = base[name]
        plain = not transposed and not recipe.is_odd(held.shape[-1])
        kind = Rounded if plain else RoundedWhole
        replaced[name] = kind(held.file, held.data_start, held.info, recipe, transposed)
    return replaced


def quantised(model_dir: Path) -> dict[str, bool]:
    """Names of the modules that transformers holds in 4 bits; whether their files have them as
    [inputs, outputs]."""
    skeleton = build_on_meta(load_config(model_dir, trust_remote_code=False), False)
    quantizer = Bnb4BitHfQuantizer(BitsAndBytesConfig(load_in_4bit=True), pre_quantized=False)
    quantizer.preprocess_model(skeleton, device_map=None)
    return {
        name: issubclass(module.source_cls, Conv1D)
        for name, module in skeleton.named_modules()
        if isinstance(module, Linear4bit)
    }


@dataclass(frozen=True, slots=True)
class Rounded(Stored):
    """A stored weight, [outputs, inputs], whose rows come rounded. Opened before they are read.

    Opened, it holds half a byte for each number, and the scales.
    """

    recipe: FourBit
    transposed: bool = False
    codes: Tensor | None = None
    scales: Tensor | None = None

    @property
    def computed(self) -> bool:
        return True

    def opened(self) -> Self:
        if not math.prod(self.shape):
            return self
        pieces = [self._quantise(start, end) for start, end in self._aligned()]
        scales = torch.cat([scales for _, scales in pieces])
        if self.recipe.double:
            offset = scales.mean()
            small, state = functional.quantize_blockwise(scales - offset, blocksize=SCALES)
            scales = functional.dequantize_blockwise(small, state) + offset
        codes = torch.cat([codes for codes, _ in pieces])
        return replace(self, codes=codes, scales=scales)

    def rows(self, start: int, end: int, room: Room | None = None) -> Tensor:
        """Rows `start` to `end` as training computed with them."""
        assert self.codes is not None
        assert self.scales is not None
        width, count = self.shape[1], math.prod(self.shape)
        first, last = start * width // SCALED, -(-end * width // SCALED)
        length = min(last * SCALED, count) - first * SCALED
        found = torch.ops.bitsandbytes.dequantize_4bit.default(
            self.codes[first * SCALED // 2 : last * SCALED // 2],
            self.scales[first:last],
            SCALED,
            self.recipe.kind,
            (length,),
            self.recipe.loaded,
        )
        begin = start * width - first * SCALED
        wanted = found.view(-1)[begin : begin + (end - start) * width]
        return wanted.to(self.recipe.computed).view(end - start, width)

    def _aligned(self) -> Iterator[tuple[int, int]]:
        """Ranges of rows that begin where a block of numbers does."""
        rows, width = self.shape
        together = SCALED // math.gcd(SCALED, width)
        step = max(together, BLOCK // width // together * together)
        for start in range(0, rows, step):
            yield start, min(start + step, rows)

    def _quantise(self, start: int, end: int) -> tuple[Tensor, Tensor]:
        stored = Stored(self.file, self.data_start, self.info).rows(start, end)
        codes, state = functional.quantize_4bit(
            stored.to(self.recipe.loaded), quant_type=self.recipe.kind
        )
        return codes, state.absmax


@dataclass(frozen=True, slots=True)
class RoundedWhole(Rounded):
    """The same where blocks go across rows in another way, as where inputs are rows: held whole."""

    def opened(self) -> Self:
        stored = Stored(self.file, self.data_start, self.info).whole()
        turned = stored.T if self.transposed else stored
        found = self.recipe.round_trip(turned)
        return replace(self, codes=found.T if self.transposed else found)

    def rows(self, start: int, end: int, room: Room | None = None) -> Tensor:
        assert self.codes is not None
        return self.codes[start:end].contiguous()
