"""Presets: sparse settings files that are put over a person's settings.

Knows the shipped ones and the person's own folder, where presets are saved and deleted. Does not
know what a preset is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from deeptuner.errors import InputError
from deeptuner.files import telling_why, write_text
from deeptuner.settings.catalog import Value, as_values, spec_by_path, with_values
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.dump import dump_config
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.settings.migrate import migrate
from deeptuner.settings.sections.config import Config
from deeptuner.shipped import shipped_folder
from deeptuner.words import message

OWN = Path(".deeptuner") / "presets"  # inside an experiment
LONGEST_NAME = 60
# What belongs to one run, one dataset or one machine, and so not into a preset.
NOT_IN_PRESETS = frozenset(
    {
        "name",
        "model.path",
        "data.dataset",
        "data.eval_dataset",
        "data.format",
        "data.columns",
        "hardware.gpus",
        "hardware.machine_rank",
        "checkpoints.resume_from",
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a preset changes about one setting."""

    path: str
    before: Value
    after: Value


def preset_names(folder: Path | None = None) -> list[str]:
    """The names of all presets; with the experiment `folder`, the person's own too."""
    return sorted({path.stem for home in _homes(folder) for path in home.glob("*.yaml")})


def own_preset_names(folder: Path) -> list[str]:
    """The names of the presets that the person saved in the experiment `folder`."""
    return sorted(path.stem for path in (folder / OWN).glob("*.yaml"))


def save_preset(config: Config, name: str, folder: Path, *, replace: bool = False) -> Path:
    """Keep `config` as the person's own preset, whole but for `NOT_IN_PRESETS`: applying it brings
    back just these settings, whatever was set meanwhile.

    Raises InputError when there is no name, or one that cannot be a file's, reads as a shipped
    preset's, or is taken (unless it is to be replaced); RunError when the folder cannot be written
    to.
    """
    path = folder / OWN / f"{_name_for_file(name)}.yaml"
    if path.exists() and not replace:
        raise InputError(message("settings.preset-taken", name=path.stem), where=str(path))
    with telling_why(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, dump_config(config, comments=False, without=NOT_IN_PRESETS))
    return path


def delete_preset(name: str, folder: Path) -> None:
    """Delete one of the person's own presets. Raises InputError when there is none of the name,
    RunError when it cannot be deleted."""
    path = folder / OWN / f"{name}.yaml"
    if name not in own_preset_names(folder):
        raise InputError(message("settings.no-preset", name=name), where=str(path))
    with telling_why(path):
        path.unlink()


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


def reads_as(name: str) -> str:
    """What is alike in names that a person takes for one: `Speed Up` and `speed-up`."""
    return re.sub(r"[\s_-]", "", name).casefold()


def _name_for_file(name: str) -> str:
    name = name.strip()
    if not name:
        raise InputError(message("settings.preset-unnamed"))
    odd = not name.isprintable() or any(sign in name for sign in '/\\:*?"<>|')
    if odd or name.startswith(".") or len(name) > LONGEST_NAME:
        raise InputError(
            message("settings.preset-name", name=name), fix=message("settings.preset-name-fix")
        )
    if reads_as(name) in map(reads_as, preset_names()):
        raise InputError(
            message("settings.preset-shipped", name=name), fix=message("settings.preset-other")
        )
    return name


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
