"""What a chat template is given for a turn."""

from __future__ import annotations

from deeptuner.data.row import Source, Turn


def test_template_sees_only_what_a_turn_holds() -> None:
    assert Turn("user", "hi").to_template() == {"role": "user", "content": "hi"}


def test_template_sees_reasoning_calls_and_names() -> None:
    call = {"type": "function", "function": {"name": "add", "arguments": {"a": 1}}}
    asked = Turn("assistant", "", reasoning="hm", tool_calls=(call,))
    answered = Turn("tool", "2", name="add", tool_call_id="c1")
    assert asked.to_template() == {
        "role": "assistant",
        "content": "",
        "reasoning_content": "hm",
        "tool_calls": [call],
    }
    assert answered.to_template()["tool_call_id"] == "c1"
    assert answered.to_template()["name"] == "add"


def test_source_reads_as_file_and_line() -> None:
    assert str(Source("a/b.jsonl", 7)) == "a/b.jsonl:7"
