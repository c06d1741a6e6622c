"""Icons exist, are drawn in their tone, and change with the theme."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

import deeptuner.ui
from deeptuner.shipped import shipped_folder
from deeptuner.ui.theme.icons import icon, icon_file, pixmap, set_icon
from deeptuner.ui.theme.theme import theme

SHIPPED = sorted((shipped_folder("assets") / "icons" / "phosphor").glob("*.svg"))
# Where a call's icon stands: as the n-th argument, or by the name `icon`.
ICON_ARGUMENT = {
    "IconLabel": 0,
    "IconButton": 0,
    "EmptyState": 0,
    "pixmap": 0,
    "set_icon": 1,
    "Button": 2,
    "Chip": 2,
    "ChipFace": 2,
}


def strongest(drawn: QPixmap) -> QColor:
    """The colour of the least transparent pixel."""
    image: QImage = drawn.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max((image.pixelColor(x, y) for x, y in points), key=QColor.alpha)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_icon_is_drawn_in_its_tone(qapp: QApplication, file: Path) -> None:
    colour = strongest(pixmap(file.stem, "danger", 64))
    assert colour.alpha() > 150
    wanted = QColor(theme().tokens.danger)
    close = [abs(a - b) for a, b in zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)]
    assert max(close) < 12


def test_an_icon_is_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    drawn = pixmap("folder", size=16, dpr=2)
    assert (drawn.width(), drawn.deviceIndependentSize().width()) == (32, 16)


def test_a_name_that_is_not_shipped_is_told(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon")


def shown(target: QLabel | QPushButton | QToolButton | QAction) -> QColor:
    if isinstance(target, QLabel):
        return strongest(target.pixmap())
    return strongest(target.icon().pixmap(16, 16))


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QToolButton, QAction])
def test_icons_follow_the_theme(qtbot: QtBot, kind: type[QLabel | QAction]) -> None:
    target = kind()
    set_icon(target, "folder", "text")
    light = shown(target)
    theme().set_mode("dark")
    assert shown(target) != light
    theme().set_mode("light")
    assert shown(target) == light
    target.deleteLater()


def test_another_icon_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    set_icon(button, "folder", "text")
    set_icon(button, "circle-fill", "danger")
    theme().set_mode("dark")
    assert shown(button) == QColor(theme().tokens.danger)
    assert len(button.children()) == 1


def test_a_disabled_icon_is_grey(qapp: QApplication) -> None:
    drawn = icon("folder", "accent").pixmap(16, 16, QIcon.Mode.Disabled)
    assert strongest(drawn).name() == QColor(theme().tokens.text3).name()


def icons_in(file: Path) -> Iterator[str]:
    """Names of icons that the module gives as literals."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = ICON_ARGUMENT.get(node.func.id)
        if place is None:
            continue
        given = [
            *node.args[place : place + 1],
            *(k.value for k in node.keywords if k.arg == "icon"),
        ]
        for argument in given:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def test_every_icon_the_window_names_is_shipped() -> None:
    package = Path(deeptuner.ui.__file__).parent
    used = {(name, file.name) for file in package.rglob("*.py") for name in icons_in(file)}
    assert len(used) > 10
    assert [
        (name, file) for name, file in sorted(used) if name and not icon_file(name).is_file()
    ] == []


def test_icons_are_as_they_were_published() -> None:
    assert all(b'viewBox="0 0 256 256" fill="currentColor"' in f.read_bytes() for f in SHIPPED)
    assert (SHIPPED[0].parent / "LICENSE").read_text("utf-8").startswith("MIT License")
