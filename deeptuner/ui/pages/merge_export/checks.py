"""A proof as the rows of a list: what was looked at, what came out, whether it passed.

Knows the report's fields and the words for them. Does not know how rows are shown, nor files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from deeptuner.ui import format as words
from deeptuner.ui.translation import tr

Report = Mapping[str, Any]
ORDER: Final = (
    *("difference", "weights", "greedy", "loss"),
    *("effect", "adapter", "config", "loads"),
)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """`figure` is what counts, `detail` what it is measured by."""

    title: str
    figure: str
    detail: str
    passed: bool


def check_rows(report: Report) -> list[CheckRow]:
    """Every check that was made, the most telling first."""
    made = {str(one["id"]): one for one in report.get("checks", ())}
    if made.get("config", {}).get("passed"):
        del made["config"]  # there is nothing to read in it
    rows = ((check, _row(check, report, made[check])) for check in ORDER if check in made)
    return [CheckRow(*words_of, bool(made[check]["passed"])) for check, words_of in rows]


def passed(rows: list[CheckRow]) -> int:
    return sum(row.passed for row in rows)


def about(report: Report) -> str:
    """On which rows it was made."""
    rows = words.whole(report.get("rows", 0))
    match report.get("source"):
        case "eval":
            text = tr("{rows} rows of the eval split, with the adapter and merged", rows=rows)
        case "train":
            text = tr("{rows} rows of the training data, with the adapter and merged", rows=rows)
        case _:
            text = tr("{rows} sample sentences, with the adapter and merged", rows=rows)
    return text


def _row(check: str, report: Report, found: Report) -> tuple[str, str, str]:
    """Title, figure and detail."""
    match check:
        case "difference":
            bound = tr("allowed {bound}", bound=words.number(report["allowed"], 2))
            difference = words.number(report["largest_difference"], 2)
            row = (tr("Max logit difference"), difference, bound)
        case "weights":
            row = (tr("Max weight error"), words.number(found["largest"], 2), tr("of one rounding"))
        case "greedy":
            row = _greedy(report)
        case "loss":
            adapter = tr("with adapter {loss}", loss=words.number(report["loss_adapter"]))
            row = (tr("Loss"), words.number(report["loss_merged"]), adapter)
        case "effect":
            lost = tr("rest rounded away") if found.get("faded") else ""
            row = (tr("Adapter effect kept"), _share(found.get("kept")), lost)
        case "adapter":
            row = _adapter(report)
        case "config":
            differ = words.whole(len(found["altered"]))  # the report names them
            row = (
                tr("Config as the base's"),
                tr("No"),
                tr("{count} settings differ", count=differ),
            )
        case _:
            row = _loads(report)
    return row


def _greedy(report: Report) -> tuple[str, str, str]:
    tokens, share = report["tokens"], report["equal_greedy"]
    same = words.whole(round(tokens * share))
    detail = tr("{same} of {tokens}", same=same, tokens=words.whole(tokens))
    return tr("Same next token"), words.percent(share), detail


def _share(kept: float | None) -> str:
    return words.NOTHING if kept is None else words.percent(max(0.0, min(1.0, kept)))


def _adapter(report: Report) -> tuple[str, str, str]:
    there = report["adapter_tensors"]
    used = words.whole(there - len(report["unused"]))
    return tr("Adapter tensors used"), used, tr("of {count}", count=words.whole(there))


def _loads(report: Report) -> tuple[str, str, str]:
    streamed = report.get("method") == "streamed"
    detail = tr("compared layer by layer") if streamed else ""
    return tr("Loads from disk"), tr("Yes") if report["loads_again"] else tr("No"), detail
