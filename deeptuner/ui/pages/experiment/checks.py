"""Looks into every dataset of the folder, one after another, so that the list can say how it is.

Knows the order and what is too large to be read without being asked for. Does not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from deeptuner.ui.pages.experiment.datasets_table import DatasetsTable

if TYPE_CHECKING:
    from deeptuner.ui.services.worker import Worker

LARGEST: Final = 200_000_000  # bytes; larger ones are read once they are chosen


class Checks(QObject):
    """`start` looks at those that are new; answers go into the table."""

    def __init__(self, worker: Worker, table: DatasetsTable, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._table = table
        self._known: dict[str, int] = {}  # size of what was looked at
        self._round = QObject(self)

    def forget(self) -> None:
        """Another folder: nothing is known, nothing is wanted any more."""
        self._known = {}
        self._round.deleteLater()
        self._round = QObject(self)

    def start(self, datasets: Sequence[Mapping[str, Any]]) -> None:
        for dataset in datasets:
            name, size = dataset["name"], dataset["size"]
            if self._known.get(name) == size or size > LARGEST:
                continue
            self._known[name] = size
            self._table.checking(name)
            self._worker.ask(
                "inspect",
                {"dataset": dataset["path"], "format": "auto", "columns": {}, "background": True},
                partial(self._table.checked, name),
                partial(self._table.refused, name),
                owner=self._round,
            )
