"""Whose text it is, and what a template dropped."""

from __future__ import annotations

import pytest

from deeptuner.data.row import Row
from deeptuner.data.templates.conversation import conversations
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.templates.renders import Renders
from deeptuner.data.templates.twin import Owners, edges
from tests.data.templates.helpers import NOW, TOKENS, answer, call, result, row, template, user


def owners(source: str, conversation: Row) -> Owners:
    chat = ChatTemplate(source, TOKENS, now=NOW)
    return Renders(chat, next(conversations(conversation))).owners()


def owned(found: Owners, number: int) -> str:
    return "".join(
        found.text[place]
        for place, owner in zip(found.places, found.owner, strict=True)
        if owner == number
    )


ALL = "{% for m in messages %}[{{ m.content }}]{% endfor %}"


def test_words_belong_to_their_message_and_the_rest_to_nobody() -> None:
    found = owners(ALL, row(user("Hi, you!"), answer("Ho <b>bold</b>")))
    assert (owned(found, 0), owned(found, 1)) == ("Hiyou", "Hobold")
    assert (found.text[found.first[1]], found.text[found.last[1] - 1]) == ("H", "d")
    assert not found.dropped(0)
    assert found.within(0, len(found.text)) == {0, 1}
    assert found.end_before(found.first[1]) == 0
    assert found.end_before(found.first[0]) == -1
    assert found.next_other(0) == found.first[1]
    assert found.next_other(1) == len(found.text)


def test_moved_and_repeated_text_keeps_its_owner() -> None:
    source = "{{ messages[1].content }}|{{ messages[0].content }}|{{ messages[1].content }}"
    found = owners(source, row(user("same"), answer("same")))
    assert owned(found, 0) == "same"
    assert owned(found, 1) == "samesame"


@pytest.mark.parametrize(
    "source",
    ["{{ messages[0].content }}", "{% for m in messages %}{{ m.content[:2] }}{% endfor %}"],
)
def test_dropped_text_is_seen(source: str) -> None:
    found = owners(source, row(user("ab"), answer("abc")))
    assert (found.dropped(0), found.dropped(1)) == (False, True)


def test_dropped_arguments_and_results_are_seen() -> None:
    names = "{% for m in messages %}{% for c in m.tool_calls or [] %}{{ c.function.name }}"
    source = names + "{% endfor %}{% endfor %}"
    found = owners(source, row(user("a"), call({"city": "Bern"}), result("8"), answer("b")))
    assert [found.dropped(number) for number in range(4)] == [True] * 4


def test_private_use_characters_in_the_text_are_no_obstacle() -> None:
    found = owners(ALL, row(user("\ue200\U000f0000"), answer("\ue201")))
    assert (owned(found, 0), owned(found, 1)) == ("\ue200\U000f0000", "\ue201")


def test_a_rewritten_text_cannot_be_compared() -> None:
    with pytest.raises(CannotMask) as caught:
        owners("{{ messages[0].content | replace('Hi', 'Hello') }}", row(user("Hi")))
    assert caught.value.reason.id == "data.mask-rewrites"


def test_edges_are_what_the_twin_keeps() -> None:
    assert edges(user("*Hi* there <b>!").to_template()) == ("*", " <b>!")
    assert edges(answer("b.", "(a)").to_template()) == ("(", ".")
    assert edges(call({"city": "x"}).to_template())[1] == ""
    assert edges(user("").to_template()) == ("", "")


def test_markup_in_content_steers_the_template_in_the_twin_too() -> None:
    source = template("strips_reasoning").source
    found = owners(source, row(user("a"), answer("<think>deep</think>wide")))
    assert owned(found, 1) == "deepwide"
