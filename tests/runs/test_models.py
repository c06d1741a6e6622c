"""Model folders, good and bad, are described from their config and headers alone."""

from __future__ import annotations

import errno
import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from safetensors.numpy import save, save_file

from deeptuner.errors import ModelError
from deeptuner.runs.models import describe_model, list_models, model_in
from deeptuner.runs.safetensors_header import MAX_HEADER, read_header
from deeptuner.runs.weights import read_weights


@pytest.fixture
def model(tiny_model: Path, tmp_path: Path) -> Path:
    """A copy of the tiny model that a test may damage."""
    return Path(shutil.copytree(tiny_model, tmp_path / "model"))


def error_ids(folder: Path) -> list[str]:
    return [said.id for said in describe_model(folder).errors]


def note_ids(folder: Path) -> list[str]:
    return [said.id for said in describe_model(folder).notes]


def edit_config(folder: Path, **changes: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def shard(folder: Path) -> None:
    """Split `model.safetensors` into two shards with an index."""
    from safetensors.torch import load_file
    from safetensors.torch import save_file as save_torch

    tensors = sorted(load_file(folder / "model.safetensors").items())
    (folder / "model.safetensors").unlink()
    weight_map = {}
    for number, part in enumerate((tensors[:5], tensors[5:]), 1):
        name = f"model-{number:05}-of-00002.safetensors"
        save_torch(dict(part), folder / name)
        weight_map |= {key: name for key, _ in part}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))


def test_a_model_is_described(tiny_model: Path) -> None:
    from transformers import LlamaForCausalLM

    info = describe_model(tiny_model)
    assert info.architecture == "LlamaForCausalLM"
    assert info.model_type == "llama"
    assert info.parameters == LlamaForCausalLM.from_pretrained(tiny_model).num_parameters()
    assert (info.dtype, info.layers, info.hidden_size) == ("float32", 2, 32)
    assert (info.context_length, info.vocab_size) == (512, 400)
    assert info.size_bytes == (tiny_model / "model.safetensors").stat().st_size
    assert info.has_tokenizer
    assert info.has_chat_template
    assert info.problems == ()
    assert info.require() is info
    json.dumps(info.to_json())


def test_shards_count_as_one_model(model: Path) -> None:
    whole = describe_model(model)
    shard(model)
    assert describe_model(model).parameters == whole.parameters
    assert describe_model(model).problems == ()


def test_other_families_names_are_understood(model: Path) -> None:
    config = {"architectures": ["GPT2LMHeadModel"], "n_positions": 77, "n_embd": 5, "n_layer": 3}
    (model / "config.json").write_text(json.dumps(config))
    info = describe_model(model)
    assert (info.context_length, info.hidden_size, info.layers) == (77, 5, 3)
    edit_config(model, n_positions=None, text_config={"max_position_embeddings": 99})
    assert describe_model(model).context_length == 99


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="does not exist"):
        describe_model(tmp_path / "nothing")


def test_a_folder_without_config_is_an_error(model: Path) -> None:
    (model / "config.json").unlink()
    assert error_ids(model) == ["runs.models.no-config"]
    with pytest.raises(ModelError, match=r"no config\.json"):
        describe_model(model).require()


@pytest.mark.parametrize("content", ["", "{", "[1]", "{" * 5000, '{"a": "\ud800"}'])
def test_a_broken_config_is_an_error(model: Path, content: str) -> None:
    (model / "config.json").write_bytes(content.encode(errors="surrogatepass"))
    assert error_ids(model) == ["runs.models.bad-json"]


def test_a_config_without_architecture_is_an_error(model: Path) -> None:
    edit_config(model, architectures=None)
    assert error_ids(model) == ["runs.models.no-architecture"]


def test_an_adapter_is_not_a_model(model: Path) -> None:
    (model / "config.json").rename(model / "adapter_config.json")
    assert error_ids(model)[0] == "runs.models.adapter"


@pytest.mark.parametrize("kept", [0, 5, 100, -1])
def test_torn_weights_are_told(model: Path, kept: int) -> None:
    path = model / "model.safetensors"
    path.write_bytes(path.read_bytes()[:kept])
    assert error_ids(model) == ["runs.models.torn"]


