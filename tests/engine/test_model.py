"""Model folders, good and bad, as the engine loads them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sentencepiece
import torch
from transformers import AutoModelForCausalLM, GPT2Config, GPT2LMHeadModel, LlamaForCausalLM

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.engine.model import load_config, load_model, load_tokenizer
from deeptuner.engine.tokenizer_files import tokenizer_folder
from deeptuner.errors import ModelError
from deeptuner.settings.sections.config import Config
from tests.support.models import make_llama, make_tokenizer
from tests.support.recipe import config_with, plan_for_one


@pytest.fixture
def folder(tiny_model: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(tiny_model, tmp_path / "model"))


def qlora(bits: int = 4, **more: object) -> Config:
    return config_with(method={"kind": "qlora"}, quantization={"bits": bits, **more})


def edit(folder: Path, **changes: object) -> None:
    file = folder / "config.json"
    config = {**json.loads(file.read_text()), **changes}
    file.write_text(json.dumps({key: value for key, value in config.items() if value is not None}))


def test_weights_are_those_of_the_files(tiny_model: Path) -> None:
    model, tokenizer = load_model(config_with(), plan_for_one(), tiny_model)
    plain = AutoModelForCausalLM.from_pretrained(tiny_model)
    assert isinstance(model, LlamaForCausalLM)
    for (name, ours), (_, theirs) in zip(
        model.named_parameters(), plain.named_parameters(), strict=True
    ):
        assert torch.equal(ours, theirs), name
    assert model.config.use_cache is False
    assert model.config._attn_implementation == "sdpa"
    assert tokenizer.pad_token == "<pad>"


@pytest.mark.parametrize(
    ("kind", "precision", "dtype"),
    [
        ("lora", "bf16", torch.bfloat16),
        ("lora", "fp32", torch.float32),
        ("full", "bf16", torch.float32),
    ],
)
def test_a_frozen_base_is_held_in_16_bits_and_one_that_learns_in_32(
    tiny_model: Path, kind: str, precision: str, dtype: torch.dtype
) -> None:
    config = config_with(method={"kind": kind}, training={"mixed_precision": precision})
    model, _ = load_model(config, plan_for_one(), tiny_model)
    assert {parameter.dtype for parameter in model.parameters()} == {dtype}


@pytest.mark.parametrize("quant_type", ["nf4", "fp4"])
@pytest.mark.parametrize("double", [True, False])
def test_four_bits_on_the_cpu(tiny_model: Path, quant_type: str, double: bool) -> None:
    config = qlora(quant_type=quant_type, double_quant=double)
    model, _ = load_model(config, plan_for_one(), tiny_model)
    weight = model.model.layers[0].self_attn.q_proj.weight
    assert type(weight).__name__ == "Params4bit"
    assert weight.quant_state.quant_type == quant_type
    assert weight.quant_state.nested is double
    assert model.lm_head.weight.dtype == torch.float32
    ids = torch.arange(5, 21).reshape(2, 8)
    plain = AutoModelForCausalLM.from_pretrained(tiny_model)(input_ids=ids).logits
    four = model(input_ids=ids).logits
    assert not torch.equal(plain, four)
    assert torch.nn.functional.cosine_similarity(plain.flatten(), four.flatten(), dim=0) > 0.9


@pytest.mark.parametrize("width", [32, 64])  # half of a block, and a block
def test_four_bits_stay_as_they_were_loaded_whatever_the_cpu_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("bitsandbytes.nn.modules.has_avx512bf16", lambda: True)
    folder = make_llama(tmp_path / "model", hidden=width)
    model, _ = load_model(qlora(), plan_for_one(), folder)
    model.requires_grad_(False)
    weight = model.model.layers[0].self_attn.q_proj.weight
    before = weight.data.clone()
    states = torch.randn(2, 8, width)

    def computed(states: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = model(inputs_embeds=states).logits
        return found

    trained = computed(states)
    model.eval()
    with torch.no_grad():
        evaluated = computed(states)
    assert torch.equal(trained, evaluated)
    assert torch.equal(weight.data, before)
    model.train()
    states.requires_grad_()
    computed(states).sum().backward()
    assert states.grad is not None
    assert states.grad.abs().sum() > 0


def test_eight_bits_on_the_cpu(tiny_model: Path) -> None:
    model, _ = load_model(qlora(8), plan_for_one(), tiny_model)
    assert model.model.layers[0].self_attn.q_proj.weight.dtype == torch.int8


def test_shared_embedding_and_head(tmp_path: Path) -> None:
    folder = make_llama(tmp_path / "tied", tie_word_embeddings=True)
    model, _ = load_model(config_with(), plan_for_one(), folder)
    assert model.lm_head.weight is model.model.embed_tokens.weight


def test_gpt2(tmp_path: Path) -> None:
    folder = tmp_path / "gpt2"
    config = GPT2Config(vocab_size=400, n_positions=64, n_embd=32, n_layer=2, n_head=2)
    GPT2LMHeadModel(config).save_pretrained(folder)
    make_tokenizer(folder)
    model, _ = load_model(config_with(), plan_for_one(), folder)
    assert type(model).__name__ == "GPT2LMHeadModel"


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def tear(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])


def pickle_only(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "no config": (remove("config.json"), "config.json"),
    "torn weights": (tear, "model.safetensors"),
    "only pickles": (pickle_only, "pickle"),
    "no weights": (remove("model.safetensors"), "weights"),
    "unknown architecture": (lambda at: edit(at, model_type="martian"), "martian"),
    "writes no text": (
        lambda at: edit(at, model_type="clip", architectures=["CLIPModel"]),
        "does not write text",
    ),
    "own code": (
        lambda at: edit(at, model_type="martian", auto_map={"AutoConfig": "own.Config"}),
        "Python code of its own",
    ),
    "quantised": (
        lambda at: edit(at, quantization_config={"quant_method": "gptq", "bits": 4}),
        "quantised already",
    ),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_folder_is_refused_in_words(name: str, folder: Path) -> None:
    spoil, says = BAD[name]
    spoil(folder)
    with pytest.raises(ModelError, match=says) as refused:
        load_config(folder, False)
    assert refused.value.where
    assert "Traceback" not in str(refused.value)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not exist"):
        load_config(tmp_path / "nowhere", False)


def test_a_missing_weight_is_not_silently_random(folder: Path) -> None:
    edit(folder, num_hidden_layers=3)
    with pytest.raises(ModelError, match=r"9 of the model's weights .*layers\.2\."):
        load_model(config_with(), plan_for_one(), folder)


def test_a_weight_of_another_shape_is_refused(folder: Path) -> None:
    edit(folder, intermediate_size=96)
    with pytest.raises(ModelError, match=r"another shape .*mlp\.\w+_proj"):
        load_model(config_with(), plan_for_one(), folder)


def test_no_tokenizer(folder: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).unlink()
    with pytest.raises(ModelError, match="tokenizer"):
        load_tokenizer(folder)


def test_more_tokens_than_the_model_has_rows(folder: Path) -> None:
    tokenizer = load_tokenizer(folder)
    tokenizer.add_tokens([f"<new-{number}>" for number in range(100)])
    tokenizer.save_pretrained(folder)
    with pytest.raises(ModelError, match="the model knows only 400"):
        load_model(config_with(), plan_for_one(), folder)


def test_a_tokenizer_without_padding_pads_with_its_end(folder: Path) -> None:
    tokenizer = load_tokenizer(folder)
    tokenizer.pad_token = None
    tokenizer.save_pretrained(folder)
    edit(folder, pad_token_id=None)
    model, loaded = load_model(config_with(), plan_for_one(), folder)
    assert loaded.pad_token == loaded.eos_token
    assert model.config.pad_token_id == loaded.eos_token_id


def test_a_lone_sentencepiece_tokenizer_is_converted_inside_the_run(
    folder: Path, tmp_path: Path
) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).unlink()
    text = tmp_path / "text.txt"
    text.write_text("the quick brown fox jumps over the lazy dog\n" * 50)
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "tokenizer"),
        vocab_size=60,
        model_type="bpe",
        byte_fallback=False,
        minloglevel=2,
    )
    (folder / "tokenizer.vocab").unlink()
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "LlamaTokenizer"}')
    before = sorted(path.name for path in folder.iterdir())
    converted = tokenizer_folder(folder, tmp_path / "run")
    assert converted == tmp_path / "run" / "tokenizer"
    assert (converted / "tokenizer.json").is_file()
    assert sorted(path.name for path in folder.iterdir()) == before, "the model is not written to"
    loaded = load_tokenizer(converted)
    assert loaded.decode(loaded.encode("the quick dog", add_special_tokens=False)) == (
        "the quick dog"
    )


def test_a_ready_tokenizer_stays_where_it_is(tiny_model: Path, tmp_path: Path) -> None:
    assert tokenizer_folder(tiny_model, tmp_path) == tiny_model
    assert not list(tmp_path.iterdir())


def test_the_fingerprint_tells_models_apart(tiny_model: Path, folder: Path, tmp_path: Path) -> None:
    assert fingerprint(tiny_model) == fingerprint(folder)
    other = make_llama(tmp_path / "other", seed=1)
    assert fingerprint(other) != fingerprint(tiny_model)
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[len(weights) // 2] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    assert fingerprint(folder) != fingerprint(tiny_model)
