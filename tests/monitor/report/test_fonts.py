"""Letters for any name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.font_manager import fontManager

from deeptuner.monitor.report import fonts
from deeptuner.monitor.report.fonts import BOX, lettering


@pytest.fixture(autouse=True)
def same_fonts_after() -> Iterator[None]:
    before = list(fontManager.ttflist)
    yield
    fontManager.ttflist = before


def test_our_own_font_comes_first() -> None:
    found = lettering(["garden-support 82 °C · 24.0 GB ✓"])
    assert found.families == ("Inter", "DejaVu Sans")
    assert found.fit("a\n b\tc") == "a b c"


def test_the_system_is_looked_through_for_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font that matplotlib brings stands for one of the system; a broken one is passed over."""
    brought = Path(fontManager.findfont("STIXSizeOneSym"))
    broken = tmp_path / "NotoSansBroken.ttf"
    broken.write_bytes(b"no font")
    monkeypatch.setattr(fonts, "findSystemFonts", lambda: [str(broken), str(brought)])
    own = fonts.lettering([]).characters
    there = sorted(fonts._characters(fonts.FT2Font(str(brought))) - own)
    found = lettering([there[0]])
    assert found.families[2:] == ("STIXSizeOneSym",)
    assert found.fit(there[0]) == there[0]


def test_what_no_font_has_becomes_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "findSystemFonts", list)
    assert lettering(["训练 x"]).fit("训练 x") == f"{BOX}{BOX} x"
