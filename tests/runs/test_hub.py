"""What of a repository is fetched, and that no file of it can lie outside of its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.errors import InputError, ModelError, RunError
from deeptuner.runs import adding
from deeptuner.runs.hub import PREFIX, HubFile, Repository, fetch, is_partial
from deeptuner.runs.hub_files import model_files
from deeptuner.runs.platform import try_lock


def _nobody(done: int, total: int) -> None:
    pass


def test_shards_come_with_their_index_and_nothing_twice() -> None:
    shards = [f"model-0000{n}-of-00002.safetensors" for n in (1, 2)]
    names = [
        *shards,
        "model.safetensors.index.json",
        "consolidated.safetensors",
        "pytorch_model.bin",
        "original/consolidated.00.pth",
        "config.json",
        "tokenizer.json",
        "additional_chat_templates/tool_use.jinja",
        "onnx/model.onnx",
        "modeling_own.py",
        "LICENSE.txt",
        "README.md",
        "docs/README.md",
    ]
    assert model_files(names, "me/big") == [
        "config.json",
        "tokenizer.json",
        "additional_chat_templates/tool_use.jinja",
        "LICENSE.txt",
        "README.md",
        "model.safetensors.index.json",
        *shards,
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["config.json", "model.gguf"], "GGUF"),
        (["model.safetensors"], "no config.json"),
        (["README.md"], "no model weights"),
    ],
)
def test_what_is_no_model_for_training_is_refused(names: list[str], said: str) -> None:
    with pytest.raises(ModelError, match=said):
        model_files(names, "me/x")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    found = Repository("model", "me/evil", "0" * 40, (HubFile(name, 1),))
    with pytest.raises(InputError):
        fetch(found, found.files, tmp_path / "models" / "evil", _nobody)
    assert not (tmp_path / "outside").exists()


def test_room_is_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "SPARE", 10**18)
    found = Repository("model", "me/big", "0" * 40, (HubFile("model.safetensors", 10),))
    with pytest.raises(RunError, match=r"1000000\.0 TB are needed"):
        fetch(found, found.files, tmp_path / "big", _nobody)


def test_two_do_not_fetch_the_same_at_once(tmp_path: Path) -> None:
    found = Repository("model", "me/x", "0" * 40, ())
    folder = tmp_path / f"{PREFIX}model-me--x@{'0' * 12}"
    folder.mkdir()
    assert is_partial(folder)
    with (folder / ".lock").open("w") as other:
        assert try_lock(other.fileno())
        with pytest.raises(RunError, match="Another process"):
            fetch(found, found.files, tmp_path / "x", _nobody)
