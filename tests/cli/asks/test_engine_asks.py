"""Steps, plans and findings agree with what preparing a run decides."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.asks import machine
from deeptuner.cli.asks.asking import Asking
from deeptuner.data import counting
from deeptuner.errors import DataError, InputError, SettingsError
from deeptuner.monitor.sensors.found import light_sensors
from deeptuner.runs.experiment import Experiment
from tests.cli.asks.conftest import Ask
from tests.support.stand_ins import AmdMachine, processor, radeon

ROWS = 150
GPU = {
    "index": 0,
    "name": "Radeon RX 7900 XTX",
    "total_memory": 24 * 2**30,
    "integrated": False,
    "arch": "gfx1100",
    "pci": "0000:03:00.0",
    "bf16": True,
    "selector": "0",
    "fit": True,
    "reason": {"id": "engine.probe.fit", "params": {}},
}


@pytest.fixture(scope="module")
def sample_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with fewer rows."""
    folder = tmp_path_factory.mktemp("small") / "experiment"
    shutil.copytree(sample_folder, folder)
    rows = folder / "datasets" / "orders.jsonl"
    rows.write_text("".join(rows.read_text().splitlines(keepends=True)[:ROWS]))
    return folder


def _machine(*devices: dict[str, Any]) -> dict[str, Any]:
    return {
        "backend": "rocm" if devices else "cpu",
        "devices": list(devices),
        "cpu_cores": 2,
        "memory_bytes": 16 * 2**30,
        "bf16": True,
        "torch_version": "2.13",
    }


@pytest.fixture
def on(asking: Asking) -> Any:
    """Makes the worker believe that its machine is one of these."""

    def believe(*devices: dict[str, Any]) -> None:
        asking.shelf.put(machine.KEY, _machine(*devices))

    believe()
    return believe


def _values(folder: Path, **more: Any) -> dict[str, Any]:
    values = {"model.path": "harbour-tiny", "data.dataset": "orders", "training.epochs": 2.0}
    return {"folder": str(folder), "values": {**values, **more}}


BATCHING = ["padding-free", "packed"]


