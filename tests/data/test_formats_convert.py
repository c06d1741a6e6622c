"""Rows become conversations: roles, calls, parts; what has no answer is left out with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data.formats import Detection, convert, detect
from deeptuner.data.report import Report
from deeptuner.data.row import RawRow, Rejection, Row, Source, Turn
from deeptuner.words import message

USER, ANSWER = {"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}
CALL = {"type": "function", "function": {"name": "add", "arguments": {"a": 1}}}


def _convert(row: dict[str, Any], like: dict[str, Any] | None = None) -> Row | Rejection:
    detection = detect([RawRow(like or row, Source("f", 1))])
    return convert(RawRow(row, Source("f", 1)), detection)


def _chat(*messages: dict[str, Any], **more: Any) -> Row | Rejection:
    detection = Detection(
        "messages",
        {"messages": "messages", "system": "system", "tools": "tools"},
        sure=True,
        reason=message("data.formats.as-set"),
    )
    return convert(RawRow({"messages": list(messages), **more}, Source("f", 1)), detection)


def _said(row: Row | Rejection) -> list[tuple[str, str]]:
    assert isinstance(row, Row), row
    return [(turn.role, turn.content) for turn in row.messages]


def _turns(row: Row | Rejection) -> tuple[Turn, ...]:
    assert isinstance(row, Row), row
    return row.messages


def _reason(row: Row | Rejection) -> str:
    assert isinstance(row, Rejection), row
    return row.reason.id.removeprefix("data.formats.")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"instruction": "q", "input": "i", "output": "a"}, [("user", "q\ni"), ("assistant", "a")]),
        ({"instruction": "q", "input": "", "output": "a"}, [("user", "q"), ("assistant", "a")]),
        (
            {"instruction": "q", "output": "a", "system": "s", "history": [["u", "v"]]},
            [("system", "s"), ("user", "u"), ("assistant", "v"), ("user", "q"), ("assistant", "a")],
        ),
        (
            {"question": "q", "context": "c", "answers": {"text": ["a", "b"], "answer_start": [1]}},
            [("user", "q\nc"), ("assistant", "a")],
        ),
        ({"prompt": [USER], "completion": [ANSWER]}, [("user", "q"), ("assistant", "a")]),
        ({"input": 7, "output": {"x": ["é"]}}, [("user", "7"), ("assistant", '{"x": ["é"]}')]),
        (
            {"conversations": [{"from": "system", "value": "s"}, {"from": "Human", "value": "q"},
                               {"from": "GPT", "value": "a"}]},
            [("system", "s"), ("user", "q"), ("assistant", "a")],
        ),
        ({"data": ["q", "a", "r", "b"]},
         [("user", "q"), ("assistant", "a"), ("user", "r"), ("assistant", "b")]),
        ({"dialog": [{"human": "q", "assistant": "a"}]}, [("user", "q"), ("assistant", "a")]),
        ({"conversation": "[{'from': 'human', 'value': 'q'}, {'from': 'gpt', 'value': 'it\\'s'}]"},
         [("user", "q"), ("assistant", "it's")]),
    ],
)  # fmt: skip
def test_every_spelling_becomes_the_same_turns(
    row: dict[str, Any], said: list[tuple[str, str]]
) -> None:
    assert _said(_convert(row)) == said


@pytest.mark.parametrize(
    ("name", "role"),
    [("human", "user"), ("prompter", "user"), ("customer", "user"), ("USER ", "user"),
     ("gpt", "assistant"), ("chatgpt", "assistant"), ("bot", "assistant"), ("model", "assistant"),
     ("developer", "system"), ("observation", "tool"), ("function", "tool"), ("ipython", "tool"),
     ("tool_response", "tool")],
)  # fmt: skip
def test_roles_are_canonical(name: str, role: str) -> None:
    found = _turns(_chat(USER, {"role": name, "content": "x"}, ANSWER))
    assert found[1].role == role


def test_a_role_nobody_knows_is_named() -> None:
    row = _chat(USER, {"role": "alien", "content": "x"}, ANSWER)
    assert _reason(row) == "unknown-role"
    assert isinstance(row, Rejection)
    assert row.reason.params["role"] == "alien"


def test_the_system_column_does_not_replace_a_system_message() -> None:
    assert _said(_chat(USER, ANSWER, system="s"))[0] == ("system", "s")
    own = {"role": "system", "content": "own"}
    assert _said(_chat(own, USER, ANSWER, system="s"))[0] == ("system", "own")


def test_calls_in_every_spelling() -> None:
    written = [
        {"tool_calls": [CALL], "content": None},
        {"tool_calls": [{"function": {"name": "add", "arguments": '{"a": 1}'}}], "content": ""},
        {"tool_calls": [{"name": "add", "arguments": {"a": 1}}]},
        {"tool_calls": json.dumps([CALL]), "content": ""},
        {"function_call": {"name": "add", "arguments": '{"a": 1}'}, "content": None},
    ]
    for said in written:
        (_, answer) = _turns(_chat(USER, {"role": "assistant", **said}))
        assert (answer.content, answer.tool_calls) == ("", (CALL,))
    sharegpt = {"conversations": [{"from": "human", "value": "q"},
                                  {"from": "function_call", "value": json.dumps(CALL["function"])},
                                  {"from": "observation", "value": "2"},
                                  {"from": "gpt", "value": "two"}]}  # fmt: skip
    found = _turns(_convert(sharegpt))
    assert [turn.role for turn in found] == ["user", "assistant", "tool", "assistant"]
    assert found[1].tool_calls == (CALL,)


def test_arguments_that_are_no_json_stay_text() -> None:
    call = {"id": "c1", "function": {"name": "run", "arguments": "print(1)"}}
    (_, answer) = _turns(_chat(USER, {"role": "assistant", "content": None, "tool_calls": [call]}))
    assert answer.tool_calls == (
        {"id": "c1", "type": "function", "function": {"name": "run", "arguments": "print(1)"}},
    )


def test_tool_answers_keep_their_id_and_objects_become_json() -> None:
    tool = {"role": "tool", "tool_call_id": "c1", "name": "add", "content": {"sum": "é"}}
    found = _turns(_chat(USER, {"role": "assistant", "tool_calls": [CALL]}, tool, ANSWER))[2]
    assert (found.content, found.tool_call_id, found.name) == ('{"sum": "é"}', "c1", "add")


@pytest.mark.parametrize("as_text", [True, False])
def test_tools_are_wrapped_as_openai_writes_them(as_text: bool) -> None:
    bare = {"name": "add", "description": "adds", "parameters": {"type": "object"}, "x": None}
    tools = [bare, {"type": "function", "function": {"name": "sub"}}]
    row = _chat(USER, ANSWER, tools=json.dumps(tools) if as_text else tools)
    assert isinstance(row, Row)
    assert row.tools == (
        {"type": "function", "function": {k: v for k, v in bare.items() if v is not None}},
        {"type": "function", "function": {"name": "sub"}},
    )
    for nothing in (None, "", [], "[]"):
        row = _chat(USER, ANSWER, tools=nothing)
        assert isinstance(row, Row)
        assert row.tools is None


def test_parts_are_joined_and_pictures_are_refused() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    assert _said(_chat({"role": "user", "content": parts}, ANSWER))[0] == ("user", "ab")
    picture = [{"type": "image_url", "image_url": {"url": "x"}}]
    assert _reason(_chat({"role": "user", "content": picture}, ANSWER)) == "not-only-text"


@pytest.mark.parametrize("key", ["reasoning", "reasoning_content", "thinking"])
def test_reasoning_is_kept_apart(key: str) -> None:
    (_, answer) = _turns(_chat(USER, {**ANSWER, key: "hm"}))
    assert (answer.content, answer.reasoning) == ("a", "hm")


def test_nothing_becomes_empty_text_not_the_word_none() -> None:
    row = _chat({"role": "user", "content": None}, {**ANSWER, "name": None}, {**USER}, ANSWER)
    assert _said(row)[0] == ("user", "")


EMPTY = [None, "", "  \n", "\u200b\ufeff", float("nan")]


@pytest.mark.parametrize("answer", EMPTY)
def test_rows_with_an_empty_answer_are_left_out(answer: Any) -> None:
    full = {"instruction": "q", "output": "a"}
    assert _reason(_convert({"instruction": "q", "output": answer}, full)) == "empty-answer"
    said = {"role": "assistant", "content": answer}
    assert _reason(_chat(USER, said)) == "empty-answer"
    assert _reason(_chat(USER, said, USER, ANSWER)) == "empty-answer"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"instruction": "q"}, "empty-answer"),
        ({"instruction": None, "output": "a"}, "no-prompt"),
    ],
)
def test_half_rows_are_left_out(row: dict[str, Any], reason: str) -> None:
    assert _reason(_convert(row, {"instruction": "q", "output": "a"})) == reason


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([USER], "no-answer"),
        ([], "no-conversation"),
        (["x"], "no-conversation"),
        ("hello", "no-conversation"),
        (None, "no-conversation"),
        ([USER, 7, ANSWER], "no-conversation"),
        ([USER, {**ANSWER, "weight": 0}], "weight"),
        ([USER, {"role": "assistant", "tool_calls": [{"x": 1}]}], "bad-call"),
        ([{"from": "human", "value": "q"}, {"from": "function_call", "value": " "}], "bad-call"),
    ],
)
def test_conversations_that_cannot_be_trained_on_are_left_out(messages: Any, reason: str) -> None:
    like = {"messages": [USER, ANSWER]}
    assert _reason(_convert({"messages": messages}, like)) == reason


def test_tools_that_cannot_be_read_leave_the_row_out() -> None:
    assert _reason(_chat(USER, ANSWER, tools="add, subtract")) == "bad-tools"


def test_a_question_nobody_answered_is_cut_and_counted() -> None:
    detection = detect([RawRow({"messages": [USER, ANSWER]}, Source("f", 1))])
    report = Report()
    raw = RawRow({"messages": [USER, ANSWER, {"role": "user", "content": "r"}]}, Source("f", 9))
    assert _said(convert(raw, detection, report)) == [("user", "q"), ("assistant", "a")]
    (example,) = report.repairs["data.formats.open-end"].examples
    assert (example.where, example.excerpt) == ("f:9", "r")


def test_text_rows_have_text_and_no_messages() -> None:
    row = _convert({"text": " t\n"})
    assert isinstance(row, Row)
    assert (row.text, row.messages) == (" t\n", ())
    assert _reason(_convert({"text": " "}, {"text": "t"})) == "empty-text"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["role", "content", "from", "value", "tool_calls", "name", "type"])
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(messages=JSON, tools=JSON, system=JSON)
def test_anything_becomes_a_row_or_a_reason(messages: Any, tools: Any, system: Any) -> None:
    row = _chat(USER, ANSWER, tools=tools, system=system)
    other = convert(
        RawRow({"messages": messages}, Source("f", 1)),
        Detection("messages", {"messages": "messages"}, True, message("data.formats.as-set")),
    )
    for found in (row, other):
        if isinstance(found, Row):
            answers = [turn for turn in found.messages if turn.role == "assistant"]
            assert answers
            assert found.messages[-1].role == "assistant"
            assert all(turn.content.strip() or turn.tool_calls for turn in answers)
            json.dumps([turn.to_template() for turn in found.messages])
