"""The panel at the right, which never scrolls away: what a run comes to, problems, and the start.

Knows the order of its parts, and the notes that come and go. Does not know how they come about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import spec_by_path
from deeptuner.settings.presets import Change
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.in_words import change_in_words
from deeptuner.ui.forms.showing import clear
from deeptuner.ui.pages.fine_tuning.figures import Figures
from deeptuner.ui.pages.fine_tuning.problems import Problems
from deeptuner.ui.pages.fine_tuning.start_box import COMPACT_WIDTH, StartBox
from deeptuner.ui.pages.fine_tuning.starting import Failure
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import say, setting_title, tr
from deeptuner.ui.widgets import Button, Label, Line, Note, Scroll, announce, hbox, vbox
from deeptuner.ui.widgets.card import Panel

WIDTH = 392
NAMED = 8  # changes of a preset that are listed


class SidePanel(Panel):
    """`monitor_asked` with a run's name when the person wants to see what became of it."""

    monitor_asked = Signal(str)

    def __init__(self, form: Form) -> None:
        super().__init__("side")
        self._form = form
        self.figures = Figures()
        self.problems = Problems(form.model)
        self.start_box = StartBox(form)
        self._news = vbox(gap=8)
        self._shown: list[QWidget] = []
        form.model.changed.connect(self._show_illegal)
        column = vbox(gap=14, margins=(18, 16, 18, 12))
        content = QWidget()
        content.setLayout(column)
        self.scroller = Scroll(content)
        self.setLayout(vbox((self.scroller, 1), Line(), self.start_box, gap=0))
        column.addWidget(Label(tr("This run"), px=14, weight=600))
        column.addLayout(self._news)
        column.addWidget(self.figures)
        column.addWidget(self.problems)
        column.addStretch(1)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        self.setFixedWidth(scaled(COMPACT_WIDTH if compact else WIDTH))

    def tell_preset(self, title: str, changes: Sequence[Change], undo: Callable[[], None]) -> None:
        """What a preset changed, with the way back."""
        lines = [change_in_words(one.path, one.before, one.after) for one in changes[:NAMED]]
        if len(changes) > NAMED:
            lines.append(tr("and more: {count}", count=len(changes) - NAMED))
        self.clear_news()
        if not changes:
            said = tr("{preset} changes nothing here", preset=title)
            self._put(Note("accent", said))
            return
        said = tr("{preset} changed settings: {count}", preset=title, count=len(changes))
        back = Button(tr("Undo"), size="sm")
        back.clicked.connect(undo)
        back.clicked.connect(self.clear_news)
        self._put(Note("accent", said, "\n".join(lines), back))

    def tell_failure(self, failure: Failure) -> None:
        """Why there is no training, and what would help."""
        self.clear_news()
        told = failure.told
        title = tr("The run {run} failed", run=failure.run) if failure.run else told.what
        where = "" if told.where in spec_by_path() else told.where
        parts = ([told.what] if failure.run else []) + [where, told.fix]
        parts += [f"{one.what} {one.fix}".strip() for one in told.mistakes]
        self._put(Note("danger", title, "\n".join(part for part in parts if part)))
        for fix in failure.fixes:
            button = Button(tr("Fix"), size="sm")
            button.setAccessibleName(tr("Fix: {effect}", effect=say(fix.message)))
            button.clicked.connect(partial(self._form.model.offer_all, dict(fix.changes)))
            self._put(Note("neutral", "", say(fix.message), button))
        links = self._links(failure)
        if links:
            row = QWidget()
            row.setLayout(hbox(*links, None))
            self._put(row)
        announce(self, title)

    def _links(self, failure: Failure) -> list[Button]:
        """Where there is more to see: the run, and the setting that is to blame."""
        links = []
        if failure.run:
            look = Button(tr("Open in Monitor"), kind="link", icon="pulse", size="sm")
            look.clicked.connect(partial(self.monitor_asked.emit, failure.run))
            links.append(look)
        path = failure.told.where
        if path in spec_by_path():
            name = setting_title(spec_by_path()[path])
            show = Button(tr("Show {setting}", setting=name), kind="link", size="sm")
            show.clicked.connect(partial(self.problems.asked.emit, path))
            links.append(show)
        return links

    def clear_news(self) -> None:
        self._shown = []
        clear(self._news)

    def news(self) -> list[QWidget]:
        """The notes that are shown now."""
        return list(self._shown)

    def _show_illegal(self) -> None:
        self.figures.set_illegal(self._form.model.mistakes)

    def _put(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self._news.addWidget(widget)
        self.scroller.verticalScrollBar().setValue(0)
