"""Making the page: read, put into words, write.

Knows the order of the work and where the file goes. What is told, and how it is laid out, its
neighbours know.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from deeptuner.errors import InputError
from deeptuner.files import write_text
from deeptuner.home import expanded
from deeptuner.monitor.run_report.gathered import gather
from deeptuner.monitor.run_report.languages import ENGLISH, language
from deeptuner.monitor.run_report.page import SIGNATURE, page_text
from deeptuner.monitor.run_report.places import without_places
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message, render, speaking

HEAD: Final = 4096  # bytes in which the signature is looked for
ENDINGS: Final = (".html", ".htm")

Telling = Callable[[str, int, int], None]  # what is done, done, of


def make_page(
    run: RunFolder,
    output: Path | None = None,
    *,
    speak: str = ENGLISH,
    telling: Telling = lambda *_: None,
) -> Path:
    """Write the page of a run as `Run Report.html` into its folder, or to `output`; gives its path.

    Whatever the run's files hold is told, and so is what cannot be read. `speak` is a language of
    `languages()`. Raises InputError when something else is in the file's place, or the language is
    not known; RunError when the disk is full.
    """
    place = _place(run, output)
    spoken = language(speak)
    with speaking(spoken.words):
        reading = render(message("monitor.page.reading"))
        found = gather(run, lambda done, total: telling(reading, done, total))
        writing = render(message("monitor.page.writing"))
        telling(writing, 0, 1)
        text = page_text(found, spoken)
    write_text(place, without_places(text, run))
    telling(writing, 1, 1)
    return place


def _place(run: RunFolder, output: Path | None) -> Path:
    """Where the page goes; nothing but an older page is ever replaced."""
    place = run.page_file if output is None else expanded(output).absolute()
    if place.suffix.lower() not in ENDINGS:
        raise _refusal("monitor.page.not-html", place)
    if not place.parent.is_dir():
        raise _refusal("monitor.report.no-folder", place)
    if place.exists() and not is_page(place):
        raise _refusal("monitor.report.taken", place)
    return place


def is_page(path: Path) -> bool:
    """Whether a file is a page that this program made."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return SIGNATURE.encode() in file.read(HEAD)


def _refusal(sentence: str, path: Path) -> InputError:
    return InputError(message(sentence), where=str(path), fix=message(f"{sentence}-fix"))