@pytest.mark.parametrize("batching", BATCHING)
def test_steps_are_those_that_preparing_plans(
    ask: Ask, on: Any, sample_folder: Path, tmp_path: Path, batching: str
) -> None:
    from deeptuner.data.prepare import prepare
    from deeptuner.engine.schedule import total_steps
    from deeptuner.settings.catalog import with_values
    from deeptuner.settings.sections.config import Config

    folder = tmp_path / "experiment"
    shutil.copytree(sample_folder, folder)
    experiment = Experiment(folder)
    given = _values(folder, **{"data.batching": batching, "training.batch_size": 3, "data.seed": 1})
    told = ask("steps", **given)
    config = with_values(Config(), given["values"])
    model = experiment.resolve_model("harbour-tiny")
    prepared = prepare(
        config, model, experiment.resolve_dataset("orders"), experiment.cache_dir, model_context=512
    )
    items = len(prepared.train) if prepared.packs is None else len(prepared.packs)
    evaluated = prepared.eval_packs if prepared.packs is not None else prepared.eval
    assert evaluated is not None
    prepared.close()
    assert (told["train_rows"], told["eval_rows"]) == (items, len(evaluated))
    assert told["steps_per_epoch"] == -(-items // 3)
    assert told["total_steps"] == total_steps(config, told["steps_per_epoch"])
    assert told["exact"]
    assert ask("steps", **given) == told  # now from the cache


def test_a_large_dataset_is_estimated_from_a_sample(
    ask: Ask, on: Any, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = ask("steps", **_values(sample_folder))
    monkeypatch.setattr(counting, "WHOLE", 0)
    monkeypatch.setattr(counting, "SAMPLE", 60)
    for batching in BATCHING:
        packed = {"data.batching": batching, "data.seed": 3}
        about = ask("steps", **_values(sample_folder, **packed))
        assert not about["exact"]
        assert about["notes"][0]["params"] == {"rows": 60, "total": ROWS}
        if batching != "packed":
            assert about["train_rows"] == pytest.approx(exact["train_rows"], rel=0.05)
        else:
            assert 0.5 < about["train_rows"] / exact["train_rows"] < 0.8


def test_rows_that_are_all_too_long_are_told_from_a_sample_too(
    ask: Ask, on: Any, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for whole in (counting.WHOLE, 0):
        monkeypatch.setattr(counting, "WHOLE", whole)
        with pytest.raises(DataError, match="longer than the limits"):
            ask("steps", **_values(sample_folder, **{"data.max_length": 8, "data.seed": whole}))


def test_batch_sizes_and_devices_change_the_steps(ask: Ask, on: Any, sample_folder: Path) -> None:
    one = ask("steps", **_values(sample_folder, **{"training.batch_size": 2}))
    on(GPU, {**GPU, "index": 1, "selector": "1"})
    two = ask("steps", **_values(sample_folder, **{"training.batch_size": 2}))
    assert (one["world_size"], two["world_size"]) == (1, 2)
    assert (one["effective_batch_size"], two["effective_batch_size"]) == (2, 4)
    assert two["steps_per_epoch"] == -(-one["steps_per_epoch"] // 2)


def test_the_plan_is_what_auto_would_choose(ask: Ask, on: Any, sample_folder: Path) -> None:
    assert ask("plan", **_values(sample_folder))["kind"] == "single"
    on(GPU, {**GPU, "index": 1, "selector": "1"})
    plan = ask("plan", **_values(sample_folder, **{"hardware.parallel": "naive"}))
    assert (plan["kind"], plan["reason"]["id"]) == ("ddp", "engine.plan.ddp-fits")
    assert plan["gpus"] == [0, 1]


def test_a_plan_that_is_impossible_says_so(ask: Ask, on: Any, sample_folder: Path) -> None:
    with pytest.raises(InputError, match="GPU7"):
        ask("plan", **_values(sample_folder, **{"hardware.gpus": [7]}))


def test_findings_know_the_machine(ask: Ask, on: Any, sample_folder: Path) -> None:
    values = {"hardware.parallel": "fsdp", "hardware.gpus": [5]}
    found = ask("check", **_values(sample_folder, **values))["findings"]
    assert any("hardware.gpus" in one["paths"] for one in found if one["severity"] == "error")


def test_every_mistake_of_the_settings_is_told(ask: Ask, on: Any, sample_folder: Path) -> None:
    values = {"lora.rank": "many", "lora.alfa": 3}
    with pytest.raises(SettingsError) as refused:
        ask("check", **_values(sample_folder, **values))
    assert len(refused.value.mistakes) == 2


def test_gpus_tell_what_they_are_and_who_has_them(
    ask: Ask, on: Any, asking: Asking, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from deeptuner.cli.asks import gpus

    cards = [processor(), radeon(0, temperature_edge=61, vram_used=5), radeon(1, vram_used="N/A")]
    standin = AmdMachine(tmp_path / "m", cards)
    asking.shelf.put(gpus.KEY, light_sensors({"DEEPTUNER_SYSFS": str(standin.system)}))
    monkeypatch.setattr(gpus, "holder", lambda index: "a-run" if index else None)
    on(GPU, {**GPU, "index": 1, "pci": "0000:04:00.0"}, {**GPU, "index": 2, "pci": ""})
    told = ask("gpus")
    first, second, unknown = told["devices"]
    assert (first["busy"], second["busy"]) == (None, "a-run")
    assert (first["used_memory"], first["temperature"]) == (5 * 2**20, 61.0)
    assert (second["used_memory"], second["temperature"]) == (None, 56.0)
    assert (unknown["used_memory"], unknown["temperature"]) == (None, None)
    standin.set(1, temperature_edge=90)
    assert ask("gpus")["devices"][0]["temperature"] == 90
    assert (first["fit"], first["reason"]["id"]) == (True, "engine.probe.fit")
    assert told["notes"] == []
    on()
    assert ask("gpus")["notes"][0]["id"] == "cli.gpus.none"


def test_the_machine_is_probed_in_a_process_of_its_own(ask: Ask) -> None:
    told = ask("gpus")
    assert told["backend"] in ("cpu", "cuda", "rocm")
    assert told["cpu_cores"] >= 1
