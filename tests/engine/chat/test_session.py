"""Both sides of a really trained run, asked in this process."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from deeptuner.engine.chat import place
from deeptuner.engine.chat.asked import read_asked
from deeptuner.engine.chat.session import Session
from deeptuner.errors import DeepTunerError, EngineError, InputError, ModelError
from deeptuner.runs.folder import RunFolder
from tests.support.adapters import make_adapter
from tests.support.chats import asked, trained_run
from tests.support.models import make_llama


@pytest.fixture
def run(chat_run: RunFolder) -> RunFolder:
    return chat_run


@pytest.fixture(scope="module")
def full_run(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    more: dict[str, Any] = {"method": {"kind": "full"}, "training": {"max_steps": 2}}
    return trained_run(tmp_path_factory.mktemp("full"), tiny_model, **more)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session()


class Heard:
    """What is told while a session answers."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.told: list[Mapping[str, Any]] = []
        self.stop = threading.Event()
        self._stop_after = stop_after

    def __call__(self, told: Mapping[str, Any]) -> None:
        self.told.append(told)
        if self._stop_after is not None and told.get("tokens", 0) >= self._stop_after:
            self.stop.set()

    def text(self, side: str) -> str:
        return "".join(one["text"] for one in self.told if one.get("side") == side)

    @property
    def loaded(self) -> bool:
        return any("loading" in one for one in self.told)


def quiet(_done: int, _total: int) -> None:
    """Nobody watches it load."""


def ask(session: Session, params: Mapping[str, Any], heard: Heard | None = None) -> dict[str, Any]:
    heard = heard or Heard()
    return session.answer(read_asked(params), heard, heard.stop)


def test_sides_differ_pieces_join_and_the_model_stays(run: RunFolder) -> None:
    session = Session()  # in which nothing is loaded yet
    first, again = Heard(), Heard()
    result = ask(session, asked(run.path), first)
    sides = result["sides"]
    assert sides["base"]["text"] != sides["tuned"]["text"]
    assert {side: first.text(side) for side in sides} == {
        side: one["text"] for side, one in sides.items()
    }
    assert result["template"].endswith("<|im_start|>assistant")
    assert result["memory"]["device"] == "CPU"
    assert first.loaded
    repeated = ask(session, asked(run.path, device="auto"), again)
    assert not again.loaded
    assert {side: one["text"] for side, one in repeated["sides"].items()} == {
        side: one["text"] for side, one in sides.items()
    }


def test_a_seed_repeats_and_both_sides_draw_alike(session: Session, run: RunFolder) -> None:
    drawn = {"temperature": 1.5, "top_p": 1.0}
    ask(session, asked(run.path))  # loading draws, too
    state = torch.get_rng_state()
    one = ask(session, asked(run.path, sampling={**drawn, "seed": 7}))
    same = ask(session, asked(run.path, sampling={**drawn, "seed": 7}))
    other = ask(session, asked(run.path, sampling=drawn))
    again = ask(session, asked(run.path, sampling={**drawn, "seed": other["seed"]}))

    def text(result: dict[str, Any]) -> list[str]:
        return [side["text"] for side in result["sides"].values()]

    assert text(one) == text(same)
    assert text(other) == text(again)
    assert text(one) != text(other)
    assert torch.equal(state, torch.get_rng_state())


def test_a_stop_in_the_middle_keeps_what_was_written(session: Session, run: RunFolder) -> None:
    heard = Heard(stop_after=3)
    long = {"temperature": 1.0, "max_new_tokens": 400, "seed": 1}
    sides = ask(session, asked(run.path, sampling=long), heard)["sides"]
    assert sides["base"]["stopped"] == "person"
    assert 3 <= sides["base"]["tokens"] < 400
    assert sides["base"]["text"] == heard.text("base") != ""
    assert (sides["tuned"]["text"], sides["tuned"]["stopped"]) == ("", "person")


