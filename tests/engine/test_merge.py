"""A merged model equals the base with its adapter, and a merge that cannot be right is refused."""

from __future__ import annotations

import errno
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from deeptuner.engine.merge import formula, merge, place, writer
from deeptuner.engine.merge.device import merge_device
from deeptuner.errors import DeepTunerError, InputError, ModelError, RunError
from deeptuner.runs.merge_mark import MergeMark, read_mark
from tests.support.adapters import make_adapter, make_family

CONV1D = ["c_attn", "c_proj", "c_fc"]
PATTERNS = {
    "rank_pattern": {"q_proj": 2, r"layers\.1\.mlp\.up_proj": 8},
    "alpha_pattern": {r"layers\.0\.self_attn\.k_proj": 3, "down_proj": 40},
}
CASES: list[tuple[str, dict[str, Any]]] = [
    ("llama", {}),
    ("llama", {"use_rslora": True}),
    ("llama", {"use_dora": True}),
    ("llama", {**PATTERNS, "use_rslora": True}),
    ("llama", {"modules_to_save": ["lm_head", "embed_tokens", "input_layernorm"]}),
    ("llama", {"target_modules": ["embed_tokens", "lm_head", "q_proj"], "use_dora": True}),
    ("llama", {"layers_to_transform": [1], "target_modules": ["q_proj"]}),
    ("llama-bias", {"bias": "all"}),
    ("llama-bias", {"bias": "lora_only", "target_modules": ["q_proj"]}),
    ("llama-bias", {"lora_bias": True, "target_modules": ["q_proj", "o_proj"]}),
    ("gpt2", {"target_modules": CONV1D, "fan_in_fan_out": True}),
    ("gpt2", {"target_modules": CONV1D, "use_dora": True}),
    ("gpt2", {"target_modules": [*CONV1D, "lm_head"]}),
    ("qwen2", {**PATTERNS}),
    ("qwen2", {"target_modules": ["embed_tokens", "q_proj"]}),
    ("qwen2", {"modules_to_save": ["lm_head"]}),
]
PARTED = CASES[12:13] + CASES[14:]  # PEFT merges these into the shared embedding, which is wrong


