"""A large dataset file through the real command."""

from __future__ import annotations

import json
import random

import pytest

from deeptuner.runs.events import read_events
from tests.e2e.conftest import Place

SHORT_ROWS, LONG_ROWS = 24_000, 12
LONG = (600_000, 1_200_000)  # characters: so long that it is tokenised in pieces, or not at all


def write_large(place: Place) -> None:
    """About 14 MB: many rows, among them a few that are each a thousand times too long."""
    chance = random.Random(1)
    with place.rows.open("w") as file:
        for number in range(SHORT_ROWS):
            answer = f"It is {number + number}, {'as ' * chance.randrange(9)}anybody can see."
            row = {"instruction": f"What is {number} plus {number}?", "output": answer}
            file.write(json.dumps(row) + "\n")
            if number % (SHORT_ROWS // LONG_ROWS) == 7:
                long = LONG[number * LONG_ROWS // SHORT_ROWS % 2]
                row["output"] = "Two plus two is four. " * (long // 22)
                file.write(json.dumps(row) + "\n")


@pytest.mark.timeout(600)
def test_a_large_file_trains_and_rows_that_are_far_too_long_are_counted(place: Place) -> None:
    write_large(place)
    assert place.rows.stat().st_size > 12_000_000
    told = place.train("--training.max-steps", "2", "--evaluation.sample-count", "0", timeout=500)
    assert told.code == 0, told.text
    assert "Traceback" not in told.text
    (run,) = place.runs()
    events, _ = read_events(run / "events.jsonl")
    assert len([event for event in events if event.kind == "step"]) == 2
    said = f"Left out: {LONG_ROWS} of {SHORT_ROWS + LONG_ROWS} rows. The row is longer"
    assert said in told.text, told.text
