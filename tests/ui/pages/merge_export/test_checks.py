"""A proof's checks as rows."""

from __future__ import annotations

from typing import Any

import pytest

from deeptuner.ui.format import percent
from deeptuner.ui.pages.merge_export.checks import check_rows
from tests.ui.pages.merge_export.reports import proof


@pytest.mark.parametrize("altered", [[], ["rope_theta", "hidden_act"]])
def test_a_config_is_told_only_where_it_differs(qapp: object, altered: list[str]) -> None:
    report: dict[str, Any] = proof()
    rows = len(check_rows(report))
    report["checks"].append({"id": "config", "passed": not altered, "altered": altered})
    found = [row for row in check_rows(report) if row.title == "Config as the base's"]
    assert [(row.figure, row.detail, row.passed) for row in found] == (
        [("No", "2 settings differ", False)] if altered else []
    )
    assert len(check_rows(report)) == rows + len(found)


@pytest.mark.parametrize(
    ("kept", "faded", "shown"),
    [
        (0.97, False, (percent(0.97), "")),
        (0.77, True, (percent(0.77), "rest rounded away")),
        (None, False, ("–", "")),
    ],
)
def test_what_rounding_took_of_the_adapter_is_told(
    qapp: object, kept: float | None, faded: bool, shown: tuple[str, str]
) -> None:
    report: dict[str, Any] = proof()
    report["checks"].append({"id": "effect", "passed": True, "kept": kept, "faded": faded})
    (found,) = [row for row in check_rows(report) if row.title == "Adapter effect kept"]
    assert (found.figure, found.detail) == shown
