"""Where the reports on a merged model lie, and how long their names are."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.runs.merge_reports import ENDINGS, LONGER, Kind, beside


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_report_lies_beside_the_folder(kind: Kind) -> None:
    """A dot in the folder's name is no ending."""
    assert beside(Path("merge/run-1.5"), kind) == Path(f"merge/run-1.5.{kind}.json")


def test_no_name_is_longer_than_is_reckoned_with() -> None:
    longest = max(len(beside(Path("x"), kind).name) for kind in ENDINGS)
    assert longest == len("x") + LONGER
