"""What a person is told before training about rows that are not trained on as they stand."""

from __future__ import annotations

from deeptuner.data.report import Report
from deeptuner.data.row import Rejection, Source
from deeptuner.data.summary import told
from deeptuner.words import message, render


def test_each_kind_is_told_once_with_count_and_first_place_most_frequent_first() -> None:
    report = Report(rows=50)
    for line in (3, 9):
        report.reject(Rejection(message("data.no-trained-token"), Source("a.jsonl", line)))
    for line in range(10, 15):
        too_long = message("data.sample-too-long", limit=64)
        report.reject(Rejection(too_long, Source("a.jsonl", line)))
    report.lost(message("data.reading.no-rows"), Source("a.jsonl", 20))
    report.note(message("data.eval-impossible"))
    said = [render(one) for one in told(report)]
    assert said[0].startswith("Left out: 5 of 50 rows. The row is longer than the max length")
    assert said[0].endswith("(First: a.jsonl:10.)")
    assert said[1].startswith("Left out: 2 of 50 rows. Nothing in the row is trained on.")
    assert said[2].startswith("Rows that cannot be read: 1.")
    assert said[3].startswith("Nothing is kept aside")
    assert len(said) == 4


def test_a_clean_dataset_says_nothing() -> None:
    assert told(Report(rows=9)) == ()
