"""Tool calls: what is trained, and which spellings of a call are tried."""

from __future__ import annotations

from deeptuner.data.templates.named import template_source
from deeptuner.data.templates.render import ChatTemplate
from tests.data.templates.helpers import (
    NOW,
    TOKENS,
    WEATHER,
    answer,
    call,
    refusal,
    result,
    row,
    template,
    texts,
    trained,
    user,
)

CITY = {"city": 'Zürich "Nord" 你'}
QUOTED = '{"city": "Zürich \\"Nord\\" 你"}'
TALK = row(user("Rain?"), call(CITY), result("yes, 8 mm"), answer("It rains."), tools=WEATHER)
QWEN = ChatTemplate(template_source("qwen"), TOKENS, now=NOW)


def test_calls_are_trained_and_results_are_not() -> None:
    called = '<tool_call>\n{"name": "weather", "arguments": ' + QUOTED + "}\n</tool_call>"
    assert trained(QWEN, TALK) == [[called + "<|im_end|>", "It rains.<|im_end|>"]]
    assert '"Tells the weather"' in texts(QWEN, TALK)[0]


def test_two_results_in_a_row_and_two_calls() -> None:
    second = call({"city": "Bern", "days": 3}, id="call_2")
    conversation = row(
        user("Rain?"),
        call(CITY),
        result("yes"),
        second,
        result("no", id="call_2"),
        answer("Half."),
        tools=WEATHER,
    )
    pieces = trained(QWEN, conversation)[0]
    assert len(pieces) == 3
    assert '"Bern", "days": 3' in pieces[1]
    assert pieces[2] == "Half.<|im_end|>"


def test_numbers_alone_as_arguments() -> None:
    conversation = row(user("a"), call({"days": 3}), result("b"), answer("c"), tools=WEATHER)
    pieces = trained(template("needs_tools"), conversation)[0]
    assert pieces == ['{"name": "weather", "arguments": {"days": 3}}<|im_end|>', "c<|im_end|>"]


def test_a_call_ends_with_what_announces_the_result_where_ends_are_borrowed() -> None:
    assert trained(template("borrowed_end"), TALK) == [
        ["weather" + QUOTED + "<|observation|>", "It rains.<|user|>"]
    ]
    unanswered = row(user("Rain?"), call(CITY), tools=WEATHER)
    assert trained(template("borrowed_end"), unanswered) == [
        ["weather" + QUOTED + "<|observation|>"]
    ]


def test_a_template_that_writes_results_otherwise_when_they_are_last() -> None:
    # The strict prefix fails behind the result; the twin does not mind.
    called = '{"name": "weather", "arguments": ' + QUOTED + "}"
    assert trained(template("needs_tools"), TALK) == [
        [called + "<|im_end|>", "It rains.<|im_end|>"]
    ]


def test_a_template_that_needs_tools_refuses_rows_without() -> None:
    assert refusal(template("needs_tools"), row(user("a"), answer("b"))) == "data.template-raises"


def test_dropped_calls_results_and_tools_refuse_the_row() -> None:
    assert refusal(template("drops_calls"), TALK) == "data.mask-drops-calls"
    assert refusal(template("drops_tool_results"), TALK) == "data.mask-drops-message"
    plain = row(user("a"), answer("b"), tools=WEATHER)
    chatml = ChatTemplate(template_source("chatml"), TOKENS, now=NOW)
    assert refusal(chatml, plain) == "data.mask-hides-tools"


def test_ids_are_shortened_for_templates_that_insist_and_still_match() -> None:
    text = texts(template("nine_letter_ids"), TALK)[0]
    used = text.split("[TOOL_CALLS]weather|")[1][:9]
    assert f"[TOOL_RESULTS]{used}|yes" in text
    assert used.isalnum()
    kept = row(user("a"), call(CITY, id="abcDEF123"), result("b", id="abcDEF123"), answer("c"))
    assert "weather|abcDEF123|" in texts(template("nine_letter_ids"), kept)[0]


def test_missing_ids_are_made_up_and_match() -> None:
    function = {"name": "weather", "arguments": CITY}
    from deeptuner.data.row import Turn

    conversation = row(
        user("a"),
        Turn("assistant", "", tool_calls=({"type": "function", "function": function},)),
        Turn("tool", "b"),
        answer("c"),
    )
    text = texts(template("nine_letter_ids"), conversation)[0]
    assert f"[TOOL_RESULTS]{text.split('weather|')[1][:9]}|b" in text


def test_arguments_become_text_for_templates_that_add_them_to_text() -> None:
    pieces = trained(template("text_arguments"), TALK)[0]
    assert pieces[0] == f"<call>weather {QUOTED}</call><|im_end|>"


def test_empty_content_is_left_out_beside_a_call_where_it_would_be_a_turn() -> None:
    pieces = trained(template("null_content_for_calls"), TALK)
    called = '{"name": "weather", "arguments": ' + QUOTED + "}<|stop|>"
    assert pieces == [[called, "It rains.<|stop|>"]]
    assert "<|assistant|><|stop|>" not in texts(template("null_content_for_calls"), TALK)[0]


def test_a_tools_template_is_used_only_where_there_are_tools() -> None:
    chat = ChatTemplate(
        template_source("chatml"),
        TOKENS,
        now=NOW,
        tools_source=template("needs_tools").source,
    )
    assert "Tools: weather" in texts(chat, TALK)[0]
    assert texts(chat, row(user("a"), answer("b")))[0].startswith("<|im_start|>user\na")
