"""What a person would expect of single runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from deeptuner.monitor.curves import Curves
from deeptuner.monitor.diagnosis import Diagnosis, Facts, Measured, diagnose
from deeptuner.monitor.diagnosis.of_run import RunDiagnosis
from deeptuner.monitor.series import Array, Curve
from deeptuner.settings.catalog import value_at, with_values
from deeptuner.settings.sections.config import Config
from deeptuner.words import render
from tests.monitor.runs import evaluation, step, write_run

STEPS = np.arange(1.0, 401.0)


def curve(y: Array, every: int = 1) -> Curve:
    return Curve(STEPS[every - 1 : len(y) : every], y[every - 1 :: every])


def noisy(y: Array, size: float = 0.03) -> Array:
    return np.asarray(y * (1 + size * np.random.default_rng(4).normal(size=len(y))))


def said(
    train: Array,
    evaluation: Array,
    *,
    rate: Array | None = None,
    facts: Facts | None = None,
    ended: bool = True,
    every: int = 20,
) -> Diagnosis:
    rates = np.full(len(train), 1e-4) if rate is None else rate[: len(train)]
    given = Measured(
        curve(noisy(train)), curve(evaluation, every), curve(rates), 400.0, 100.0, ended
    )
    return diagnose(given, facts or Facts(Config(), eval_rows=300))


def down(pace: float, count: int = 400, time: Array | None = None) -> Array:
    """From 2.2 towards 1, over steps or over a time of its own."""
    return 1 + 1.2 * np.exp(-pace * (STEPS[:count] / 400 if time is None else time[:count]))


def test_the_words_of_overfitting() -> None:
    evals = np.where(STEPS > 300, down(6)[299] + 0.002 * (STEPS - 300), down(6))
    found = said(down(6) - 0.0008 * STEPS, evals)
    assert render(found.message) == (
        "Eval loss has risen for 5 evaluations while train loss falls: overfitting since step 320. "
        "Best checkpoint: step 300."
    )
    assert (found.verdict, found.since) == ("overfit", 320)
    assert found.best is not None
    assert found.best.step == 300
    assert found.gap == pytest.approx(evals[-1] - (down(6) - 0.0008 * STEPS)[-1], abs=0.03)
    assert render(found.fixes[0].message) == "Early stopping on"


def test_the_best_checkpoint_is_one_that_was_saved() -> None:
    evals = np.where(STEPS > 300, down(6)[299] + 0.002 * (STEPS - 300), down(6))
    facts = Facts(Config(), eval_rows=300, best_saved=280)
    assert "Best checkpoint: step 280." in render(said(down(6), evals, facts=facts).message)


def test_a_schedule_that_ends_at_zero_does_not_make_a_fit() -> None:
    """Both curves are flat at the end; one because nothing is left to learn, one because the
    steps have no size any more."""
    cosine = 1e-4 * (1 + np.cos(np.pi * STEPS / 400)) / 2
    time = np.cumsum(cosine) / cosine.sum()
    slow, quick = down(1.2, time=time), down(8, time=time)
    assert abs(slow[-1] - slow[-20]) < 0.01 * slow[-1], "it looks flat"
    assert said(slow, slow + 0.03, rate=cosine).verdict == "underfit"
    assert said(quick, quick + 0.03, rate=cosine).verdict == "well-fit"


def test_a_warmup_is_no_plateau() -> None:
    warm = np.minimum(1, STEPS / 200) ** 4 * 1e-4
    time = np.cumsum(warm) / 2e-2
    y = down(4, 160, time)
    assert said(y, y + 0.02, rate=warm, ended=False, every=10).verdict not in {
        "plateau",
        "rate-too-low",
    }


def test_while_a_run_goes_on_it_is_called_neither_well_fit_nor_underfit() -> None:
    for count in range(20, 290, 10):
        y = down(3, count)
        assert said(y, y + 0.02, ended=False, every=10).verdict in {
            "learning",
            "too-few-evaluations",
        }


def test_without_an_eval_split_only_what_the_train_loss_shows_is_said() -> None:
    config = with_values(Config(), {"data.eval_split": 0.0})
    none = np.empty(0)
    found = said(down(5), none, facts=Facts(config))
    assert (found.verdict, found.message.id) == (
        "too-few-evaluations",
        "monitor.diagnosis.no-eval",
    )
    assert found.fixes[0].changes == {"data.eval_split": 0.05}
    assert said(np.full(400, 2.2), none, facts=Facts(config)).verdict == "plateau"


def test_three_rows_do_not_speak_for_others() -> None:
    evals = np.where(STEPS > 200, down(6)[199] + 0.002 * (STEPS - 200), down(6))
    found = said(down(6), evals, facts=Facts(Config(), eval_rows=3))
    assert found.verdict == "eval-split-too-small"
    assert found.fixes[0].changes == {"data.eval_split": 0.2}


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, ("there was none, and 4 are needed",)),
        (
            1,
            (
                "there was one, and 4 are needed",
                "The only evaluation: eval loss 1.020 at step 400.",
            ),
        ),
        (2, ("there were 2, and 4 are needed", "of 2 evaluations.")),
    ],
)
def test_none_and_one_are_not_told_as_many(count: int, told: tuple[str, ...]) -> None:
    evals = np.full(400 if count else 0, 1.02)
    found = said(down(6), evals, every=400 // max(count, 1))
    words = [render(one) for one in (found.message, *found.evidence)]
    assert len(words) == len(told)
    for sentence, part in zip(words, told, strict=True):
        assert part in sentence


def test_one_row_and_each_step_are_told_as_such() -> None:
    found = said(down(6), down(6), facts=Facts(Config(), eval_rows=1))
    assert "has one row only" in render(found.message)
    few = down(6)[:12]
    given = Measured(curve(few), curve(few, 12), curve(0 * few), max_steps=12.0, ended=True)
    fixes = diagnose(given, Facts(Config(), eval_rows=300)).fixes
    assert "Evaluate at every step" in [render(fix.message) for fix in fixes]


def test_every_fix_says_what_it_changes() -> None:
    evals = np.where(STEPS > 120, down(9)[119] + 0.002 * (STEPS - 120), down(9))
    config = with_values(Config(), {"training.epochs": 4, "lora.rank": 16, "lora.alpha": 32})
    found = said(down(6) - 0.0008 * STEPS, evals, facts=Facts(config, eval_rows=300))
    words = [render(fix.message) for fix in found.fixes]
    assert words == [
        "Epochs 4 → 1.5",
        "Early stopping on",
        "Dropout 0.05 → 0.1",
        "LoRA rank 16 → 8",
    ]
    after = with_values(config, {k: v for fix in found.fixes for k, v in fix.changes.items()})
    assert value_at(after, "lora.alpha") == 16, "the adapter weighs as much as before"


def test_a_run_is_looked_at_again_only_when_there_is_something_new(tmp_path: Path) -> None:
    events = [step(n, loss=float(down(6)[n - 1]), max_steps=400) for n in range(1, 101)]
    run = write_run(tmp_path / "run", events=[*events, evaluation(50, 1.5)])
    curves, asked = Curves(), RunDiagnosis(run)
    curves.add(events)
    first = asked.of(curves.told(), "running", None)
    assert first is not None
    curves.add([step(101, loss=1.0)])
    assert asked.of(curves.told(), "running", None) is first
    curves.add([evaluation(101, 1.4)])
    assert asked.of(curves.told(), "running", None) is not first
