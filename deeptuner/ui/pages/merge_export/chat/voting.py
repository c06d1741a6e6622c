"""The votes on a conversation's last answers: shown, cast, and counted for what is chosen.

Puts the card and the ballots together. Does not know how answers are generated or drawn.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.merge_export.chat.asking import ChatChoice
from deeptuner.ui.pages.merge_export.chat.ballots import Ballots
from deeptuner.ui.pages.merge_export.chat.conversation import Conversation, Vote
from deeptuner.ui.pages.merge_export.chat.vote_card import VoteCard


class Voting(QObject):
    """`voted`: the person has judged the last answers; `failed`: it could not be kept (a Told)."""

    voted = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = VoteCard()
        self.ballots = Ballots(self)
        self._talk = Conversation()
        self.card.voted.connect(self._vote)
        self.ballots.changed.connect(self._follow)
        self.ballots.failed.connect(self.failed)

    def choose(self, choice: ChatChoice | None) -> None:
        """Count for this run and step from now on."""
        if choice is None:
            self.ballots.show(None, "", None)
        else:
            self.ballots.show(choice.folder, choice.name, choice.step)

    def show_talk(self, talk: Conversation) -> None:
        self._talk = talk
        self._follow()

    def _follow(self) -> None:
        self.card.show_turn(self._talk.last if self.ballots.ready else None)
        self.card.show_tally(self.ballots.tally)

    def _vote(self, vote: Vote) -> None:
        turn = self._talk.last
        if turn is None:
            return
        self.ballots.count(vote, turn.vote)
        turn.vote = vote
        self.voted.emit()
