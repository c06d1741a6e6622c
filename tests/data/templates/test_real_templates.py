"""Chat templates of published models, where DEEPTUNER_TEMPLATES names a folder of them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from transformers.utils.chat_template_utils import render_jinja_template

from deeptuner.data.row import Rejection, Row
from deeptuner.data.templates.conversation import conversations
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.templates.scenarios import scenarios
from deeptuner.data.templates.selfcheck import check_template
from deeptuner.data.tokenizer import Tokenizer
from tests.data.templates.helpers import TOKENS, answer, row, system, user

_FOLDER = os.environ.get("DEEPTUNER_TEMPLATES", "")
_FILES = sorted(Path(_FOLDER).glob("*.jinja")) if _FOLDER else []
pytestmark = pytest.mark.skipif(not _FILES, reason="DEEPTUNER_TEMPLATES names no templates")
each = pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])

TALK = row(
    system("Zebra rules."),
    user("Hello there 👋"),
    answer("Hi, how *can* I help?"),
    user("  Two plus two?"),
    answer(" Four 你好 🙂. "),
)


def load(file: Path) -> ChatTemplate:
    return ChatTemplate(file.read_text(encoding="utf-8"), TOKENS, now=datetime.now())


@each
def test_faithful_or_refused_with_words(file: Path, tokenizer: Tokenizer) -> None:
    check = check_template(load(file), tokenizer)
    check.require_usable()
    assert check.refused == {}
    assert not [result for result in check.results if result.outcome == "unfaithful"]
    for result in check.results:
        assert (result.reason is None) == (result.outcome != "refused")
        print(f"{file.stem:50} {result.scenario:20} {result.outcome:8} {result.reason or ''}")


@each
@pytest.mark.parametrize("conversation", [TALK, row(*TALK.messages[1:])], ids=["system", "plain"])
def test_the_answers_are_trained_and_nothing_of_the_others(file: Path, conversation: Row) -> None:
    samples = Masker(load(file)).spans(conversation)
    if isinstance(samples, Rejection):
        assert samples.reason.id.startswith("data.")
        return
    first, second = [sample.text[a:b] for sample in samples for a, b in sample.spans]
    assert "Hi, how *can* I help?" in first
    assert "Four 你好 🙂." in second
    for piece in (first, second):
        assert not any(word in piece for word in ("Zebra", "Hello", "👋", "Two", "user\n"))
    last = samples[-1]
    for words in [turn.content.strip() for turn in conversation.messages]:
        assert words in last.text


@each
def test_the_text_is_that_of_transformers(file: Path) -> None:
    chat = load(file)
    for scenario in scenarios():
        for talk in conversations(scenario.row):
            for asked in (False, True):
                messages, tools = list(talk.messages), list(talk.tools or ()) or None
                try:
                    (expected,), _ = render_jinja_template(
                        conversations=[messages],
                        tools=tools,
                        chat_template=chat.source,
                        add_generation_prompt=asked,
                        **TOKENS,
                    )
                except Exception:  # noqa: BLE001 - the template refuses; so must ours
                    with pytest.raises(CannotMask):
                        chat.render(messages, tools, asked)
                else:
                    assert chat.render(messages, tools, asked) == expected
