"""The Help page as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFocusEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from deeptuner.ui.help_texts import library
from deeptuner.ui.pages.help.article_view import ArticleView
from deeptuner.ui.pages.help.page import FIRST, HelpPage
from deeptuner.ui.pages.help.prose import Prose
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme.theme import theme


@pytest.fixture
def page(qtbot: QtBot, shell: Shell) -> Iterator[HelpPage]:
    made = HelpPage(shell)
    qtbot.addWidget(made)
    made.resize(1280, 718)
    made.enter()
    made.show()
    QApplication.processEvents()
    yield made


def view(page: HelpPage) -> ArticleView:
    shown = page.scroller.widget()
    assert isinstance(shown, ArticleView)
    shown.finish()
    return shown


def settle() -> None:
    """Each layout asks for the next one within it."""
    for _ in range(4):
        QApplication.processEvents()


def widest(label: Prose) -> float:
    """How wide the label's text is when it has been told the label's width."""
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setHtml(label.text())
    document.setTextWidth(label.width())
    return document.size().width()


def texts(page: HelpPage) -> list[str]:
    return [label.accessibleName() or label.text() for label in view(page).findChildren(Prose)]


def listed(page: HelpPage) -> list[str]:
    return [entry.id for entry in page.contents.model.entries]


def pictures_of(page: HelpPage) -> int:
    return sum("data:image" in label.text() for label in view(page).findChildren(Prose))


class TestReading:
    def test_it_opens_with_the_first_steps(self, page: HelpPage) -> None:
        assert page.current == FIRST

    def test_a_term_a_setting_and_about_can_be_asked_for(self, page: HelpPage) -> None:
        page.go_to("lora-rank")
        assert page.current == "lora-rank"
        assert view(page).accessibleName() == "LoRA rank"

        page.go_to("training.learning_rate")
        assert page.current == "learning-rate"

        page.go_to("nobody-knows-this")
        assert page.current == FIRST

    def test_back_and_forward(self, page: HelpPage, qtbot: QtBot) -> None:
        page.open("lora")
        page.open("qlora")
        assert not page.trail.forward.isEnabled()

        qtbot.keyClick(page.contents.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert page.current == "lora"
        page.trail.forward.click()
        assert page.current == "qlora"

        page.trail.back.click()
        page.open("nf4")
        assert not page.trail.forward.isEnabled()

    def test_the_way_back_ends_at_the_first_article(self, page: HelpPage) -> None:
        page.open("lora")
        page.trail.back.click()

        assert page.current == FIRST
        assert not page.trail.back.isEnabled()

    def test_a_new_theme_keeps_the_place(self, page: HelpPage) -> None:
        page.open("guide-hardware")
        view(page)
        settle()
        bar = page.scroller.verticalScrollBar()
        bar.setValue(300)

        theme().set_mode("dark")

        assert page.current == "guide-hardware"
        assert bar.value() == 300

    def test_a_page_out_of_sight_takes_the_theme_when_it_is_opened(self, page: HelpPage) -> None:
        page.open("lora")
        before = page.scroller.widget()
        page.hide()

        theme().set_mode("dark")
        assert page.scroller.widget() is before

        page.show()
        page.enter()
        assert theme().tokens.accent_text in "".join(
            label.text() for label in view(page).findChildren(Prose)
        )

    def test_an_article_scrolls_by_keyboard(self, page: HelpPage, qtbot: QtBot) -> None:
        page.open("guide-hardware")
        view(page)
        settle()
        bar = page.scroller.verticalScrollBar()

        qtbot.keyClick(page.contents.view, Qt.Key.Key_PageDown)
        assert bar.value() == bar.pageStep()
        assert page.current == "guide-hardware"

        qtbot.keyClick(page.contents.search, Qt.Key.Key_PageUp)
        assert bar.value() == 0


class TestLinks:
    def test_links_between_articles(self, page: HelpPage) -> None:
        page.open("lora")
        side = [label for label in view(page).findChildren(Prose) if label.text() == "LoRA alpha"]
        page.follow("lora-alpha")

        assert not side and page.current == "lora-alpha"

    def test_the_button_shows_the_setting(self, page: HelpPage, qtbot: QtBot) -> None:
        page.open("lora-rank")
        (button,) = view(page).findChildren(QPushButton)

        with qtbot.waitSignal(page.shell.navigator.asked) as asked:
            button.click()

        assert asked.args == ["fine-tuning", "lora.rank"]

    def test_a_setting_in_a_table_leads_to_the_form(self, page: HelpPage, qtbot: QtBot) -> None:
        page.open("guide-hyperparameters")
        table = next(one for one in view(page).findChildren(Prose) if "<table" in one.text())

        with qtbot.waitSignal(page.shell.navigator.asked) as asked:
            table.linkActivated.emit("setting:training.epochs")

        assert asked.args == ["fine-tuning", "training.epochs"]

    def test_sources_open_outside(self, page: HelpPage, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        monkeypatch.setattr(
            QDesktopServices, "openUrl", lambda url: not opened.append(QUrl(url).toString())
        )
        page.open("lora")
        paper = "https://arxiv.org/abs/2106.09685"
        link = next(one for one in view(page).findChildren(Prose) if paper in one.text())

        link.linkActivated.emit(paper)
        page.follow("file:///etc/passwd")

        assert opened == [paper]

    def test_the_trail_lists_a_topic(self, page: HelpPage) -> None:
        page.open("lora-rank")

        page.trail.followed.emit("topic:lora")

        shelf = library()
        assert listed(page)
        assert all(shelf.articles[key].topic == "lora" for key in listed(page))


class TestList:
    def test_search_finds_by_title_synonym_and_text(self, page: HelpPage, qtbot: QtBot) -> None:
        page.focus_search()
        qtbot.keyClicks(page.contents.search, "oom")
        qtbot.waitUntil(lambda: "out-of-memory" in listed(page)[:1])

        qtbot.keyClick(page.contents.search, Qt.Key.Key_Return)
        assert page.current == "out-of-memory"

        qtbot.keyClick(page.contents.search, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: len(listed(page)) == len(library().terms))

    def test_guides_are_found_too(self, page: HelpPage, qtbot: QtBot) -> None:
        page.contents.search.setText("power supply")

        qtbot.waitUntil(lambda: listed(page)[:1] == ["guide-hardware"])

    def test_nothing_found_is_said(self, page: HelpPage, qtbot: QtBot) -> None:
        page.contents.search.setText("xylophone")

        qtbot.waitUntil(lambda: not listed(page))
        assert page.contents.view.isHidden()

    def test_arrow_keys_open_what_they_come_to(self, page: HelpPage, qtbot: QtBot) -> None:
        page.open("lora")
        after = listed(page)[listed(page).index("lora") + 1]

        qtbot.keyClick(page.contents.view, Qt.Key.Key_Down)

        assert page.current == after

    def test_a_topic_filters(self, page: HelpPage) -> None:
        page.open("lora")
        chosen = page.contents.topics
        chosen.set_key("export")
        chosen.chosen.emit("export")

        assert set(listed(page)) == {one.id for one in library().terms if one.topic == "export"}

    def test_the_open_article_is_marked(self, page: HelpPage) -> None:
        page.open("warmup")
        row = page.contents.view.currentIndex().row()
        assert listed(page)[row] == "warmup"

        page.open("guide-curves")
        row = page.contents.view.currentIndex().row()
        assert listed(page)[row] == "guide-curves"
        assert page.contents.kinds.key() == "guide"


class TestOwnValues:
    def test_the_row_in_use_is_marked(self, page: HelpPage) -> None:
        page.shell.workspace.change({"lora.rank": 16})
        page.open("lora-rank")
        assert pictures_of(page) == 1

        page.shell.workspace.change({"lora.rank": 17})
        page.enter()
        assert pictures_of(page) == 0

    def test_the_guide_has_a_column_of_own_values(self, page: HelpPage) -> None:
        page.shell.workspace.change({"training.learning_rate": 3e-4})
        page.open("guide-hyperparameters")

        assert any("3e-4" in text for text in texts(page))

    def test_without_an_experiment_nothing_is_compared(
        self, qtbot: QtBot, empty_shell: Shell
    ) -> None:
        page = HelpPage(empty_shell)
        qtbot.addWidget(page)
        page.go_to("lora-rank")

        assert pictures_of(page) == 0


class TestLooks:
    def test_no_text_is_wider_than_its_place(self, page: HelpPage) -> None:
        for key in library().articles:
            page.open(key)
            shown = view(page)
            settle()
            assert shown.width() <= page.scroller.viewport().width()
            for label in shown.findChildren(Prose):
                needed = label.heightForWidth(label.width())
                assert label.height() >= needed, (key, label.accessibleName())
                assert widest(label) <= label.width() + 1, (key, label.accessibleName())

    def test_texts_can_be_selected_and_links_reached_by_keyboard(self, page: HelpPage) -> None:
        page.open("lora")
        for label in view(page).findChildren(Prose):
            flags = label.textInteractionFlags()
            assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
            if "<a href" in label.text():
                assert flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
                assert label.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_articles_read_the_language_of_the_window(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    import deeptuner.ui.pages.help.page as module

    monkeypatch.setattr(module, "library", lambda name: asked.append(name) or library())
    shell.preferences.language = "zh_TW"

    qtbot.addWidget(HelpPage(shell))

    assert asked == ["zh_TW"]


def test_focus_is_seen(page: HelpPage) -> None:
    """A list that has the focus draws a thicker frame."""
    page.open("lora")
    page.contents.view.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut))
    before = page.contents.view.grab().toImage()
    page.activateWindow()
    page.contents.view.setFocus()
    QApplication.processEvents()

    assert page.contents.view.grab().toImage() != before
