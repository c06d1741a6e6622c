"""Texts can be read and controls seen, in light, dark and high contrast."""

from __future__ import annotations

import pytest

from deeptuner.ui.theme.tokens import Tokens, tokens_for

READABLE, SEEN = 4.5, 3.0  # WCAG 2.1, 1.4.3 and 1.4.11
ALL = [tokens_for(dark=dark, high_contrast=high) for dark in (0, 1) for high in (0, 1)]
TEXT_ON = [
    *[(text, ground) for text in ("text", "text2", "text3") for ground in ("surface", "bg")],
    *[("text2", ground) for ground in ("inset", "hover", "code")],
    *[("text3", "inset"), ("text", "accent_soft"), ("text2", "accent_soft")],
    *[("text", "mask"), ("text", "mask2"), ("on_accent", "accent"), ("on_accent", "accent_hover")],
    *[(f"{tone}_text", "surface") for tone in ("accent", "ok", "warn", "danger", "info", "blue")],
    *[(f"{tone}_text", f"{tone}_soft") for tone in ("accent", "ok", "warn", "danger", "info")],
]
SEEN_ON = [
    ("control", "surface"),
    ("accent", "surface"),
    *[(data, "surface") for data in ("blue", "orange", "teal", "plum", "amber", "grey")],
    *[(tone, f"{tone}_soft") for tone in ("ok", "warn", "danger", "info")],
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(tokens: Tokens, one: str, other: str) -> float:
    a, b = sorted((luminance(getattr(tokens, one)), luminance(getattr(tokens, other))))
    return (b + 0.05) / (a + 0.05)


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_readable(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(tokens, text, ground) >= READABLE


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
@pytest.mark.parametrize(("graphic", "ground"), SEEN_ON)
def test_controls_and_data_are_seen(tokens: Tokens, graphic: str, ground: str) -> None:
    assert contrast(tokens, graphic, ground) >= SEEN


@pytest.mark.parametrize("dark", [False, True])
def test_more_contrast_is_more(dark: bool) -> None:
    plain, high = tokens_for(dark=dark), tokens_for(dark=dark, high_contrast=True)
    for name in ("text2", "text3", "control", "border"):
        assert contrast(high, name, "surface") > contrast(plain, name, "surface")
