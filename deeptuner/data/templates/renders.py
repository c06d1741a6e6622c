"""The renders of one conversation, each made once: whole, up to a turn, asked for a turn.

Finding spans looks at the same few texts from several sides. Knows nothing about spans.
"""

from __future__ import annotations

from deeptuner.data.templates.conversation import Conversation
from deeptuner.data.templates.render import ChatTemplate
from deeptuner.data.templates.twin import Owners, find_owners


class Renders:
    """What a template makes of a conversation. All methods raise CannotMask where it refuses."""

    def __init__(self, template: ChatTemplate, chat: Conversation) -> None:
        self.template = template
        self.chat = chat
        self._texts: dict[tuple[int, bool], str] = {}
        self._owners: dict[tuple[int, bool], Owners] = {}

    def text(self, count: int | None = None, asked: bool = False) -> str:
        """The first `count` messages as text (default: all); `asked`: with the header that asks."""
        key = (len(self.chat.messages) if count is None else count, asked)
        if key not in self._texts:
            messages = self.chat.messages[: key[0]]
            self._texts[key] = self.template.render(messages, self.chat.tools, asked)
        return self._texts[key]

    def owners(self, count: int | None = None, asked: bool = False) -> Owners:
        """Whose each character of that text is."""
        key = (len(self.chat.messages) if count is None else count, asked)
        if key not in self._owners:
            messages = self.chat.messages[: key[0]]
            text = self.text(*key)
            self._owners[key] = find_owners(self.template, text, messages, self.chat.tools, asked)
        return self._owners[key]
