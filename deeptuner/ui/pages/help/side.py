"""The column beside an article: where its setting is, what else to read, where it comes from.

Knows links. Does not know how the page follows them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from deeptuner.ui.help_texts import Article, Library
from deeptuner.ui.help_texts.markdown import SETTING
from deeptuner.ui.pages.help.facts import WindowFacts
from deeptuner.ui.pages.help.prose import link_label
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import listed, tr
from deeptuner.ui.widgets import Button, IconLabel, Label, hbox, vbox

Follow = Callable[[str], None]


class Side(QWidget):
    """What stands beside `article`."""

    WIDTH = 212

    def __init__(
        self, article: Article, library: Library, facts: WindowFacts, follow: Follow
    ) -> None:
        super().__init__()
        self._facts, self._follow = facts, follow
        self.setFixedWidth(scaled(self.WIDTH))
        column = vbox(gap=6)
        paths = library.settings_of(article)
        if paths:
            column.addLayout(self._settings(paths))
            column.addSpacing(14)
        column.addLayout(self._see(article, library))
        if article.source:
            column.addSpacing(14)
            column.addLayout(self._source(article.source.title, article.source.url))
        column.addStretch(1)
        self.setLayout(column)

    def _settings(self, paths: tuple[str, ...]) -> QLayout:
        """One setting has a button; of several each is a link."""
        column = vbox(_title(tr("Where you set it")), gap=6)
        if len(paths) == 1:
            place = listed([self._facts.place(paths[0]), self._facts.title(paths[0])])
            show = Button(tr("Show the setting"), icon="target", size="sm")
            show.clicked.connect(lambda: self._follow(SETTING + paths[0]))
            column.addWidget(Label(place, 13, 400, "text2", wrap=True, selectable=True))
            column.addLayout(hbox(show, None))
        else:
            for path in paths:
                column.addWidget(self._link(self._facts.title(path), SETTING + path))
        return column

    def _see(self, article: Article, library: Library) -> QLayout:
        found = [one for key in article.see if (one := library.get(key))]
        column = vbox(gap=8)
        if found:
            column.addWidget(_title(tr("See also")))
            for one in found:
                column.addWidget(self._link(one.title, one.id))
        return column

    def _source(self, title: str, url: str) -> QLayout:
        mark = IconLabel("arrow-square-out", "accent_text", 15)
        row = hbox(gap=6)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._link(title, url), 1)
        return vbox(_title(tr("Source")), row, gap=8)

    def _link(self, text: str, target: str) -> QWidget:
        label = link_label(text, target)
        label.linkActivated.connect(self._follow)
        if "://" in target:
            label.setToolTip(target)
        return label


def _title(text: str) -> Label:
    return Label(text, 12, 600, "text2")
