"""Go's text/template, as far as TEMPLATEs use it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.engine.ollama.gotemplate import GoTemplateError, parse, render
from tests.engine.ollama.go_cases import CASES, REFUSED

NOW = datetime(2026, 3, 1)


def rendered(source: str, values: dict[str, Any] | None = None) -> str:
    return render(parse(source), values or {}, now=NOW)


@pytest.mark.parametrize(("source", "values", "expected"), CASES)
def test_renders_as_go_does(source: str, values: dict[str, Any], expected: str) -> None:
    assert rendered(source, values) == expected


@pytest.mark.parametrize(("source", "values"), REFUSED)
def test_refuses_what_go_refuses(source: str, values: dict[str, Any]) -> None:
    with pytest.raises(GoTemplateError):
        rendered(source, values)


def test_the_date_is_the_one_given() -> None:
    assert rendered('{{ currentDate }} {{ yesterdayDate "" }}') == "2026-03-01 2026-02-28"


@pytest.mark.parametrize(
    "source", ['{{ printf "%d" 1 }}', '{{ block "x" . }}{{ end }}', "{{ 1.5 }}"]
)
def test_refuses_what_it_does_not_know(source: str) -> None:
    with pytest.raises(GoTemplateError):
        rendered(source)


def test_templates_within_templates_end() -> None:
    with pytest.raises(GoTemplateError):
        rendered('{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}')


@given(st.text(max_size=30).filter(lambda text: "{{" not in text and not text.endswith("{")))
def test_text_without_actions_stays_as_it_is(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert rendered(text) == text


PARTS = st.sampled_from([*'{}-. $ax"`=|()\n', "if ", "end", "range ", "{{", "}}"])


@given(st.lists(PARTS, max_size=25))
def test_never_fails_otherwise(parts: list[str]) -> None:
    with suppress(GoTemplateError):
        rendered("".join(parts), {"a": "b"})
