"""The experiment: the folder a person selects, with models, datasets and runs in it.

Knows its layout, how a name becomes a path in it, and how a new run's folder is made. Does not look
into models or datasets.
"""

from __future__ import annotations

import errno
import re
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deeptuner import __version__
from deeptuner.errors import InputError
from deeptuner.files import PART, telling_why, whole_folder, write_text
from deeptuner.home import expanded
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.hub_cache import cached_model
from deeptuner.runs.state import queued_state, write_state
from deeptuner.words import message

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config

PARTS: Final = ("models", "datasets", "runs", ".deeptuner")
LAST: Final = "last"
LONGEST_NAME: Final = 60
NAMES_TAKEN: Final = (errno.EEXIST, errno.ENOTEMPTY)


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment folder. Making one of these touches nothing on disk."""

    folder: Path

    @classmethod
    def init(cls, folder: Path) -> Experiment:
        """Make the folder and its parts; what is there already stays as it is.

        Raises InputError when `folder` is a file, RunError when it cannot be written to.
        """
        folder = expanded(folder).absolute()
        if folder.exists() and not folder.is_dir():
            raise InputError(
                message("runs.not-a-folder", path=str(folder)),
                where=str(folder),
                fix=message("runs.not-a-folder-fix"),
            )
        with telling_why(folder / PARTS[0]):
            for part in PARTS:
                (folder / part).mkdir(parents=True, exist_ok=True)
        return cls(folder)

    @classmethod
    def find(cls, start: Path) -> Experiment:
        """The experiment that `start`, a file or folder, lies in. Raises InputError."""
        start = expanded(start).absolute()
        for folder in (start, *start.parents):
            if _is_experiment(folder):
                return cls(folder)
        raise InputError(
            message("runs.no-experiment", path=str(start)), fix=message("runs.no-experiment-fix")
        )

    @property
    def models_dir(self) -> Path:
        return self.folder / "models"

    @property
    def datasets_dir(self) -> Path:
        return self.folder / "datasets"

    @property
    def runs_dir(self) -> Path:
        return self.folder / "runs"

    @property
    def cache_dir(self) -> Path:
        return self.folder / ".deeptuner" / "cache"

    def resolve_model(self, name: str) -> Path:
        """The folder of a model: a name in `models/`, else a path, else a Hugging Face id that is
        in this machine's hub cache. Raises InputError."""
        if not name.strip():
            raise _not_chosen("model")
        try:
            return self._resolve(name, self.models_dir, "model")
        except InputError:
            cached = cached_model(name)
            if cached is None:
                raise
            return cached

    def resolve_dataset(self, name: str) -> Path:
        """A dataset's file or folder: a name in `datasets/`, with or without its ending, else a
        path. Raises InputError."""
        if not name.strip():
            raise _not_chosen("dataset")
        if (self.datasets_dir / name).exists():
            return self.datasets_dir / name
        found = [path for path in _visible(self.datasets_dir) if path.stem == name]
        if len(found) > 1:
            names = ", ".join(path.name for path in found)
            raise InputError(
                message("runs.several-datasets", name=name, found=names),
                where=str(self.datasets_dir),
                fix=message("runs.several-datasets-fix"),
            )
        return found[0] if found else self._resolve(name, self.datasets_dir, "dataset")

    def create_run(self, config: Config) -> RunFolder:
        """A new run's folder with its settings in it, queued. Two made at once get two names.

        Raises RunError when the folder cannot be written to.
        """
        from deeptuner.settings.dump import dump_config

        name = _slug(config.name or Path(config.data.dataset).stem or "run")
        base = f"{time.strftime('%Y%m%d-%H%M%S')}-{name}"
        record = {"created": time.time(), "versions": {"deeptuner": __version__}}
        settings = dump_config(config, record=record)
        number = 1
        while True:
            path = self.runs_dir / (base if number == 1 else f"{base}-{number}")
            if _make_run(path, settings):
                return RunFolder(path)
            number += 1

    def runs(self) -> list[RunFolder]:
        """All runs, oldest first."""
        return [RunFolder(path) for path in _visible(self.runs_dir) if path.is_dir()]

    def find_run(self, name: str) -> RunFolder:
        """A run by `last`, its name, a part of it that no other has, or its path.

        Raises InputError when there is none, or more than one.
        """
        runs = self.runs()
        if not runs:
            raise InputError(
                message("runs.no-runs", folder=str(self.folder)), fix=message("runs.no-runs-fix")
            )
        if name == LAST:
            return runs[-1]
        exact = [run for run in runs if run.name == name]
        found = exact or [run for run in runs if name in run.name]
        if len(found) > 1:
            names = ", ".join(run.name for run in found)
            raise InputError(
                message("runs.several-runs", name=name, found=names),
                fix=message("runs.several-runs-fix"),
            )
        return found[0] if found else _run_at(Path(name))

    def _resolve(self, name: str, home: Path, kind: str) -> Path:
        given = expanded(name)
        for path in (home / given, self.folder / given):
            if path.exists():
                return path
        known = [path.name for path in _visible(home)]
        nearest = get_close_matches(name, known, n=1)
        raise InputError(
            message(f"runs.{kind}-missing", name=name),
            where=str(home / given),
            fix=message("runs.did-you-mean", nearest=nearest[0])
            if nearest
            else message("runs.put-there", folder=str(home)),
        )


