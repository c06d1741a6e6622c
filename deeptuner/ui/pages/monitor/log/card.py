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
        self._counts = (0, 0)
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
        self._copy.clicked.connect(self._copied)
        self.view.follows.connect(self._follow.setChecked)
        self._follow.setChecked(True)

    def focus_filter(self) -> None:
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def show_run(self, run: RunFolder | None) -> None:
        self._run = run
        self._counts = (0, 0)
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
        self._looking = Looking(follow_log(rows.path, self.query()), self, "reads the log")
        self._looking.told.connect(lambda news: self._take(rows, news))
        self._looking.start()

    def _take(self, rows: LogRows, news: LogNews) -> None:
        self.view.grown(rows.take(news))
        counts = (rows.warnings, rows.errors)
        if rows.complete or sum(counts) > sum(self._counts):
            self._show_counts(*counts)
        self._show_emptiness(rows, news)

    def _show_counts(self, warnings: int, errors: int) -> None:
        self._counts = (warnings, errors)
        self._levels.set_text("warning", tr("Warnings {count}", count=whole(warnings)))
        self._levels.set_text("error", tr("Errors {count}", count=whole(errors)))

    def _show_emptiness(self, rows: LogRows, news: LogNews) -> None:
        empty = rows.complete and not len(rows)
        if news.problem:
            self._nothing.setText(tr("The log cannot be read: {why}.", why=news.problem))
        elif empty:
            everything = self.query() == Query()
            words = tr("Nothing is printed yet.") if everything else tr("No line fits the filter.")
            self._nothing.setText(words)
        self._stack.setCurrentIndex(1 if empty or news.problem else 0)

    def _copied(self) -> None:
        count = self.view.copy()
        Toast.show_in(self, tr("{count} lines are copied.", count=whole(count)), "ok")
