"""`deeptuner gpus`: training's view and the sensors' joined, once and while it is watched."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from deeptuner.cli import joined_gpus, machine_look
from deeptuner.cli.commands import gpus as command
from deeptuner.cli.main import main
from tests.support.stand_ins import AmdMachine, NvidiaMachine, processor, radeon

GIB = 2**30
ENOUGH = 200  # reads of a terminal until what is waited for must have come
CARD: dict[str, Any] = {
    "index": 0,
    "name": "Radeon RX 7900 XTX",
    "total_memory": 24 * GIB,
    "integrated": False,
    "arch": "gfx1100",
    "pci": "0000:04:00.0",
    "bf16": True,
    "selector": "0",
    "fit": True,
    "reason": {"id": "engine.probe.fit", "params": {}},
}
WITHIN = {
    **CARD,
    "index": 2,
    "pci": "0000:0e:00.0",
    "fit": False,
    "reason": {"id": "engine.probe.integrated", "params": {}},
}
Believe = Callable[..., None]


@pytest.fixture
def believe(monkeypatch: pytest.MonkeyPatch) -> Believe:
    """Makes the command believe that PyTorch sees these devices."""
    monkeypatch.setattr(joined_gpus, "holder", lambda index: "a-run" if index == 1 else None)

    def devices(*found: dict[str, Any], version: str = "2.13.0+rocm7.2") -> None:
        machine = {
            "backend": "rocm" if found else "cpu",
            "devices": found,
            "cpu_cores": 8,
            "memory_bytes": 64 * GIB,
            "bf16": True,
            "torch_version": version,
        }
        monkeypatch.setattr(command, "probed", lambda: machine)

    return devices


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AmdMachine:
    made = AmdMachine(tmp_path / "m", [processor(), radeon(0), radeon(1, throttling=2)])
    stand_on(made, monkeypatch)
    return made


def stand_on(machine: AmdMachine | NvidiaMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in machine.environment().items():
        monkeypatch.setenv(name, value)


def as_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["gpus", "--json", *words]) == 0
    lines = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    found: dict[str, Any] = lines[-1]
    return found


@pytest.mark.usefixtures("machine")
def test_numbers_are_joined_by_address_never_by_place(
    believe: Believe, capsys: pytest.CaptureFixture[str]
) -> None:
    believe(CARD, {**CARD, "index": 1, "pci": "00000000:03:00.0"}, WITHIN)
    told = as_json(capsys)
    first, second, within = told["gpus"]
    assert [gpu["number"] for gpu in told["gpus"]] == [0, 1, 2]
    assert (first["pci"], first["reading"]["power"]) == ("0000:04:00.0", 301)
    assert (second["reading"]["power"], second["run"]) == (300, "a-run")
    assert second["uuid"] == "GPU-000000000000abc0"
    assert first["limits"]["temperature_hotspot"] == 110
    assert [gpu["trains"] for gpu in told["gpus"]] == [True, True, False]
    assert within["integrated"]
    assert told["notes"] == []


@pytest.mark.usefixtures("machine")
def test_the_table_says_what_each_does_and_why_one_is_left_out(
    believe: Believe, capsys: pytest.CaptureFixture[str]
) -> None:
    believe(CARD, {**CARD, "index": 1, "pci": "0000:03:00.0"}, WITHIN)
    assert main(["gpus"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["name", "chip", "memory", "temperature", "power", "load", "run"]
    assert "GPU0  Radeon RX 7900 XTX  gfx1100  10.0 of 24.0 GiB  56 / 71 / 77 °C" in lines[1]
    assert "301 of 355 W  97 %" in lines[1]
    assert lines[2].endswith("a-run")
    assert any(line.startswith("GPU2 does not train: Part of the processor") for line in lines)
    assert "GPU0 runs slower than it could: it is too hot." in lines
    assert "8 cores" in lines[-1]


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("version", "hidden", "why"),
    [
        ("2.13.0+cpu", "", "built for the processor alone"),
        ("2.13.0+rocm7.2", "1", "HIP_VISIBLE_DEVICES=1 hides it"),
        ("2.13.0+cu130", "", "PyTorch (2.13.0+cu130) does not see it"),
    ],
)
def test_a_card_that_training_does_not_see_is_shown_and_explained(
    believe: Believe,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    hidden: str,
    why: str,
) -> None:
    monkeypatch.setenv("HIP_VISIBLE_DEVICES", hidden)
    believe(*([CARD] if hidden else []), version=version)
    assert main(["gpus"]) == 0
    said = capsys.readouterr().out
    assert "AMD Radeon RX 7900 XTX (0000:03:00.0) does not train: " in said
    assert why in said
    assert "AMD Radeon Graphics (0000:0e:00.0) does not train: Part of the processor" in said
    assert ("None of the GPUs can train" in said) == (not hidden)


def test_a_machine_without_gpus_says_so(
    believe: Believe,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    stand_on(NvidiaMachine(tmp_path / "m", 0, library=False), monkeypatch)
    believe()
    assert main(["gpus"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("No GPU was found")


def test_a_driver_that_hangs_costs_only_what_it_would_tell(
    machine: AmdMachine,
    believe: Believe,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine.set(-1, slow=1000)
    monkeypatch.setattr(machine_look, "PATIENCE", 0.5)
    believe(CARD)
    assert main(["gpus"]) == 0
    said = capsys.readouterr().out
    assert "GPU0  Radeon RX 7900 XTX  gfx1100  24.0 GiB  –" in said
    assert "driver does not answer" in said


def test_a_probe_that_fails_is_an_error_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_look, "PROBE", "deeptuner.nothing")
    assert main(["gpus"]) == 1
    assert "No module named deeptuner.nothing" in capsys.readouterr().err


def test_a_watch_follows_until_it_is_interrupted(
    machine: AmdMachine,
    believe: Believe,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    believe(CARD)
    seen: list[float] = []
    real = machine_look.Looking.next

    def follow(looking: machine_look.Looking) -> Any:
        if 99 in seen:
            raise KeyboardInterrupt
        told = real(looking)
        assert told is not None
        seen.append(told["gpus"][1]["reading"]["temperature_edge"])
        machine.set(2, temperature_edge=99)
        return told

    monkeypatch.setattr(machine_look.Looking, "next", follow)
    assert main(["gpus", "--watch", "--interval", "0.01", "--json"]) == 0
    events = [orjson.loads(line)["event"] for line in capsys.readouterr().out.splitlines()]
    shown = [event["gpus"][0]["reading"]["temperature_edge"] for event in events]
    assert shown == seen
    assert (shown[0], shown[-1]) == (56, 99)


def test_in_a_terminal_the_table_is_drawn_over_itself_until_ctrl_c(machine: AmdMachine) -> None:
    """The whole of it: the real probe, real sensors, a real terminal, and no process left."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "deeptuner.cli.main", "gpus", "--watch", "--interval", "0.2"]
    with subprocess.Popen(words, env=machine.environment(), stdout=theirs) as watch:
        os.close(theirs)
        try:
            first = _until(ours, "2.13")
            assert "\x1b[" not in first.split("name")[0]
            assert "56 / 71 / 77 °C" in first
            machine.set(2, temperature_hotspot=108)
            _until(ours, "56 / 108 / 77 °C")
            watch.send_signal(signal.SIGINT)
            rest = _until(ours, None)
            assert "Traceback" not in rest
            assert watch.wait() == 0
        finally:
            watch.kill()
            os.close(ours)


def _until(terminal: int, wanted: str | None) -> str:
    """What is printed until `wanted` has been, or, with None, until nobody prints any more."""
    shown = b""
    for _ in range(ENOUGH):
        try:
            shown += os.read(terminal, 2**16)
        except OSError:  # the other end is closed
            break
        if wanted is not None and wanted in shown.decode(errors="ignore"):
            return shown.decode()
    assert wanted is None, f"{wanted} never came: {shown.decode()}"
    return shown.decode()
