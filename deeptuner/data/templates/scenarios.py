"""Small conversations that try a chat template, each with words that occur only once.

Knows what is asked of every template; does not know how the answer is judged (selfcheck.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deeptuner.data.row import Row, Source, Turn
from deeptuner.data.templates.features import Feature, features

_HERE = Source("self-check", 0)
_CITY = 'Zürich "Nord"'
_TOOLS: tuple[dict[str, Any], ...] = (
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Looks up the weather",
            "parameters": {
                "type": "object",
                "properties": {"place": {"type": "string", "description": "A town"}},
                "required": ["place"],
            },
        },
    },
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A conversation to try. A row is of this kind when it has all of its features."""

    name: str
    row: Row

    @property
    def features(self) -> frozenset[Feature]:
        return features(self.row)


def scenarios() -> tuple[Scenario, ...]:
    """The plain one first: a template that cannot do that is of no use."""
    return (
        Scenario("single", _row(_user("alder birch?"), _answer("Cedar dogwood elder."))),
        Scenario("turns", _turns()),
        Scenario("system", _row(_system("Fir gorse."), _user("Holly?"), _answer("Ivory."))),
        Scenario("turns with system", _row(_system("Fir gorse."), *_turns().messages)),
        Scenario("unicode", _unicode()),
        Scenario("spaces", _spaces()),
        Scenario("tools", _with_tools(_TOOLS)),
        Scenario("tool calls", _with_tools(None)),
        Scenario("reasoning", _reasoning()),
        Scenario("inline reasoning", _inline_reasoning()),
    )


def _row(*turns: Turn, tools: tuple[dict[str, Any], ...] | None = None) -> Row:
    return Row(turns, tools, None, _HERE)


def _system(text: str) -> Turn:
    return Turn("system", text)


def _user(text: str) -> Turn:
    return Turn("user", text)


def _answer(text: str, **more: Any) -> Turn:
    return Turn("assistant", text, **more)


def _turns() -> Row:
    return _row(
        _user("Hazel iris?"),
        _answer("Juniper (kapok), larch!"),
        _user("Maple nutmeg?"),
        _answer("Olive."),
        _user("Poplar?"),
        _answer("Quince rowan"),
    )


def _unicode() -> Row:
    return _row(
        _user("Grüße 你好 👋🏽?"),
        _answer("Žluťoučký 世界 👩‍🚀 наука…"),
        _user("🙂 مرحبا"),
        _answer("🌍 schön — 完了"),
    )


def _spaces() -> Row:
    return _row(
        _user("  sorrel\n\n thyme "),
        _answer("\n ulmus  vetch\n\n- willow:\n  yew \n"),
        _user("\tzinnia\n"),
        _answer(" aspen "),
    )


def _with_tools(tools: tuple[dict[str, Any], ...] | None) -> Row:
    function = {"name": "get_weather", "arguments": {"place": _CITY}}
    call = {"id": "call_8Xq21", "type": "function", "function": function}
    return _row(
        _user("Bamboo clover?"),
        _answer("", tool_calls=(call,)),
        Turn("tool", "Daisy 18", name="get_weather", tool_call_id="call_8Xq21"),
        _answer("Elm fennel."),
        tools=tools,
    )


def _reasoning() -> Row:
    return _row(
        _user("Ginkgo heather?"),
        _answer("Ivy jasmine.", reasoning="Kudzu lavender."),
        _user("Mallow nettle?"),
        _answer("Oak privet.", reasoning="Quassia reed."),
    )


def _inline_reasoning() -> Row:
    return _row(
        _user("Sage teasel?"),
        _answer("<think>\nUpas violet.\n</think>\n\nWalnut."),
        _user("Xylia yarrow?"),
        _answer("<think>\nZelkova.\n</think>\n\nAcacia bay."),
    )
