"""Where the rows of a run come from: the dataset, and what is set aside to measure learning with.

Knows paths and splits told by file names. Does not know tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deeptuner.data.cache import Cache, Tick
from deeptuner.data.files import dataset_files, split_of
from deeptuner.data.formats import Detection
from deeptuner.data.load import load_files, load_rows
from deeptuner.data.readers import read_rows
from deeptuner.data.report import Report
from deeptuner.data.row import Row
from deeptuner.data.telling import opening
from deeptuner.settings.sections.inputs import DataSection
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class Sources:
    """`evaluation` holds files of their own; empty where rows are split off the others.

    `dataset` is the file or folder that the person named; `own_split`: the evaluation files were
    found in it.
    """

    dataset: Path
    evaluation: tuple[Path, ...]
    own_split: bool
    settings: DataSection

    def files(self) -> list[Path]:
        """All data files, those for training first."""
        return [*dataset_files(self.dataset).train, *self.evaluation]

    def hashes(self, cache: Cache, tick: Tick) -> list[tuple[str, str]]:
        """Each file with a hash of its content. Raises DataError for one that cannot be read."""
        found = []
        for file in self.files():
            with opening(file):
                found.append((str(file), cache.content_hash(file, tick)))
        return found

    def count(self, tick: Tick) -> int:
        """How many rows there are to read: reads every file once."""
        number = 0
        for file in self.files():
            for _ in read_rows(file, Report()):
                number += 1
                if number % 1024 == 0:
                    tick()
        return number

    def rows(self, report: Report, *, evaluation: bool) -> Iterator[Row]:
        """The rows to train on, or those set aside. Raises DataError for files without rows."""
        if not evaluation:
            return self._load(report)[1]
        if not self.evaluation:
            return iter(())
        return load_files(self.evaluation, self.settings.format, self.settings.columns, report)[1]

    def detect(self) -> Detection:
        """The format of the rows to train on. Raises DataError when it cannot be told."""
        return self._load(Report())[0]

    def _load(self, report: Report) -> tuple[Detection, Iterator[Row]]:
        how = (self.settings.format, self.settings.columns, report)
        if self.own_split:
            return load_files(dataset_files(self.dataset).train, *how)
        return load_rows(self.dataset, *how)


def find_sources(
    settings: DataSection, dataset: Path, eval_dataset: Path | None, report: Report
) -> Sources:
    """An eval dataset counts before the folder's own split; with neither, rows are split off.

    A folder's test files are measured with only where it has no validation files. With
    `data.eval_split` 0 a folder's own split is left alone.
    """
    if eval_dataset is not None:
        return Sources(dataset, tuple(dataset_files(eval_dataset).train), False, settings)
    aside = dataset_files(dataset).evaluation if settings.eval_split else []
    validation = [file for file in aside if split_of(file.stem) == "validation"]
    for file in aside:
        used = not validation or file in validation
        report.note(message(f"data.file-{'evaluates' if used else 'unused'}", file=str(file)))
    return Sources(dataset, tuple(validation or aside), bool(aside), settings)
