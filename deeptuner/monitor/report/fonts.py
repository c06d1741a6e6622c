"""Fonts that can show any text: the program's own, then whatever on the system has the characters.

Knows matplotlib's fonts. What no font can show becomes a box, so that matplotlib never warns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matplotlib.font_manager import findSystemFonts, fontManager
from matplotlib.ft2font import FT2Font

from deeptuner.shipped import shipped_folder

OWN: Final = ("Inter-Regular.otf", "Inter-SemiBold.otf")
BOX: Final = "□"
LIKED: Final = ("NotoSans", "DejaVu", "Noto", "")  # beginnings of file names, the best first
HEAVY: Final = ("Bold", "Black", "Italic", "Oblique")  # in the names of files that come later


@dataclass(frozen=True, slots=True)
class Lettering:
    """`families`, in which matplotlib looks for each character in turn, and what they can show."""

    families: tuple[str, ...]
    characters: frozenset[str]

    def fit(self, text: str) -> str:
        """The text in one line, with a box for each character that no font can show."""
        line = " ".join(text.split())
        return "".join(one if one in self.characters else BOX for one in line)


def lettering(texts: Iterable[str]) -> Lettering:
    """The fonts for these texts. Looks through the system's fonts only for what is missing."""
    families, characters = _own()
    missing = {one for text in texts for one in text if not one.isspace()} - characters
    for path in sorted(findSystemFonts(), key=_liking) if missing else ():
        font = _opened(path)
        if font is None or not missing & (shown := _characters(font)):
            continue
        fontManager.addfont(path)
        families.append(font.family_name)
        characters |= shown
        missing -= shown
        if not missing:
            break
    return Lettering(tuple(families), frozenset(characters))


def _own() -> tuple[list[str], set[str]]:
    """Our own font and the one that matplotlib brings."""
    paths = [shipped_folder("assets") / "fonts" / name for name in OWN]
    for path in paths:
        if not any(Path(entry.fname) == path for entry in fontManager.ttflist):
            fontManager.addfont(path)
    theirs = fontManager.findfont("DejaVu Sans")
    fonts = [FT2Font(str(paths[0])), FT2Font(str(theirs))]
    characters = {one for font in fonts for one in _characters(font)}
    return [font.family_name for font in fonts], characters | {" "}


def _characters(font: FT2Font) -> set[str]:
    return {chr(code) for code in font.get_charmap()}


def _opened(path: str) -> FT2Font | None:
    """None for a font that cannot be read, or is made of pictures."""
    try:
        font = FT2Font(path)
    except (OSError, RuntimeError):
        return None
    return font if font.scalable else None


def _liking(path: str) -> tuple[bool, int, str]:
    name = Path(path).name
    place = next(i for i, start in enumerate(LIKED) if name.startswith(start))
    return any(word in name for word in HEAVY), place, name
