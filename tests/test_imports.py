"""Who may import whom, and that quick things stay quick by importing little."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"torch", "transformers", "peft", "accelerate", "PySide6", "pydantic", "numpy", "yaml"}


def modules_after(code: str) -> set[str]:
    script = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_contracts_between_packages_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = "from deeptuner.cli.main import build_parser; build_parser().format_help()"
    assert not HEAVY & modules_after(code)


@pytest.mark.parametrize(
    "module",
    [
        "deeptuner.settings",
        "deeptuner.runs.supervisor",
        "deeptuner.data.prepare",
        "deeptuner.engine.merge.of_run",
        "deeptuner.engine.merge.place",
    ],
)
def test_light_packages_load_neither_torch_nor_qt(module: str) -> None:
    loaded = modules_after(f"import {module}")
    assert not {"torch", "transformers", "PySide6"} & loaded


def test_amdsmi_is_not_importable_where_torch_runs() -> None:
    assert importlib.util.find_spec("amdsmi") is None


def test_the_engine_loads_no_compiler() -> None:
    loaded = modules_after("import deeptuner.engine.adapter")
    assert "bitsandbytes" in loaded
    assert "torch._inductor.compile_fx" not in loaded
