"""One message of a conversation: its text, measured and drawn as a bubble.

Knows how wide a bubble is and how high its text makes it. Does not know the messages around it. A
text is only ever a text: nothing in it is taken for markup.
"""

from __future__ import annotations

from math import ceil
from typing import Final, Literal

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from deeptuner.ui.pages.merge_export.command_line import copied
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import set_icon
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconButton, Label

Kind = Literal["asked", "answered"]
WIDEST: Final = {"asked": 0.86, "answered": 0.94}  # of the room
PAD, RIM, RADIUS, FOOT = 12, 9, 8, 28  # px
BORDER: Final = 2  # of the style sheet around a text, for the focus ring
LETTER: Final = 6.6  # px a letter takes about, where a text has not been measured yet


class Message:
    """A text and what is told below it. Its document is made when it is first measured."""

    def __init__(self, kind: Kind, name: str, text: str, owner: QObject) -> None:
        self.kind = kind
        self.name = name  # whose words these are, for those who do not see it
        self.text = text
        self.foot = ""
        self.done = True
        self._owner = owner
        self._document: QTextDocument | None = None
        self._told = (-1, 0)  # at this width of the room: the height that was told last
        self._measured = (-1, 0, 0)  # at this width of the room: the text's height, its own width

    @property
    def document(self) -> QTextDocument:
        if self._document is None:
            self._document = _document(self.text, self._owner)
        return self._document

    def show_text(self, text: str) -> None:
        """Have this text; where it only has more at its end, its last paragraph alone is laid out
        anew."""
        if text == self.text:
            return
        more = text[len(self.text) :] if text.startswith(self.text) else None
        self.text = text
        self._measured, self._told = (-1, 0, 0), (-1, 0)
        if self._document is None:
            return
        if more is None:
            self._document.setPlainText(text)
            return
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(more)

    def measured(self, width: int) -> bool:
        return self._measured[0] == width

    def measure(self, width: int) -> bool:
        """Find the height at this width of the room; whether it had to be found."""
        if self.measured(width):
            return False
        layout = self.document.documentLayout()
        quiet = layout.blockSignals(True)  # else a view would give it its own old width again
        self.document.setTextWidth(self.text_room(width))
        own = ceil(self.document.idealWidth()) + 1
        self._measured = (width, round(self.document.size().height()), own)
        layout.blockSignals(quiet)
        self._told = (-1, 0)
        return True

    def height(self, width: int) -> int:
        """Of bubble and foot; about so much while it is not measured."""
        if self._told[0] != width:
            text = self._measured[1] if self.measured(width) else self._guess(width)
            foot = scaled(FOOT) if self.kind == "answered" else 0
            self._told = (width, text + 2 * scaled(RIM) + foot)
        return self._told[1]

    def bubble(self, width: int) -> QRect:
        """Where the bubble lies in a room of this width, from its own top."""
        room, pad = self.text_room(width), 2 * scaled(PAD)
        height = self.height(width) - (scaled(FOOT) if self.kind == "answered" else 0)
        if self.kind == "answered":
            return QRect(0, 0, room + pad, height)
        taken = min(room, self._measured[2])
        return QRect(width - taken - pad, 0, taken + pad, height)

    def text_room(self, width: int) -> int:
        return max(scaled(60), round(width * WIDEST[self.kind]) - 2 * scaled(PAD))

    def forget(self) -> None:
        """It is no longer shown anywhere."""
        if self._document is not None:
            self._document.deleteLater()
            self._document = None

    def _guess(self, width: int) -> int:
        line = scaled(16)
        letters = self.text_room(width) / scaled(LETTER)
        return round((1 + self.text.count("\n") + len(self.text) / letters) * line)


def _document(text: str, owner: QObject) -> QTextDocument:
    made = QTextDocument(owner)
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setDefaultFont(font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    made.setPlainText(text)
    return made


class _Text(QTextEdit):
    """The words, to be read, selected and copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setProperty("role", "bare")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setFont(font())
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._own = QTextDocument(self)  # shown while there is no message

    def release(self) -> None:
        self.setDocument(self._own)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()  # it scrolls the conversation

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)


class MessageView(QWidget):
    """A message as it is seen; used again for another when it has left the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        self._bubble = QRect()
        self.words = _Text(self)
        self._foot = Label("", 12, 400, "text3")
        self._foot.setParent(self)
        self._copy = IconButton("copy", tr("Copy the answer"), "text3")
        set_icon(self._copy, "copy", "text3", 14)
        self._copy.setParent(self)
        self._copy.clicked.connect(self._to_clipboard)
        QWidget.setTabOrder(self.words, self._copy)

    @property
    def last_stop(self) -> QWidget:
        """The last of its parts that Tab comes to."""
        return self._copy

    def show_message(self, message: Message, at: QRect) -> None:
        """Show it in this place of the conversation, whose width is that of the room."""
        if self.message is not message:
            self.message = message
            self.words.setDocument(message.document)
            self.words.setAccessibleName(message.name)
            asked = message.kind == "asked"
            strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            self.words.setFocusPolicy(click if asked else strong)
        if self.geometry() != at:
            self.setGeometry(at)
        self._place(message.bubble(at.width()))
        self.show()

    def follow(self) -> None:
        """The message has grown, or something else is told below it."""
        if self.message is not None:
            self.words.setAccessibleName(self.message.name)
            self._place(self.message.bubble(self.width()))

    def release(self) -> None:
        """Show nothing; the message's document may go now."""
        self.hide()
        self.message = None
        self.words.release()

    def has_focus(self) -> bool:
        return self.words.hasFocus() or self._copy.hasFocus()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.message is None:
            return
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        asked = self.message.kind == "asked"
        painter.setPen(QPen(QColor(tokens.accent_soft if asked else tokens.border), 1))
        painter.setBrush(QColor(tokens.accent_soft if asked else tokens.inset))
        frame = QRectF(self._bubble).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, scaled(RADIUS), scaled(RADIUS))

    def _place(self, bubble: QRect) -> None:
        message = self.message
        assert message is not None
        if bubble != self._bubble:
            self._bubble = bubble
            side, edge = scaled(PAD) - BORDER, scaled(RIM) - BORDER
            self.words.setGeometry(bubble.adjusted(side, edge, -side, -edge))
            self.update()
        self._place_foot(message, bubble)

    def _place_foot(self, message: Message, bubble: QRect) -> None:
        answered = message.kind == "answered"
        self._foot.setVisible(answered and bool(message.foot))
        self._copy.setVisible(answered and message.done and bool(message.text))
        if not answered:
            return
        self._foot.setText(message.foot)
        wide = min(self._foot.sizeHint().width(), self.width() - scaled(FOOT) - 4)
        self._foot.setGeometry(4, bubble.bottom() + 2, wide, scaled(FOOT) - 2)
        at = 4 + wide + 6 if message.foot else 0
        self._copy.setGeometry(at, bubble.bottom() + 3, scaled(26), scaled(26))

    def _to_clipboard(self) -> None:
        if self.message is not None:
            copied(self, self.message.text)
