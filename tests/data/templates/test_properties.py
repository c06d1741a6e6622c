"""Any conversation: the trained text is the assistant's words and the ends, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deeptuner.data.row import Row
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.named import template_source
from deeptuner.data.templates.render import ChatTemplate
from tests.data.templates.helpers import (
    NOW,
    TOKENS,
    answer,
    row,
    system,
    template,
    trained,
    user,
)

MARKUP = [
    "<|im_end|>", "<|im_start|>assistant\n", "<|stop|>", "<|assistant|>", "[/INST]", "</s>", "<s>",
    "<think>", "</think>", "{{ x }}", "{% if %}", "### Response:\n", "None", "\\n", "&lt;", "🏽",
    "👩‍🚀", "\u200b", "\u00a0", "é", "\ue201",
]  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXT = st.lists(st.one_of(WORDS, st.sampled_from(MARKUP)), min_size=1, max_size=6).map("".join)
VISIBLE = TEXT.filter(lambda text: bool(text.strip()))


@st.composite
def conversations(draw: st.DrawFn) -> Row:
    turns = [system(draw(TEXT))] if draw(st.booleans()) else []
    for _ in range(draw(st.integers(1, 4))):
        turns += [user(draw(TEXT)), answer(draw(VISIBLE))]
    return row(*turns)


def _chat(name: str) -> ChatTemplate:
    return ChatTemplate(template_source(name), TOKENS, now=NOW)


EXACT = [
    (_chat("chatml"), "<|im_end|>"),
    (_chat("qwen"), "<|im_end|>"),
    (_chat("zephyr"), "</s>"),
    (_chat("alpaca"), "</s>"),
    (template("header_differs"), "<|stop|>"),
    (template("no_end_after_last"), "<|assistant_end|>"),
    (template("eos_behind_end"), "<|end|>"),
]
MASKERS = [(Masker(chat), end) for chat, end in EXACT]


@pytest.mark.parametrize("number", range(len(MASKERS)))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(conversation=conversations())
def test_the_answers_and_their_ends_exactly(number: int, conversation: Row) -> None:
    masker, end = MASKERS[number]
    expected = [turn.content + end for turn in conversation.messages if turn.role == "assistant"]
    assert [piece for sample in trained(masker, conversation) for piece in sample] == expected
