"""The report on a dataset: counts, a few examples, and its JSON form."""

from __future__ import annotations

from deeptuner.data.report import EXAMPLES, EXCERPT, Report, excerpt_of
from deeptuner.data.row import Rejection, Source
from deeptuner.words import message


def _filled() -> Report:
    report = Report()
    for line in range(1, 21):
        report.read()
        report.reject(Rejection(message("data.formats.no-answer"), Source("a.jsonl", line)), "x")
    report.repaired(message("data.reading.trailing-comma"), Source("a.jsonl", 3), "{,}")
    report.lost(message("data.reading.broken-row"), Source("a.jsonl", 4), "{{")
    report.note(message("data.reading.array-open", file="a.jsonl"))
    report.note(message("data.reading.array-open", file="a.jsonl"))
    return report


def test_counts_all_and_remembers_the_first_few() -> None:
    report = _filled()
    assert (report.rows, report.rejected_rows) == (20, 20)
    assert (report.repaired_rows, report.unreadable_rows) == (1, 1)
    tally = report.rejected["data.formats.no-answer"]
    assert [one.where for one in tally.examples] == [f"a.jsonl:{n}" for n in range(1, EXAMPLES + 1)]
    assert len(report.notes) == 1


def test_survives_json() -> None:
    report = _filled()
    again = Report.from_json(report.to_json())
    assert again == report


def test_reasons_are_grouped_whatever_their_details() -> None:
    report = Report()
    for role in ("alien", "ghost"):
        reason = message("data.formats.unknown-role", role=role)
        report.reject(Rejection(reason, Source("a", 1)))
    assert [tally.count for tally in report.rejected.values()] == [2]


def test_excerpt_is_one_short_printable_line() -> None:
    shown = excerpt_of("a\n\tb\x00\x1b[31m" + "x" * 500)
    assert len(shown) == EXCERPT
    assert shown.isprintable()
    assert shown.endswith("…")
