"""Help beside what it explains: the first sentences of a key term, and the way to all of it.

Knows the help texts and where they are shown. Does not know what is explained.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from deeptuner.ui.forms.help_key import asks_for_help, claims_help_key
from deeptuner.ui.help_texts.facts import CatalogueFacts
from deeptuner.ui.help_texts.library import library
from deeptuner.ui.help_texts.markdown import plain, spans
from deeptuner.ui.languages import language_of
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, HelpButton, IconButton, Label, Popover, hbox, vbox

WIDTH = 320


class Terms:
    """Help buttons of one page."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def button(self, about: str, term: str) -> HelpButton:
        """A `?` that shows the key term `term`."""
        made = HelpButton(about)
        made.clicked.connect(lambda: self.show(made, term))
        return made

    def show(self, anchor: QWidget, term: str) -> Popover:
        article = library(language_of(self._shell.preferences.language)).articles[term]
        lead = plain(spans(article.lead, CatalogueFacts()))
        close = IconButton("x", tr("Close"))
        more = Button(tr("Open in Help"), kind="link", icon="book-open", size="sm")
        content = QWidget()
        content.setAccessibleName(tr("Help: {about}", about=article.title))
        content.setLayout(
            vbox(
                hbox((Label(article.title, 14, 600, wrap=True), 1), close),
                Label(lead, tone="text2", wrap=True),
                hbox(more, None),
                gap=8,
            )
        )
        content.setFixedWidth(scaled(WIDTH))
        popover = Popover(anchor, content)
        close.clicked.connect(popover.dismiss)
        more.clicked.connect(popover.dismiss)
        more.clicked.connect(lambda: self._shell.navigator.open("help", term))
        popover.open()
        return popover


class FieldRow(QWidget):
    """A label with its help at the left, what is chosen or typed at the right. F1 in it shows the
    help."""

    def __init__(
        self,
        label: str,
        help_button: HelpButton,
        field: QWidget,
        share: int = 3,
        label_share: int = 2,
    ) -> None:
        super().__init__()
        self._help = help_button
        title = Label(label, wrap=True)
        title.setBuddy(field)
        field.setAccessibleName(label)
        left = hbox(title, help_button, None, gap=4)
        self.setLayout(hbox((left, label_share), (field, share), gap=8))

    def event(self, event: QEvent) -> bool:
        """F1 is this row's before it is the window's."""
        return claims_help_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if asks_for_help(event):
            self._help.click()
        else:
            super().keyPressEvent(event)
