"""Messages: stored as ids, put into words by the reader; and the catalogue as a whole."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import deeptuner
from deeptuner.words import Message, catalogue, message, message_from_json, render

SOURCES = sorted(Path(deeptuner.__file__).parent.rglob("*.py"))


def test_a_message_survives_json_and_is_rendered_with_its_parameters() -> None:
    said = message("common.not-found", path="datasets/a.json")
    again = message_from_json(said.to_json())
    assert again == said
    assert render(again) == "datasets/a.json does not exist."


def test_an_unknown_id_is_shown_not_raised() -> None:
    assert render(Message("future.sentence", {"n": 3})) == "future.sentence (n=3)"


def test_a_missing_parameter_leaves_its_gap_visible() -> None:
    assert render(Message("common.not-found")) == "{path} does not exist."


def test_another_catalogue_wins_and_falls_back_to_english() -> None:
    said = message("common.not-found", path="x")
    assert render(said, {"common.not-found": "{path} gibt es nicht."}) == "x gibt es nicht."
    assert render(said, {}) == "x does not exist."


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def message_calls() -> Iterator[tuple[str, str, set[str], bool]]:
    """(place, id, parameters, whether `**more` is passed) of every literal message call."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text())):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if name == "message" and literal and isinstance(first, ast.Constant):
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                more = any(keyword.arg is None for keyword in node.keywords)
                yield f"{source.name}:{node.lineno}", str(first.value), given, more


def test_every_message_used_is_in_the_catalogue_with_the_gaps_it_fills() -> None:
    calls = list(message_calls())
    assert len(calls) > 20
    wrong = [
        f"{place}: {name} "
        + ("is not in the catalogue" if name not in catalogue() else "lacks a gap")
        for place, name, given, more in calls
        if name not in catalogue() or (not more and not gaps(catalogue()[name]) <= given)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_sentence_of_the_catalogue_is_used_somewhere() -> None:
    code = "\n".join(path.read_text() for path in SOURCES if "english" not in path.parts)
    whole = set(re.findall(r"""["']([\w.-]+)["']""", code))
    begun = set(re.findall(r"""f["']([\w-]+\.[\w.-]*)\{""", code))  # f"settings.mistake.{kind}"
    unused = [name for name in catalogue() if name not in whole]
    unused = [name for name in unused if not any(name.startswith(one) for one in begun)]
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_sentence_is_plain_and_whole(name: str) -> None:
    text = catalogue()[name]
    assert text.strip() == text
    assert text, name
    assert list(string.Formatter().parse(text)), "its gaps are well formed"