def test_a_model_gives_way_to_a_run_on_its_gpu(
    session: Session, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(session, asked(run.path))
    assert session._open is not None
    assert not session.in_the_way()
    monkeypatch.setattr(session._open, "place", place.Place("cuda", 0, True, 0))
    monkeypatch.setattr("deeptuner.engine.chat.session.holder", lambda gpu: "a-run")
    assert session.in_the_way()
    heard = Heard()
    ask(session, asked(run.path), heard)
    assert heard.loaded


def test_an_answer_ends_at_its_length_or_its_token(
    session: Session, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = ask(session, asked(run.path, sampling={"max_new_tokens": 5}))["sides"]
    assert (sides["tuned"]["tokens"], sides["tuned"]["stopped"]) == (5, "length")
    assert session._open is not None
    second = session._open.prompter.tokenizer.ids(sides["tuned"]["text"])
    stops = tuple(sorted({4, *second}))
    monkeypatch.setattr(session._open, "prompter", replace(session._open.prompter, stop_ids=stops))
    ended = ask(session, asked(run.path, sides=["tuned"]))["sides"]["tuned"]
    assert ended["stopped"] == "eos"
    assert ended["tokens"] < 5


@pytest.mark.parametrize("bias", ["none", "all"])
def test_without_its_adapter_it_is_the_base_to_the_bit(tmp_path: Path, bias: str) -> None:
    """Also where the adapter has other values for the base's own biases."""
    base = make_llama(tmp_path / "base", attention_bias=True)
    adapter = tmp_path / "adapter"
    make_adapter(base, adapter, bias=bias, modules_to_save=["lm_head"], use_dora=True)
    session = Session()
    ask(session, asked(adapter, base=str(base)))
    assert session._open is not None
    ids = torch.tensor([[5, 17, 200, 4, 9]])
    plain = AutoModelForCausalLM.from_pretrained(base)
    with torch.no_grad():
        wanted = plain(input_ids=ids).logits
        with session._open.loaded.side("base", quiet) as model:
            assert torch.equal(model(input_ids=ids).logits, wanted)
        with session._open.loaded.side("tuned", quiet) as model:
            tuned = model(input_ids=ids).logits
        with session._open.loaded.side("base", quiet) as model:
            assert torch.equal(model(input_ids=ids).logits, wanted)
        with session._open.loaded.side("tuned", quiet) as model:
            assert torch.equal(model(input_ids=ids).logits, tuned)
    assert not torch.allclose(tuned, wanted, atol=1e-3)


def test_a_checkpoint_replaces_what_was_loaded(session: Session, run: RunFolder) -> None:
    heard = Heard()
    result = ask(session, asked(run.path), Heard())["sides"]["tuned"]["text"]
    early = ask(session, asked(run.path, checkpoint=2), heard)["sides"]["tuned"]["text"]
    assert heard.loaded
    assert early != result
    with pytest.raises(InputError, match="no checkpoint of step 9"):
        ask(session, asked(run.path, checkpoint=9))


@pytest.mark.parametrize("together", [True, False])
def test_a_fully_trained_run_is_two_models(
    tiny_model: Path, full_run: RunFolder, monkeypatch: pytest.MonkeyPatch, together: bool
) -> None:
    session = Session()
    if not together:
        need = place.needed_bytes(tiny_model, "fp32", 16)
        _memory(monkeypatch, place.CONTEXT["cpu"] + need * 3 // 2)
    sides = ask(session, asked(full_run.path))["sides"]
    assert sides["base"]["text"] != sides["tuned"]["text"]
    heard = Heard()
    assert (
        ask(session, asked(full_run.path), heard)["sides"]["base"]["text"] == sides["base"]["text"]
    )
    assert heard.loaded is not together


def test_four_bits_are_held_where_they_are_asked_for(session: Session, run: RunFolder) -> None:
    ask(session, asked(run.path, bits=4, sides=["tuned"], sampling={"max_new_tokens": 2}))
    assert session._open is not None
    with session._open.loaded.side("tuned", quiet) as model:
        kinds = {type(one).__name__ for one in model.modules()}
    assert "Linear4bit" in kinds


def test_a_merged_folder_is_one_side(session: Session, tiny_model: Path) -> None:
    result = ask(session, asked(tiny_model, sides=["tuned"]))
    assert list(result["sides"]) == ["tuned"]
    with pytest.raises(InputError, match="no base side"):
        ask(session, asked(tiny_model))


def test_too_little_memory_is_told_with_numbers(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    _memory(monkeypatch, place.CONTEXT["cpu"])
    with pytest.raises(EngineError) as refused:
        ask(Session(), asked(run.path))
    assert refused.value.what.id == "engine.chat.too-large"
    assert refused.value.what.params["free"] == "0.0"


def test_memory_that_runs_out_is_told(
    session: Session, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried …")

    monkeypatch.setattr("deeptuner.engine.chat.session.write_answer", full)
    with pytest.raises(EngineError, match="memory was not enough"):
        ask(session, asked(run.path))


def test_an_adapter_of_another_model_is_refused(run: RunFolder, tmp_path: Path) -> None:
    other = make_llama(tmp_path / "other", hidden=16)
    with pytest.raises(ModelError, match="does not belong to this model"):
        ask(Session(), asked(run.adapter_dir, base=str(other)))


def test_a_base_that_has_changed_is_refused(
    tiny_model: Path, run: RunFolder, tmp_path: Path
) -> None:
    changed = RunFolder(shutil.copytree(run.path, tmp_path / "run"))
    settings = changed.settings_file.read_text()
    other = make_llama(tmp_path / "model", seed=5)
    changed.settings_file.write_text(settings.replace(str(tiny_model), str(other)))
    with pytest.raises(DeepTunerError, match="not the one that the run was trained on"):
        ask(Session(), asked(changed.path))


def test_loading_can_be_stopped(run: RunFolder) -> None:
    session, heard = Session(), Heard()
    heard.stop.set()
    sides = ask(session, asked(run.path), heard)["sides"]
    assert {one["stopped"] for one in sides.values()} == {"person"}
    assert session._open is None


def _memory(monkeypatch: pytest.MonkeyPatch, available: int) -> None:
    seen = SimpleNamespace(available=available, total=available)
    monkeypatch.setattr(place.psutil, "virtual_memory", lambda: seen)
