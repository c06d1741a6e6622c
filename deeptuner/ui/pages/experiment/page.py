"""The page: a folder, a model, a dataset, and how the model will see its rows.

Knows how the parts work together and what is written into the form. Does not read models or
datasets: the worker does.
"""

from __future__ import annotations

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
SEEN_BY: Final = (  # the settings that decide how a row is seen
    "data.format",
    "data.columns",
    "data.template",
    "data.train_on_source",
    "data.max_length",
)


class ExperimentPage(Page):
    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAcceptDrops(True)
        self._models: dict[str, dict[str, Any]] = {}
        self._datasets: dict[str, dict[str, Any]] = {}
        self._looked = False  # whether the folder's datasets are known
        self._refused = ""  # the dataset that was chosen and cannot be used as it is
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
            return ChoiceCard(
                tr("Choose Model"),
                ModelsTable(self),
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
        self._model_card.chosen.connect(self._choose_model)
        self._dataset_card.chosen.connect(self._choose_dataset)
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
        self._models, self._datasets = {}, {}
        self._checks.forget()
        for card in (self._model_card, self._dataset_card):
            card.model.set_rows([])
            card.loading()
        self._looked = False
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
        self._models = {model["name"]: model for model in answer["models"]}
        table = self._model_card.model
        assert isinstance(table, ModelsTable)
        table.show(answer["models"])
        self._model_card.loaded(tr("{count} in models/", count=len(self._models)))
        self._model_card.choose(self._chosen("model.path"))
        self._show_counts()
        self._show_rows()

    def _show_datasets(self, answer: dict[str, Any]) -> None:
        self._looked = True
        self._datasets = {one["name"]: one for one in answer["datasets"]}
        self._datasets_table.show(answer["datasets"])
        self._dataset_card.loaded(tr("{count} in datasets/", count=len(self._datasets)))
        self._dataset_card.choose(self._chosen_dataset())
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
            runs = len(self.shell.runs.entries)
            self._bar.show_counts(counts(experiment, runs, len(self._models), len(self._datasets)))

    # the choice

    def _chosen(self, path: str) -> str:
        return str(self.shell.workspace.values[path])

    def _chosen_model(self) -> dict[str, Any] | None:
        """What is known of the chosen model. Settings load slowly: not before there are models."""
        return self._models.get(self._chosen("model.path")) if self._models else None

    def _chosen_dataset(self) -> str:
        """The chosen dataset's key in the list; settings may name it without its ending."""
        if not self._datasets:
            return ""
        wanted = self._chosen("data.dataset")
        if wanted in self._datasets:
            return wanted
        fitting = [name for name in self._datasets if Path(name).stem == wanted]
        return fitting[0] if len(fitting) == 1 else ""

    def _choose_model(self, name: str) -> None:
        self.shell.workspace.change({"model.path": name})

    def _choose_dataset(self, name: str) -> None:
        """Another dataset is read afresh: a mapping of columns is that of one dataset."""
        from deeptuner.settings import Config  # slow to load: not before the first frame

        plain = Config().data
        self.shell.workspace.change(
            {"data.dataset": name, "data.format": plain.format, "data.columns": plain.columns}
        )

    def _settings_changed(self, paths: set[str]) -> None:
        if "model.path" in paths:
            self._model_card.choose(self._chosen("model.path"))
        if "data.dataset" in paths:
            self._dataset_card.choose(self._chosen_dataset())
        if paths & {"model.path", "data.dataset", *SEEN_BY}:
            self._show_rows()

    def _show_rows(self) -> None:
        self._show_ready()
        dataset = self._datasets.get(self._chosen_dataset())
        if dataset is None:
            if self._looked:
                text = tr("Choose a dataset to see its rows as the model sees them.")
                self._inspector.clear(text)
            return
        values = self.shell.workspace.values
        model = self._chosen_model()
        limit = values["data.max_length"]
        params = {
            "dataset": dataset["path"],
            "format": values["data.format"],
            "columns": dict(values["data.columns"]),
            "model": model["path"] if model and not model["errors"] else None,
            "template": values["data.template"],
            "train_on_source": values["data.train_on_source"],
        }
        self._inspector.show_dataset(
            dataset["name"], params, limit if isinstance(limit, int) else None
        )

    def _dataset_read(self, name: str, seen: dict[str, Any]) -> None:
        self._refused = name if seen["error"] else ""
        self._datasets_table.checked(name, seen)
        self._show_ready()

    def _dataset_refused(self, name: str, told: Told) -> None:
        self._refused = name
        self._datasets_table.refused(name, told)
        self._show_ready()

    def _show_ready(self) -> None:
        model, dataset = self._chosen_model(), self._chosen_dataset()
        usable = model is not None and not model["errors"]
        refused = bool(dataset) and dataset == self._refused
        self._foot.show_choice(model=usable, dataset=bool(dataset), refused=refused)

    def _added(self, kind: Kind) -> Any:
        """What happens when something was brought into the experiment: it is chosen."""

        def chosen(name: str) -> None:
            (self._choose_model if kind == "model" else self._choose_dataset)(name)
            self._read()

        return chosen

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
