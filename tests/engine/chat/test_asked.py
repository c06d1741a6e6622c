"""What is asked is checked before anything is loaded."""

from __future__ import annotations

from typing import Any

import pytest

from deeptuner.engine.chat.asked import Sampling, read_asked, read_sampling
from deeptuner.errors import InputError
from deeptuner.words import render
from tests.support.chats import asked


def test_a_request_is_read() -> None:
    found = read_asked(asked("run", "Hi", sides=["tuned"], system="Be kind.", device="cpu"))
    assert found.sides == ("tuned",)
    assert found.said("tuned") == [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "Hi"},
    ]
    assert found.sampling == Sampling(temperature=0.0, max_new_tokens=8)


def test_sides_have_conversations_of_their_own() -> None:
    one, two = ([{"role": "user", "content": text}] for text in "ab")
    found = read_asked({"run": "r", "messages": {"base": one, "tuned": two}})
    assert [found.said(side)[0]["content"] for side in found.sides] == ["a", "b"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"run": ""}, "bad-request"),
        ({"sides": ["both"]}, "bad-request"),
        ({"messages": []}, "nothing-asked"),
        ({"messages": {"base": []}}, "nothing-asked"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "nothing-asked"),
        ({"messages": [{"role": "nobody", "content": "x"}]}, "bad-request"),
        ({"bits": 3}, "bad-request"),
        ({"checkpoint": "two"}, "bad-request"),
        ({"sampling": {"heat": 1}}, "bad-request"),
        ({"sampling": {"temperature": -1}}, "bad-number"),
        ({"sampling": {"top_p": 0}}, "bad-share"),
        ({"sampling": {"top_k": 1.5}}, "bad-number"),
        ({"sampling": {"seed": True}}, "bad-number"),
        ({"sampling": {"max_new_tokens": float("inf")}}, "bad-number"),
    ],
)
def test_what_cannot_be_asked_is_told(more: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_asked({**asked("run"), **more})
    assert refused.value.what.id == f"engine.chat.{told}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("top_p", 0.0, "top_p cannot be 0; what goes is above 0, up to 1."),
        ("top_p", 1.01, "top_p cannot be 1.01; what goes is above 0, up to 1."),
        ("max_new_tokens", 0.0, "max_new_tokens cannot be 0; what goes is 1 – 1000000."),
        ("temperature", "warm", "temperature cannot be warm; what goes is 0 – 10."),
        ("seed", 2**63, f"seed cannot be {2**63}; what goes is 0 – {2**63 - 1}."),
    ],
)
def test_a_refused_number_is_shown_as_given_beside_what_goes(
    name: str, value: object, said: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_sampling({name: value})
    assert render(refused.value.what) == said


def test_sampling_keeps_what_is_not_given() -> None:
    usual = Sampling(temperature=0.3, top_k=5)
    assert read_sampling({"top_k": 7, "seed": None}, usual) == Sampling(temperature=0.3, top_k=7)
