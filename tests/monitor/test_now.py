"""What a GPU uses now, from made-up files of the driver and made-up words of nvidia-smi."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.monitor import now as module
from deeptuner.monitor.now import Now, amd_now, nvidia_now, parse_query

PCI = "0000:03:00.0"


def _card(system: Path, **files: str) -> None:
    for name, text in files.items():
        path = system / PCI / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")


def test_amd_tells_memory_and_the_edge_temperature(tmp_path: Path) -> None:
    _card(
        tmp_path,
        mem_info_vram_used="1234567890",
        hwmon__hwmon4__temp1_label="junction",
        hwmon__hwmon4__temp1_input="71000",
        hwmon__hwmon4__temp2_label="edge",
        hwmon__hwmon4__temp2_input="58500",
    )
    assert amd_now(PCI, tmp_path) == Now(1234567890, 58.5)


def test_a_sensor_without_a_name_serves_too(tmp_path: Path) -> None:
    _card(tmp_path, hwmon__hwmon0__temp1_input="40000")
    assert amd_now(PCI, tmp_path) == Now(None, 40.0)


@pytest.mark.parametrize("pci", ["", "0000:09:00.0"])
def test_an_unknown_card_tells_nothing(tmp_path: Path, pci: str) -> None:
    assert amd_now(pci, tmp_path) == Now()


def test_a_sleeping_card_tells_what_it_can(tmp_path: Path) -> None:
    _card(tmp_path, mem_info_vram_used="", hwmon__hwmon0__temp1_input="nonsense")
    assert amd_now(PCI, tmp_path) == Now()


def test_nvidia_is_found_by_the_address_that_torch_gives() -> None:
    text = "00000000:03:00.0, 512, 45\n00000001:0A:00.0, [N/A], [Unknown]\nnot, a line\n"
    assert parse_query(text) == {
        "0000:03:00.0": Now(512 * 2**20, 45.0),
        "0001:0a:00.0": Now(None, None),
    }


def test_a_tool_that_is_missing_or_fails_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for query in (["deeptuner-has-no-such-tool"], ["false"]):
        monkeypatch.setattr(module, "QUERY", query)
        assert nvidia_now() == {}


def test_a_tool_that_answers_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUERY", ["echo", "00000000:03:00.0, 1, 30"])
    assert nvidia_now() == {"0000:03:00.0": Now(2**20, 30.0)}
