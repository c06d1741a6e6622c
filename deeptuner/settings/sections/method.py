"""Which weights learn and in which form: method, LoRA, quantization.

Knows names, defaults and bounds. Does not know PEFT's or bitsandbytes' argument names
(see `engine/upstream.py`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from deeptuner.settings.declare import (
    AUTO,
    AutoOr,
    Bool,
    Float,
    Int,
    Json,
    Section,
    SwitchAsWord,
    When,
    setting,
)

PEFT = "https://huggingface.co/docs/peft/package_reference/lora"
QUANTIZATION = "https://huggingface.co/docs/transformers/quantization/bitsandbytes"
IF_LORA = When("method.kind", ("lora", "qlora"))
IF_QLORA = When("method.kind", ("qlora",))

Kind = Literal["lora", "qlora", "full"]
Bias = Literal["none", "all", "lora_only"]
Init = Annotated[Literal["true", "false", "gaussian", "orthogonal", "pissa", "olora"], SwitchAsWord]
ComputeDtype = Literal["auto", "bf16", "fp16", "fp32"]


class MethodSection(Section):
    """The kind of fine-tuning."""

    kind: Kind = setting(
        "lora",
        "Method",
        "`lora` trains small matrices beside the model. `qlora` does so over a 4-bit copy of it, "
        "for much less memory. `full` changes every weight and needs the most.",
        tier="basic",
        source="https://arxiv.org/abs/2106.09685",
        term="peft",
    )


class LoraSection(Section):
    """The adapter: how large it is and where it sits."""

    rank: Annotated[Int, Field(ge=1, le=4096)] = setting(
        8,
        "LoRA rank",
        "The size of the update. Higher can learn more and needs more memory.",
        tier="basic",
        when=IF_LORA,
        source="https://arxiv.org/abs/2106.09685",
        term="lora-rank",
    )
    alpha: Annotated[Float, Field(gt=0, le=65536)] = setting(
        16.0,
        "LoRA alpha",
        "Scales the update: W′ = W + alpha ÷ rank · B·A. Twice the rank is usual.",
        tier="basic",
        when=IF_LORA,
        source="https://arxiv.org/abs/2106.09685",
        term="lora-alpha",
    )
    dropout: Annotated[Float, Field(ge=0, lt=1)] = setting(
        0.05,
        "LoRA dropout",
        "The share of inputs that is left out at random, against memorising.",
        when=IF_LORA,
        source=PEFT,
        term="dropout",
    )
    target_modules: Annotated[
        list[str] | Literal["all-linear"], AutoOr(list[str], "all-linear")
    ] = setting(
        "all-linear",
        "Target modules",
        "Which layers get an adapter: `all-linear`, or a list of names.",
        when=IF_LORA,
        source=PEFT,
        term="target-modules",
    )
    bias: Bias = setting(
        "none", "Bias", "Which bias terms learn too.", when=IF_LORA, source=PEFT, term="lora"
    )
    modules_to_save: list[str] = setting(
        [],
        "Modules to save",
        "Layers trained whole besides the adapter, for example `embed_tokens` and `lm_head` when "
        "new tokens were added.",
        when=IF_LORA,
        source=PEFT,
        term="target-modules",
    )
    layers_to_transform: list[Annotated[Int, Field(ge=0)]] | None = setting(
        None,
        "Layers to transform",
        "Numbers of the layers that get an adapter. Empty: all.",
        when=IF_LORA,
        source=PEFT,
        term="target-modules",
    )
    layers_pattern: str | None = setting(
        None,
        "Layers pattern",
        "The name of the list of layers, where the model's is unusual, for example `h`.",
        when=IF_LORA,
        source=PEFT,
        term="target-modules",
    )
    init_weights: Init = setting(
        "true",
        "Init LoRA weights",
        "How the adapter begins. `true` begins without any effect and is the safe choice.",
        when=IF_LORA,
        source=PEFT,
        term="lora",
    )
    fan_in_fan_out: Annotated[bool | Literal["auto"], AutoOr(Bool)] = setting(
        AUTO,
        "Fan in fan out",
        "Whether weights are stored transposed, as in GPT-2. `auto` reads it from the model.",
        when=IF_LORA,
        source=PEFT,
        term="lora",
    )
    use_rslora: Bool = setting(
        False,
        "Rank-stabilised LoRA",
        "Scales by alpha ÷ √rank, which helps high ranks.",
        when=IF_LORA,
        source="https://arxiv.org/abs/2312.03732",
        term="rslora",
    )
    use_dora: Bool = setting(
        False,
        "DoRA",
        "Learns size and direction of the update apart: often better at low rank, and slower.",
        when=IF_LORA,
        source="https://arxiv.org/abs/2402.09353",
        term="dora",
    )
    other: dict[str, Json] = setting(
        {},
        "Other LoRA options",
        "Any further option of PEFT's LoraConfig, such as `rank_pattern`. Checked against the "
        "installed version.",
        when=IF_LORA,
        source=PEFT,
        term="lora",
    )


class QuantizationSection(Section):
    """The form in which the frozen model is held."""

    bits: Annotated[Literal["auto", 16, 8, 4], AutoOr(Literal[16, 8, 4])] = setting(
        AUTO,
        "Bits",
        "Bits per weight of the frozen model. `auto`: 4 with QLoRA, else 16.",
        when=IF_QLORA,
        source=QUANTIZATION,
        term="quantization",
    )
    quant_type: Literal["nf4", "fp4"] = setting(
        "nf4",
        "Quant type",
        "The 4-bit number format. `nf4` fits the spread of model weights best.",
        when=IF_QLORA,
        source="https://arxiv.org/abs/2305.14314",
        term="nf4",
    )
    double_quant: Bool = setting(
        True,
        "Double quantization",
        "Also quantises the constants of quantisation: about 0.4 bits less per weight.",
        when=IF_QLORA,
        source="https://arxiv.org/abs/2305.14314",
        term="double-quantization",
    )
    compute_dtype: ComputeDtype = setting(
        AUTO,
        "Compute dtype",
        "The format in which quantised weights are computed with. `auto`: as mixed precision.",
        when=IF_QLORA,
        source=QUANTIZATION,
        term="mixed-precision",
    )
