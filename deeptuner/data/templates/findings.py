"""What a person should know about a chat template before training with it.

Knows how to read a probe: text the template adds, a date, a header that answers do not stand
behind, end tokens that are no tokens. Does not judge masks (selfcheck.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.probe import Probe, probe
from deeptuner.data.templates.render import CannotMask
from deeptuner.data.templates.text import MARKUP
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.words import Message, message

Severity = Literal["error", "warning", "note"]
SHORTEST_INJECTION = 30  # characters beyond markup; less is a header such as "system"
MAX_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the template; `error` blocks training, `warning` is worth a thought."""

    severity: Severity
    message: Message


def template_findings(masker: Masker, tokenizer: Tokenizer, inside: int) -> Iterator[Finding]:
    """Findings beyond the scenarios; `inside`: how many borders were found inside a token."""
    try:
        known = masker.probe()
    except CannotMask:
        return
    yield from _injected(masker, known)
    yield from _without_bos(tokenizer, known)
    if not known.header_kept:
        asked = (known.header or known.prompt).replace("\n", "\\n")
        yield Finding("warning", message("data.check-header", asked=asked))
        if _kept_without_thinking(masker):
            yield Finding("note", message("data.check-thinking-off"))
    if known.answer.appended:
        yield Finding("note", message("data.check-end-added", token=known.answer.last))
    for token in masker.end_tokens():
        if not tokenizer.is_single_token(token):
            count = len(tokenizer.ids(token))
            yield Finding("warning", message("data.check-end-pieces", token=token, count=count))
    if inside:
        yield Finding("warning", message("data.check-straddle", count=inside))


def _injected(masker: Masker, known: Probe) -> Iterator[Finding]:
    own = " ".join(MARKUP.sub(" ", known.before).split())
    if len(own) >= SHORTEST_INJECTION:
        shown = own if len(own) <= MAX_SHOWN else own[:MAX_SHOWN] + "…"
        yield Finding("note", message("data.check-injected", count=len(own), text=shown))
    if masker.template.asks_for_date:
        date = masker.template.now.date().isoformat()
        yield Finding("note", message("data.check-date", date=date))


def _without_bos(tokenizer: Tokenizer, known: Probe) -> Iterator[Finding]:
    if tokenizer.add_bos and tokenizer.ids(known.before)[:1] != [tokenizer.bos_id]:
        token = tokenizer.special_tokens["bos_token"]
        yield Finding("note", message("data.check-no-bos", token=token))


def _kept_without_thinking(masker: Masker) -> bool:
    try:
        return probe(masker.template.with_arguments({"enable_thinking": False})).header_kept
    except CannotMask:
        return False
