"""Takes the pictures of the whole window, and says what does not fit in them.

Knows sizes, themes, languages and file names. Does not know what is on a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize

from deeptuner.ui.main_window import MainWindow
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.theme.theme import theme
from scripts.make_screens.acts import measure_now
from scripts.make_screens.clips import Clip, clips_in
from scripts.make_screens.grab import MODES, SIZES
from scripts.make_screens.scenes import Scene
from scripts.make_screens.windows import open_window, wait_until_quiet

LANGUAGES = ("en", "zh_TW")
DOCS = {  # file in docs/images/window → scene
    "experiment": "experiment-full",
    "fine-tuning": "fine-tuning-full",
    "monitor": "monitor-full",
    "merge-export": "merge-export-full",
    "chat": "chat-full",
    "help": "help-term",
}


def grab_scenes(
    scenes: Iterable[Scene], folder: Path, languages: Iterable[str] = LANGUAGES
) -> dict[str, list[Clip]]:
    """A picture of each scene in each language, theme and size; what does not fit, by picture."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[Clip]] = {}
    worker = Worker()
    for scene in scenes:
        for language in languages:
            with open_window(scene, language, Path.home() / "window.ini", worker) as window:
                for name, clips in _pictures(window, folder, f"{scene.name}-{language}"):
                    found[name] = clips
                    print(name, *clips, sep="\n  ", flush=True)
    worker.stop()
    return found


def grab_docs(scenes: Iterable[Scene], folder: Path, only: str = "") -> dict[str, list[Clip]]:
    """The pictures of docs/window.md whose name has `only` in it: small, light, English."""
    by_name = {scene.name: scene for scene in scenes}
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[Clip]] = {}
    worker = Worker()
    for name, scene in DOCS.items():
        if not re.search(only, name):
            continue
        with open_window(by_name[scene], "en", Path.home() / "window.ini", worker) as window:
            theme().set_mode("light")
            measure_now(window)
            _at(window, SIZES[0])
            found[name] = clips_in(window)
            window.grab().save(str(folder / f"{name}.png"))
    worker.stop()
    return found


def _pictures(window: MainWindow, folder: Path, start: str) -> Iterator[tuple[str, list[Clip]]]:
    for mode in MODES:
        theme().set_mode(mode)
        for size in SIZES:
            name = f"{start}-{mode}-{size.width()}x{size.height()}"
            _at(window, size)
            clips = clips_in(window)
            if window.size() != size:
                clips.append(Clip("outside", "window", name, window.width(), size.width()))
            window.grab().save(str(folder / f"{name}.png"))
            yield name, clips


def _at(window: MainWindow, size: QSize) -> None:
    window.resize(size)
    wait_until_quiet(window, 0.25)
