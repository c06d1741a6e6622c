"""The loss is the mean over trained tokens of the whole step."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch
from torch.nn import functional

from deeptuner.engine.collator import IGNORED
from deeptuner.engine.loss import StepLoss, next_labels, summed_loss


def made(
    rows: int, length: int, trained: float, seed: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    logits = torch.randn(rows, length, 11, generator=generator, dtype=torch.float32)
    labels = torch.randint(0, 11, (rows, length), generator=generator)
    kept = torch.rand(rows, length, generator=generator) < trained
    return logits.requires_grad_(), labels.where(kept, torch.tensor(IGNORED))


def test_position_t_predicts_label_t_plus_one() -> None:
    assert next_labels(torch.tensor([[1, 2, 3]])).tolist() == [[2, 3, IGNORED]]


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_smoothing_is_the_papers(smoothing: float) -> None:
    logits, labels = made(2, 6, 0.7)
    expected = 0.0
    words = functional.log_softmax(logits.detach().double(), -1)
    for row, one in enumerate(next_labels(labels)):
        for place, label in enumerate(one.tolist()):
            if label != IGNORED:
                target = torch.full((11,), smoothing / 11, dtype=torch.float64)
                target[label] += 1 - smoothing
                expected -= float(target @ words[row, place])
    assert float(summed_loss(logits, labels, smoothing).detach()) == pytest.approx(
        expected, abs=1e-5
    )


def test_nothing_trained_gives_no_loss_and_no_gradient() -> None:
    logits, labels = made(1, 4, 0.0)
    step = StepLoss(torch.device("cpu"), 0.0)
    step.begin_step(0, 4)
    loss = step(SimpleNamespace(logits=logits), labels, torch.tensor(0))
    loss.backward()
    assert float(loss.detach()) == 0.0
    assert torch.equal(logits.grad, torch.zeros_like(logits))
    assert step.take().loss == 0.0


def test_micro_batches_of_any_size_add_up_to_one_mean() -> None:
    """Three unequal micro-batches give the gradient and the reading of all in one."""
    logits, labels = made(6, 5, 0.6)
    count = (labels[:, 1:] != IGNORED).sum()
    whole = torch.autograd.grad(summed_loss(logits, labels) / count, logits)[0]
    step = StepLoss(torch.device("cpu"), 0.0)
    step.begin_step(int(count), labels.numel())
    parts = [slice(0, 1), slice(1, 3), slice(3, 6)]
    losses = [step(SimpleNamespace(logits=logits[part]), labels[part], count) for part in parts]
    gradient = torch.autograd.grad(torch.stack(losses).sum(), logits)[0]
    assert torch.allclose(gradient, whole, atol=1e-7)
    reading = step.take()
    assert reading.loss == pytest.approx(
        float((summed_loss(logits, labels) / count).detach()), abs=1e-6
    )
    assert (reading.trained, reading.read) == (int(count), 30)


def test_several_steps_are_weighted_by_their_tokens() -> None:
    step = StepLoss(torch.device("cpu"), 0.0)
    total = tokens = 0.0
    for seed, trained in enumerate((0.1, 0.9)):
        logits, labels = made(2, 9, trained, seed)
        count = (labels[:, 1:] != IGNORED).sum()
        step.begin_step(int(count), 18)
        step(SimpleNamespace(logits=logits), labels, count)
        total += float(summed_loss(logits, labels).detach())
        tokens += float(count)
    assert step.take().loss == pytest.approx(total / tokens, abs=1e-6)
    assert step.take().trained == 0, "a reading begins anew"


def test_what_is_shown_is_without_smoothing() -> None:
    """So that the curve compares with the eval loss."""
    logits, labels = made(2, 6, 1.0)
    count = (labels[:, 1:] != IGNORED).sum()
    step = StepLoss(torch.device("cpu"), 0.5)
    step.begin_step(int(count), 12)
    minimised = float(step(SimpleNamespace(logits=logits), labels, count).detach())
    assert step.take().loss == pytest.approx(
        float((summed_loss(logits, labels) / count).detach()), abs=1e-6
    )
    assert minimised != pytest.approx(
        float((summed_loss(logits, labels) / count).detach()), abs=1e-3
    )
