"""What the help texts leave to the program, in the window's language and with the person's values.

Knows titles of settings and choices as the form shows them, and the draft. Does not know articles.
"""

from __future__ import annotations

from deeptuner.settings.catalog import Value, sections, spec_by_path
from deeptuner.ui.help_texts.facts import LEFT_ALONE, CatalogueFacts, same_value
from deeptuner.ui.translation import listed, section_title, setting_title, tr
from deeptuner.ui.workspace import Workspace


class WindowFacts(CatalogueFacts):
    """Facts for one look at an article."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def title(self, path: str) -> str:
        return setting_title(spec_by_path()[path])

    @property
    def none(self) -> str:
        return tr("none")

    def place(self, path: str) -> str:
        """Where in the window the setting is: `Fine-Tuning, LoRA`."""
        spec = spec_by_path()[path]
        section = next(one for one in sections() if one.name == spec.section)
        return listed([tr("Fine-Tuning"), section_title(section)])

    @property
    def has_run(self) -> bool:
        """Whether there are values of the person's own to compare with."""
        return self._workspace.experiment is not None

    def own(self, path: str) -> str:
        """The value in the form now."""
        if not self.has_run:
            return LEFT_ALONE
        return self.shown(spec_by_path()[path], self._value(path))

    def is_own(self, path: str, cell: str) -> bool:
        """Whether a table's cell stands for the value in the form now."""
        return self.has_run and same_value(spec_by_path()[path], self._value(path), cell)

    def _value(self, path: str) -> Value:
        return self._workspace.values[path]
