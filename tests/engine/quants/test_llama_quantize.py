"""llama.cpp's program found and run; a script that speaks as it does stands in for it here."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import psutil
import pytest

from deeptuner.engine.quants.llama_quantize import VARIABLE, find, quantise
from deeptuner.errors import EngineError, InputError

COUNTS = "print('[   1/   2] a.weight - [32, 8, 1, 1], type = f16', flush=True)\n"
WRITES = "open(sys.argv[2], 'wb').write(open(sys.argv[1], 'rb').read() + sys.argv[3].encode())\n"


def program(folder: Path, body: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "llama-quantize"
    file.write_text(f"#!{sys.executable}\nimport sys, time\n{body}")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "model-f16.gguf"
    file.write_bytes(b"GGUF-")
    return file


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


def test_a_file_is_made_with_progress(tmp_path: Path, source: Path) -> None:
    told: list[tuple[int, int]] = []
    last = "print('[   2/   2] b.weight', file=sys.stderr)\n"
    made = program(tmp_path / "bin", f"print('main: build = 1')\n{COUNTS}{WRITES}{last}")
    target = tmp_path / "model-q4_k_m.gguf"
    quantise(made, source, target, "q4_k_m", lambda *counts: told.append(counts))
    assert target.read_bytes() == b"GGUF-Q4_K_M"
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("print('main: cannot open')\nsys.exit(1)", "cannot open"),
        (f"{WRITES}sys.exit(1)", "failed"),
        ("print('nothing done')", "nothing done"),
        ("open(sys.argv[2], 'wb').write(b'no')", "failed"),
    ],
)
def test_what_fails_leaves_nothing(tmp_path: Path, source: Path, body: str, said: str) -> None:
    made = program(tmp_path / "bin", body)
    with pytest.raises(EngineError, match=said):
        quantise(made, source, tmp_path / "model-q4_k_m.gguf", "q4_k_m", silent)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bin", "model-f16.gguf"]


def test_who_stops_waiting_ends_the_program(tmp_path: Path, source: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    made = program(tmp_path / "bin", f"{WRITES}{COUNTS}time.sleep(60)")
    others = set(psutil.Process().children())
    with pytest.raises(KeyboardInterrupt):
        quantise(made, source, tmp_path / "model-q6_k.gguf", "q6_k", stop)
    assert set(psutil.Process().children()) <= others
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bin", "model-f16.gguf"]


def test_what_is_no_program_is_told(tmp_path: Path, source: Path) -> None:
    broken = program(tmp_path / "bin", "")
    broken.write_text("#!/nowhere/at/all\n")
    with pytest.raises(EngineError, match="failed"):
        quantise(broken, source, tmp_path / "model-q6_k.gguf", "q6_k", silent)


def test_it_is_found_where_it_is_told_on_the_path_and_beside_ollama(tmp_path: Path) -> None:
    on_path = program(tmp_path / "bin", "")
    elsewhere = program(tmp_path / "own", "")
    brought = program(tmp_path / "usr" / "lib" / "ollama", "")
    ollama = program(tmp_path / "usr" / "bin", "").rename(tmp_path / "usr" / "bin" / "ollama")
    assert find({"PATH": str(on_path.parent)}) == on_path
    assert find({"PATH": str(on_path.parent), VARIABLE: str(elsewhere)}) == elsewhere
    assert find({"PATH": str(ollama.parent)}) == brought
    assert find({"PATH": str(tmp_path)}) is None


def test_a_variable_that_names_no_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing-here"):
        find({"PATH": "", VARIABLE: str(tmp_path / "nothing-here")})
