"""What a row asks of a template: the names under which a template can be refused for it.

Knows rows only.
"""

from __future__ import annotations

from typing import Literal, get_args

from deeptuner.data.row import Row

Feature = Literal["turns", "system", "tools", "tool-calls", "reasoning", "inline-reasoning"]
FEATURES: tuple[Feature, ...] = get_args(Feature)


def features(row: Row) -> frozenset[Feature]:
    """The features that this row has; a single question with its answer has none."""
    turns = row.messages
    answers = [turn for turn in turns if turn.role == "assistant"]
    calls = any(turn.tool_calls or turn.role == "tool" for turn in turns)
    has: dict[Feature, bool] = {
        "turns": len(answers) > 1 and not calls,
        "system": any(turn.role == "system" for turn in turns),
        "tools": bool(row.tools),
        "tool-calls": calls,
        "reasoning": any(turn.reasoning for turn in answers),
        "inline-reasoning": any("</think>" in turn.content for turn in answers),
    }
    return frozenset(feature for feature in FEATURES if has[feature])
