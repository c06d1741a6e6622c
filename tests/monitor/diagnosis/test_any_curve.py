"""Whatever a file holds, a diagnosis comes out, and its words are whole."""

from __future__ import annotations

import json
import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.diagnosis import Facts, Measured, diagnose, said_in
from deeptuner.monitor.diagnosis.verdict import VERDICTS
from deeptuner.monitor.series import Curve
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config
from deeptuner.words import render

NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 12), st.sampled_from([0.0, 1e300])
)
STEPS = st.one_of(st.floats(allow_nan=True), st.integers(0, 50).map(float))


def curves(most: int = 90) -> st.SearchStrategy[Curve]:
    pairs = st.lists(st.tuples(STEPS, NUMBERS), max_size=most)
    return pairs.map(
        lambda rows: Curve(
            np.array([x for x, _ in rows], float), np.array([y for _, y in rows], float)
        )
    )


FACTS = st.builds(
    Facts,
    st.sampled_from([None, Config()]),
    st.one_of(st.none(), st.integers(0, 10_000)),
    st.one_of(st.none(), st.integers(0, 10_000)),
    st.one_of(st.none(), st.integers(0, 1000)),
)
MEASURED = st.builds(
    Measured,
    curves(),
    curves(20),
    curves(),
    st.one_of(st.none(), st.floats(0, 1e6)),
    st.one_of(st.none(), st.floats(0, 1e4)),
    st.booleans(),
)


@given(MEASURED, FACTS)
def test_any_curve_gets_a_diagnosis(measured: Measured, facts: Facts) -> None:
    told = diagnose(measured, facts)
    assert told.verdict in VERDICTS
    for said in (told.message, *told.evidence, *(fix.message for fix in told.fixes)):
        words = render(said)
        assert words != said.id, "the sentence is there"
        assert "{" not in words, "every gap is filled"
    for fix in told.fixes:
        with_values(Config(), fix.changes)
    assert said_in(json.loads(json.dumps(told.to_json())))[0] == told.message


@given(MEASURED, FACTS)
def test_a_claim_about_fit_rests_on_evaluations(measured: Measured, facts: Facts) -> None:
    told = diagnose(measured, facts)
    if told.verdict in {"well-fit", "overfit", "memorising", "underfit"}:
        known = {
            float(x)
            for x, y in zip(measured.evaluation.x, measured.evaluation.y, strict=True)
            if math.isfinite(x) and math.isfinite(y)
        }
        assert len(known) >= 4
