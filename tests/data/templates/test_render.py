"""Rendering: the same text as transformers, a frozen date, and templates that misbehave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from transformers.utils.chat_template_utils import render_jinja_template

from deeptuner.data.templates import sandbox
from deeptuner.data.templates.named import template_names, template_source
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.errors import ModelError
from tests.data.templates.helpers import (
    FOLDER,
    NOW,
    TOKENS,
    WEATHER,
    answer,
    call,
    result,
    row,
    system,
    template,
    user,
)

TALKS = {
    "turns": row(user("Hi <b> 👋 \"q\" 'a'?"), answer("Ho & 你好\n"), user(" "), answer(" x ")),
    "system": row(system("Be brief."), user("a"), answer("b")),
    "reasoning": row(user("a"), answer("b", "because"), user("c"), answer("d", "as")),
    "tools": row(
        user("a"), call({"city": "Zürich", "days": 2}), result("8 <mm>"), answer("b"), tools=WEATHER
    ),
}
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.jinja"))}
SOURCES |= {name: template_source(name) for name in template_names()}


def ours(source: str, now: datetime = NOW, **arguments: Any) -> ChatTemplate:
    return ChatTemplate(source, TOKENS, now=now, arguments=arguments)


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("talk", TALKS)
@pytest.mark.parametrize("name", SOURCES)
def test_the_text_is_that_of_transformers(name: str, talk: str, asked: bool) -> None:
    messages = [turn.to_template() for turn in TALKS[talk].messages]
    tools = list(TALKS[talk].tools or ()) or None
    try:
        (expected,), _ = render_jinja_template(
            conversations=[messages],
            tools=tools,
            chat_template=SOURCES[name],
            add_generation_prompt=asked,
            **TOKENS,
        )
    except Exception:  # noqa: BLE001 - the template refuses; so must ours
        with pytest.raises(CannotMask):
            ours(SOURCES[name]).render(messages, tools, asked)
        return
    rendered = ours(SOURCES[name], datetime.now()).render(messages, tools, asked)
    assert rendered == expected


def test_the_date_is_the_callers() -> None:
    chat = template("injects_date")
    assert "Today is 04 March 2025." in chat.render([{"role": "user", "content": "a"}])
    assert chat.asks_for_date
    assert not template("header_differs").asks_for_date


def test_json_keeps_letters_and_markup() -> None:
    source = "{{ messages | tojson }}{{ {'b': 1, 'a': 'ü'} | tojson(sort_keys=true, indent=1) }}"
    text = ours(source).render([{"role": "user", "content": "<ü & 你>"}])
    assert text == '[{"role": "user", "content": "<ü & 你>"}]{\n "a": "ü",\n "b": 1\n}'


def test_arguments_reach_the_template() -> None:
    chat = ours("{{ 'on' if enable_thinking else 'off' }}", enable_thinking=True)
    assert chat.render([]) == "on"
    assert chat.with_arguments({"enable_thinking": False}).render([]) == "off"


def test_reasoning_has_the_names_that_templates_read() -> None:
    chat = ours("{{ messages[0].thinking }}|{{ messages[0].reasoning_content }}")
    assert chat.render([{"role": "assistant", "content": "", "reasoning": "hm"}]) == "hm|hm"
    assert chat.render([{"role": "assistant", "content": ""}]) == "|"


def test_a_template_survives_json() -> None:
    chat = ours("{{ eos_token }}{{ strftime_now('%Y') }}{{ x }}", x=3)
    again = ChatTemplate.from_json(chat.to_json())
    assert again.render([]) == chat.render([]) == "</s>20253"


def test_invalid_jinja_is_told_with_what_to_do() -> None:
    with pytest.raises(ModelError) as caught:
        ours("{% for x in %}")
    assert caught.value.what.id == "data.template-invalid"
    assert caught.value.fix is not None


@pytest.mark.parametrize(
    "source",
    [
        "{{ raise_exception('not like this') }}",
        "{{ undefined.field.more }}",
        "{{ 1 / 0 }}",
        "{{ 'a' + 1 }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ messages.append(1) }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ namespace(__init__=1) }}",
        "{% set n = namespace(a=1) %}{% set n._b = 2 %}",
        "{{ lipsum(9) }}",
    ],
)
def test_whatever_a_template_raises_becomes_a_reason(source: str) -> None:
    with pytest.raises(CannotMask) as caught:
        ours(source).render([{"role": "user", "content": "a"}])
    assert caught.value.reason.id == "data.template-raises"
    assert len(str(caught.value.reason)) < 500


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{{ 'x' * 99999 }}{% endfor %}",
        "{{ 'x' * 99999999999 }}",
        "{{ [0] * 99999999999 }}",
        "{{ 9 ** 9999999 }}",
        "{% set n = namespace(s='x') %}{% for a in range(99) %}{% set n.s = n.s ~ n.s %}"
        "{% endfor %}",
        "{% set n = namespace(s='x') %}{% for a in range(99) %}{% set n.s = n.s + n.s %}"
        "{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}"
        "{{ f(40) }}",
    ],
)
def test_templates_without_end_are_stopped(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_STEPS", 20_000)
    monkeypatch.setattr(sandbox, "MAX_CHARACTERS", 1_000_000)
    with pytest.raises(CannotMask) as caught:
        ours(source).render([])
    assert caught.value.reason.id == "data.template-raises"


def test_a_slow_template_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_SECONDS", 0.0)
    chat = ours("{% for a in range(2000) %}{% endfor %}")
    with pytest.raises(CannotMask) as caught:
        chat.render([])
    assert "too long" in str(caught.value.reason)


def test_bounds_are_for_each_render(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MAX_STEPS", 1000)
    monkeypatch.setattr(sandbox, "MAX_CHARACTERS", 1000)
    chat = ours("{% for a in range(900) %}x{% endfor %}")
    assert {len(chat.render([])) for _ in range(5)} == {900}
