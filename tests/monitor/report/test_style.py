"""Colours that everybody can tell apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from deeptuner.monitor.report.style import COLOURS, DASHES, DOING_COLOURS

# Machado, Oliveira and Fernandes (2009), severity 1: what a person without one kind of cone sees.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanope": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranope": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanope": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    xyz = XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, seen: np.ndarray) -> float:
    return float(np.linalg.norm(lab(seen @ linear(one)) - lab(seen @ linear(other))))


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_any_two_gpus_differ(eyes: str) -> None:
    for one, other in combinations(COLOURS, 2):
        assert distance(one, other, SEEN_BY[eyes]) >= 15, (one, other)


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_any_two_phases_differ(eyes: str) -> None:
    for one, other in combinations(DOING_COLOURS.values(), 2):
        if {one, other} != {DOING_COLOURS["paused"], DOING_COLOURS["training"]}:  # one is hatched
            assert distance(one, other, SEEN_BY[eyes]) >= 15, (one, other)


def test_eight_gpus_have_a_dash_each_and_are_seen_on_white() -> None:
    assert len(set(COLOURS)) == len(set(DASHES)) == 8
    for colour in COLOURS:
        light = float(linear(colour) @ [0.2126, 0.7152, 0.0722])
        assert 1.05 / (light + 0.05) > 2.5, colour
