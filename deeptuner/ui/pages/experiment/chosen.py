"""The chosen model and dataset, among what lies in the folder.

Knows the settings that hold the choice, and how a row is asked for to be seen as the model will
see it. Does not show anything, and does not read models or datasets.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from deeptuner.ui.workspace import Workspace

MODEL: Final = "model.path"
DATASET: Final = "data.dataset"
SEEN_BY: Final = frozenset(  # the settings that decide how a row is seen
    {
        MODEL,
        DATASET,
        "data.format",
        "data.columns",
        "data.template",
        "data.train_on_source",
        "data.max_length",
    }
)


@dataclass(frozen=True, slots=True)
class Rows:
    """A dataset's rows as they are to be seen: what the worker is asked, and the longest sample."""

    dataset: str
    params: dict[str, Any]
    limit: int | None


class Chosen:
    """`models` and `datasets` are what was found, by name; None while it is not known."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.models: dict[str, dict[str, Any]] | None = None
        self.datasets: dict[str, dict[str, Any]] | None = None

    def forget(self) -> None:
        """Another folder: nothing is known of it yet."""
        self.models = self.datasets = None

    def setting(self, path: str) -> str:
        return str(self._workspace.values[path])

    @property
    def model(self) -> dict[str, Any] | None:
        """What is known of the chosen model. Settings load slowly: not before there are models."""
        return self.models.get(self.setting(MODEL)) if self.models else None

    @property
    def has_usable_model(self) -> bool:
        return self.model is not None and not self.model["errors"]

    def is_of_model(self, where: str) -> bool:
        """Whether a place that an error names is the chosen model's folder or lies in it."""
        return self.model is not None and Path(where).is_relative_to(self.model["path"])

    @property
    def dataset(self) -> str:
        """The chosen dataset's key in the list; settings may name it without its ending."""
        if not self.datasets:
            return ""
        wanted = self.setting(DATASET)
        if wanted in self.datasets:
            return wanted
        fitting = [name for name in self.datasets if Path(name).stem == wanted]
        return fitting[0] if len(fitting) == 1 else ""

    def choose_model(self, name: str) -> None:
        self._workspace.change({MODEL: name})

    def choose_dataset(self, name: str) -> None:
        """Another dataset is read afresh: a mapping of columns is that of one dataset."""
        from deeptuner.settings import Config  # slow to load: not before the first frame

        plain = Config().data
        self._workspace.change(
            {DATASET: name, "data.format": plain.format, "data.columns": plain.columns}
        )

    def rows(self) -> Rows | None:
        """None where no dataset of the folder is chosen."""
        dataset = (self.datasets or {}).get(self.dataset)
        if dataset is None:
            return None
        values = self._workspace.values
        limit = values["data.max_length"]
        params = {
            "dataset": dataset["path"],
            "format": values["data.format"],
            "columns": dict(values["data.columns"]),
            "model": self.model["path"] if self.model and self.has_usable_model else None,
            "template": values["data.template"],
            "train_on_source": values["data.train_on_source"],
        }
        return Rows(dataset["name"], params, limit if isinstance(limit, int) else None)
