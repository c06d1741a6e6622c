"""AMD's GPUs read from the kernel's files, as where amdsmi is of no use."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.sensors.amd_files import AmdFiles, throttling
from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.sensors.sysfs import SystemFiles
from deeptuner.monitor.telemetry.columns import THROTTLED_BY_HEAT, THROTTLED_BY_POWER
from tests.monitor.sensors.test_amd import FIRST, SECOND, WITHIN, values
from tests.support.stand_ins import AmdMachine, processor, radeon


def files(machine: AmdMachine) -> AmdFiles:
    return AmdFiles(SystemFiles(machine.system))


def test_they_tell_what_the_library_tells(tmp_path: Path) -> None:
    cards = [processor(), radeon(0, throttling=THROTTLED_BY_HEAT), radeon(1)]
    sensors = files(AmdMachine(tmp_path / "m", cards))
    first, second, within = sensors.gpus()
    assert [gpu.pci for gpu in (first, second, within)] == [FIRST, SECOND, WITHIN]
    assert sensors.read(first) == values(cards[1])
    assert sensors.read(second) == values(cards[2])
    assert sensors.read(within) == values(cards[0])
    assert (first.arch, first.uuid) == ("gfx1100", "GPU-000000000000abc0")
    assert first.limits == Limits(100, 110, 108, 355)
    assert within.integrated
    assert "Part of the processor" in str(within.why_not)


def test_missing_files_cost_only_their_value(tmp_path: Path) -> None:
    card = radeon(0, fan=None, fan_share=None, power="N/A", temperature_memory="error 2")
    sensors = files(AmdMachine(tmp_path / "m", [card]))
    reading = sensors.read(sensors.gpus()[0])
    lost = {"fan", "fan_share", "power", "temperature_memory"}
    assert reading == {name: value for name, value in values(card).items() if name not in lost}


def test_a_sensor_without_a_name_is_the_edge(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", [processor()])
    next(machine.system.glob("bus/pci/devices/*/hwmon/*/temp1_label")).unlink()
    sensors = files(machine)
    assert sensors.read(sensors.gpus()[0])["temperature_edge"] == 45


def test_newer_drivers_name_power_otherwise(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1)
    folder = next(machine.system.glob("bus/pci/devices/*/hwmon/*"))
    (folder / "power1_average").rename(folder / "power1_input")
    sensors = files(machine)
    assert sensors.read(sensors.gpus()[0])["power"] == 300


def test_one_that_sleeps_or_goes_reads_nothing(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 2)
    sensors = files(machine)
    first, second = sensors.gpus()
    machine.suspend(0)
    machine.remove(1)
    assert (sensors.read(first), sensors.read(second)) == ({}, {})
    assert [gpu.key for gpu in sensors.gpus()] == [FIRST]
    assert sensors.gpus()[0].limits == Limits()
    machine.suspend(0, "active")
    assert sensors.read(first) == values(radeon(0))


@given(content=st.binary(max_size=130), revision=st.sampled_from([b"\x01\x03", b"\x01\x04", b""]))
def test_metrics_of_any_form_are_read_or_left(
    tmp_path_factory: object, content: bytes, revision: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "metrics"  # type: ignore[attr-defined]
    folder.mkdir(exist_ok=True)
    (folder / "gpu_metrics").write_bytes(content[:2] + revision + content[2:])
    found = throttling(folder)
    assert found is None or 0 <= found <= 7


def test_reasons_are_kept_apart(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1)
    device = machine.system / "bus" / "pci" / "devices" / FIRST
    for bits in (0, THROTTLED_BY_POWER, THROTTLED_BY_HEAT, THROTTLED_BY_POWER | THROTTLED_BY_HEAT):
        machine.set(0, throttling=bits)
        assert throttling(device) == bits
