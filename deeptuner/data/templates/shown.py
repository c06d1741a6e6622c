"""A quick look whether a text plainly holds every message, so that most rows need no twin.

Knows only how to say "surely yes"; a no means: look closer.
"""

from __future__ import annotations

from collections.abc import Sequence

from deeptuner.data.templates.conversation import Conversation
from deeptuner.data.templates.prefix import Span

TOO_SHORT = 4  # characters that could stand in a header by chance


def all_shown(chat: Conversation, text: str, which: Sequence[int], spans: Sequence[Span]) -> bool:
    """Whether each message is found word for word: answers in their spans, others before."""
    answers = dict(zip(which, spans, strict=True))
    position = 0
    for number, said in enumerate(chat.messages):
        if said.get("tool_calls"):
            return False
        start, end = answers.get(number, (position, _next_start(number, answers, len(text))))
        words = str(said.get("content") or "").strip()
        reasoning = str(said.get("reasoning_content") or "").strip()
        if number in answers and not words:
            return False
        if number not in answers and 0 < len(words) < TOO_SHORT:
            return False
        at = text.find(words, max(start, position), end)
        if at < 0 or text.find(reasoning, start, end) < 0:
            return False
        position = end if number in answers else at + len(words)
    return True


def _next_start(number: int, answers: dict[int, Span], end: int) -> int:
    return min((span[0] for other, span in answers.items() if other > number), default=end)
