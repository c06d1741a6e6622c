"""The architectures that can be written, and how each differs from what all have in common.

Every entry was proven: llama.cpp computes the same logits from our file as transformers does from
the folder (`tests/interop`). Knows settings and rows; keys that all share are in `metadata.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gguf import MODEL_ARCH

from deeptuner.engine.gguf.arrange import Rows, paired, plain, split_by_kind, turned
from deeptuner.engine.merge.rows import Stored

Keys = Mapping[str, Any]
Arrange = Callable[[str, Stored, Any], Rows]  # the tensor's name in the file, the tensor, config
SILU: Final = ("silu", "swish")
GELU_TANH: Final = ("gelu_pytorch_tanh", "gelu_new", "gelu_fast")
# llama.cpp's gelu is the tanh form; the exact one differs from it by less than 0.0005 a number.
GELU: Final = (*GELU_TANH, "gelu")


@dataclass(frozen=True, slots=True)
class Architecture:
    """How one of transformers' architectures stands in a GGUF file.

    `activations`: the functions that llama.cpp computes there. `needs` yields what a config holds
    that llama.cpp computes otherwise. `shifted`: norms are stored without their one. `head`: it
    wants the output's tensor even where it is the embedding's. `windows`: it knows windows of
    attention; `pattern`: every how many layers there is one without, if the file says nothing.
    """

    arch: MODEL_ARCH
    activations: tuple[str, ...] = SILU
    arrange: Arrange = lambda name, stored, config: plain(stored)
    keys: Callable[[Any], Keys] = lambda config: {}
    needs: Callable[[Any], Iterable[str]] = lambda config: ()
    shifted: bool = False
    head: bool = False
    windows: bool = False
    pattern: int = 0
    rotary: bool = True
    renamed: Mapping[str, str] = field(default_factory=dict)


def _pairs(name: str, stored: Stored, config: Any) -> Rows:
    if ".attn_q." in name:
        return paired(stored, config.num_attention_heads)
    if ".attn_k." in name:
        return paired(stored, _kv_heads(config))
    return plain(stored)


def _by_kind(name: str, stored: Stored, config: Any) -> Rows:
    return (
        split_by_kind(stored, config.num_attention_heads) if "attn_qkv" in name else plain(stored)
    )


def _falcon_rows(name: str, stored: Stored, config: Any) -> Rows:
    if "attn_qkv" not in name:
        return plain(stored)
    return split_by_kind(stored, config.num_attention_heads, _falcon_heads(config))


def _gpt2_rows(name: str, stored: Stored, config: Any) -> Rows:
    inner = name.endswith(".weight") and any(part in name for part in ("attn_", "ffn_"))
    return turned(stored) if inner else plain(stored)


def _kv_heads(config: Any) -> int:
    found = getattr(config, "num_key_value_heads", None)
    return int(found or config.num_attention_heads)


def _falcon_heads(config: Any) -> int:
    """How many keys there are: one for all in the first Falcons."""
    if config.new_decoder_architecture:
        return int(config.num_kv_heads)
    return 1 if config.multi_query else int(config.num_attention_heads)


def _experts(config: Any) -> Keys:
    count = getattr(config, "num_local_experts", None) or config.num_experts
    keys = {"expert_count": int(count), "expert_used_count": int(config.num_experts_per_tok)}
    if length := getattr(config, "moe_intermediate_size", None):
        keys["expert_feed_forward_length"] = int(length)
    if length := getattr(config, "shared_expert_intermediate_size", None):
        keys["expert_shared_feed_forward_length"] = int(length)
    return keys


def _sparse_everywhere(config: Any, normalised: bool) -> Iterator[str]:
    if getattr(config, "mlp_only_layers", None):
        yield "mlp_only_layers"
    if getattr(config, "decoder_sparse_step", 1) != 1:
        yield "decoder_sparse_step"
    if getattr(config, "norm_topk_prob", normalised) is not normalised:
        yield "norm_topk_prob"


def _scale_of_gemma(config: Any, largest: int) -> Iterator[str]:
    """llama.cpp knows how Gemma scales attention by the number of layers alone."""
    whole = config.hidden_size // config.num_attention_heads
    expected = whole if config.num_hidden_layers == largest else config.head_dim
    if config.query_pre_attn_scalar != expected:
        yield "query_pre_attn_scalar"


def _needs_of_gemma3(config: Any) -> Iterator[str]:
    yield from _scale_of_gemma(config, 62)
    if config.use_bidirectional_attention:
        yield "use_bidirectional_attention"
    if config.attn_logit_softcapping:
        yield "attn_logit_softcapping"


def _softcaps(config: Any) -> Keys:
    names = ("attn_logit_softcapping", "final_logit_softcapping")
    return {name: float(found) for name in names if (found := getattr(config, name, None))}


def _granite_scales(config: Any) -> Keys:
    return {
        "attention.scale": float(config.attention_multiplier),
        "embedding_scale": float(config.embedding_multiplier),
        "residual_scale": float(config.residual_multiplier),
        "logit_scale": float(config.logits_scaling),
    }


def _told(*names: str) -> Callable[[Any], Iterator[str]]:
    """What must not be switched on."""
    return lambda config: (name for name in names if getattr(config, name, None))


def _smollm3_needs(config: Any) -> Iterator[str]:
    layers = config.num_hidden_layers
    if list(config.no_rope_layers) != [int((n + 1) % 4 != 0) for n in range(layers)]:
        yield "no_rope_layers"


def _parallel(config: Any) -> Keys:
    return {"use_parallel_residual": bool(getattr(config, "use_parallel_residual", True))}


def _parallel_heads(config: Any) -> Keys:
    """Each head has a key of its own, whatever else the config holds."""
    return {**_parallel(config), "attention.head_count_kv": int(config.num_attention_heads)}


def _needs_of_olmoe(config: Any) -> Iterator[str]:
    yield from _sparse_everywhere(config, normalised=False)
    if config.clip_qkv:
        yield "clip_qkv"
    if _kv_heads(config) != config.num_attention_heads:
        yield "num_key_value_heads"


def _needs_of_falcon(config: Any) -> Iterator[str]:
    if config.alibi:
        yield "alibi"
    if not config.parallel_attn:
        yield "parallel_attn"
    if config.ffn_hidden_size != 4 * config.hidden_size:
        yield "ffn_hidden_size"


_LLAMA: Final = Architecture(MODEL_ARCH.LLAMA, arrange=_pairs)
ARCHITECTURES: Final[Mapping[str, Architecture]] = {
    "LlamaForCausalLM": _LLAMA,
    "MistralForCausalLM": _LLAMA,
    "MixtralForCausalLM": Architecture(MODEL_ARCH.LLAMA, arrange=_pairs, keys=_experts),
    "Qwen2ForCausalLM": Architecture(MODEL_ARCH.QWEN2),
    "Qwen2MoeForCausalLM": Architecture(
        MODEL_ARCH.QWEN2MOE,
        keys=_experts,
        needs=lambda config: _sparse_everywhere(config, normalised=False),
        head=True,
    ),
    "Qwen3ForCausalLM": Architecture(MODEL_ARCH.QWEN3),
    "Qwen3MoeForCausalLM": Architecture(
        MODEL_ARCH.QWEN3MOE,
        keys=_experts,
        needs=lambda config: _sparse_everywhere(config, normalised=True),
    ),
    "GemmaForCausalLM": Architecture(MODEL_ARCH.GEMMA, GELU, shifted=True),
    "Gemma2ForCausalLM": Architecture(
        MODEL_ARCH.GEMMA2,
        GELU_TANH,
        keys=_softcaps,
        needs=lambda config: _scale_of_gemma(config, 46),
        shifted=True,
        windows=True,
        pattern=2,
    ),
    "Gemma3ForCausalLM": Architecture(
        MODEL_ARCH.GEMMA3,
        GELU_TANH,
        keys=_softcaps,
        needs=_needs_of_gemma3,
        shifted=True,
        windows=True,
        pattern=6,
    ),
    "Phi3ForCausalLM": Architecture(MODEL_ARCH.PHI3),
    "PhiForCausalLM": Architecture(
        MODEL_ARCH.PHI2, GELU_TANH, needs=_told("qk_layernorm"), head=True
    ),
    "GPT2LMHeadModel": Architecture(
        MODEL_ARCH.GPT2,
        GELU_TANH,
        arrange=_gpt2_rows,
        needs=_told("scale_attn_by_inverse_layer_idx", "add_cross_attention"),
        rotary=False,
    ),
    "GPTNeoXForCausalLM": Architecture(
        MODEL_ARCH.GPTNEOX, GELU, arrange=_by_kind, keys=_parallel_heads, head=True
    ),
    "FalconForCausalLM": Architecture(
        MODEL_ARCH.FALCON,
        GELU,
        arrange=_falcon_rows,
        keys=lambda config: {"attention.head_count_kv": _falcon_heads(config)},
        needs=_needs_of_falcon,
    ),
    "BloomForCausalLM": Architecture(
        MODEL_ARCH.BLOOM,
        arrange=_by_kind,
        needs=_told("apply_residual_connection_post_layernorm"),
        rotary=False,
    ),
    "Starcoder2ForCausalLM": Architecture(MODEL_ARCH.STARCODER2, GELU_TANH),
    "GraniteForCausalLM": Architecture(MODEL_ARCH.GRANITE, arrange=_pairs, keys=_granite_scales),
    "OlmoForCausalLM": Architecture(
        MODEL_ARCH.OLMO,
        arrange=_pairs,
        keys=lambda config: (
            {"attention.layer_norm_epsilon": 1e-5}
            | ({"attention.clamp_kqv": float(config.clip_qkv)} if config.clip_qkv else {})
        ),
    ),
    "Olmo2ForCausalLM": Architecture(MODEL_ARCH.OLMO2, head=True),
    "Olmo3ForCausalLM": Architecture(MODEL_ARCH.OLMO2, head=True, windows=True, pattern=4),
    "OlmoeForCausalLM": Architecture(
        MODEL_ARCH.OLMOE,
        keys=_experts,
        needs=_needs_of_olmoe,
        head=True,
    ),
    "SmolLM3ForCausalLM": Architecture(MODEL_ARCH.SMOLLM3, arrange=_pairs, needs=_smollm3_needs),
    "CohereForCausalLM": Architecture(
        MODEL_ARCH.COMMAND_R,
        keys=lambda config: {"logit_scale": float(config.logit_scale)},
        needs=_told("use_qk_norm"),
    ),
    "Cohere2ForCausalLM": Architecture(
        MODEL_ARCH.COHERE2,
        keys=lambda config: {"logit_scale": float(config.logit_scale)},
        windows=True,
        pattern=4,
    ),
    "StableLmForCausalLM": Architecture(
        MODEL_ARCH.STABLELM, keys=_parallel, needs=_told("qk_layernorm"), head=True
    ),
    "NemotronForCausalLM": Architecture(MODEL_ARCH.NEMOTRON, ("relu2",), shifted=True, head=True),
}
