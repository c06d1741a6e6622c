"""Numbers as a person reads them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from deeptuner.ui import format as words


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.8614, "0.861"),
        (12.345, "12.3"),
        (2e-4, "2e-4"),
        (8.961e-5, "8.96e-5"),
        (-0.5, "-0.500"),
        (123456.0, "123,456"),
        (3.2e9, "3.2e9"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_measurements(value: float | None, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(7240, "7,240"), (11_300_000, "11.3 M"), (1_240_000_000, "1.24 B"), (999_999_999, "1.00 B")],
)
def test_counts(value: int, text: str) -> None:
    assert words.count(value) == text


def test_gigabytes_of_memory_and_of_disks_differ() -> None:
    assert words.memory_size(24 * 1024**3) == "24.0 GB"
    assert words.disk_size(1_200_000_000) == "1.2 GB"
    assert words.disk_size(999_999_999) == "1.0 GB"
    assert words.disk_size(512) == "512 B"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.4, "0 s"),
        (42, "42 s"),
        (59.7, "1 min 00 s"),
        (783, "13 min 03 s"),
        (7800, "2 h 10 min"),
        (3 * 86400 + 4 * 3600, "3 d 4 h"),
        (None, "–"),
        (float("inf"), "–"),
    ],
)
def test_durations(seconds: float | None, text: str) -> None:
    assert words.duration(seconds) == text


def test_moments_are_as_near_as_it_matters() -> None:
    now = time.mktime((2026, 11, 21, 14, 2, 0, 0, 0, -1))
    assert words.moment(now - 60, now) == "14:01"
    assert words.moment(now - 86400, now) == "Yesterday 14:02"
    assert words.moment(now - 9 * 86400, now) == "12 Nov"
    assert words.moment(now - 374 * 86400, now) == "12 Nov 2025"


def test_a_path_below_home_is_short() -> None:
    assert words.short_path(Path.home() / "tuning") == "~/tuning"
    assert words.short_path(f"{Path.home()}y/tuning") == f"{Path.home()}y/tuning"


def test_another_language_writes_numbers_its_own_way() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert words.number(0.8614) == "0,861"
    assert words.scientific(8.96e-5) == "8,96e-5"
    assert words.percent(0.547) == "54,7 %"


@given(st.floats(allow_nan=True, allow_infinity=False, width=32))
def test_every_number_has_words(value: float) -> None:
    assert words.number(value)
    assert words.count(value if value == value else 0.0)


@given(st.floats(min_value=0, max_value=1e12))
def test_every_duration_has_words(seconds: float) -> None:
    assert words.duration(seconds)
