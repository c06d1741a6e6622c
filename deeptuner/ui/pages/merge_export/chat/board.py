"""Both models side by side: a conversation as messages in two columns.

Knows which message shows which part of a turn, and what is told below an answer. Does not know how
answers come, nor how messages are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from deeptuner.ui.format import number, whole
from deeptuner.ui.pages.merge_export.chat.column import Column
from deeptuner.ui.pages.merge_export.chat.conversation import (
    SIDES,
    Answer,
    Conversation,
    Side,
    Turn,
)
from deeptuner.ui.pages.merge_export.chat.message import Message
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import hbox


@dataclass(slots=True)
class _Shown:
    """A turn and its messages: the question in both columns, each answer in one."""

    turn: Turn
    asked: tuple[Message, Message]
    answers: dict[Side, Message]
    places: tuple[Side, Side]

    def of(self, place: int) -> list[Message]:
        return [self.asked[place], self.answers[self.places[place]]]

    def all(self) -> list[Message]:
        return [*self.asked, *self.answers.values()]


class Board(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.columns = (
            Column(tr("Base model"), tr("What the model answers as it was before fine-tuning.")),
            Column(tr("Fine-tuned"), tr("What it answers with what the run taught it.")),
        )
        self._talk: Conversation | None = None
        self._shown: list[_Shown] = []
        self._chips = ("", "")
        self.setLayout(hbox(*((column, 1) for column in self.columns), gap=12))
        self._name()

    def show_names(self, base: str, tuned: str) -> None:
        """What the base model is called, and which state of the run the other one is."""
        self._chips = (base, tuned)
        self._name()

    def show_talk(self, talk: Conversation) -> None:
        """Another conversation, or the same with turns that came or went."""
        known = [each.turn for each in self._shown]
        if talk is not self._talk or known != talk.turns[: len(known)]:
            self._forget()
            self._talk = talk
        new = [self._messages(turn) for turn in talk.turns[len(self._shown) :]]
        if new:
            self._shown += new
            for place, column in enumerate(self.columns):
                column.history.add(*(one for each in new for one in each.of(place)))
        self.follow()

    def follow(self) -> None:
        """The answers of the last turn have grown, ended, or may be told apart now."""
        if self._shown:
            self._follow_last(self._shown[-1])
        self._name()
        for column in self.columns:
            column.history.follow()
            column.show_part()

    def _follow_last(self, last: _Shown) -> None:
        for side, message in last.answers.items():
            _tell(message, last.turn, last.turn.answers[side])
        if last.places != last.turn.places:
            last.places = last.turn.places
            for place, column in enumerate(self.columns):
                column.history.show_messages(
                    [one for each in self._shown for one in each.of(place)]
                )

    def _forget(self) -> None:
        for column in self.columns:
            column.history.show_messages([])
        for each in self._shown:
            for message in each.all():
                message.forget()
        self._shown = []

    def _messages(self, turn: Turn) -> _Shown:
        asked = tuple(Message("asked", tr("You"), turn.prompt, self) for _ in SIDES)
        answers = {side: Message("answered", "", "", self) for side in SIDES}
        for side, message in answers.items():
            _tell(message, turn, turn.answers[side])
        return _Shown(turn, (asked[0], asked[1]), answers, turn.places)

    def _name(self) -> None:
        last = self._shown[-1].turn if self._shown else None
        hidden = last is not None and last.hidden
        titles = _hidden_names() if hidden else (tr("Base model"), tr("Fine-tuned"))
        for place, column in enumerate(self.columns):
            chip = "" if hidden else self._chips[place]
            column.name(titles[place], chip, tuned=None if hidden else place == 1)
            answer = last.answers[SIDES[place]] if last and not hidden else None
            column.tell_rate(rate_words(answer.rate) if answer and answer.rate else "")
        if last is not None:
            self._name_answers(self._shown[-1], titles)

    def _name_answers(self, last: _Shown, titles: Sequence[str]) -> None:
        for place, side in enumerate(last.places):
            last.answers[side].name = tr("Answer: {model}", model=titles[place])


def _hidden_names() -> tuple[str, str]:
    return tr("Left answer"), tr("Right answer")


def _tell(message: Message, turn: Turn, answer: Answer) -> None:
    """Have the message show what there is of an answer. In a blind test the speed of writing would
    betray who writes: its text comes when both are complete, its figures with the vote."""
    kept_back = turn.hidden and not turn.complete
    message.show_text("" if kept_back else answer.text)
    message.done = bool(answer.stopped) and not kept_back
    message.foot = foot(turn, answer)


def foot(turn: Turn, answer: Answer) -> str:
    """What is told below an answer."""
    if turn.hidden:
        return "" if turn.complete else tr("Writing …")
    if not answer.stopped:
        figures = _figures(answer, tr("{tokens} tokens"))
        return figures if answer.tokens else tr("Waiting …")
    if not answer.text:
        return _ending(answer) or tr("(no answer)")
    told = _figures(answer, tr("{tokens} tokens, {seconds} s"))
    return " · ".join(part for part in (told, _ending(answer)) if part)


def _figures(answer: Answer, form: str) -> str:
    told = form.format(tokens=whole(answer.tokens), seconds=number(answer.seconds, 2))
    return f"{told} · {rate_words(answer.rate)}" if answer.rate else told


def rate_words(rate: float) -> str:
    return tr("{rate} tokens/s", rate=number(rate, 2) if rate < 10 else whole(rate))


def _ending(answer: Answer) -> str:
    endings = {
        "length": tr("cut at the longest answer"),
        "person": tr("stopped"),
        "failed": tr("broken off"),
    }
    return endings.get(answer.stopped, "")