@pytest.fixture(scope="session")
def families(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("families")
    return {name: make_family(name, folder / name) for name in {name for name, _ in CASES}}


@pytest.fixture
def llama(families: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(families["llama"], tmp_path / "llama"))


@pytest.fixture
def adapter(llama: Path, tmp_path: Path) -> Path:
    make_adapter(llama, tmp_path / "adapter")
    return tmp_path / "adapter"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "merge" / "run"


def logits(model: Any) -> torch.Tensor:
    ids = torch.arange(5, 69).view(2, 32)
    with torch.no_grad():
        found: torch.Tensor = model(input_ids=ids).logits
    return found


def load(folder: Path) -> Any:
    model, report = AutoModelForCausalLM.from_pretrained(
        folder, dtype="auto", output_loading_info=True
    )
    assert not any(report.values()), report
    return model.eval()


def nothing_left(output: Path) -> bool:
    return not output.parent.exists() or not list(output.parent.iterdir())


@pytest.mark.parametrize(("family", "lora"), CASES)
def test_merged_equals_base_with_adapter(
    families: dict[str, Path], tmp_path: Path, output: Path, family: str, lora: dict[str, Any]
) -> None:
    carrying = make_adapter(families[family], tmp_path / "adapter", **lora)
    wanted = logits(carrying)
    report = merge(families[family], tmp_path / "adapter", output)
    assert (logits(load(output)) - wanted).abs().max() <= 1e-5
    assert (logits(load(families[family])) - wanted).abs().max() > 1e-4
    assert report.changed > 0


@pytest.mark.parametrize("block", [formula.BLOCK, 1, 100, 700])
@pytest.mark.parametrize(
    ("family", "lora"), [case for case in CASES if case[0] != "qwen2" and case not in PARTED]
)
def test_merged_is_peft_to_the_last_bit(
    families: dict[str, Path],
    tmp_path: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    family: str,
    lora: dict[str, Any],
    block: int,
) -> None:
    """In blocks as small as those of wide layers are, too."""
    monkeypatch.setattr(formula, "BLOCK", block)
    carrying = make_adapter(families[family], tmp_path / "adapter", **lora)
    merge(families[family], tmp_path / "adapter", output)
    merged = load_file(output / "model.safetensors")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        upstream = carrying.merge_and_unload().state_dict()
    for name, tensor in merged.items():
        assert torch.equal(tensor, upstream[name]), name


@pytest.mark.parametrize(
    ("family", "lora"),
    [("llama", {"use_dora": True}), ("gpt2", {"target_modules": CONV1D}), CASES[5]],
)
def test_another_device_gives_the_same(
    families: dict[str, Path],
    tmp_path: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    family: str,
    lora: dict[str, Any],
) -> None:
    """The CPU by another name, in the place of a GPU."""
    make_adapter(families[family], tmp_path / "adapter", **lora)
    merge(families[family], tmp_path / "adapter", output)
    ours = load_file(output / "model.safetensors")
    merge(
        families[family],
        tmp_path / "adapter",
        output,
        device=torch.device("cpu", 0),
        overwrite=True,
    )
    for name, tensor in load_file(output / "model.safetensors").items():
        torch.testing.assert_close(tensor, ours[name], rtol=1e-6, atol=1e-7)


@pytest.mark.gpu
@pytest.mark.parametrize("lora", [{}, {"use_dora": True}])
def test_a_gpu_gives_nearly_the_same(
    families: dict[str, Path], tmp_path: Path, output: Path, lora: dict[str, Any]
) -> None:
    make_adapter(families["llama"], tmp_path / "adapter", **lora)
    merge(families["llama"], tmp_path / "adapter", output)
    ours = load_file(output / "model.safetensors")
    device = merge_device("auto")
    assert device.type == "cuda"
    merge(families["llama"], tmp_path / "adapter", output, device=device, overwrite=True)
    for name, tensor in load_file(output / "model.safetensors").items():
        torch.testing.assert_close(tensor, ours[name], rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("word", ["tpu", "cuda:7", "cuda:x"])
def test_a_device_that_is_not_there_is_told(word: str) -> None:
    assert merge_device("cpu") == torch.device("cpu")
    with pytest.raises(InputError, match=word):
        merge_device(word)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_the_type_of_the_base_is_kept(tmp_path: Path, output: Path, dtype: torch.dtype) -> None:
    base = make_family("llama", tmp_path / "base", dtype)
    carrying = make_adapter(base, tmp_path / "adapter")
    merge(base, tmp_path / "adapter", output)
    upstream = carrying.merge_and_unload().state_dict()
    for name, tensor in load_file(output / "model.safetensors").items():
        assert tensor.dtype == dtype
        assert torch.equal(tensor, upstream[name]), name
    config = json.loads((output / "config.json").read_text())
    assert config["torch_dtype"] == config["dtype"] == str(dtype).removeprefix("torch.")


def test_shards_are_read_and_written(
    llama: Path, adapter: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(llama, adapter, output.with_name("whole"))
    whole = load_file(output.with_name("whole") / "model.safetensors")
    AutoModelForCausalLM.from_pretrained(llama).save_pretrained(llama, max_shard_size="60KB")
    (llama / "model.safetensors").unlink()
    monkeypatch.setattr(writer.write_weights, "__defaults__", (50_000,))
    merge(llama, adapter, output)
    index = json.loads((output / "model.safetensors.index.json").read_text())
    assert len(set(index["weight_map"].values())) > 2
    assert index["metadata"]["total_size"] == sum(t.nbytes for t in whole.values())
    for name, tensor in whole.items():
        held = load_file(output / index["weight_map"][name])
        assert torch.equal(held[name], tensor)
    load(output)


def test_tokenizer_and_template_come_along(llama: Path, adapter: Path, output: Path) -> None:
    merge(llama, adapter, output.with_name("base-template"))
    base = AutoTokenizer.from_pretrained(llama).chat_template
    assert (output.with_name("base-template") / "chat_template.jinja").read_text() == base
    (adapter / "chat_template.jinja").write_text("{{ 'the run' }}")
    (llama / "notes.json").write_text("{}")
    merge(llama, adapter, output)
    tokenizer = AutoTokenizer.from_pretrained(output)
    assert tokenizer.chat_template == "{{ 'the run' }}"
    config = json.loads((output / "tokenizer_config.json").read_text())
    assert config["chat_template"] == "{{ 'the run' }}"
    assert (
        tokenizer("The fox")["input_ids"]
        == AutoTokenizer.from_pretrained(llama)("The fox")["input_ids"]
    )
    assert (output / "generation_config.json").exists()
    assert not (output / "notes.json").exists()


def test_the_tokens_that_ended_answers_end_them(llama: Path, adapter: Path, output: Path) -> None:
    (adapter / "generation_config.json").write_text('{"eos_token_id": [2, 4], "top_k": 3}')
    merge(llama, adapter, output)
    found = load(output).generation_config
    assert found.eos_token_id == [2, 4]
    assert found.top_k != 3


def test_the_header_says_pt(llama: Path, adapter: Path, output: Path) -> None:
    from safetensors import safe_open

    merge(llama, adapter, output)
    with safe_open(output / "model.safetensors", "pt") as file:
        assert file.metadata() == {"format": "pt"}


def test_progress_counts_every_byte(llama: Path, adapter: Path, output: Path) -> None:
    seen: list[tuple[int, int]] = []
    merge(llama, adapter, output, lambda done, total: seen.append((done, total)))
    assert (
        seen[-1][0]
        == seen[-1][1]
        == sum(tensor.nbytes for tensor in load_file(output / "model.safetensors").values())
    )
    assert seen == sorted(seen)


def test_names_without_the_first_part_are_found(tmp_path: Path, output: Path) -> None:
    """GPT-2's own files leave out `transformer.`."""
    base = make_family("gpt2", tmp_path / "gpt2")
    carrying = make_adapter(base, tmp_path / "adapter", target_modules=CONV1D)
    wanted = logits(carrying)
    path = base / "model.safetensors"
    short = {k.removeprefix("transformer."): v for k, v in load_file(path).items()}
    save_file(short, path, metadata={"format": "pt"})
    merge(base, tmp_path / "adapter", output)
    assert set(load_file(output / "model.safetensors")) == set(short)
    assert (logits(load(output)) - wanted).abs().max() <= 1e-5


def test_a_tied_head_stays_tied_when_nothing_parts_it(
    families: dict[str, Path], tmp_path: Path, output: Path
) -> None:
    make_adapter(families["qwen2"], tmp_path / "adapter")
    assert not merge(families["qwen2"], tmp_path / "adapter", output).untied
    assert "lm_head.weight" not in load_file(output / "model.safetensors")
    make_adapter(families["qwen2"], tmp_path / "other", modules_to_save=["embed_tokens"])
    assert merge(families["qwen2"], tmp_path / "other", output, overwrite=True).untied
    assert json.loads((output / "config.json").read_text())["tie_word_embeddings"] is False


def test_an_adapter_trained_over_4_bits_merges_onto_the_16_bit_base(
    llama: Path, tmp_path: Path, output: Path
) -> None:
    from transformers import BitsAndBytesConfig

    bits = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4")
    make_adapter(llama, tmp_path / "adapter", bits=bits, lora_alpha=8, target_modules=["q_proj"])
    merge(llama, tmp_path / "adapter", output)
    before, after = (load_file(path / "model.safetensors") for path in (llama, output))
    held = load_file(tmp_path / "adapter" / "adapter_model.safetensors")
    name = "model.layers.0.self_attn.q_proj"
    a, b = (held[f"base_model.model.{name}.lora_{part}.weight"] for part in "AB")
    assert torch.equal(after[f"{name}.weight"], before[f"{name}.weight"] + (b @ a) * (8 / 4))
    assert "quantization_config" not in json.loads((output / "config.json").read_text())
    load(output)


def edit(adapter: Path, change: Any) -> None:
    path = adapter / "adapter_model.safetensors"
    tensors = load_file(path)
    change(tensors)
    save_file(tensors, path)


def edit_config(adapter: Path, **changes: Any) -> None:
    path = adapter / "adapter_config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


A = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight"
BAD_TENSORS = {
    "not-finite": lambda t: t[A].view(-1).__setitem__(3, float("nan")),
    "half": lambda t: t.pop(A),
    "unknown-part": lambda t: t.__setitem__("base_model.model.x.delta", torch.ones(1)),
    "no-such-module": lambda t: t.__setitem__("base_model.model.x.weight", torch.ones(1)),
    "other-shape": lambda t: t.__setitem__(A, torch.ones(4, 31)),
    "empty": lambda t: t.clear(),
}


@pytest.mark.parametrize("what", BAD_TENSORS)
def test_a_spoiled_adapter_is_refused(llama: Path, adapter: Path, output: Path, what: str) -> None:
    edit(adapter, BAD_TENSORS[what])
    with pytest.raises(ModelError) as caught:
        merge(llama, adapter, output)
    assert caught.value.what.id == f"engine.merge.{what}"
    assert nothing_left(output)


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("other-kind", {"peft_type": "PROMPT_TUNING"}),
        ("changed-base", {"init_lora_weights": "pissa_niter_4"}),
    ],
)
def test_another_kind_of_adapter_is_refused(
    llama: Path, adapter: Path, output: Path, what: str, changes: dict[str, Any]
) -> None:
    edit_config(adapter, **changes)
    with pytest.raises(ModelError) as caught:
        merge(llama, adapter, output)
    assert caught.value.what.id == f"engine.merge.{what}"


def test_an_adapter_of_another_model_is_refused(
    families: dict[str, Path], adapter: Path, output: Path
) -> None:
    with pytest.raises(ModelError, match="belongs to another model"):
        merge(families["gpt2"], adapter, output)
    assert nothing_left(output)


def test_no_adapter_and_a_pickled_one_are_refused(llama: Path, adapter: Path, output: Path) -> None:
    (adapter / "adapter_model.safetensors").rename(adapter / "adapter_model.bin")
    with pytest.raises(ModelError, match="pickle"):
        merge(llama, adapter, output)
    with pytest.raises(ModelError, match="no adapter"):
        merge(llama, llama, output)


def test_torn_files_are_refused(llama: Path, adapter: Path, output: Path) -> None:
    for folder, name in ((adapter, "adapter_model"), (llama, "model")):
        path = folder / f"{name}.safetensors"
        content = path.read_bytes()
        path.write_bytes(content[:-10])
        with pytest.raises(ModelError, match="cut off"):
            merge(llama, adapter, output)
        path.write_bytes(content)
    assert nothing_left(output)


def test_a_quantised_base_is_refused(llama: Path, adapter: Path, output: Path) -> None:
    config = json.loads((llama / "config.json").read_text())
    (llama / "config.json").write_text(json.dumps({**config, "quantization_config": {}}))
    with pytest.raises(ModelError, match="quantised"):
        merge(llama, adapter, output)


def test_a_result_that_overflows_is_refused(tmp_path: Path, output: Path) -> None:
    base = make_family("llama", tmp_path / "base", torch.float16)
    make_adapter(base, tmp_path / "adapter", lora_alpha=10_000_000)
    with pytest.raises(ModelError, match="do not fit"):
        merge(base, tmp_path / "adapter", output)
    assert nothing_left(output)


def test_an_existing_output_is_kept_unless_replaced(
    llama: Path, adapter: Path, output: Path
) -> None:
    merge(llama, adapter, output)
    assert read_mark(output) == MergeMark(adapter.name)
    (output / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="already"):
        merge(llama, adapter, output)
    edit(adapter, BAD_TENSORS["not-finite"])
    with pytest.raises(ModelError):
        merge(llama, adapter, output, overwrite=True)
    assert (output / "mine.txt").read_text() == "mine"
    make_adapter(llama, adapter)
    merge(llama, adapter, output, overwrite=True)
    assert not (output / "mine.txt").exists()
    load(output)
    assert [path.name for path in output.parent.iterdir()] == [output.name]


def test_only_merged_models_are_replaced(
    llama: Path, adapter: Path, output: Path, tmp_path: Path
) -> None:
    """A mistaken --output with --overwrite would cost a person other files."""
    (output / "letters").mkdir(parents=True)
    (output.parent / "file").write_text("mine")
    before = {path.name: path.read_bytes() for path in llama.iterdir()}
    shutil.copytree(llama, tmp_path / "another-base")
    for taken, what in (
        (output, "not-a-merge"),
        (output.parent / "file", "not-a-merge"),
        (tmp_path / "another-base", "not-a-merge"),
        (llama, "source"),
        (tmp_path, "source"),
        (adapter, "source"),
    ):
        with pytest.raises(InputError) as caught:
            merge(llama, adapter, taken, overwrite=True)
        assert caught.value.what.id == f"engine.merge.{what}"
    assert {path.name: path.read_bytes() for path in llama.iterdir()} == before
    assert (output / "letters").is_dir()


def test_a_link_keeps_leading_to_the_model(
    llama: Path, adapter: Path, output: Path, tmp_path: Path
) -> None:
    merge(llama, adapter, tmp_path / "disk" / "model")
    output.parent.mkdir()
    output.symlink_to(tmp_path / "disk" / "model")
    merge(llama, adapter, output, overwrite=True)
    assert output.is_symlink()
    load(output)
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["model"]


def test_too_little_room_is_told_before_writing(
    llama: Path, adapter: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "SPARE", 10**18)
    with pytest.raises(RunError, match="GB are free"):
        merge(llama, adapter, output)
    assert nothing_left(output)


def test_a_read_only_place_is_told(
    llama: Path, adapter: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(DeepTunerError, match="cannot be written"):
        merge(llama, adapter, output)


def test_stopping_in_the_middle_leaves_nothing(llama: Path, adapter: Path, output: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(llama, adapter, output, stop)
    assert nothing_left(output)


def test_two_merges_into_one_folder_do_not_mix(llama: Path, adapter: Path, output: Path) -> None:
    refused = []

    def again(done: int, total: int) -> None:
        if not refused:
            with pytest.raises(RunError, match="Another merge") as caught:
                merge(llama, adapter, output)
            refused.append(caught)

    merge(llama, adapter, output, again)
    assert refused
    load(output)


def test_what_a_killed_merge_left_is_cleared(llama: Path, adapter: Path, output: Path) -> None:
    (output.parent / ".part-abcdefghrun").mkdir(parents=True)
    (output.parent / ".part-abcdefghother").mkdir()
    merge(llama, adapter, output)
    assert sorted(path.name for path in output.parent.iterdir()) == [".part-abcdefghother", "run"]
