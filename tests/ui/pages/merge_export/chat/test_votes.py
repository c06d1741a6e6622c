"""Votes on answers, in the open and blind, and the file that keeps them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.ui.pages.merge_export.chat.votes import Tally, read_votes, votes_file, write_votes
from deeptuner.ui.services.background import wait_until_read
from deeptuner.ui.services.run_list import RunEntry
from tests.ui.pages.merge_export.chat.conftest import SOON, Chat, saved
from tests.ui.pages.merge_export.chat.test_chat import BASE, TUNED
from tests.ui.room import all_fits


def vote(chat: Chat, key: str) -> None:
    chat.view.voting.card.choices.button(key).click()


def kept(chat: Chat, run: RunEntry) -> dict[int, Tally]:
    """What is on the disk, once it is."""
    folder = chat.view._shell.workspace.folder
    assert folder is not None
    wait_until_read()
    return read_votes(votes_file(folder, run.name))


@pytest.fixture
def ready(chat: Chat) -> Chat:
    """A chat whose file of votes has been read, though there is none."""
    chat.qtbot.waitUntil(lambda: chat.view.voting.ballots.ready, timeout=SOON)
    return chat


def test_a_vote_is_counted_for_the_checkpoint_and_kept(ready: Chat, run: RunEntry) -> None:
    assert not ready.view.voting.card.choices.isEnabled()
    ready.ask("Hello")
    ready.answered()
    vote(ready, "right")
    ready.shows("1 answers compared so far")
    assert kept(ready, run) == {400: Tally(tuned=1)}
    vote(ready, "same")  # the person thinks again
    ready.qtbot.waitUntil(lambda: kept(ready, run) == {400: Tally(same=1)}, timeout=SOON)
    ready.view.show_run(run, saved(200))
    ready.qtbot.waitUntil(lambda: ready.view.voting.ballots.tally == Tally(), timeout=SOON)


def test_a_blind_answer_tells_nothing_until_the_vote(
    ready: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "random", lambda: 0.1)  # the sides are swapped
    ready.view.settings.blind.click()
    ready.ask("Hello")
    ready.answered()
    assert (ready.texts(0)[1], ready.texts(1)[1]) == (TUNED, BASE)
    hidden = ready.words()
    assert "Base model" not in hidden and "garden-1b" not in hidden and "step 400" not in hidden
    assert ready.feet(0) == [""]
    ready.ask("Without a vote")
    assert len(ready.asked()) == 1
    assert "Vote on these answers first" in ready.words()
    vote(ready, "left")
    ready.shows("The left answer was the fine-tuned model's.")
    assert ready.view.voting.ballots.tally == Tally(tuned=1)
    assert (ready.texts(0)[1], ready.texts(1)[1]) == (BASE, TUNED)
    assert "Base model" in ready.words()
    assert ready.feet(0) == ["4 tokens, 0.50 s · 8.0 tokens/s"]
    assert not ready.view.voting.card.choices.isEnabled()  # it is known now


def test_the_settings_fit_their_column_in_a_blind_test(ready: Chat) -> None:
    """The buttons' words are longer then; in the smallest usual window nothing may be cut."""
    view = ready.view
    view.resize(1280, 700)
    view.settings.blind.click()
    ready.ask("Hello")
    ready.answered()
    assert view.voting.card.choices.button("left").text() == "Left one"
    ready.qtbot.waitUntil(lambda: view._side.verticalScrollBar().isVisible(), timeout=SOON)
    all_fits(ready.qtbot, view._side)
    assert view._side.widget().width() <= view._side.viewport().width()


def test_blind_answers_appear_together(ready: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random, "random", lambda: 0.9)
    ready.view.settings.blind.click()
    ready.ask("wait")
    ready.qtbot.waitUntil(lambda: ready.view.session.state == "writing", timeout=SOON)
    assert ready.texts(0)[1] == ready.texts(1)[1] == ""
    assert ready.feet(0) == ready.feet(1) == ["Writing …"]
    ready.view.session.stop()


def test_without_the_blind_test_nothing_stays_hidden(ready: Chat) -> None:
    ready.view.settings.blind.click()
    ready.ask("Hello")
    ready.answered()
    ready.view.settings.blind.click()
    assert (ready.texts(0)[1], ready.texts(1)[1]) == (BASE, TUNED)
    ready.ask("On")
    ready.answered()
    assert ready.view.voting.ballots.tally == Tally()


@given(
    st.dictionaries(
        st.integers(-1, 10**6),
        st.builds(Tally, *(st.integers(0, 10**6) for _ in range(3))),
        max_size=4,
    )
)
def test_votes_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, votes: dict[int, Tally]
) -> None:
    file = votes_file(tmp_path_factory.mktemp("e"), "run")
    write_votes(file, votes)
    assert read_votes(file) == votes


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"version": 2, "steps": {}}', '{"version": 1, "steps": {"x": 1}}']
)
def test_a_file_that_is_not_understood_is_kept_aside(tmp_path: Path, content: str) -> None:
    file = votes_file(tmp_path, "run")
    file.parent.mkdir(parents=True)
    file.write_text(content)
    assert read_votes(file) == {}
    write_votes(file, {1: Tally(base=1)})
    assert read_votes(file) == {1: Tally(base=1)}
    others: list[Any] = [one for one in file.parent.iterdir() if one != file]
    assert [one.read_text() for one in others] == [content]


def test_no_experiment_is_made_again_for_a_vote(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    write_votes(votes_file(gone, "run"), {1: Tally(base=1)})
    assert not gone.exists()


def test_the_file_is_small_and_plain(tmp_path: Path) -> None:
    file = votes_file(tmp_path, "run")
    write_votes(file, {400: Tally(1, 2, 9)})
    assert json.loads(file.read_text()) == {
        "version": 1,
        "steps": {"400": {"base": 1, "same": 2, "tuned": 9}},
    }
