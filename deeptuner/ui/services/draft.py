"""The draft: the settings that a person edits, kept in the experiment's folder.

Knows its file, whole or absent, and what to do with one that cannot be read. Does not know when it
is written, nor who edits.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deeptuner.errors import DeepTunerError
from deeptuner.files import write_text
from deeptuner.ui.translation import Told, explain, tr

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config

FILE: Final = Path(".deeptuner") / "draft.yaml"
PRESET: Final = "preset"


@dataclass(frozen=True, slots=True)
class Draft:
    """The settings as they stand in the form, and the preset it began with."""

    config: Config
    preset: str = ""


def read_draft(folder: Path) -> tuple[Draft, Told | None]:
    """The experiment's draft, or the defaults; and what to tell when it could not be used."""
    from deeptuner.settings.load import config_from_text
    from deeptuner.settings.sections.config import Config

    file = folder / FILE
    try:
        text = file.read_text()
    except FileNotFoundError:
        return Draft(Config()), None
    except (OSError, UnicodeDecodeError) as error:
        return Draft(Config()), _set_aside(file, getattr(error, "strerror", None) or str(error))
    try:
        return Draft(config_from_text(text, str(file)), _preset(text)), None
    except DeepTunerError as error:
        return Draft(Config()), _set_aside(file, _first_line(explain(error)))


def write_draft(folder: Path, draft: Draft) -> bool:
    """Write it whole; False when the experiment is gone, which is not made again.

    Raises RunError when the disk refuses.
    """
    from deeptuner.settings.dump import dump_config

    if not folder.is_dir():
        return False
    (folder / FILE).parent.mkdir(exist_ok=True)
    text = dump_config(draft.config, comments=False, record={PRESET: draft.preset})
    write_text(folder / FILE, text)
    return True


def _preset(text: str) -> str:
    from deeptuner.settings.document import parse
    from deeptuner.settings.load import RECORD

    record = parse(text, str(FILE)).values.get(RECORD)
    preset = record.get(PRESET) if isinstance(record, dict) else None
    return preset if isinstance(preset, str) else ""


def _set_aside(file: Path, why: str) -> Told:
    """Keep what cannot be read under another name, so that it is not written over."""
    aside = file.with_name(f"draft-{time.strftime('%Y%m%d-%H%M%S')}.yaml")
    try:
        file.rename(aside)
        kept = tr("It was kept as {name}. The form starts with the defaults.", name=aside.name)
    except OSError:
        kept = tr("The form starts with the defaults.")
    what = tr("The settings you were editing cannot be read: {why}", why=why)
    return Told(what, str(file), kept)


def _first_line(told: Told) -> str:
    first = told.mistakes[0] if told.mistakes else told
    return f"{first.what} ({first.where})" if first.where else first.what
