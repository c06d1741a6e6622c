"""`Run report`: one page about the whole run, made by its command and opened in the browser.

Knows the button. Does not know what the page says.
"""

from __future__ import annotations

from pathlib import Path

from deeptuner.ui.desktop import open_file
from deeptuner.ui.languages import ENGLISH
from deeptuner.ui.services.command import Commands, Outcome
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Toast, tell_error


class RunReportButton(Button):
    """Makes the report of the run in `show_run`'s folder on a click, in `language`."""

    def __init__(self, commands: Commands, language: str) -> None:
        tip = tr("One page to hand on: settings, curves, diagnosis, samples, temperatures, proof")
        super().__init__(tr("Run report"), "ghost", "file-text", tip=tip)
        self._commands = commands
        self._language = language
        self._run: Path | None = None
        self.clicked.connect(self._make)

    def show_run(self, run: Path | None) -> None:
        self._run = run
        self.setVisible(run is not None)

    def _make(self) -> None:
        if self._run is None:
            return
        self.set_busy(True)
        command = self._commands.run(
            report_words(self._run, self._language), self, ask_before_close=False
        )
        command.finished.connect(self._made)

    def _made(self, outcome: Outcome) -> None:
        self.set_busy(False)
        if outcome.ok:
            self._open(Path(outcome.result["page"]))
        elif outcome.error is not None:
            tell_error(self, outcome.error, outcome.details)

    def _open(self, page: Path) -> None:
        if open_file(self, page):
            Toast.show_in(self, tr("The report opens in the browser: {file}", file=page.name), "ok")


def report_words(run: Path, language: str) -> list[str]:
    """The command; English is what it speaks if nothing is said."""
    said = ["--language", language] if language != ENGLISH else []
    return ["report", run.name, "--html", *said]
