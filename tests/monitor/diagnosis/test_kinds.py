"""Curves of a known kind are told for what they are."""

from __future__ import annotations

from collections import Counter

import pytest

from deeptuner.monitor.diagnosis import diagnose
from deeptuner.monitor.diagnosis.verdict import VERDICTS
from tests.monitor.diagnosis.synthetic import KINDS, Case, cases, short_cases

HELD_OUT = 9001  # no threshold was chosen by looking at the curves of this seed
OF_EACH = 30
CLAIMS = {"well-fit", "overfit", "memorising", "underfit"}


@pytest.fixture(scope="module")
def told() -> list[tuple[Case, str]]:
    return [
        (case, diagnose(case.measured, case.facts).verdict) for case in cases(HELD_OUT, OF_EACH)
    ]


def test_there_is_a_kind_for_every_verdict() -> None:
    assert {kind for kind, _ in KINDS} == set(VERDICTS)


def test_nearly_all_of_them_are_right(told: list[tuple[Case, str]]) -> None:
    wrong = [f"{case.about} -> {verdict}" for case, verdict in told if verdict != case.kind]
    assert len(told) >= 300
    assert len(wrong) <= 0.05 * len(told), "\n".join(wrong)


def test_no_kind_is_given_up(told: list[tuple[Case, str]]) -> None:
    right = Counter(case.kind for case, verdict in told if verdict == case.kind)
    assert min(right[kind] for kind in VERDICTS) >= 0.85 * OF_EACH, right


def test_nothing_is_claimed_of_curves_that_are_too_short() -> None:
    short = short_cases(HELD_OUT, 300)
    claims = [
        f"{case.about} -> {verdict}"
        for case in short
        if (verdict := diagnose(case.measured, case.facts).verdict) in CLAIMS
    ]
    assert claims == []
