"""llama.cpp's own program for types that only llama.cpp makes: found, run with progress, ended.

Knows its command line: IN OUT TYPE, and lines of output that begin with `[ 3/ 291]`. Does not know
what a type is good for.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from deeptuner.errors import EngineError, InputError
from deeptuner.files import Progress, whole_file
from deeptuner.words import message

VARIABLE: Final = "DEEPTUNER_LLAMA_QUANTIZE"  # names the program where it is not on the PATH
PROGRAM: Final = "llama-quantize"
_COUNT: Final = re.compile(r"^\[ *(\d+)/ *(\d+)\]")
_LAST: Final = 5  # lines of output that are told when it fails
_QUOTED: Final = 500  # characters of these
_MAGIC: Final = b"GGUF"
_PATIENCE: Final = 10.0  # seconds to wait for a program that was told to end


def find(environment: Mapping[str, str]) -> Path | None:
    """The program: as told, else on the PATH, else the one that Ollama brings along.

    Raises InputError when the environment names something that is no program.
    """
    told = environment.get(VARIABLE, "").strip()
    path = environment.get("PATH", os.defpath)
    if told:
        found = shutil.which(os.path.expanduser(told), path=path)  # noqa: PTH111 - may be a name
        if found is None:
            raise InputError(
                message("engine.quants.no-program", name=told),
                where=VARIABLE,
                fix=message("engine.quants.fix-program"),
            )
        return Path(found)
    found = shutil.which(PROGRAM, path=path) or shutil.which(PROGRAM, path=_beside_ollama(path))
    return Path(found) if found else None


def quantise(program: Path, source: Path, target: Path, name: str, progress: Progress) -> None:
    """Make `target`, a GGUF file of type `name`, from the GGUF file `source`: whole or not at all.

    `progress` counts tensors. Raises EngineError when the program fails, with its own last words.
    """
    with whole_file(target) as part:
        said = _run([str(program), str(source), str(part), name.upper()], progress)
        if not _is_gguf(part):
            raise _failed(program, said)


def _beside_ollama(path: str) -> str:
    """Where the Ollama of this machine keeps llama.cpp's programs, since its version 0.30."""
    ollama = shutil.which("ollama", path=path)
    return str(Path(ollama).resolve().parent.parent / "lib" / "ollama") if ollama else ""


def _run(command: list[str], progress: Progress) -> Iterable[str]:
    """Its last words. It does not outlive this call. Raises EngineError when it fails."""
    said: deque[str] = deque(maxlen=_LAST)
    with _started(command) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if found := _COUNT.match(line):
                    progress(int(found[1]), int(found[2]))
                elif line.strip():
                    said.append(line.strip())
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise _failed(Path(command[0]), said)
    return said


def _started(command: list[str]) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise _failed(Path(command[0]), [error.strerror or str(error)]) from error


def _is_gguf(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as content:
        return content.read(len(_MAGIC)) == _MAGIC


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()


def _failed(program: Path, said: Iterable[str]) -> EngineError:
    return EngineError(
        message("engine.quants.failed", said=" ".join(filter(None, said))[-_QUOTED:] or "–"),
        where=str(program),
        fix=message("engine.quants.fix-failed"),
    )
