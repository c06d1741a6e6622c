"""The pictures: each is drawn in the theme's colours and told in words."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from deeptuner.ui.help_texts import library
from deeptuner.ui.help_texts.facts import CatalogueFacts
from deeptuner.ui.help_texts.markdown import Picture, blocks
from deeptuner.ui.pages.help.figures import FIGURES
from deeptuner.ui.pages.help.figures.curve_shapes import RUNS
from deeptuner.ui.theme.theme import theme


def drawn(name: str, width: int = 620) -> QImage:
    figure = FIGURES[name]()
    figure.resize(width, figure.heightForWidth(width))
    image = QImage(figure.size(), QImage.Format.Format_RGB32)
    image.fill(theme().tokens.surface)
    figure.render(image)
    return image


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}


@pytest.mark.parametrize("name", FIGURES)
class TestFigure:
    def test_it_draws_and_is_described(self, qapp: QApplication, name: str) -> None:
        assert len(colours(drawn(name))) > 8
        assert len(FIGURES[name]().accessibleName()) > 30

    def test_it_follows_the_theme(self, qapp: QApplication, name: str) -> None:
        theme().set_mode("light")
        light = drawn(name)
        theme().set_mode("dark")

        assert drawn(name) != light

    def test_narrow_places_make_it_smaller(self, qapp: QApplication, name: str) -> None:
        figure = FIGURES[name]()

        assert figure.heightForWidth(figure.WIDTH // 2) < figure.heightForWidth(figure.WIDTH)
        assert figure.heightForWidth(4000) == figure.heightForWidth(1000)


def test_every_picture_that_is_asked_for_exists_and_is_used() -> None:
    articles = library().articles.values()
    inside = {
        block.name
        for article in articles
        for block in blocks(article.body, CatalogueFacts())
        if isinstance(block, Picture)
    }
    asked = inside | {article.figure for article in articles if article.figure}

    assert asked == set(FIGURES)


def test_imagined_runs_have_the_shape_they_stand_for() -> None:
    last = {name: run.evals[-1] - min(run.evals) for name, run in RUNS.items()}

    assert last["overfitting"] > 0.1 and last["divergence"] > 0.1
    assert last["well-fit"] < 0.01 and last["underfitting"] < 0.01
    assert RUNS["overfitting"].train[-1] < min(RUNS["overfitting"].evals)
    assert max(RUNS["plateau"].evals) - min(RUNS["plateau"].evals) < 0.05
