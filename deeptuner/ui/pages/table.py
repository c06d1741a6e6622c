"""The five pages, each built when its tab is first opened.

Knows their names, titles, icons and where their code is. Imports none of them before it is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from deeptuner.ui.navigator import PageName
from deeptuner.ui.page import Page
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import tr


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One tab. `place` is `module:Class`, the module inside `home`."""

    name: PageName
    title: str
    icon: str
    place: str
    home: str = "deeptuner.ui.pages"

    def build(self, shell: Shell) -> Page:
        module, _, kind = self.place.partition(":")
        page = getattr(import_module(f"{self.home}.{module}"), kind)(shell)
        assert isinstance(page, Page), f"{self.place} is no page"
        return page


def page_specs() -> Sequence[PageSpec]:
    """The pages in their order, with titles in the window's language."""
    return (
        PageSpec("experiment", tr("Experiment"), "flask", "experiment.page:ExperimentPage"),
        PageSpec(
            "fine-tuning",
            tr("Fine-Tuning"),
            "sliders-horizontal",
            "fine_tuning.page:FineTuningPage",
        ),
        PageSpec("monitor", tr("Monitor"), "pulse", "monitor.page:MonitorPage"),
        PageSpec(
            "merge-export", tr("Merge & Export"), "git-merge", "merge_export.page:MergeExportPage"
        ),
        PageSpec("help", tr("Help"), "book-open", "help.page:HelpPage"),
    )
