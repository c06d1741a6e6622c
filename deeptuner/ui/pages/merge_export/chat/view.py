"""`Chat`: the base and the fine-tuned model asked the same questions, side by side.

Knows how the parts fit together. Does not know how answers are generated, drawn or counted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.ui.pages.merge_export.chat.asking import ChatChoice
from deeptuner.ui.pages.merge_export.chat.board import Board
from deeptuner.ui.pages.merge_export.chat.composer import Composer
from deeptuner.ui.pages.merge_export.chat.loading import LoadingRow
from deeptuner.ui.pages.merge_export.chat.memory_card import MemoryCard
from deeptuner.ui.pages.merge_export.chat.session import session_of
from deeptuner.ui.pages.merge_export.chat.settings_card import SettingsCard
from deeptuner.ui.pages.merge_export.chat.trouble import Trouble
from deeptuner.ui.pages.merge_export.chat.voting import Voting
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.paths import ask_file
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, say, tr
from deeptuner.ui.widgets import (
    Button,
    EmptyState,
    ErrorState,
    Note,
    Scroll,
    announce,
    hbox,
    vbox,
)
from deeptuner.words import message_from_json

if TYPE_CHECKING:
    from deeptuner.runs.saved import Saved
    from deeptuner.ui.services.run_list import RunEntry
    from deeptuner.ui.shell import Shell

FULL: Final = "full"  # the method that trains the model itself
COMPACT: Final = 1400  # px: below, the side column is narrower
SIDE: Final = {True: 300, False: 328}
WHILE_READ: Final = 250  # ms in which the run's checkpoints usually are read


class ChatView(QWidget):
    """`show_run` says whom to ask; `enter` and `leave` whether the view is seen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.session = session_of(shell)
        self.board = Board()
        self.composer = Composer(self._prompts)
        self.settings = SettingsCard(Terms(shell))
        self.voting = Voting(self)
        self.memory = MemoryCard()
        self._loading = LoadingRow()
        self._trouble = Trouble()
        self._hint = Note("info", "")
        self._error: QWidget = QWidget()
        self._wanted: ChatChoice | None = None
        self._later = QTimer(self, singleShot=True, interval=WHILE_READ)
        self._later.timeout.connect(self._choose)
        self._build()
        self._connect()
        self._follow()

    def show_run(self, entry: RunEntry | None, saved: Saved | None) -> None:
        """Ask this run, in the state that `saved` holds; without one, in its last state."""
        folder = self._shell.workspace.folder
        self._wanted = None
        if entry is not None and folder is not None:
            step = saved.step if saved is not None else None
            self._wanted = ChatChoice(
                entry.path, entry.name, step, folder, full=entry.method == FULL
            )
        self._later.stop()
        if self._wanted is not None and saved is None:
            self._later.start()  # the checkpoints are still being read, or there is none
        else:
            self._choose()

    def enter(self) -> None:
        self.session.enter()
        if self.composer.isVisible():
            self.composer.question.setFocus()

    def leave(self) -> None:
        self.session.leave()

    def _choose(self) -> None:
        self.session.choose(self._wanted)
        self.voting.choose(self._wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.session.busy:
            self.session.stop()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._side.setFixedWidth(scaled(SIDE[event.size().width() < scaled(COMPACT)]))

    def _build(self) -> None:
        self._hint.hide()
        left = QWidget()
        left.setLayout(
            vbox(self._hint, (self.board, 1), self._trouble, self._loading, self.composer, gap=12)
        )
        cards = QWidget()
        cards.setLayout(vbox(self.settings, self.voting.card, self.memory, None, gap=12))
        self._side = Scroll(cards)
        chat = QWidget()
        chat.setLayout(hbox((left, 1), self._side, gap=12, margins=(16, 16, 16, 16)))
        self._nothing = EmptyState("chats-circle", tr("Choose a run to talk to its model."))
        self._stack = QStackedLayout(self)
        for part in (chat, self._nothing, self._error):
            self._stack.addWidget(part)
        self._chat = chat

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._follow)
        session.loading.connect(self._loading.show_progress)
        session.grown.connect(self.board.follow)
        session.answered.connect(self._answered)
        session.failed.connect(self._failed)
        session.freed.connect(self._freed)
        self.composer.sent.connect(self._send)
        self.composer.stopped.connect(session.stop)
        self.composer.cleared.connect(session.clear)
        self.composer.file_wanted.connect(self._ask_for_file)
        self.composer.question.textChanged.connect(self._keep_draft)
        self.settings.changed.connect(self._set)
        self.settings.template_wanted.connect(self._show_template)
        self.voting.voted.connect(self._voted)
        self.voting.failed.connect(lambda told: self._trouble.tell(told, again=False))
        self.memory.free_wanted.connect(session.let_go)
        self._trouble.again_wanted.connect(self.composer.send_button.click)

    def _follow(self) -> None:
        """Show everything as the session has it."""
        session = self.session
        self._show_part()
        self.composer.set_writing(session.busy)
        self.composer.clear_button.setEnabled(bool(session.talk.turns))
        if session.draft and not self.composer.question.toPlainText():
            self.composer.put(session.draft)
        self._loading.setVisible(session.state == "loading")
        self.settings.show_sampling(session.sampling)
        self._name()
        self._follow_hints()
        self._follow_talk()

    def _follow_talk(self) -> None:
        session, talk = self.session, self.session.talk
        self.board.show_talk(talk)
        self.voting.show_talk(talk)
        waits = tr("Vote on these answers first, or turn the blind test off.")
        self.composer.allow(waits if talk.awaits_vote else "")
        full = session.choice is not None and session.choice.full
        self.memory.show_memory(session.memory, held=session.held, full=full)

    def _answered(self) -> None:
        self._follow()
        announce(self, tr("Both models have answered."))

    def _show_part(self) -> None:
        """The chat, or what stands in its way."""
        session = self.session
        if session.choice is None:
            self._stack.setCurrentWidget(self._nothing)
        elif session.info_error is not None:
            self._show_error(session.info_error)
        else:
            self._stack.setCurrentWidget(self._chat)

    def _show_error(self, told: Told) -> None:
        again = Button(tr("Try again"), "primary", "arrow-clockwise")
        again.clicked.connect(self.session.look)
        old, self._error = self._error, ErrorState(told, again)
        self._stack.addWidget(self._error)
        self._stack.setCurrentWidget(self._error)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _name(self) -> None:
        info, choice = self.session.info or {}, self.session.choice
        step = choice.step if choice is not None else None
        tuned = tr("step {step}", step=step) if step is not None else tr("last state")
        self.board.show_names(str(info.get("base") or ""), tuned)
        self.settings.show_template_name(
            _template_words(info),
            takes_system=self.session.takes_system,
            rendered=bool(self.session.rendered),
        )

    def _follow_hints(self) -> None:
        """What to know of these models: that they are asked without a template, for example."""
        given = (self.session.info or {}).get("notes") or ()
        told = [say(message_from_json(note)) for note in given]
        told += [note for note in self.session.notes if note not in told]
        self._hint.set_text("\n".join(told))
        self._hint.setVisible(bool(told))

    def _send(self, prompt: str) -> None:
        self._trouble.hide()
        self.session.draft = ""
        self.session.send(prompt)
        self._loading.show_progress(None)

    def _keep_draft(self) -> None:
        self.session.draft = self.composer.question.toPlainText()

    def _failed(self, told: Told) -> None:
        self._trouble.tell(told, again=True)
        self._follow()

    def _freed(self, why: str) -> None:
        self._follow_talk()
        if why:
            self.memory.tell(why)
            announce(self, why)

    def _set(self) -> None:
        """A setting is another. Without a blind test nothing is hidden any more."""
        last = self.session.talk.last
        if last is not None and last.hidden and not self.session.sampling.blind:
            last.blind = False
            self._follow_talk()

    def _voted(self) -> None:
        self._follow_talk()
        self.composer.question.setFocus()

    def _prompts(self) -> list[tuple[str, list[str]]]:
        info = self.session.info or {}
        return [
            (tr("Sample prompts of the run"), list(info.get("prompts") or ())[:8]),
            (tr("Asked before"), self.session.recent),
        ]

    def _show_template(self) -> None:
        from deeptuner.ui.pages.merge_export.chat.rendered import rendered_dialog

        rendered_dialog(self, self.session.rendered).open()

    def _ask_for_file(self) -> None:
        """A file of prompts, to be asked all."""
        from deeptuner.ui.pages.merge_export.chat.prompt_set import file_kinds

        if self._wanted is not None:
            ask_file(self, tr("Prompts"), self._wanted.folder, file_kinds(), self.ask_all_of)

    def ask_all_of(self, file: Path) -> None:
        """Ask both models the prompts of `file`, in a command of its own: two copies of the models
        would take too much memory."""
        from deeptuner.ui.pages.merge_export.chat.prompt_set import prompts_dialog

        if self._wanted is not None:
            self.session.free()
            prompts_dialog(self, self._shell.commands, self._wanted, self.session.sampling, file)


def _template_words(info: dict[str, Any]) -> str:
    """The name of a template that is not the model's own, whose first line says little."""
    template = info.get("template")
    if template is None and info:
        return tr("None: asked as plain text")
    return "" if not template or "{" in template else str(template)
