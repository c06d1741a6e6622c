"""Finding AMD's amdsmi and importing it without harm.

Only a process that never imports torch may call `load`: torch on ROCm dies of an amdsmi that does
not fit the installed ROCm. Knows where amdsmi lies and how its import fails. Asks no GPU.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module, invalidate_caches
from pathlib import Path
from types import ModuleType
from typing import Final

from deeptuner.monitor.sensors.sysfs import text
from deeptuner.words import Message, message

NAME: Final = "amdsmi"
USUAL: Final = Path("/opt/rocm")
OWN_COPY: Final = Path("share") / "amd_smi"  # in ROCm's folder
PRIVATE: Final = Path("share") / "deeptuner" / NAME  # in our virtual environment
VERSION: Final = re.compile(r"(\d+)\.(\d+)")
SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that holds the package, and the ROCm that its library belongs to."""

    folder: Path
    rocm: Path
    private: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """The imported package, or why there is none. Both None: nothing of AMD's is installed."""

    package: ModuleType | None = None
    problem: Message | None = None


def load(environment: Mapping[str, str] = os.environ, prefix: Path | None = None) -> Loaded:
    """Import amdsmi from the first place where it works, and start it.

    ROCm's own copy is preferred, since it fits ROCm's library; then the one that `./run` put into
    `prefix` (our virtual environment). What lies in site-packages is never taken.
    """
    problem = None
    for place in places(environment, Path(sys.prefix) if prefix is None else prefix):
        package, why = _try(place)
        if package is not None:
            return Loaded(package)
        problem = problem or why
    return Loaded(None, problem)


def places(environment: Mapping[str, str], prefix: Path) -> Iterator[Place]:
    """Where the package lies, best first; each folder once."""
    seen = set()
    for place in (*_own_copies(environment), *_private(environment, prefix)):
        folder = place.folder.resolve()
        if folder not in seen:
            seen.add(folder)
            yield place


def _own_copies(environment: Mapping[str, str]) -> Iterator[Place]:
    for rocm in _rocm_folders(environment):
        if _holds_package(rocm / OWN_COPY):
            yield Place(rocm / OWN_COPY, rocm)


def _private(environment: Mapping[str, str], prefix: Path) -> Iterator[Place]:
    rocm = next(_rocm_folders(environment), USUAL)
    if _holds_package(prefix / PRIVATE):
        yield Place(prefix / PRIVATE, rocm, private=True)


def _rocm_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    """The installed ROCms: the one that the person's environment names first."""
    named = [environment.get(name, "") for name in ("ROCM_HOME", "ROCM_PATH")]
    found = [Path(folder) for folder in named if folder]
    yield from (folder for folder in found if folder.is_dir())
    if found:
        return
    if USUAL.is_dir():
        yield USUAL
    yield from sorted(USUAL.parent.glob("rocm-*"), reverse=True)
    if wheels := _rocm_of_wheels(environment):
        yield wheels


def _rocm_of_wheels(environment: Mapping[str, str]) -> Path | None:
    """ROCm that was installed as Python packages (TheRock) tells its folder by a command."""
    path = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    command = shutil.which("rocm-sdk", path=path)
    if not command:
        return None
    try:
        told = subprocess.run(
            [command, "path", "--root"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    folder = Path(told.stdout.strip())
    return folder if folder.is_absolute() and folder.is_dir() else None


def _holds_package(folder: Path) -> bool:
    return (folder / NAME / "__init__.py").is_file()


def _try(place: Place) -> tuple[ModuleType | None, Message | None]:
    why = _unfit(place)
    if why is not None:
        return None, why
    try:
        with _importable(place), _quiet():
            package = import_module(NAME)
    except Exception as error:  # noqa: BLE001 - it raises KeyError, AttributeError, OSError and more
        _forget()
        return None, _explain(error, place)
    try:
        with _quiet():
            package.amdsmi_init()
    except Exception as error:  # noqa: BLE001 - the library's own errors, whatever version it is
        _forget()
        return None, message("monitor.amd.not-started", detail=_detail(error))
    return package, None


def _unfit(place: Place) -> Message | None:
    """Our copy must be of ROCm's version: the structures of neighbouring ones differ, which reads
    wrong numbers rather than failing."""
    if not place.private:
        return None
    ours = VERSION.search(text(place.folder / NAME / "_version.py"))
    theirs = VERSION.match(text(place.rocm / ".info" / "version"))
    if not ours or not theirs or ours.groups() == theirs.groups():
        return None
    detail = f"amdsmi {ours[0]}, ROCm {theirs[0]}"
    return message("monitor.amd.other-version", folder=str(place.folder), detail=detail)


def _explain(error: Exception, place: Place) -> Message:
    folder, detail = str(place.folder), _detail(error)
    if isinstance(error, AttributeError):  # a function that the library does not have
        return message("monitor.amd.other-version", folder=folder, detail=detail)
    if isinstance(error, KeyError | OSError):  # as it says that it did not find the library
        return message("monitor.amd.no-library", rocm=str(place.rocm))
    return message("monitor.amd.broken", folder=folder, detail=detail)


def _detail(error: Exception) -> str:
    """The error in one line."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


@contextmanager
def _importable(place: Place) -> Iterator[None]:
    """`place` alone on the path's head, and its ROCm named for the package's search."""
    before = os.environ.get("ROCM_PATH")
    sys.path.insert(0, str(place.folder))
    os.environ["ROCM_PATH"] = str(place.rocm)
    invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(place.folder))
        if before is None:
            del os.environ["ROCM_PATH"]
        else:
            os.environ["ROCM_PATH"] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the words that the package prints when it does not find its library."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        yield


def _forget() -> None:
    """Half an import must not be found by the next one."""
    for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
        del sys.modules[name]
