"""The strict way to a loss mask: what the model is given is a prefix of what it should write.

For each assistant turn, the conversation before it rendered as a generation prompt must be the
beginning of the conversation with the turn, and that the beginning of the whole text. Then the
difference is exactly what the model has to produce. Knows no other way; `None` means it fails.
"""

from __future__ import annotations

from collections.abc import Sequence

from deeptuner.data.templates.probe import End, Probe
from deeptuner.data.templates.render import CannotMask
from deeptuner.data.templates.renders import Renders

Span = tuple[int, int]


def prefix_spans(
    renders: Renders, which: Sequence[int], known: Probe
) -> tuple[str, list[Span]] | None:
    """The text and the span of each turn in `which` (end token included), or None."""
    try:
        text = renders.text()
        spans: list[Span] = []
        for number in which:
            closed = _turn(renders, number, text, known)
            if closed is None:
                return None
            text, span = closed
            spans.append(span)
    except CannotMask:
        return None
    return text, spans


def _turn(renders: Renders, number: int, text: str, known: Probe) -> tuple[str, Span] | None:
    messages = renders.chat.messages
    last = number == len(messages) - 1
    prompt = renders.text(number, asked=True)
    if not text.startswith(prompt):
        return None
    upto = text if last else renders.text(number + 1)
    if not (upto.startswith(prompt) and text.startswith(upto) and len(prompt) < len(upto)):
        return None
    end = known.call if messages[number].get("tool_calls") else known.answer
    closed = _close(text, len(upto), end, last)
    return (closed[0], (len(prompt), closed[1])) if closed and closed[1] > len(prompt) else None


def _close(text: str, upto: int, end: End, last: bool) -> tuple[str, int] | None:
    """The text (with the end token added where it lacks) and where the turn ends."""
    if not end.appended:
        written = text[:upto]
        whole = end.last + end.after
        return (text, upto - len(end.after)) if end.last and written.endswith(whole) else None
    if last:
        return append_end(text, end)
    if end.inside and text.startswith(end.inside, upto):
        return text, upto + len(end.inside)
    return None


def append_end(text: str, end: End) -> tuple[str, int] | None:
    """The end token put in place of the blank that a template leaves after the last answer."""
    if not end.last:
        return None
    text = text.removesuffix(end.after) + end.last
    return text, len(text)
