"""Presets: sparse settings files that are put over a person's settings.

Knows the shipped ones and the person's own folder. Does not know what a preset is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deeptuner.errors import InputError
from deeptuner.settings.catalog import Value, as_values, spec_by_path, with_values
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.settings.migrate import migrate
from deeptuner.settings.sections.config import Config
from deeptuner.shipped import shipped_folder
from deeptuner.words import message

OWN = Path(".deeptuner") / "presets"  # inside an experiment


@dataclass(frozen=True, slots=True)
class Change:
    """What a preset changes about one setting."""

    path: str
    before: Value
    after: Value


def preset_names(folder: Path | None = None) -> list[str]:
    """The names of all presets; with the experiment `folder`, the person's own too."""
    return sorted({path.stem for home in _homes(folder) for path in home.glob("*.yaml")})


def preset_values(name: str, folder: Path | None = None) -> dict[str, Value]:
    """What the preset sets, by setting. Raises InputError when it is unknown or has mistakes."""
    path = _find(name, folder)
    text = read_text(path)
    config = config_from_text(text, str(path))
    values = migrate(parse(text, str(path)).values, str(path))
    given = {
        f"{key}.{inner}" if isinstance(value, dict) else key
        for key, value in values.items()
        if key != RECORD
        for inner in (value if isinstance(value, dict) else ("",))
    }
    return {path: value for path, value in as_values(config).items() if path in given}


def apply_preset(
    config: Config, name: str, folder: Path | None = None
) -> tuple[Config, list[Change]]:
    """`config` with the preset put over it, and what that changed."""
    values = preset_values(name, folder)
    before = as_values(config)
    changed = [
        Change(path, before[path], values[path])
        for path in spec_by_path()
        if path in values and values[path] != before[path]
    ]
    return with_values(config, values), changed


def _homes(folder: Path | None) -> list[Path]:
    """Where presets lie; a person's own one wins over a shipped one of the same name."""
    return ([folder / OWN] if folder else []) + [shipped_folder("presets")]


def _find(name: str, folder: Path | None) -> Path:
    for home in _homes(folder):
        if (home / f"{name}.yaml").is_file() and name == Path(name).name:
            return home / f"{name}.yaml"
    names = ", ".join(preset_names(folder))
    raise InputError(
        message("settings.no-preset", name=name), fix=message("settings.presets", names=names)
    )
