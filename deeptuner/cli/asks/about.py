"""Which versions of what this program runs on, read without importing any of it."""

from __future__ import annotations

import ast
import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from deeptuner import __version__
from deeptuner.cli.asks.asking import Asking, Params

PACKAGES: Final = (
    "torch",
    "transformers",
    "peft",
    "accelerate",
    "bitsandbytes",
    "tokenizers",
    "datasets",
    "safetensors",
    "huggingface-hub",
    "tensorboard",
    "PySide6-Essentials",
)
DRIVERS: Final = {
    "amdgpu": Path("/sys/module/amdgpu/version"),
    "nvidia": Path("/sys/module/nvidia/version"),
}


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """Packages, and what torch was built for: `rocm` or `cuda` is null where it was not."""
    built = _built_for()
    return {
        "deeptuner": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "rocm": built.get("hip") or built.get("rocm"),
        "cuda": built.get("cuda"),
        "drivers": {name: _text(file) for name, file in DRIVERS.items() if file.is_file()},
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _built_for() -> dict[str, str | None]:
    """The assignments in torch's version.py, which it writes when it is built."""
    spec = find_spec("torch")
    file = Path(spec.origin).with_name("version.py") if spec and spec.origin else None
    if file is None or not file.is_file():
        return {}
    found: dict[str, str | None] = {}
    for line in ast.parse(_text(file)).body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
                found[name] = value if isinstance(value, str) else None
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=value)):
                found[name] = value if isinstance(value, str) else None
    return found


def _text(file: Path) -> str:
    return file.read_text(errors="replace").strip()
