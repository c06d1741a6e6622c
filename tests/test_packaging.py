"""The built wheel works outside the checkout, with everything that it ships."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was unpacked, as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    target = folder / "site"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "deeptuner.cli.main", *words]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=installed.parent, env=environment, check=False
    )


def test_the_wheel_is_what_runs(installed: Path) -> None:
    code = "import deeptuner; print(deeptuner.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
    )
    assert done.stdout.strip() == str(installed / "deeptuner" / "__init__.py")


def test_presets_come_along(installed: Path) -> None:
    done = run(installed, "settings", "--preset", "speed-up", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["kind"] == "result"


def test_the_sample_comes_along(installed: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from deeptuner.cli.sample import make_sample; "
        "make_sample(Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "sample")],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
    )
    assert list((tmp_path / "sample" / "models").glob("*/model.safetensors"))
    assert list((tmp_path / "sample" / "datasets").iterdir())


def test_named_templates_come_along(installed: Path) -> None:
    assert (installed / "deeptuner" / "data" / "templates" / "named" / "chatml.jinja").is_file()


def test_nothing_of_the_machine_or_the_tests_is_inside(installed: Path) -> None:
    assert not (installed / "tests").exists()
    assert not list(installed.rglob("*.pyc"))
