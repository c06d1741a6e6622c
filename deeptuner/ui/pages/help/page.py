"""The Help page: the list, the article, and the ways between articles and to the settings.

Knows where a link leads. Does not know what an article says or how it looks.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.desktop import open_page
from deeptuner.ui.help_texts import library
from deeptuner.ui.help_texts.facts import warm
from deeptuner.ui.help_texts.markdown import SETTING
from deeptuner.ui.languages import language_of
from deeptuner.ui.page import Page
from deeptuner.ui.pages.help.about import About
from deeptuner.ui.pages.help.article_view import ArticleView
from deeptuner.ui.pages.help.contents import ABOUT, GUIDES, TERMS, Contents
from deeptuner.ui.pages.help.facts import WindowFacts
from deeptuner.ui.pages.help.trail import History, Trail
from deeptuner.ui.services.background import in_background
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Scroll, announce, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.ui.shell import Shell

FIRST: Final = "guide-first-steps"
COMPACT: Final = 1400  # the window's width in design pixels from which there is more room
WIDE_LIST, NARROW_LIST = 312, 292
MARGINS: Final = (38, 4, 32, 32)
TOPIC: Final = "topic:"
KIND: Final = "kind:"


class HelpPage(Page):
    """Key terms, guides, and About."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._history = History()
        self._library = library(language_of(shell.preferences.language))
        self._facts = WindowFacts(shell.workspace)
        self.contents = Contents(self._library)
        self.contents.chosen.connect(self.open)
        self.trail = Trail()
        self.trail.moved.connect(self._move)
        self.trail.followed.connect(self.follow)
        self.scroller = Scroll(QWidget())
        right = vbox(gap=0)
        right.addLayout(hbox(self.trail, margins=(32, 14, 24, 4)))
        right.addWidget(self.scroller, 1)
        self.setLayout(hbox(self.contents, (right, 1), gap=0))
        for keys, act, way in (
            ("Alt+Left", self._move, -1),
            ("Alt+Right", self._move, 1),
            ("PgUp", self._turn, -1),
            ("PgDown", self._turn, 1),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(act, way))
        self._stale = False
        theme().changed.connect(self._follow_theme)
        in_background(self, warm, lambda _warm: None)

    @property
    def current(self) -> str:
        """The id of the article that is open, `about` for About."""
        return self._history.current

    def enter(self) -> None:
        if not self.current:
            self.open(FIRST)
        elif self._stale or self._shows_values():
            self._show_again()

    def focus_search(self) -> None:
        self.contents.focus_search()

    def go_to(self, target: object) -> None:
        """A term's or guide's id, `about`, or the path of a setting whose term is meant."""
        key = str(target)
        term = self._library.of_setting(key)
        self.open(term.id if term else key)

    def open(self, key: str) -> None:
        """Show an article and remember it. An id that nobody knows shows the first one."""
        known = key == ABOUT or self._library.get(key) is not None
        self._history.visit(key if known else FIRST)
        self._show()

    def follow(self, target: str) -> None:
        """Go where a link leads: to an article, a setting, a list, or out to the web."""
        if target.startswith(SETTING):
            path = target.removeprefix(SETTING)
            self.shell.navigator.open("fine-tuning", path if path in spec_by_path() else None)
        elif target.startswith(TOPIC):
            self.contents.show_topic(target.removeprefix(TOPIC))
        elif target.startswith(KIND):
            self.contents.show_kind(target.removeprefix(KIND))
        elif target.startswith(("https://", "http://")):
            open_page(self, target)
        else:
            self.open(target)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= scaled(COMPACT)
        self.contents.setFixedWidth(scaled(WIDE_LIST if wide else NARROW_LIST))
        view = self.scroller.widget()
        if isinstance(view, ArticleView):
            view.fit(self._room())

    def _room(self) -> int:
        """The width of an article, with room for the scroll bar whether it is there or not."""
        bar = self.scroller.verticalScrollBar().sizeHint().width()
        return self.width() - self.contents.width() - bar

    def _turn(self, way: int) -> None:
        """Scroll the article by a page, wherever the focus is."""
        bar = self.scroller.verticalScrollBar()
        bar.setValue(bar.value() + way * bar.pageStep())

    def _move(self, way: int) -> None:
        if self._history.can_go(way):
            self._history.go(way)
            self._show()

    def _show(self, whole: bool = False) -> None:
        """Show the current article; `whole` makes all of it at once, not what is seen first."""
        self._stale = False
        article = self._library.get(self.current)
        view = self._about() if article is None else self._article(whole)
        old = self.scroller.takeWidget()
        if old:
            old.deleteLater()
        self.scroller.setWidget(view)
        self.scroller.verticalScrollBar().setValue(0)
        self.contents.mark(self.current)
        self.trail.set_place(self._crumbs(), self._history)
        announce(self, article.title if article else tr("About DeepTuner"))

    def _show_again(self) -> None:
        """The same article with other colours or values, at the same place."""
        if self.current:
            place = self.scroller.verticalScrollBar().value()
            self._show(whole=True)
            self.scroller.verticalScrollBar().setValue(place)

    def _follow_theme(self) -> None:
        """A page that nobody sees takes on the colours when it is opened."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._show_again()

    def _article(self, whole: bool) -> QWidget:
        article = self._library.articles[self.current]
        view = ArticleView(article, self._library, self._facts, self.follow)
        view.setContentsMargins(*MARGINS)
        view.fit(self._room())
        if whole:
            view.finish()
        return view

    def _about(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(hbox((About(self.shell.worker), 100), None))
        holder.setContentsMargins(*MARGINS)
        return holder

    def _crumbs(self) -> list[tuple[str, str]]:
        article = self._library.get(self.current)
        if article is None or article.kind == GUIDES:
            title = article.title if article else tr("About DeepTuner")
            return [(tr("Guides"), KIND + GUIDES), (title, "")]
        topic = (self._library.topic(article), TOPIC + article.topic)
        return [(tr("Key Terms"), KIND + TERMS), topic, (article.title, "")]

    def _shows_values(self) -> bool:
        article = self._library.get(self.current)
        return article is not None and (bool(article.value) or article.kind == GUIDES)
