"""Formats are recognised by what the cells hold, then by names; what cannot be told is said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deeptuner.data.formats import Detection, detect
from deeptuner.data.row import RawRow, Source
from deeptuner.errors import DataError
from deeptuner.words import render

GPT = [{"from": "human", "value": "q"}, {"from": "gpt", "value": "a"}]
OPENAI = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]


def _sample(*rows: dict[str, Any]) -> list[RawRow]:
    return [RawRow(row, Source("f.jsonl", line)) for line, row in enumerate(rows, 1)]


def _detect(row: dict[str, Any], **more: Any) -> Detection:
    return detect(_sample(row, row, row), **more)


def _refusal(row: dict[str, Any], **more: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        _detect(row, **more)
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"instruction": "q", "input": "", "output": "a"}, "alpaca"),
        ({"instruction": "q", "output": "a"}, "alpaca"),
        ({"instruction": "q", "input": "i", "output": "a", "text": "### Instruction:…"}, "alpaca"),
        ({"instruction": "q", "output": "a", "history": [["u", "v"]], "system": "s"}, "alpaca"),
        ({"Instruction": "q", "Output ": "a"}, "alpaca"),
        ({"id": "1", "conversations": GPT}, "sharegpt"),
        ({"conversation": json.dumps(GPT)}, "sharegpt"),
        ({"conversation": repr(GPT)}, "sharegpt"),
        ({"talk": [{"speaker": "customer", "text": "q"}]}, "sharegpt"),
        ({"conversations": [["q", "a"], ["q", "a"]]}, "sharegpt"),
        ({"id": "1", "data": ["q", "a", "q", "a"]}, "sharegpt"),
        ({"dialog": [{"human": "q", "assistant": "a"}]}, "sharegpt"),
        ({"messages": OPENAI, "prompt": "q", "tools": "[]"}, "messages"),
        ({"conversations": OPENAI}, "messages"),
        ({"prompt": "q", "completion": "a"}, "prompt-completion"),
        ({"prompt": OPENAI[:1], "completion": OPENAI[1:]}, "prompt-completion"),
        ({"Prompt": "q", "Response": "a"}, "prompt-completion"),
        ({"input": "q", "output": "a"}, "input-output"),
        ({"source": "q", "target": "a"}, "input-output"),
        ({"instruction": "q", "context": "c", "response": "a", "category": "x"},
         "instruction-response"),
        ({"question": "q", "answer": "a"}, "question-answer"),
        ({"question": "q", "context": "c", "answers": {"text": ["a"]}}, "question-answer"),
        ({"system_prompt": "s", "question": "q", "response": "a"}, "question-answer"),
        ({"text": "t", "url": "u", "timestamp": "2024"}, "text"),
        ({"body_of_it": "t", "number": 3}, "text"),
        ({"text": "t", "tags": ["a", "b"]}, "text"),
    ],
)  # fmt: skip
def test_formats_are_recognised(row: dict[str, Any], expected: str) -> None:
    found = _detect(row)
    assert (found.format, found.sure) == (expected, True)
    assert set(found.mapping.values()) <= set(row)


def test_the_mapping_names_every_column_used() -> None:
    row = {"system_prompt": "s", "question": "q", "response": "a", "id": "1"}
    assert _detect(row).mapping == {
        "question": "question",
        "answer": "response",
        "system": "system_prompt",
    }


def test_rows_may_differ_in_what_is_optional() -> None:
    rows = [{"instruction": "q", "output": "a"}] * 9 + [
        {"instruction": "q", "output": "a", "input": "i"}
    ]
    assert detect(_sample(*rows)).mapping["input"] == "input"


def test_two_conversations_are_asked_about() -> None:
    found = _detect({"messages": OPENAI, "conversations": GPT})
    assert not found.sure
    assert {one.mapping["messages"] for one in found.candidates} == {"messages", "conversations"}


def test_a_column_named_for_it_wins_over_another_list_of_turns() -> None:
    found = _detect({"messages": OPENAI, "rejected_draft": OPENAI})
    assert (found.sure, found.mapping) == (True, {"messages": "messages"})


def test_two_pairs_are_asked_about() -> None:
    found = _detect({"prompt": "q", "completion": "a", "question": "q", "answer": "a"})
    assert not found.sure
    assert {one.format for one in found.candidates} == {"prompt-completion", "question-answer"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"prompt": "q", "chosen": "a", "rejected": "b"}, "preference"),
        ({"chosen": OPENAI, "rejected": OPENAI}, "preference"),
        ({"prompt": "q", "completion": "a", "label": True}, "kto"),
        ({"role": "user", "content": "q", "conversation_id": "1"}, "cannot-tell"),
        ({"utterance": "q", "reply": "a"}, "cannot-tell"),
        ({"x": 1, "y": 2}, "cannot-tell"),
        ({}, "empty-rows"),
    ],
)
def test_what_is_not_trained_on_is_refused_in_words(row: dict[str, Any], said: str) -> None:
    assert _refusal(row).what.id == f"data.formats.{said}"


def test_a_refusal_shows_the_columns_and_a_mapping_that_works() -> None:
    row = {"utterance": "hello there", "reply": "hi"}
    error = _refusal(row)
    assert "`utterance`: hello there" in render(error.what)
    assert error.fix is not None
    assert "{prompt: utterance, completion: reply}" in render(error.fix)
    found = _detect(
        row, format="prompt-completion", columns={"prompt": "utterance", "completion": "reply"}
    )
    assert found.mapping == {"prompt": "utterance", "completion": "reply"}


def test_a_preference_set_can_be_read_as_told() -> None:
    row = {"prompt": "q", "chosen": "a", "rejected": "b"}
    found = _detect(row, format="prompt-completion", columns={"completion": "chosen"})
    assert found.mapping == {"prompt": "prompt", "completion": "chosen"}


def test_a_mapping_alone_tells_the_format() -> None:
    row = {"q1": "q", "reply": "a", "notes": "n", "answer": "b"}
    found = _detect(row, columns={"prompt": "q1", "completion": "reply"})
    assert found.format == "prompt-completion"
    assert _detect(row, columns={"text": "notes"}).format == "text"
    assert _detect(row, columns={"question": "q1"}).mapping["answer"] == "answer"


@pytest.mark.parametrize(
    ("columns", "said", "hint"),
    [
        ({"prompt": "questoin"}, "unknown-column", "Did you mean `question`?"),
        ({"promt": "question"}, "unknown-field", "Did you mean `prompt`?"),
        ({"question": "prompt"}, "swapped-mapping", ""),
        ({"prompt": "zzz"}, "unknown-column", "`question`, `reply`"),
    ],
)
def test_mistakes_in_a_mapping_are_told_with_the_nearest_name(
    columns: dict[str, str], said: str, hint: str
) -> None:
    row = {"question": "q", "reply": "a"}
    for more in ({}, {"format": "prompt-completion"}):
        error = _refusal(row, columns=columns, **more)
        assert error.what.id == f"data.formats.{said}"
        assert error.fix is not None
        assert hint in render(error.fix)


def test_a_format_that_does_not_fit_names_what_is_missing() -> None:
    error = _refusal({"question": "q", "reply": "a"}, format="alpaca")
    assert error.what.params["field"] == "instruction"


def test_a_set_format_finds_the_only_conversation_under_any_name() -> None:
    assert _detect({"talk": GPT}, format="messages").mapping == {"messages": "talk"}
    assert _detect({"body": "t", "n": 1}, format="text").mapping == {"text": "body"}


def test_text_that_is_already_formatted_is_warned_about() -> None:
    found = _detect({"text": "<|im_start|>user\nq<|im_end|>"})
    assert [said.id for said in found.warnings] == ["data.formats.formatted-text"]


def test_json_form_says_everything() -> None:
    told = _detect({"messages": OPENAI, "conversations": GPT}).to_json()
    json.dumps(told)
    assert told["sure"] is False
    assert len(told["candidates"]) == 2


SQUAD = {
    "title": "Rome",
    "paragraphs": [{"context": "It lies at the Tiber.", "qas": [{"question": "Where?"}]}],
}


@pytest.mark.parametrize(
    ("row", "column", "nested"),
    [
        (SQUAD, "title", "`paragraphs`"),
        ({"context": "It lies at the Tiber. " * 9, "qas": SQUAD["paragraphs"]}, "context", "`qas`"),
        ({"id": "7", "tokens": ["It", "lies", "there"], "tags": [1, 2, 3]}, "id", "`tokens`"),
        ({"key": "7", "translation": {"de": "Hallo!", "en": "Hello!"}}, "key", "`translation`"),
    ],
)
def test_text_within_lists_and_objects_is_not_left_aside_unsaid(
    row: dict[str, Any], column: str, nested: str
) -> None:
    error = _refusal(row)
    assert error.what.id == "data.formats.nested"
    assert (error.what.params["column"], error.what.params["nested"]) == (column, nested)
    assert error.fix is not None
    assert f"data.columns: {{text: {column}}}" in render(error.fix)
    assert _detect(row, format="text", columns={"text": column}).mapping == {"text": column}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": "A long text.", "meta": {"source": "web"}}, []),
        ({"content": "A long text.", "links": [{"to": "here"}]}, []),
        ({"article": "A long text.", "tags": ["a", "b"], "meta": {"from": "web"}}, []),
        ({"article": "A text.", "vector": [0.1, 0.2], "boxes": [{"x": 1}]}, []),
        ({"text": "Rome", "parts": SQUAD["paragraphs"]}, ["data.formats.nested-unused"]),
    ],
)
def test_text_with_notes_beside_it_stays_plain_text(row: dict[str, Any], said: list[str]) -> None:
    found = _detect(row)
    assert (found.format, found.sure) == ("text", True)
    assert [warning.id for warning in found.warnings] == said