def find_run(name: str, folder: Path | None = None) -> RunFolder:
    """A run by its path, or by name in the experiment at `folder` or around the working folder.

    Raises InputError when there is none, or more than one.
    """
    if (Path(name) / "run.yaml").is_file():
        return _run_at(Path(name))
    return open_experiment(folder).find_run(name)


def open_experiment(folder: Path | None, start: Path | None = None) -> Experiment:
    """The experiment named by `folder`, else the one that `start` or the working folder lies in."""
    if folder is None:
        return Experiment.find(start or Path.cwd())
    if not folder.is_dir():
        raise InputError(
            message("common.not-found", path=str(folder)), fix=message("runs.no-experiment-fix")
        )
    return Experiment(expanded(folder).absolute())


def _run_at(path: Path) -> RunFolder:
    if not (path / "run.yaml").is_file():
        raise InputError(
            message("runs.run-missing", name=str(path)), fix=message("runs.run-missing-fix")
        )
    return RunFolder(expanded(path).absolute())


def _make_run(path: Path, settings: str) -> bool:
    """Make a run's folder, whole or not at all; False when the name is taken."""
    try:
        with whole_folder(path) as folder:
            run = RunFolder(folder)
            for part in (run.control_dir, run.launch_dir, run.checkpoints_dir):
                part.mkdir()
            write_text(run.settings_file, settings)
            write_state(run, queued_state())
    except OSError as error:
        if error.errno in NAMES_TAKEN:
            return False
        raise
    return True


def _is_experiment(folder: Path) -> bool:
    parts = [part for part in PARTS if (folder / part).is_dir()]
    return ("runs" in parts and len(parts) > 1) or {"models", "datasets"} <= set(parts)


def _visible(folder: Path) -> list[Path]:
    """What lies in a folder, by name, without hidden and unfinished things."""
    found: Iterable[Path] = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if not path.name.startswith((".", PART)))


def _not_chosen(kind: str) -> InputError:
    where = {"model": "model.path", "dataset": "data.dataset"}[kind]
    return InputError(
        message(f"runs.no-{kind}-name"), where=where, fix=message(f"runs.no-{kind}-name-fix")
    )


def _slug(name: str) -> str:
    """A name as part of a folder's name: letters of any script, digits, dots, dashes."""
    plain = unicodedata.normalize("NFC", name)
    kept = re.sub(r"[^\w.-]+", "-", plain).strip("-._")[:LONGEST_NAME]
    return kept or "run"