def test_a_torn_shard_is_told_with_its_name(model: Path) -> None:
    shard(model)
    path = model / "model-00002-of-00002.safetensors"
    path.write_bytes(path.read_bytes()[:-4])
    (said,) = describe_model(model).errors
    assert said.id == "runs.models.torn"
    assert path.name in str(said)


def test_a_missing_shard_is_told(model: Path) -> None:
    shard(model)
    (model / "model-00001-of-00002.safetensors").unlink()
    assert error_ids(model) == ["runs.models.shard-missing"]


def test_an_index_that_lies_is_told(model: Path) -> None:
    shard(model)
    index = model / "model.safetensors.index.json"
    value = json.loads(index.read_text())
    value["weight_map"]["model.norm.weight"] = "model-00001-of-00002.safetensors"
    index.write_text(json.dumps(value))
    assert error_ids(model) == ["runs.models.tensor-missing"]


@pytest.mark.parametrize(
    "name", ["../secret.safetensors", "/etc/passwd", "a/b.safetensors", 7, "x.bin", ["x"]]
)
def test_an_index_must_not_lead_elsewhere(model: Path, name: object) -> None:
    shard(model)
    index = model / "model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": {"a": name}}))
    assert error_ids(model) == ["runs.models.bad-index"]


def test_the_files_of_a_broken_model_have_their_size(model: Path) -> None:
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    torn = weights.stat().st_size
    assert describe_model(model).size_bytes == torn
    (model / "pytorch_model.bin").write_bytes(bytes(1000))
    (model / "gone.bin").symlink_to(model / "nowhere")
    assert describe_model(model).size_bytes == torn + 1000
    weights.unlink()
    assert describe_model(model).size_bytes == 1000


def test_pickles_are_named_and_never_opened(model: Path) -> None:
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    assert error_ids(model) == ["runs.models.only-pickles"]


def test_no_weights_and_gguf_are_told(model: Path) -> None:
    (model / "model.safetensors").rename(model / "model.gguf")
    assert error_ids(model) == ["runs.models.only-gguf"]
    (model / "model.gguf").unlink()
    assert error_ids(model) == ["runs.models.no-weights"]


def test_notes_do_not_forbid(model: Path) -> None:
    (model / "tokenizer.json").unlink()
    edit_config(
        model,
        auto_map={"AutoModel": "x.Y"},
        quantization_config={"quant_method": "gptq"},
        architectures=["BertModel"],
    )
    assert note_ids(model) == [
        "runs.models.no-tokenizer",
        "runs.models.own-code",
        "runs.models.quantised",
        "runs.models.not-generating",
    ]
    assert describe_model(model).parameters is None
    assert describe_model(model).require().errors == ()


def test_models_of_a_folder_are_listed(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    (folder / "empty").mkdir(parents=True)
    (folder / "linked").symlink_to(model)
    (folder / "gone").symlink_to(tmp_path / "nowhere")
    (folder / "notes.txt").write_text("not a model")
    (folder / ".part-x").mkdir()
    (folder / ".part-x" / "config.json").write_text("{}")
    listed = list_models(folder)
    assert [info.name for info in listed] == ["gone", "linked"]
    assert [said.id for said in listed[0].errors] == ["runs.models.broken-link"]
    assert listed[1].parameters == describe_model(model).parameters
    assert list_models(tmp_path / "nothing") == []


def hostile(header: object) -> bytes:
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw


def tensor(**changes: Any) -> dict[str, Any]:
    return {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4], **changes}}


@pytest.mark.parametrize(
    "header",
    [
        b"not json",
        [],
        {"__metadata__": 3},
        {"__metadata__": {"a": 1}},
        {"a": 1},
        tensor(dtype="F31"),
        tensor(shape=[-1]),
        tensor(shape=[True]),
        tensor(shape=[2**62, 2**62]),
        tensor(data_offsets=[4, 0]),
        tensor(data_offsets=[0]),
        tensor(data_offsets=[4, 8]),
        tensor(shape="1"),
        {**tensor(), "b": tensor()["a"]},
    ],
)
def test_a_lying_header_is_refused(tmp_path: Path, header: object) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(hostile(header) + bytes(4))
    with pytest.raises(ModelError, match="damaged"):
        read_header(path)


