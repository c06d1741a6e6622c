"""The list at the left: key terms or guides, searched, filtered by topic.

Knows how articles are listed and found. Does not know how one is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import QAbstractListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QSizePolicy

from deeptuner.ui.help_texts import Article, Library
from deeptuner.ui.help_texts.search import Index, make_index, search
from deeptuner.ui.pages.help.contents_view import AnyIndex, CaptionRole, ContentsView
from deeptuner.ui.translation import listed, tr
from deeptuner.ui.widgets import ComboBox, EmptyState, Panel, SearchField, Segmented, vbox

ABOUT: Final = "about"
TERMS, GUIDES = "term", "guide"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `caption` stands at the right."""

    id: str
    title: str
    caption: str = ""


class ContentsModel(QAbstractListModel):
    """The rows that are shown now."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of the article; -1 when it is not shown."""
        return next((row for row, entry in enumerate(self.entries) if entry.id == key), -1)

    def rowCount(self, parent: AnyIndex | None = None, /) -> int:  # noqa: N802 - Qt's name
        return 0 if parent and parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole), /) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == CaptionRole:
            return entry.caption
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed(filter(None, (entry.title, entry.caption)))
        return None


class Contents(Panel):
    """`chosen` tells the article that the person wants to read."""

    chosen = Signal(str)

    def __init__(self, library: Library) -> None:
        super().__init__("side-left")
        self._library = library
        self._current = ""
        count = len(library.terms)
        self.search = SearchField(tr("Search {count} key terms", count=count), "/")
        self.search.text_changed.connect(lambda _text: self.mark(self._current))
        self.kinds = Segmented(
            [(TERMS, tr("Key Terms"), None), (GUIDES, tr("Guides"), None)], stretch=True
        )
        self.kinds.changed.connect(self._refresh)
        self.topics = ComboBox(tr("Topic"))
        self.topics.set_choices([("", tr("All topics")), *library.topics.items()])
        self.topics.setCurrentIndex(0)
        self.topics.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.topics.chosen.connect(self._refresh)
        self.model = ContentsModel()
        self.view = ContentsView(self.model)
        self.view.wanted.connect(lambda row: self.chosen.emit(self.model.entries[row].id))
        self._nothing = EmptyState("magnifying-glass", tr("Nothing found. Try another word."))
        self.setLayout(self._column())
        self._refresh()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_topic(self, topic: str) -> None:
        """List the key terms of one topic, or all of them."""
        self.search.clear()
        self.kinds.set_key(TERMS)
        self.topics.setCurrentIndex(max(0, self.topics.findData(topic)))
        self._refresh()

    def show_kind(self, kind: str) -> None:
        """List key terms or guides."""
        self.search.clear()
        self.kinds.set_key(kind)
        self._refresh()

    def mark(self, key: str) -> None:
        """Show which article is open; its list comes up when it is in the other one."""
        self._current = key
        article = self._library.get(key)
        kind = article.kind if article else GUIDES
        if not self.search.text() and key not in (entry.id for entry in self._listed()):
            self.kinds.set_key(kind)
            self.topics.setCurrentIndex(0)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """From the search field, Down goes into the list and Enter opens the first find."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.search.hasFocus() and event.key() in keys and self._found(self.search.text()):
            self._refresh()
            self.chosen.emit(self.model.entries[0].id)
        else:
            super().keyPressEvent(event)

    def _column(self) -> QLayout:
        return vbox(
            self.search,
            self.kinds,
            self.topics,
            (self.view, 1),
            (self._nothing, 1),
            gap=8,
            margins=(12, 14, 12, 8),
        )

    def _refresh(self, *_changed: object) -> None:
        asked = self.search.text().strip()
        entries = self._found(asked) if asked else self._listed()
        if entries != self.model.entries:
            self.model.show(entries)
        self.view.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self.kinds.setEnabled(not asked)
        self.topics.setVisible(not asked and self.kinds.key() == TERMS)
        column = self.layout()
        if column:
            column.activate()  # the list has its height before it scrolls to a row
        self.view.mark(self.model.row_of(self._current))

    def _listed(self) -> tuple[Entry, ...]:
        if self.kinds.key() == GUIDES:
            return (*(self._entry(one) for one in self._library.guides), self._about)
        topic = self.topics.key()
        return tuple(self._entry(one) for one in self._library.terms if topic in ("", one.topic))

    def _found(self, text: str) -> tuple[Entry, ...]:
        return tuple(self._entry(one) for one in search(self._index, text))

    @cached_property
    def _index(self) -> tuple[Index, ...]:
        return make_index((*self._library.terms, *self._library.guides))

    def _entry(self, article: Article) -> Entry:
        caption = self._library.topic(article)
        if article.kind == GUIDES and self.search.text():
            caption = tr("Guide")
        return Entry(article.id, article.title, caption)

    @property
    def _about(self) -> Entry:
        return Entry(ABOUT, tr("About DeepTuner"))
