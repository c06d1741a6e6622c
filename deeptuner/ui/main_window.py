"""The window: top bar, the page of the open tab, status bar.

Only puts them together: pages are built when their tab is first opened, the navigator's wishes open
tabs, keys are bound. Does not know what is on a page.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from deeptuner.ui.failures import Failures
from deeptuner.ui.garbage import set_aside
from deeptuner.ui.page import Page
from deeptuner.ui.pages.table import PageSpec, page_specs
from deeptuner.ui.preferences_dialog import open_preferences
from deeptuner.ui.search.entries import tabs
from deeptuner.ui.search.index import Index
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.prefetch import load_settings
from deeptuner.ui.shell import Shell
from deeptuner.ui.status_bar import StatusBar
from deeptuner.ui.telling import Telling
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.top_bar import TopBar
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import ErrorState, Note, Toast, ask, vbox

USUAL_SIZE = QSize(1280, 800)
SMALLEST_SIZE = QSize(960, 600)
SELECT_FOLDER = "select-folder"  # what Ctrl+O asks the Experiment page for


class MainWindow(QMainWindow):
    """`painted`: the first frame is; `closed`: the person closed it, and nothing is left to ask."""

    painted = Signal()
    closed = Signal()

    def __init__(
        self,
        shell: Shell,
        failures: Failures | None = None,
        specs: Sequence[PageSpec] | None = None,
    ) -> None:
        super().__init__()
        theme().dress(self)
        self.shell = shell
        self._specs = list(specs or page_specs())
        self._pages: dict[str, QWidget] = {}
        self._shown: QWidget | None = None
        self._closing = False
        self._painted = False
        self._only_shown = False
        self.telling = Telling(self)
        self._failures = failures
        names = [(spec.name, spec.title, spec.icon) for spec in self._specs]
        self._index = Index(shell, list(tabs(names)), self)
        self.top = TopBar([(spec.title, spec.icon) for spec in self._specs], self._index)
        self.status = StatusBar(shell)
        self._stack = QStackedWidget()
        self._missing = Note("warn", "")
        self._notes = QWidget()
        self._notes.setLayout(vbox(self._missing, margins=(16, 12, 16, 12)))
        self._notes.hide()
        self._compose()
        self._listen()
        self._bind_keys()
        self._show_title()
        self._restore()

    # what is shown

    def page(self, name: str) -> QWidget:
        """The page of that name, built when it is wanted first."""
        if name not in self._pages:
            self._pages[name] = self._build(self._spec(name))
            self._stack.addWidget(self._pages[name])
            set_aside()
        return self._pages[name]

    def current(self) -> str:
        """The name of the open tab."""
        return self._specs[max(0, self.top.tabs.currentIndex())].name

    def open_page(self, name: str, target: object = None) -> None:
        """Open a tab, and have its page show `target`."""
        names = [spec.name for spec in self._specs]
        if name not in names:
            return
        self.top.tabs.setCurrentIndex(names.index(name))
        page = self.page(name)
        if target is not None and isinstance(page, Page):
            page.go_to(target)

    def show_up(self) -> None:
        """Be seen: the person tried to open this folder once more."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell_mistake(self, what: str, details: str) -> None:
        log = str(self._failures.log.file) if self._failures else ""
        self.telling.tell_mistake(what, details, log)

    def _compose(self) -> None:
        root = QWidget()
        root.setLayout(vbox(self.top, self._notes, (self._stack, 1), self.status, gap=0))
        self.setCentralWidget(root)
        self.setMinimumSize(SMALLEST_SIZE)

    def _listen(self) -> None:
        shell = self.shell
        self.top.tabs.currentChanged.connect(self._tab_changed)
        self.top.search.chosen.connect(lambda entry: self.open_page(entry.page, entry.target))
        self.top.theme_asked.connect(self._switch_theme)
        self.top.preferences_asked.connect(lambda: open_preferences(self, shell.preferences))
        shell.navigator.asked.connect(self.open_page)
        shell.workspace.failed.connect(self.telling.tell)
        shell.workspace.folder_changed.connect(self._show_title)
        shell.workspace.missing_changed.connect(self._show_missing)
        shell.workspace.instance.knocked.connect(self.show_up)
        shell.runs.changed.connect(self._show_runs)
        if self._failures is not None:
            self._failures.happened.connect(self.tell_mistake)

    def _bind_keys(self) -> None:
        for number in range(len(self._specs)):
            self._key(f"Ctrl+{number + 1}", lambda n=number: self.top.tabs.setCurrentIndex(n))
        self._key("Ctrl+O", lambda: self.open_page("experiment", SELECT_FOLDER))
        self._key("Ctrl+K", self.top.search.begin)
        self._key("/", self._search_page)

    def _key(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._first_frame)

    def _first_frame(self) -> None:
        """What takes its time begins only now."""
        self.painted.emit()
        if self._only_shown:
            return
        QTimer.singleShot(0, self, self._load_settings)
        QTimer.singleShot(0, self, self.shell.runs.start)

    def only_show(self) -> None:
        """Nothing begins after the first frame, in which the program ends."""
        self._only_shown = True

    def _load_settings(self) -> None:
        in_background(self, load_settings, lambda _: self.status.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """F1 comes here when what has the focus has no help of its own."""
        if event.key() == Qt.Key.Key_F1:
            self.open_page("help")
        else:
            super().keyPressEvent(event)

    # pages

    def _spec(self, name: str) -> PageSpec:
        return next(spec for spec in self._specs if spec.name == name)

    def _build(self, spec: PageSpec) -> QWidget:
        """The page; one that cannot be built tells why in its place, and the others work."""
        try:
            return spec.build(self.shell)
        except Exception as error:  # noqa: BLE001 - whatever a page's code raises
            details = traceback.format_exc()
            if self._failures is not None:
                self._failures.log.write(details)
            what = tr("This page cannot be shown: {why}", why=f"{type(error).__name__}: {error}")
            return ErrorState(Told(what), details=details)

    def _tab_changed(self, _index: int) -> None:
        page = self.page(self.current())
        if page is self._shown:
            return
        if isinstance(self._shown, Page):
            self._shown.leave()
        self._shown = page
        self._stack.setCurrentWidget(page)
        if not self.top.tabs.hasFocus():
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shell.preferences.tab = self.current()
        if isinstance(page, Page):
            page.enter()

    def _search_page(self) -> None:
        page = self.page(self.current())
        if isinstance(page, Page):
            page.focus_search()

    # what is told

    def _show_title(self) -> None:
        folder = self.shell.workspace.folder
        self.setWindowTitle(f"{folder.name} – DeepTuner" if folder else "DeepTuner")

    def _show_missing(self) -> None:
        workspace = self.shell.workspace
        self._notes.setVisible(workspace.missing)
        self._missing.set_text(
            tr("The experiment's folder is gone."),
            tr(
                "{folder} was removed, renamed, or its disk is not connected. What you edit is "
                "kept in this window, and saved when the folder is back.",
                folder=str(workspace.folder),
            ),
        )

    def _show_runs(self) -> None:
        active = self.shell.runs.active()
        names = [spec.name for spec in self._specs]
        if "monitor" in names:
            tab = names.index("monitor")
            self.top.tabs.set_dot(tab, active is not None, tr("A run is in progress"))
        if active is not None and self.shell.preferences.once("runs-go-on"):
            Toast.show_in(
                self, tr("You may close this window: the run goes on without it."), "info"
            )

    def _switch_theme(self) -> None:
        self.shell.preferences.theme = "light" if theme().is_dark else "dark"

    # opening and closing

    def _restore(self) -> None:
        preferences = self.shell.preferences
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(preferences.geometry)
        names = [spec.name for spec in self._specs]
        kept = preferences.tab
        self.top.tabs.setCurrentIndex(names.index(kept) if kept in names else 0)
        self._tab_changed(0)

    def place(self) -> QByteArray:
        """Its size and where it is, for the next time."""
        return self.saveGeometry()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Runs go on and are not asked about; work that would be lost is."""
        busy = self.shell.commands.to_ask_about()
        if not busy or self._closing:
            self.shell.preferences.geometry = self.place()
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        work = "\n".join(command.shown() for command in busy)
        ask(
            self,
            tr("Stop what is still being done?"),
            tr("Closing the window stops this work:\n{work}", work=work),
            tr("Stop and close"),
            danger=True,
            done=self._stop_and_close,
        )

    def _stop_and_close(self, agreed: bool) -> None:
        if not agreed:
            return
        self._closing = True
        self.shell.commands.changed.connect(self._close_when_idle)
        self.shell.commands.cancel()
        self._close_when_idle()

    def _close_when_idle(self) -> None:
        if not self.shell.commands.to_ask_about():
            self.close()
