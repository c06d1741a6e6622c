"""Proofs, comparisons and exports as a person reads them.

Knows what the numbers of a report mean. Does not know where reports lie (`outcomes.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from deeptuner.monitor.run_report.head import Fact, say
from deeptuner.monitor.run_report.outcomes import Exported, Outcomes, Report
from deeptuner.words import render

SOURCES: Final = frozenset({"eval", "train", "sample"})


@dataclass(frozen=True, slots=True)
class Proof:
    """A card: what it is about, whether it stood the test (None: it is none), and what is told."""

    title: str
    name: str
    passed: bool | None
    facts: tuple[Fact, ...]
    notes: tuple[str, ...] = ()


def proofs(outcomes: Outcomes) -> list[Proof]:
    """Cards of all reports there are; one without anything to tell is left out."""
    found = [
        *map(_merge, outcomes.proofs),
        *map(_comparison, outcomes.comparisons),
        *([_export(outcomes.exported)] if outcomes.exported else ()),
    ]
    return [card for card in found if card.facts or card.notes or card.passed is not None]


def _merge(report: Report) -> Proof:
    passed = report.value.get("passed")
    checks = [one for one in report.parts("checks") if isinstance(one.get("id"), str)]
    failed = [str(one["id"]) for one in checks if one.get("passed") is False]
    notes = [say("failed-checks", checks=", ".join(failed))] if failed else []
    known = passed if isinstance(passed, bool) else None
    weights = [fact for one in checks for fact in _weights(one)]
    effect = [fact for one in checks for fact in _effect(one)]
    logits = (*_difference(report), *_greedy(report))
    facts = (*weights, *logits, *effect, *_losses(report), *_rows(report))
    return Proof(say("merge-proof"), report.name, known, facts, tuple(notes))


def _weights(check: Mapping[str, Any]) -> Iterator[Fact]:
    tensors = check.get("tensors")
    if check["id"] == "weights" and check.get("passed") is True and isinstance(tensors, int):
        yield Fact(say("weights"), f"{tensors:,}", say("to-rounding"))


def _difference(report: Report) -> Iterator[Fact]:
    largest, allowed = report.number("largest_difference"), report.number("allowed")
    if largest is not None:
        more = "" if allowed is None else say("allowed", value=f"{allowed:.2g}")
        yield Fact(say("difference"), f"{largest:.2g}", more)


def _greedy(report: Report) -> Iterator[Fact]:
    share, tokens = report.number("equal_greedy"), report.number("tokens")
    if share is not None:
        more = "" if tokens is None else say("of-tokens", tokens=f"{tokens:,.0f}")
        yield Fact(say("same-token"), f"{share:.1%}", more)


def _effect(check: Mapping[str, Any]) -> Iterator[Fact]:
    kept = check.get("kept")
    if check["id"] == "effect" and isinstance(kept, float):
        more = say("faded") if check.get("faded") is True else ""
        yield Fact(say("effect"), f"{min(1.0, max(0.0, kept)):.1%}", more)


def _losses(report: Report) -> Iterator[Fact]:
    for name in ("merged", "adapter", "base"):
        if (value := report.number(f"loss_{name}")) is not None:
            yield Fact(say(f"loss-{name}"), f"{value:.4f}")


def _rows(report: Report) -> Iterator[Fact]:
    rows, source = report.number("rows"), report.text("source")
    if rows is not None:
        more = say(f"rows-{source}") if source in SOURCES else ""
        yield Fact(say("rows"), f"{rows:,.0f}", more)


def _comparison(report: Report) -> Proof:
    """Of the bases that a QLoRA adapter can be merged onto."""
    inner = report.value.get("comparison")
    told = Report(report.name, inner) if isinstance(inner, dict) else report
    better = told.text("recommended")
    facts = [
        Fact(say(f"onto-{name}"), f"{value:.4f}", say("recommended") if name == better else "")
        for name in ("original", "nf4", "adapter")
        if (value := told.number(name)) is not None
    ]
    return Proof(say("comparison"), report.name, None, (*facts, *_rows(told)))


def _export(exported: Exported) -> Proof:
    report = exported.report or Report("", {})
    checks = report.parts("checks")
    same = sum(1 for one in checks if one.get("same") is True)
    facts = [
        Fact(name, say("megabytes", size=f"{size / 1e6:,.0f}")) for name, size in exported.files
    ]
    if checks:
        share = say("cases", same=same, count=len(checks))
        facts.insert(0, Fact(say("template"), share))
    notes = [render(one) for one in (report.said("reason"),) if one]
    proven = True if report.text("template") == "proven" else None
    return Proof(say("export"), report.text("name") or report.name, proven, (*facts,), (*notes,))
