"""Shipped files are found in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner import shipped


def test_in_a_checkout() -> None:
    assert (shipped.shipped_folder("presets") / "speed-up.yaml").is_file()


def test_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "deeptuner" / "_shipped" / "presets"
    installed.mkdir(parents=True)
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "deeptuner")
    assert shipped.shipped_folder("presets") == installed
    assert shipped.shipped_folder("assets") == tmp_path / "assets"
