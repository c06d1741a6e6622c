"""amdsmi is where sensors find it, and nowhere that torch looks.

torch on ROCm imports whatever amdsmi it finds and dies of one that does not fit ROCm's library. So
a virtual environment is made whose private copy does not fit, and the real torch is imported in it
as on ROCm, in the environment that the processes of a run get.
"""

from __future__ import annotations

import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from deeptuner.runs.environment import run_environment
from deeptuner.runs.folder import RunFolder
from tests.support.stand_ins import AmdMachine
from tests.support.stand_ins.build import wheel

ROOT = Path(__file__).parents[3]
# torch decides by torch.version.hip; the build for the CPU is told that it is one for ROCm.
TORCH_ON_ROCM = """
import importlib.util, pathlib, sys, types
spec = importlib.util.find_spec("torch")
file = pathlib.Path(spec.origin).with_name("version.py")
version = types.ModuleType("torch.version")
exec(compile(file.read_text(), str(file), "exec"), version.__dict__)
version.hip = "7.0"
sys.modules["torch.version"] = version
import torch
print("torch lives", torch.version.hip, torch.cuda._HAS_AMDSMI)
"""
SENSORS = """
from deeptuner.monitor.sensors.found import find_sensors
sensors = find_sensors()
print(sensors[0].problem.id, sensors[0].read(sensors[0].gpus()[0])["power"])
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, AmdMachine]:
    """A virtual environment's Python and private folder, and a machine that the latter misfits."""
    folder = tmp_path_factory.mktemp("apart")
    machine = AmdMachine(folder / "m", 1, version="7.0.2", library="6.4.4", package=False)
    venv.EnvBuilder(symlinks=True).create(folder / "venv")
    packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
    lines = (sysconfig.get_path("purelib"), str(ROOT))
    (packages / "shared.pth").write_text("\n".join(lines))
    private = folder / "venv" / "share" / "deeptuner" / "amdsmi"
    private.mkdir(parents=True)
    (private / "amdsmi").symlink_to(wheel("7.0.2") / "amdsmi")
    return folder / "venv" / "bin" / "python", private, machine


def run(python: Path, code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def of_a_run(machine: AmdMachine, folder: Path, **more: str) -> dict[str, str]:
    return run_environment(RunFolder(folder), machine.environment() | more)


def test_torch_never_notices_a_copy_that_does_not_fit(
    place: tuple[Path, Path, AmdMachine], tmp_path: Path
) -> None:
    python, private, machine = place
    environment = of_a_run(machine, tmp_path, PYTHONPATH=str(private))
    alone = run(python, TORCH_ON_ROCM, environment)
    assert alone.stdout == "torch lives 7.0 False\n", alone.stderr
    found = run(python, "import amdsmi", environment)
    assert "ModuleNotFoundError: No module named 'amdsmi'" in found.stderr
    # … while sensors find it, say that it does not fit, and read the kernel's files.
    sensors = run(python, SENSORS, environment | {"DEEPTUNER_SYSFS": str(machine.system)})
    assert sensors.stdout == "monitor.amd.other-version 300.0\n", sensors.stderr


def test_torch_would_die_if_it_did(place: tuple[Path, Path, AmdMachine]) -> None:
    """Without this the test above would prove nothing."""
    python, private, machine = place
    died = run(python, TORCH_ON_ROCM, machine.environment() | {"PYTHONPATH": str(private)})
    assert died.returncode != 0
    assert "AttributeError" in died.stderr
    assert "torch lives" not in died.stdout


def test_the_engine_never_imports_what_imports_amdsmi() -> None:
    """Nor do the window and the commands: only the sampler and the process that prints sensors."""
    allowed = {ROOT / "deeptuner" / "monitor" / "sensors" / "__main__.py"}
    allowed |= {ROOT / "deeptuner" / "monitor" / "sampler.py"}
    named = {
        file
        for file in (ROOT / "deeptuner").rglob("*.py")
        if "find_sensors" in file.read_text() and file.name != "found.py"
    }
    assert named <= allowed
