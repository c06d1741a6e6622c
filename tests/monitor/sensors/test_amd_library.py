"""Finding amdsmi and importing it: where it is looked for, what is said when it is of no use."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from deeptuner.monitor.sensors.amd_library import load, places
from tests.monitor.sensors.looking import child, look
from tests.support.stand_ins import AmdMachine, radeon
from tests.support.stand_ins.build import wheel

LOADED = """
import json, os, sys
from pathlib import Path
from deeptuner.monitor.sensors.amd_library import load
path, modules = list(sys.path), set(sys.modules)
loaded = load(os.environ, Path(os.environ["PREFIX"]))
print(json.dumps({
    "from": str(loaded.package and loaded.package.__file__),
    "problem": loaded.problem and loaded.problem.id,
    "words": str(loaded.problem),
    "path": sys.path == path,
    "left": sorted(name for name in set(sys.modules) - modules if name.startswith("amdsmi")),
    "rocm": os.environ.get("ROCM_PATH", ""),
}))
"""
OTHER = ("7.0.2", "6.4.4"), ("6.4.4", "7.0.2")


def loaded(machine: AmdMachine, prefix: Path, **more: str) -> dict[str, str]:
    found: dict[str, str] = child(LOADED, machine.environment() | {"PREFIX": str(prefix), **more})
    return found


def put_private(prefix: Path, version: str) -> Path:
    folder = prefix / "share" / "deeptuner" / "amdsmi"
    folder.mkdir(parents=True)
    (folder / "amdsmi").symlink_to(wheel(version) / "amdsmi")
    return folder


def broken_package(folder: Path, line: str) -> Path:
    (folder / "amdsmi").mkdir(parents=True)
    (folder / "amdsmi" / "__init__.py").write_text(f"print('as loud as it can')\n{line}\n")
    return folder


def test_rocms_own_copy_wins_over_ours(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1)
    put_private(tmp_path, "7.0.2")
    told = loaded(machine, tmp_path)
    assert told["from"].startswith(str(machine.rocm))
    assert told["path"]
    assert told["rocm"] == str(machine.rocm)


def test_ours_serves_where_rocm_has_none(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1, package=False)
    folder = put_private(tmp_path, "7.0.2")
    told = loaded(machine, tmp_path)
    assert told["from"].startswith(str(folder))
    assert told["problem"] is None


def test_ours_serves_where_rocms_copy_is_broken(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1, package=False)
    broken_package(machine.rocm / "share" / "amd_smi", "raise RuntimeError('half installed')")
    folder = put_private(tmp_path, "7.0.2")
    assert loaded(machine, tmp_path)["from"].startswith(str(folder))


def test_ours_is_not_even_tried_on_another_rocm(tmp_path: Path) -> None:
    """6.3's structures are shifted in 6.4: it would import, and read wrong numbers."""
    machine = AmdMachine(tmp_path / "m", 1, version="6.4.4", package=False)
    put_private(tmp_path, "6.3.3")
    told = loaded(machine, tmp_path)
    assert told["problem"] == "monitor.amd.other-version"
    assert "amdsmi 6.3, ROCm 6.4" in told["words"]


def test_what_lies_in_site_packages_is_never_taken(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1, package=False)
    elsewhere = broken_package(tmp_path / "site", "")
    told = loaded(machine, tmp_path, PYTHONPATH=str(elsewhere))
    assert (told["from"], told["problem"]) == ("None", None)


@pytest.mark.parametrize(("version", "library"), OTHER)
def test_another_versions_library_is_said_and_the_kernel_asked(
    tmp_path: Path, version: str, library: str
) -> None:
    machine = AmdMachine(tmp_path / "m", 2, version=version, library=library)
    told = loaded(machine, tmp_path)
    assert told["problem"] == "monitor.amd.other-version"
    assert told["left"] == []
    assert told["path"]
    seen = look(machine)
    assert [str(problem) for problem in seen.problems] == [told["words"]]
    assert [reading["power"] for reading in seen.readings] == [300, 301]


@pytest.mark.parametrize("version", ["6.3.3", "7.0.2"])
def test_a_missing_library_is_said_and_the_kernel_asked(tmp_path: Path, version: str) -> None:
    seen = look(AmdMachine(tmp_path / "m", 1, version=version, library=""))
    assert [problem.id for problem in seen.problems] == ["monitor.amd.no-library"]
    assert seen.readings[0]["temperature_hotspot"] == 70


def test_nothing_of_rocm_is_said_only_to_who_has_a_card(tmp_path: Path) -> None:
    assert [
        problem.id for problem in look(AmdMachine(tmp_path / "m", 1, package=False)).problems
    ] == ["monitor.amd.none"]


@pytest.mark.parametrize(
    ("values", "problem"),
    [({"init": "error 34"}, "monitor.amd.not-started"), ({"gpus": 0}, "monitor.amd.sees-none")],
)
def test_a_library_that_does_not_start_or_sees_nothing_is_said(
    tmp_path: Path, values: dict[str, object], problem: str
) -> None:
    machine = AmdMachine(tmp_path / "m", 1)
    machine.set(-1, **values)
    seen = look(machine)
    assert [each.id for each in seen.problems] == [problem]
    assert seen.readings[0]["power"] == 300


@pytest.mark.parametrize(
    "line", ["raise RuntimeError('odd')", "import amdsmi.missing", "x = {}['libamd_smi.so']"]
)
def test_no_import_error_escapes_and_nothing_is_left_behind(
    tmp_path: Path, line: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rocm = tmp_path / "rocm"
    broken_package(rocm / "share" / "amd_smi", line)
    monkeypatch.delenv("ROCM_PATH", raising=False)
    path = list(sys.path)
    found = load({"ROCM_PATH": str(rocm)}, tmp_path)
    assert found.package is None
    assert found.problem is not None
    assert not any(name.split(".")[0] == "amdsmi" for name in sys.modules)
    assert sys.path == path
    assert "ROCM_PATH" not in os.environ
    assert capfd.readouterr().out == ""


def test_rocm_that_came_as_python_packages_tells_where_it_is(tmp_path: Path) -> None:
    root = tmp_path / "site" / "rocm"
    broken_package(root / "share" / "amd_smi", "")
    command = tmp_path / "bin" / "rocm-sdk"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\n[ \"$*\" = 'path --root' ] && echo {root}\n")
    command.chmod(0o755)
    environment = {"PATH": f"{command.parent}:{os.environ['PATH']}"}
    assert root / "share" / "amd_smi" in [place.folder for place in places(environment, tmp_path)]
    command.write_text("#!/bin/sh\necho it failed; exit 1\n")
    assert root / "share" / "amd_smi" not in [
        place.folder for place in places(environment, tmp_path)
    ]


def test_each_folder_is_tried_once(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", [radeon()])
    link = tmp_path / "link"
    link.symlink_to(machine.rocm)
    environment = {"ROCM_HOME": str(link), "ROCM_PATH": str(machine.rocm)}
    assert len(list(places(environment, tmp_path))) == 1
