"""The messages of one model, one below the other.

Knows how many fit, and keeps widgets for those near the view only, so that a conversation of
hundreds of turns is as quick as one of three. Does not know what is in a message.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from deeptuner.ui.pages.merge_export.chat.message import Message, MessageView
from deeptuner.ui.theme.fonts import scaled

MARGIN, GAP, BAR = 16, 12, 14  # px: around all, between two, kept free for the scroll bar
AHEAD: Final = 0.5  # of the view's height: what is prepared above and below it
ROUNDS: Final = 4  # of measuring what has come near because other things were measured
END: Final = 6  # px from the end that still count as the end


class Thread(QScrollArea):
    """Stays at the end while messages grow, unless the person has scrolled up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.messages: list[Message] = []
        self._views: dict[int, MessageView] = {}
        self._free: list[MessageView] = []
        self._tops: list[int] = [0]
        self._at_end = True
        self._placing = False
        self._content = QWidget()
        self.setWidget(self._content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_messages(self, messages: Sequence[Message]) -> None:
        """These, in place of all others, from their end."""
        for view in self._views.values():
            view.release()
        self._free += self._views.values()
        self._views = {}
        self.messages = list(messages)
        self.to_end()

    def add(self, *messages: Message) -> None:
        self.messages += messages
        self.to_end()

    def to_end(self) -> None:
        self._at_end = True
        self._arrange()

    def follow(self) -> None:
        """Messages have grown."""
        self._arrange()
        for view in self._views.values():
            view.follow()

    def views(self) -> list[MessageView]:
        """Those that are widgets now, from top to bottom."""
        return [self._views[index] for index in sorted(self._views)]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _scrolled(self, value: int) -> None:
        if not self._placing:
            self._at_end = value >= self.verticalScrollBar().maximum() - END
            self._arrange()

    def _room(self) -> int:
        """The width that messages have; the scroll bar never changes it."""
        return max(scaled(80), self.contentsRect().width() - scaled(MARGIN) - scaled(BAR))

    def _arrange(self) -> None:
        """Measure what is near the view, put it in its place, and give up what is far."""
        if self._placing:
            return
        self._placing = True
        held = self._held()
        top = self._settle(held)
        self._content.resize(self.viewport().width(), self._height())
        self.verticalScrollBar().setValue(top)
        self._show(*self._near(top))
        self._placing = False

    def _held(self) -> tuple[int, int] | None:
        """The message that must not move while others are measured, and how far it is scrolled."""
        if self._at_end or not self.messages:
            return None
        value = self.verticalScrollBar().value()
        index = min(max(0, bisect_right(self._tops, value) - 1), len(self.messages) - 1)
        return index, value - self._tops[min(index, len(self._tops) - 1)]

    def _settle(self, held: tuple[int, int] | None) -> int:
        """Measure until all that is near has its true height; where the view begins then."""
        width, top = self._room(), 0
        for _ in range(ROUNDS):
            gap = scaled(GAP)
            heights = (each.height(width) + gap for each in self.messages)
            self._tops = list(accumulate(heights, initial=scaled(MARGIN)))
            most = max(0, self._height() - self.viewport().height())
            top = most if held is None else min(most, self._tops[held[0]] + held[1])
            first, last = self._near(top)
            found = [self.messages[index].measure(width) for index in range(first, last)]
            if not any(found):
                break
        return top

    def _height(self) -> int:
        return self._tops[-1] + scaled(MARGIN) - scaled(GAP) if self.messages else 0

    def _near(self, top: int) -> tuple[int, int]:
        """The messages from … up to (without) … that are seen, or soon will be."""
        ahead = round(self.viewport().height() * AHEAD)
        first = bisect_right(self._tops, top - ahead) - 1
        last = bisect_right(self._tops, top + self.viewport().height() + ahead)
        return max(0, first), min(len(self.messages), last)

    def _show(self, first: int, last: int) -> None:
        for index in [i for i in self._views if not first <= i < last]:
            if not self._views[index].has_focus():
                view = self._views.pop(index)
                view.release()
                self._free.append(view)
        before = len(self._views)
        width = self._room()
        for index in range(first, last):
            self._show_one(index, width)
        if len(self._views) != before:
            self._order()

    def _show_one(self, index: int, width: int) -> None:
        if index not in self._views:
            self._views[index] = self._free.pop() if self._free else MessageView(self._content)
        message = self.messages[index]
        at = QRect(scaled(MARGIN), self._tops[index], width, message.height(width))
        self._views[index].show_message(message, at)

    def _order(self) -> None:
        """Tab goes from top to bottom, whichever widgets are used."""
        for one, other in pairwise(self.views()):
            QWidget.setTabOrder(one.last_stop, other.words)
