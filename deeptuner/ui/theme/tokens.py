"""The palette: every colour the window uses, once for light and once for dark.

Knows colours and their fixed meanings (train is blue, eval is orange …), and how they change when a
person asks their system for more contrast. Does not know Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours as `#rrggbb`. `tone` words of the kit are names of fields here."""

    name: str
    # surfaces
    bg: str
    surface: str
    inset: str
    hover: str
    code: str
    # lines: `border` only decorates, `control` outlines what can be operated
    border: str
    border2: str
    control: str
    # text, from most to least important
    text: str
    text2: str
    text3: str
    # meanings: a fill or graphic, its text, its soft background, its outline
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_text: str
    ok_soft: str
    warn: str
    warn_text: str
    warn_soft: str
    warn_line: str
    danger: str
    danger_text: str
    danger_soft: str
    danger_line: str
    info: str
    info_text: str
    info_soft: str
    # data: at least 3:1 on `surface`
    blue: str
    blue_text: str
    orange: str
    orange_text: str
    teal: str
    plum: str
    amber: str
    grey: str
    # the loss mask: two alternating backgrounds and the underline
    mask: str
    mask2: str
    mask_line: str
    # painted shadows and the veil behind a dialog, with their opacity 0..1
    shadow: str
    shadow_opacity: float
    veil: str
    veil_opacity: float


LIGHT: Final = Tokens(
    name="light",
    bg="#F4F5F7",
    surface="#FFFFFF",
    inset="#F4F5F8",
    hover="#EDEFF3",
    code="#F6F7F9",
    border="#E1E4E9",
    border2="#CCD1D9",
    control="#858D9A",
    text="#16191F",
    text2="#444B57",
    text3="#5F6775",
    accent="#3A56D4",
    accent_hover="#2E47BA",
    accent_text="#2F49C0",
    accent_soft="#E9EDFD",
    on_accent="#FFFFFF",
    ok="#0B7558",
    ok_text="#08644B",
    ok_soft="#E0F3EC",
    warn="#B26A00",
    warn_text="#7C4700",
    warn_soft="#FFF1D6",
    warn_line="#E3B565",
    danger="#BE3A14",
    danger_text="#9A2C0C",
    danger_soft="#FCEAE3",
    danger_line="#E5A68F",
    info="#0369A1",
    info_text="#075985",
    info_soft="#E3F1FA",
    blue="#1F6FC2",
    blue_text="#175BA3",
    orange="#D55E00",
    orange_text="#A84A00",
    teal="#12967C",
    plum="#7A2E63",
    amber="#BF7800",
    grey="#78818F",
    mask="#CFE0FA",
    mask2="#B4CEF5",
    mask_line="#1F6FC2",
    shadow="#101828",
    shadow_opacity=0.15,
    veil="#11141B",
    veil_opacity=0.43,
)

DARK: Final = Tokens(
    name="dark",
    bg="#0E1014",
    surface="#16191F",
    inset="#1D2128",
    hover="#242932",
    code="#12151A",
    border="#282D36",
    border2="#3A414D",
    control="#6F7887",
    text="#ECEEF2",
    text2="#B9C0CC",
    text3="#969FAD",
    accent="#4E69E2",
    accent_hover="#4059D0",
    accent_text="#A3B4FF",
    accent_soft="#20294A",
    on_accent="#FFFFFF",
    ok="#35C49C",
    ok_text="#5AD6B3",
    ok_soft="#11302A",
    warn="#F0B23A",
    warn_text="#F5C566",
    warn_soft="#33270F",
    warn_line="#6E5420",
    danger="#F4825F",
    danger_text="#FF9E80",
    danger_soft="#3B1C13",
    danger_line="#7F3C27",
    info="#5BB4EA",
    info_text="#8CCBF2",
    info_soft="#10293A",
    blue="#4C93E6",
    blue_text="#6FAEF5",
    orange="#F58B3C",
    orange_text="#F58B3C",
    teal="#5FE0C0",
    plum="#D88AD0",
    amber="#EDB63E",
    grey="#8C95A3",
    mask="#1E3657",
    mask2="#28466F",
    mask_line="#5AA4F2",
    shadow="#000000",
    shadow_opacity=0.59,
    veil="#000000",
    veil_opacity=0.59,
)


def tokens_for(*, dark: bool, high_contrast: bool = False) -> Tokens:
    """The palette for what the person asked of their system."""
    tokens = DARK if dark else LIGHT
    return _with_more_contrast(tokens) if high_contrast else tokens


def _with_more_contrast(tokens: Tokens) -> Tokens:
    """Lines as strong as text, and no text weaker than the second."""
    return replace(
        tokens,
        border=tokens.control,
        border2=tokens.text3,
        control=tokens.text,
        text2=tokens.text,
        text3=tokens.text2,
        warn_line=tokens.warn_text,
        danger_line=tokens.danger_text,
    )
