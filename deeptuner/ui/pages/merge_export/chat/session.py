"""The chat as it goes on behind the page: what is asked of the worker, and what comes back.

Knows the asks `chat`, `chat-info` and `chat-close`, the conversations of the open experiment, and
when a model that nobody uses is let go of. Lives as long as the workspace, so that a window that is
built anew (in another language) shows what the one before it showed. Does not know any widget.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from deeptuner.ui.pages.merge_export.chat.asking import SEEDS, ChatChoice, Sampling
from deeptuner.ui.pages.merge_export.chat.conversation import SIDES, Conversation, Side, Turn
from deeptuner.ui.services.worker import Asked
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told, say, tr
from deeptuner.words import message_from_json

NAME: Final = "chat"  # of the object among the workspace's children
FLUSH: Final = 100  # ms between two looks at what has been written meanwhile
KEPT: Final = 5 * 60_000  # ms that the model stays in memory after the page was left
UNUSED: Final = 14 * 60_000  # ms that it stays while the page is open and nothing is asked
RECENT: Final = 8  # questions that are offered again
LATEST: Final = "chat-info"
State = Literal["idle", "loading", "writing"]


class ChatSession(QObject):
    """Signals: `changed` (another choice, what is known of it, or a state), `loading` (how far, 0 …
    1, or None), `grown` (the last turn's answers have), `answered` (the last turn is complete),
    `failed` (a Told), `freed` (why, or an empty text)."""

    changed = Signal()
    loading = Signal(object)
    grown = Signal()
    answered = Signal()
    failed = Signal(object)
    freed = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.workspace)
        self.setObjectName(NAME)
        self.choice: ChatChoice | None = None
        self.info: dict[str, Any] | None = None
        self.info_error: Told | None = None
        self.sampling = Sampling(seed=random.randrange(SEEDS))
        self.draft = ""
        self.recent: list[str] = []
        self.state: State = "idle"
        self.held = False  # something may lie in memory
        self.memory: dict[str, Any] = {}  # where it lies, and how much it takes
        self.rendered = ""
        self.notes: list[str] = []
        self._worker = shell.worker
        self._runs = shell.runs
        self._talks: dict[tuple[Path, int | None], Conversation] = {}
        self._asked: Asked | None = None
        self._began = 0.0
        self._pending: list[tuple[Side, str, int, float]] = []
        self._active = ""
        self._seen = True
        self._flush = self._timer(FLUSH, self._deliver)
        self._patience = self._timer(KEPT, self.free)
        shell.workspace.folder_changed.connect(self._forget)
        shell.runs.changed.connect(self._make_room)

    @property
    def talk(self) -> Conversation:
        """The conversation with what is chosen; an empty one where nothing is."""
        choice = self.choice
        if choice is None:
            return Conversation()
        return self._talks.setdefault((choice.run, choice.step), Conversation())

    @property
    def busy(self) -> bool:
        return self.state != "idle"

    def choose(self, choice: ChatChoice | None) -> None:
        """Ask another run or checkpoint from now on; its conversation is taken up where it was."""
        if choice == self.choice:
            return
        self.stop()
        self.choice, self.info, self.info_error = choice, None, None
        self.rendered, self.notes = "", []
        if choice is not None:
            self.look()
        self.changed.emit()

    def look(self) -> None:
        """Ask what is known of the models before anything is loaded."""
        assert self.choice is not None
        self.info_error = None
        self._worker.ask(
            "chat-info",
            _whom(self.choice),
            self._take_info,
            self._no_info,
            owner=self,
            latest=LATEST,
        )

    def send(self, prompt: str) -> None:
        """Ask both models. The turn is there at once, its answers grow."""
        assert self.choice is not None and not self.busy
        self._patience.stop()
        self.held = True
        self.recent = [prompt, *(one for one in self.recent if one != prompt)][:RECENT]
        blind = self.sampling.blind
        turn = Turn(prompt, blind=blind, swapped=blind and random.random() < 0.5)
        self.talk.turns.append(turn)
        self._set_state("loading")
        params = {
            **_whom(self.choice),
            "sides": list(SIDES),
            "messages": self.talk.messages(),
            "sampling": self.sampling.asked((self.info or {}).get("sampling") or {}),
            "system": self.sampling.system if self.takes_system else "",
        }
        self._began = time.monotonic()
        self._asked = self._worker.ask("chat", params, self._done, self._failed, self._hear, self)

    @property
    def takes_system(self) -> bool:
        return self.info is None or bool(self.info.get("has_system", True))

    def stop(self) -> None:
        """What has been written so far are the answers."""
        if self._asked is None:
            return
        self._asked.cancel()
        self._deliver()
        self._close_turn("person")
        self._end()

    def clear(self) -> None:
        """Begin anew with what is chosen."""
        self.stop()
        if self.choice is not None:
            self._talks.pop((self.choice.run, self.choice.step), None)
        self.rendered, self.notes = "", []
        self.changed.emit()

    def enter(self) -> None:
        self._seen = True
        self._wait()

    def leave(self) -> None:
        """The page is not seen: after a while the model is not kept any longer."""
        self._seen = False
        self._wait()

    def free(self, why: str = "") -> None:
        """Let go of the model that is loaded."""
        self.stop()
        self._patience.stop()
        held, self.held, self.memory = self.held, False, {}
        if held and self._worker.running:
            self._worker.ask("chat-close", {}, lambda _: None, lambda _: None)
        if held:
            self.freed.emit(why)

    def let_go(self) -> None:
        """The person wants the memory back."""
        self.free()

    def _wait(self) -> None:
        """Begin anew to wait until nobody seems to need the model."""
        self._patience.stop()
        if self.held and not self.busy:
            self._patience.start(UNUSED if self._seen else KEPT)

    def _timer(self, interval: int, slot: Any) -> QTimer:
        timer = QTimer(self, interval=interval, singleShot=True)
        timer.timeout.connect(slot)
        return timer

    def _set_state(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _take_info(self, info: dict[str, Any]) -> None:
        self.info = info
        usual = info.get("sampling") or {}
        if not self.sampling.touched:
            self.sampling.temperature = float(usual.get("temperature", 0.7))
            self.sampling.top_p = float(usual.get("top_p", 0.9))
        self.changed.emit()

    def _no_info(self, told: Told) -> None:
        self.info_error = told
        self.changed.emit()

    def _hear(self, told: Mapping[str, Any]) -> None:
        match told:
            case {"loading": {"done": done, "total": total}}:
                self.loading.emit(done / total if total else None)
            case {"side": side, "text": text, "tokens": tokens, "tokens_per_second": rate}:
                self._pending.append((side, text, int(tokens), float(rate)))
                if not self._flush.isActive():
                    self._flush.start()

    def _deliver(self) -> None:
        """Give on what came since the last time: the window has other things to do, too."""
        self._flush.stop()
        pending, self._pending = self._pending, []
        last = self.talk.last
        if not pending or last is None:
            return
        for side, text, tokens, rate in pending:
            answer = last.answers[side]
            answer.text += text
            answer.tokens, answer.rate = tokens, rate
            answer.seconds = tokens / rate if rate else 0.0
        self._set_state("writing")
        self.grown.emit()

    def _done(self, result: dict[str, Any]) -> None:
        self._deliver()
        last = self.talk.last
        assert last is not None
        for side, given in result["sides"].items():
            answer = last.answers[side]
            answer.text, answer.tokens = str(given["text"]), int(given["tokens"])
            answer.seconds, answer.stopped = float(given["seconds"]), str(given["stopped"])
            answer.rate = answer.tokens / answer.seconds if answer.seconds else 0.0
        self.memory = dict(result.get("memory") or {})
        self.rendered = str(result.get("template") or "")
        self.notes = [say(message_from_json(note)) for note in result.get("notes") or ()]
        self._close_turn("length")
        self._end()

    def _failed(self, told: Told) -> None:
        """What was written before it failed is kept; a question without answers is taken back."""
        self._deliver()
        talk = self.talk
        if talk.last is not None and not any(one.text for one in talk.last.answers.values()):
            self.draft = talk.turns.pop().prompt
            self._asked = None
            self._set_state("idle")
            self._wait()
        else:
            self._close_turn("failed")
            self._end()
        self.failed.emit(told)

    def _close_turn(self, why: str) -> None:
        last = self.talk.last
        for answer in last.answers.values() if last else ():
            answer.stopped = answer.stopped or why

    def _end(self) -> None:
        self._asked = None
        self._set_state("idle")
        self._wait()
        self.answered.emit()

    def _forget(self) -> None:
        """Another folder is open, or none."""
        self.free()
        self._talks.clear()
        self.recent.clear()
        self.draft = ""
        self.sampling = Sampling(seed=self.sampling.seed)
        self.choice, self.info, self.info_error = None, None, None
        self.changed.emit()

    def _make_room(self) -> None:
        """A run that begins needs the memory more than a chat that waits."""
        active = self._runs.active()
        name = active.name if active is not None else ""
        began, self._active = bool(name) and name != self._active, name
        if began and self.held and not self.busy:
            self.free(tr("The models were let go of, since a run began."))


def session_of(shell: Shell) -> ChatSession:
    """The one of this workspace."""
    found = shell.workspace.findChild(ChatSession, NAME)
    return found if isinstance(found, ChatSession) else ChatSession(shell)


def _whom(choice: ChatChoice) -> dict[str, Any]:
    return {"run": str(choice.run), "checkpoint": choice.step, "folder": str(choice.folder)}
