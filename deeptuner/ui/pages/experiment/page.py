"""The page: a folder, a model, a dataset, and how the model will see its rows.

Knows how the parts work together. Does not read models or datasets: the worker does; what of them
is chosen, `chosen.py` knows.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.ui.page import Page
from deeptuner.ui.pages.experiment.adding import (
    AddButtons,
    AddDialog,
    GetDialog,
    Kind,
    add_from_here,
)
from deeptuner.ui.pages.experiment.checks import Checks
from deeptuner.ui.pages.experiment.choice_card import ChoiceCard
from deeptuner.ui.pages.experiment.chosen import DATASET, MODEL, SEEN_BY, Chosen
from deeptuner.ui.pages.experiment.datasets_table import DatasetsTable
from deeptuner.ui.pages.experiment.dropping import first_path, refusal, what_is
from deeptuner.ui.pages.experiment.folder_bar import FolderBar, counts
from deeptuner.ui.pages.experiment.foot import Foot
from deeptuner.ui.pages.experiment.inspector import Inspector
from deeptuner.ui.pages.experiment.models_table import ModelsTable
from deeptuner.ui.pages.experiment.opening import Opening
from deeptuner.ui.pages.experiment.start_view import RecentCard, StartView
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Button, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.ui.shell import Shell

SELECT_FOLDER: Final = "select-folder"  # the navigator's target for Ctrl+O
COMPACT: Final = 1400  # px: below, the lists are narrower
LISTS: Final = {True: 500, False: 560}
MOST: Final = 0.47  # of the width that lists in a large font may take
TALL: Final = 860  # px: from here there is room for the recent folders
AGAIN: Final = 5000  # ms between two looks at what lies in the folder


class ExperimentPage(Page):
    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAcceptDrops(True)
        self.chosen = Chosen(shell.workspace)
        self._refused = ""  # the dataset that was chosen and cannot be used as it is
        self._blamed = ""  # the model, likewise
        self._opening = Opening(self, shell)
        self._start = StartView()
        self._bar = FolderBar()
        self._recent = RecentCard()
        self._inspector = Inspector(shell)
        self._model_card = self._make_card("model")
        self._dataset_card = self._make_card("dataset")
        self._checks = Checks(shell.worker, self._datasets_table, self)
        self._foot = Foot()
        self._look = QTimer(self, interval=AGAIN)
        self._build()
        self._listen()
        self._show_folder()

    def enter(self) -> None:
        self._look.start()
        self._read()

    def leave(self) -> None:
        self._look.stop()

    def go_to(self, target: object) -> None:
        if target == SELECT_FOLDER:
            self._opening.ask_folder()

    # building

    def _make_card(self, kind: Kind) -> ChoiceCard:
        row = AddButtons()
        row.add.clicked.connect(lambda: add_from_here(self, self.shell, kind, self._added(kind)))
        row.get.clicked.connect(lambda: GetDialog(self, self.shell, kind, self._added(kind)).open())
        if kind == "model":
            self._models_table = ModelsTable(self)
            return ChoiceCard(
                tr("Choose Model"),
                self._models_table,
                "cube",
                tr("No model yet. Add one from this machine, or get one from Hugging Face."),
                row,
            )
        self._datasets_table = DatasetsTable(self)
        return ChoiceCard(
            tr("Choose Dataset"),
            self._datasets_table,
            "database",
            tr("No dataset yet. Add a file, or drop one here."),
            row,
        )

    def _build(self) -> None:
        self._lists = QWidget()
        self._lists.setLayout(
            vbox((self._model_card, 1), (self._dataset_card, 1), self._recent, gap=12)
        )
        columns = hbox(self._lists, (self._inspector, 1), gap=12)
        inside = QWidget()
        inside.setLayout(vbox((columns, 1), self._foot, gap=12, margins=(16, 14, 16, 12)))
        filled = QWidget()
        filled.setLayout(vbox(self._bar, (inside, 1), gap=0))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._start)
        self._stack.addWidget(filled)
        self._filled = filled

    def _listen(self) -> None:
        workspace = self.shell.workspace
        workspace.folder_changed.connect(self._show_folder)
        workspace.settings_changed.connect(self._settings_changed)
        self.shell.runs.changed.connect(self._show_counts)
        self._look.timeout.connect(self._read)
        self._model_card.chosen.connect(self.chosen.choose_model)
        self._dataset_card.chosen.connect(self.chosen.choose_dataset)
        self._inspector.reading.connect(self._dataset_asked)
        self._inspector.inspected.connect(self._dataset_read)
        self._inspector.refused.connect(self._dataset_refused)
        self._foot.went_on.connect(lambda: self.shell.navigator.open("fine-tuning"))
        for part in (self._start, self._bar):
            part.select_asked.connect(self._opening.ask_folder)
        for place in (self._start, self._bar, self._recent):
            place.folder_chosen.connect(self._opening.open)
        self._start.sample_asked.connect(self._opening.ask_sample)

    # the folder

    def _show_folder(self) -> None:
        folder = self.shell.workspace.folder
        recent = self.shell.preferences.recent
        self._stack.setCurrentWidget(self._start if folder is None else self._filled)
        self._start.show_recent(recent)
        self.chosen.forget()
        self._checks.forget()
        self._refused = self._blamed = ""
        self._models_table.forget()
        self._datasets_table.set_rows([])
        for card in (self._model_card, self._dataset_card):
            card.loading()
        self._inspector.clear(tr("Reading the folder …"))
        if folder is not None:
            self._bar.show_folder(folder)
            self._bar.show_recent(recent, folder)
            self._recent.show_recent(recent, folder)
            self._read()
        self._show_ready()

    def _read(self) -> None:
        """Ask what lies in the folder; something may have been put there by hand."""
        folder = self.shell.workspace.folder
        if folder is None or self.shell.workspace.missing:
            return
        params = {"folder": str(folder)}
        worker = self.shell.worker
        worker.ask(
            "models", params, self._show_models, self._no_models, owner=self, latest="models"
        )
        worker.ask(
            "datasets",
            params,
            self._show_datasets,
            self._no_datasets,
            owner=self,
            latest="datasets",
        )

    def _show_models(self, answer: dict[str, Any]) -> None:
        before = self.chosen.model
        self.chosen.models = {model["name"]: model for model in answer["models"]}
        self._models_table.show(answer["models"])
        self._model_card.loaded(tr("{count} in models/", count=len(self.chosen.models)))
        self._model_card.choose(self.chosen.setting(MODEL))
        self._show_counts()
        self._show_rows()
        if before and self.chosen.model and before["errors"] != self.chosen.model["errors"]:
            # The setting is the same, but what it names is not: who asked about it asks again.
            self.shell.workspace.settings_changed.emit({MODEL})

    def _show_datasets(self, answer: dict[str, Any]) -> None:
        self.chosen.datasets = {one["name"]: one for one in answer["datasets"]}
        self._datasets_table.show(answer["datasets"])
        self._dataset_card.loaded(tr("{count} in datasets/", count=len(self.chosen.datasets)))
        self._dataset_card.choose(self.chosen.dataset)
        self._checks.start(answer["datasets"])
        self._show_counts()
        self._show_rows()

    def _no_models(self, told: Told) -> None:
        self._model_card.failed(told, self._again())

    def _no_datasets(self, told: Told) -> None:
        self._dataset_card.failed(told, self._again())

    def _again(self) -> Button:
        again = Button(tr("Try again"), "secondary", "arrow-clockwise")
        again.clicked.connect(self._read)
        return again

    def _show_counts(self) -> None:
        experiment = self.shell.workspace.experiment
        if experiment is not None:
            found = self.chosen.models, self.chosen.datasets
            models, datasets = (len(one or ()) for one in found)
            runs = len(self.shell.runs.entries)
            self._bar.show_counts(counts(experiment, runs, models, datasets))

    # the choice

    def _settings_changed(self, paths: set[str]) -> None:
        if MODEL in paths:
            self._model_card.choose(self.chosen.setting(MODEL))
        if DATASET in paths:
            self._dataset_card.choose(self.chosen.dataset)
        if paths & SEEN_BY:
            self._show_rows()

    def _show_rows(self) -> None:
        self._show_ready()
        rows = self.chosen.rows()
        if rows is not None:
            self._inspector.show_dataset(rows.dataset, rows.params, rows.limit)
        elif self.chosen.datasets is not None:
            self._inspector.clear(tr("Choose a dataset to see its rows as the model sees them."))

    def _dataset_asked(self, _name: str) -> None:
        """It is read afresh: what was said against it, or the model it was read with, is past."""
        self._refused = self._blamed = ""
        self._show_ready()

    def _dataset_read(self, name: str, seen: dict[str, Any]) -> None:
        self._refused = name if seen["error"] else ""
        self._blame("", None)
        self._datasets_table.checked(name, seen)
        self._show_ready()

    def _dataset_refused(self, name: str, told: Told) -> None:
        if self.chosen.is_of_model(told.where):
            self._blame(self.chosen.setting(MODEL), told)
        else:
            self._refused = name
            self._datasets_table.refused(name, told)
        self._show_ready()

    def _blame(self, model: str, told: Told | None) -> None:
        """The chosen model could not be used to read a dataset; no name: it could."""
        self._blamed = model
        self._models_table.blame(self.chosen.setting(MODEL), told)

    def _show_ready(self) -> None:
        dataset = self.chosen.dataset
        refused = bool(dataset) and dataset == self._refused
        usable = self.chosen.has_usable_model
        self._foot.show_choice(
            model=usable, dataset=bool(dataset), refused=refused, blamed=bool(self._blamed)
        )

    def _added(self, kind: Kind) -> Callable[[str], None]:
        """What happens when something was brought into the experiment: it is chosen."""

        def choose(name: str) -> None:
            (self.chosen.choose_model if kind == "model" else self.chosen.choose_dataset)(name)
            self._read()

        return choose

    # dropping and room

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if first_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        path = first_path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.dropped(path))

    def dropped(self, path: Path) -> None:
        """A folder is opened, unless it is a model; a data file is added."""
        kind = what_is(path)
        if self.shell.workspace.folder is None or kind == "folder":
            self._opening.open(path if path.is_dir() else path.parent)
        elif kind == "strange":
            self.shell.workspace.failed.emit(refusal(path))
        else:
            AddDialog(self, self.shell, kind, path, self._added(kind)).open()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        lists = scaled(LISTS[self.width() < scaled(COMPACT)])
        self._lists.setFixedWidth(min(lists, round(self.width() * MOST)))
        self._recent.setVisible(self.window().height() >= scaled(TALL))
