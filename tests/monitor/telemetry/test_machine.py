"""Which GPU is GPU0: joined by PCI address, whatever order anybody lists them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from deeptuner.files import write_json
from deeptuner.monitor.sensors.base import Gpu
from deeptuner.monitor.telemetry.machine import (
    About,
    merged,
    read_about,
    seen_gpus,
    write_about,
)
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message
from tests.support.telemetry import gpu


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path)


def trained_on(run: RunFolder, devices: Sequence[tuple[int, str]], planned: Sequence[int]) -> None:
    """What the preparation leaves: the devices it found as (number, PCI address), and the plan."""
    found = [{"index": index, "pci": pci} for index, pci in devices]
    settings = {"model": {"path": "a"}, "record": {"machine": {"devices": found}}}
    run.settings_file.write_text(yaml.safe_dump(settings))
    write_json(run.plan_file, {"gpus": list(planned)})


def numbers(run: RunFolder, gpus: Sequence[Gpu]) -> dict[str, int]:
    return {seen.key: seen.number for seen in seen_gpus(run, gpus)}


def test_what_is_written_is_read(run: RunFolder) -> None:
    about = About((gpu(0), gpu(1, integrated=True)), message("monitor.telemetry.no-gpus"), 2.5, 7.0)
    write_about(run, about)
    assert read_about(run) == about


@pytest.mark.parametrize("text", ["", "{", "[]", '{"gpus": 3}', '{"gpus": [{"key": 1}]}'])
def test_a_file_that_is_none_tells_nothing(run: RunFolder, text: str) -> None:
    assert read_about(run) is None
    run.telemetry_about.write_text(text)
    assert read_about(run) is None


def test_training_numbers_are_joined_by_address(run: RunFolder) -> None:
    """Training counts the other way round, and one tool writes longer addresses than another."""
    trained_on(run, [(0, "0000:04:00.0"), (1, "00000000:03:00.0")], [1])
    seen = seen_gpus(run, [gpu(0), gpu(1)])
    assert [(each.key, each.number, each.trains) for each in seen] == [
        ("0000:04:00.0", 0, False),
        ("0000:03:00.0", 1, True),
    ]


def test_before_anything_is_known_addresses_count_and_integrated_ones_come_last(
    run: RunFolder,
) -> None:
    found = [gpu(-1, integrated=True), gpu(1), gpu(0)]
    assert numbers(run, found) == {"0000:03:00.0": 0, "0000:04:00.0": 1, "0000:02:00.0": 2}
    assert [each.trains for each in seen_gpus(run, found)] == [True, True, False]


def test_a_gpu_that_training_did_not_find_comes_behind(run: RunFolder) -> None:
    trained_on(run, [(0, "0000:05:00.0"), (1, "0000:04:00.0")], [0, 1])
    found = [gpu(0), gpu(1), gpu(2), gpu(-1, integrated=True)]
    assert numbers(run, found) == {
        "0000:05:00.0": 0,
        "0000:04:00.0": 1,
        "0000:03:00.0": 2,
        "0000:02:00.0": 3,
    }
    assert [each.trains for each in seen_gpus(run, found)] == [True, True, False, False]


def test_where_training_knows_no_addresses_the_order_is_theirs(run: RunFolder) -> None:
    trained_on(run, [(0, ""), (1, "")], [0])
    assert numbers(run, [gpu(1), gpu(0)]) == {"0000:03:00.0": 0, "0000:04:00.0": 1}


@pytest.mark.parametrize("text", ["", "model: [", "record: 5", "record: {machine: {devices: 1}}"])
def test_settings_that_tell_nothing(run: RunFolder, text: str) -> None:
    run.settings_file.write_text(text)
    assert numbers(run, [gpu(0)]) == {"0000:03:00.0": 0}


def test_a_gpu_that_has_gone_stays_part_of_the_record() -> None:
    woken = replace(gpu(0), name="another name")
    assert merged([gpu(0), gpu(1)], [woken]) == (woken, gpu(1))
