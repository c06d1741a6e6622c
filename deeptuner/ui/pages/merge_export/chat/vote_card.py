"""`Which answer is better?`: a vote on the last answers, and the count of all.

Knows three choices and their tallies, and that in a blind test the choices are places. Does not
know the answers, nor where tallies are kept.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui.format import whole
from deeptuner.ui.pages.merge_export.chat.conversation import Turn
from deeptuner.ui.pages.merge_export.chat.votes import Tally
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Card, Label, Progress, Segmented, hbox, vbox

NAME_WIDTH = 56  # px


class VoteCard(Card):
    """`voted` carries `base`, `same` or `tuned`, whatever the buttons said."""

    voted = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Which answer is better?"))
        self._turn: Turn | None = None
        self.choices = Segmented(
            [
                ("left", tr("Base"), None),
                ("same", tr("Same"), None),
                ("right", tr("Tuned"), None),
            ],
            stretch=True,
        )
        self._told = self._counted = ""
        self._line = Label("", 12, 400, "text2", wrap=True)
        self._rows = {
            "tuned": _Row(tr("Tuned")),
            "same": _Row(tr("Same")),
            "base": _Row(tr("Base")),
        }
        self.body.addWidget(self.choices)
        self.body.addWidget(self._line)
        for row in self._rows.values():
            self.body.addWidget(row)
        self.choices.changed.connect(self._vote)
        self.show_turn(None)
        self.show_tally(Tally())

    def show_turn(self, turn: Turn | None) -> None:
        """The answers that are judged now; None where there are none to be compared."""
        self._turn = turn if turn is not None and turn.comparable else None
        hidden = self._turn is not None and self._turn.hidden
        self.choices.set_text("left", tr("Left one") if hidden else tr("Base"))
        self.choices.set_text("right", tr("Right one") if hidden else tr("Tuned"))
        final = self._turn is not None and self._turn.blind and not hidden
        self.choices.setEnabled(self._turn is not None and not final)
        self.choices.set_key(self._chosen())
        self._told = self._words(final=final)
        self._follow()

    def show_tally(self, tally: Tally) -> None:
        counted = tr("{count} answers compared so far", count=whole(tally.total))
        self._counted = counted if tally.total else ""
        self._follow()
        for name, row in self._rows.items():
            row.show_count(getattr(tally, name), tally.total)

    def _chosen(self) -> str:
        if self._turn is None or not self._turn.vote:
            return ""
        return {"base": "left", "tuned": "right"}.get(self._turn.vote, "same")

    def _follow(self) -> None:
        """What to do, or what has come out, before how many there were."""
        self._line.setText(self._told or self._counted)

    def _words(self, *, final: bool) -> str:
        turn = self._turn
        if turn is None:
            return tr("Vote once both have answered.")
        if final:
            left_was_tuned = turn.swapped
            return (
                tr("The left answer was the fine-tuned model's.")
                if left_was_tuned
                else tr("The left answer was the base model's.")
            )
        return tr("Vote to see which is which.") if turn.hidden else ""

    def _vote(self, key: str) -> None:
        turn = self._turn
        if turn is None:
            return
        left, right = turn.places
        self.voted.emit({"left": left, "right": right}.get(key, "same"))


class _Row(QWidget):
    """One kind of vote: its name, a bar, its count."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        title = Label(name, 12, 400, "text2")
        title.setMinimumWidth(scaled(NAME_WIDTH))
        self._bar = Progress(name)
        self._count = Label("", 12, 600)
        self._count.setMinimumWidth(scaled(20))
        self.setLayout(vbox(hbox(title, (self._bar, 1), self._count)))

    def show_count(self, count: int, total: int) -> None:
        self._bar.set(count / total if total else 0.0)
        self._count.setText(whole(count))
        self._bar.setAccessibleDescription(whole(count))
