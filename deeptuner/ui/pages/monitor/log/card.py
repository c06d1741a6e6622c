"""The card with a run's log: levels, filter, follow, copy.

Knows which lines are asked for and starts the search for them. Does not search or paint.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.monitor.log_file import Level, LogNews, Query, follow_log
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.format import whole
from deeptuner.ui.pages.monitor.log.rows import LogRows
from deeptuner.ui.pages.monitor.log.view import LogView
from deeptuner.ui.services.looking import Looking
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Card, IconButton, Label, Panel, SearchField, Segmented, Toast, vbox


class LogCard(Card):
    """`show_run` shows the log of a run, from its end."""

    def __init__(self) -> None:
        self._levels = Segmented(
            [
                ("all", tr("All"), None),
                ("warning", tr("Warnings"), None),
                ("error", tr("Errors"), None),
            ]
        )
        self._filter = SearchField(tr("Filter"), "Ctrl L")
        self._filter.setMinimumWidth(scaled(104))
        self._filter.setMaximumWidth(scaled(180))
        self._follow = IconButton("arrow-line-down", tr("Follow the end of the log"))
        self._follow.setCheckable(True)
        self._copy = IconButton("copy", tr("Copy the chosen lines, or all that are shown"))
        super().__init__(tr("Log"), self._levels, self._filter, self._copy, self._follow)
        self.view = LogView()
        self._nothing = Label("", 12, tone="text2", wrap=True)
        self._run: RunFolder | None = None
        self._looking: Looking | None = None
        self._counts: tuple[int, int] | None = None  # not known before all is searched
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        well = Panel("inset")
        inner = QWidget()
        inner.setLayout(self._stack)
        well.setLayout(vbox(inner, margins=(1, 1, 1, 1)))
        self.body.addWidget(well, 1)

    def _connect(self) -> None:
        self._levels.changed.connect(self._search)
        self._filter.text_changed.connect(self._search)
        self._follow.clicked.connect(self.view.follow)
        self._copy.clicked.connect(self.view.copy)
        self.view.copied.connect(self._say_copied)
        self.view.follows.connect(self._follow.setChecked)
        self._follow.setChecked(True)

    def focus_filter(self) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def show_run(self, run: RunFolder | None) -> None:
        self._run = run
        self._counts = None
        self._show_counts()
        self._search()

    def query(self) -> Query:
        levels: dict[str, Level] = {"warning": "warning", "error": "error"}
        return Query(self._filter.text().strip(), levels.get(self._levels.key(), "all"))

    def _search(self) -> None:
        if self._looking:
            self._looking.stop()
            self._looking.deleteLater()
            self._looking = None
        if self._run is None:
            return
        rows = LogRows(self._run.log_file)
        self.view.show_rows(rows)
        self._say_instead(tr("Searching…"))
        self._looking = Looking(follow_log(rows.path, self.query()), self, "reads the log")
        self._looking.told.connect(lambda news: self._take(rows, news))
        self._looking.start()

    def _take(self, rows: LogRows, news: LogNews) -> None:
        self.view.grown(rows.take(news))
        if rows.complete:
            self._counts = None if news.problem else (rows.warnings, rows.errors)
        self._show_counts(news.problem)
        self._show_emptiness(rows, news)

    def _show_counts(self, problem: str = "") -> None:
        """Those of an earlier search of the same log stay until there are newer ones."""
        if self._run is None or problem:
            self._levels.set_text("warning", tr("Warnings"))
            self._levels.set_text("error", tr("Errors"))
            return
        warnings, errors = map(whole, self._counts) if self._counts else ("…", "…")
        self._levels.set_text("warning", tr("Warnings {count}", count=warnings))
        self._levels.set_text("error", tr("Errors {count}", count=errors))

    def _show_emptiness(self, rows: LogRows, news: LogNews) -> None:
        if news.problem:
            self._say_instead(tr("The log cannot be read: {why}.", why=news.problem))
        elif len(rows):
            self._stack.setCurrentWidget(self.view)
        elif not rows.complete:
            self._say_instead(tr("Searching…"))
        elif self.query() == Query():
            self._say_instead(tr("Nothing is printed yet."))
        else:
            self._say_instead(tr("No line fits the filter."))

    def _say_instead(self, words: str) -> None:
        """Words where there are no lines."""
        self._nothing.setText(words)
        self._stack.setCurrentWidget(self._nothing)

    def _say_copied(self, count: int, wanted: int) -> None:
        if not count:
            Toast.show_in(self, tr("There is nothing to copy."), "warn")
        elif count < wanted:
            gaps = {"count": whole(count), "all": whole(wanted)}
            Toast.show_in(self, tr("The last {count} of {all} lines are copied.", **gaps), "ok")
        else:
            Toast.show_in(self, tr("{count} lines are copied.", count=whole(count)), "ok")
