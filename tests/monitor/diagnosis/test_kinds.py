"""Curves of a known kind are told for what they are."""

from __future__ import annotations

from collections import Counter

import pytest

from deeptuner.monitor.diagnosis.verdict import VERDICTS
from scripts.make_diagnosis_docs import CLAIMS, HELD_OUT, OF_EACH, PAGE, SHORT, TUNED, Told, told_of
from scripts.make_diagnosis_docs import page as made_page
from tests.monitor.diagnosis.synthetic import KINDS, cases, short_cases


@pytest.fixture(scope="module")
def held_out() -> Told:
    """No threshold was chosen by looking at the curves of this seed."""
    return told_of(cases(HELD_OUT, OF_EACH))


@pytest.fixture(scope="module")
def short() -> Told:
    return told_of(short_cases(HELD_OUT, SHORT))


def test_there_is_a_kind_for_every_verdict() -> None:
    assert {kind for kind, _ in KINDS} == set(VERDICTS)


def test_nearly_all_of_them_are_right(held_out: Told) -> None:
    wrong = [f"{kind} -> {verdict}" for kind, verdict in held_out if verdict != kind]
    assert len(held_out) >= 300
    assert len(wrong) <= 0.05 * len(held_out), wrong


def test_no_kind_is_given_up(held_out: Told) -> None:
    right = Counter(kind for kind, verdict in held_out if verdict == kind)
    assert min(right[kind] for kind in VERDICTS) >= 0.85 * OF_EACH, right


def test_nothing_is_claimed_of_curves_that_are_too_short(short: Told) -> None:
    assert [verdict for _, verdict in short if verdict in CLAIMS] == []


def test_the_table_in_the_docs_is_current(held_out: Told, short: Told) -> None:
    tuned = told_of(cases(TUNED, OF_EACH))
    assert PAGE.read_text(encoding="utf-8") == made_page(held_out, tuned, short), (
        "python -m scripts.make_diagnosis_docs"
    )
