"""The shipped fonts are used, in the person's size."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from deeptuner.ui.theme.fonts import MONO, SANS, font, scale_of


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_sans_comes_with_the_program(qapp: QApplication, weight: int) -> None:
    info = QFontInfo(font(13, weight))
    assert (info.family(), info.pixelSize(), info.weight()) == (SANS, 13, weight)


def test_mono_comes_with_the_program(qapp: QApplication) -> None:
    info = QFontInfo(font(12, mono=True))
    assert info.family() == MONO
    assert info.fixedPitch()


def test_digits_have_one_width(qapp: QApplication) -> None:
    metrics = QFontMetricsF(font(13))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0808")


@pytest.mark.parametrize(
    ("pixels", "factor"), [(12, 1), (13.3, 1), (15, 1), (18, 1.2), (30, 2), (90, 2), (9, 0.8)]
)
def test_size_follows_the_system(pixels: float, factor: float) -> None:
    assert scale_of(pixels) == pytest.approx(factor)