def test_bytes_that_no_tensor_owns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(hostile(tensor()) + bytes(5))
    with pytest.raises(ModelError, match="damaged"):
        read_header(path)


def test_a_header_too_long_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with path.open("wb") as file:  # a sparse file: it takes no room
        file.write(struct.pack("<Q", MAX_HEADER + 1))
        file.truncate(MAX_HEADER + 100)
    with pytest.raises(ModelError, match="damaged"):
        read_header(path)


ARRAYS = st.dictionaries(
    st.text(min_size=1, max_size=8).filter(lambda name: name != "__metadata__"),
    hnp.arrays(
        st.sampled_from(["<f4", "<f2", "<i8", "|u1", "|b1"]),
        hnp.array_shapes(min_dims=0, max_dims=3, max_side=4),
        elements={"allow_nan": False},
    )
    | st.just(np.zeros((2, 0), "<f4")),
    max_size=5,
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("headers") / "x.safetensors"


@given(arrays=ARRAYS)
def test_headers_of_real_files_are_read(scratch: Path, arrays: dict[str, Any]) -> None:
    save_file(arrays, scratch, metadata={"format": "pt"})
    header = read_header(scratch)
    assert {name: info.shape for name, info in header.tensors.items()} == {
        name: array.shape for name, array in arrays.items()
    }
    assert all(header.tensors[name].nbytes == array.nbytes for name, array in arrays.items())
    assert header.metadata == {"format": "pt"}


@given(data=st.data(), arrays=ARRAYS.filter(bool))
def test_a_changed_file_is_read_or_refused(
    scratch: Path, data: st.DataObject, arrays: dict[str, Any]
) -> None:
    raw = bytearray(save(arrays))
    place = data.draw(st.integers(0, len(raw) - 1))
    cut = data.draw(st.booleans())
    raw[place : None if cut else place + 1] = (
        b"" if cut else bytes([data.draw(st.integers(0, 255))])
    )
    scratch.write_bytes(raw)
    try:
        header = read_header(scratch)
    except ModelError:
        return
    assert not cut
    assert all(info.nbytes <= len(raw) for info in header.tensors.values())


def test_tensors_of_all_shards_are_given(model: Path) -> None:
    before = dict(read_weights(model).tensors())
    shard(model)
    after = dict(read_weights(model).tensors())
    assert {k: v.shape for k, v in after.items()} == {k: v.shape for k, v in before.items()}


def test_a_folder_that_may_not_be_looked_into_hides_no_other(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions do not keep root from looking, so the system's answer is put in its place."""
    closed = tmp_path / "closed"
    closed.mkdir()
    look = Path.iterdir

    def refused(path: Path) -> Iterator[Path]:
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    found = {one.name: one for one in list_models(tmp_path)}
    assert [said.id for said in found["closed"].errors] == ["runs.models.unreadable"]
    assert not found[model.name].errors


def test_a_file_is_no_model_and_its_folder_is_named(model: Path) -> None:
    with pytest.raises(ModelError, match="is a file; a model is a folder") as refused:
        describe_model(model / "model.safetensors")
    assert refused.value.fix is not None
    assert refused.value.fix.params["folder"] == str(model)


@pytest.mark.parametrize(
    ("names", "is_model"),
    [
        (("config.json", "model-00001-of-00002.safetensors"), True),
        (("config.json", "pytorch_model.bin"), True),
        (("adapter_config.json", "adapter_model.safetensors"), True),
        (("config.json", "rows.jsonl", "vectors.bin"), False),
        (("rows.jsonl", "vectors.safetensors"), False),
    ],
)
def test_a_model_is_found_below_a_folder(
    tmp_path: Path, names: tuple[str, ...], is_model: bool
) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    (tmp_path / "config.json").touch()
    assert model_in(tmp_path) == (folder if is_model else None)
