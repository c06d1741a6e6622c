"""Following a run in the terminal until it ends, and what its end means for the command.

Knows the events and how each is shown. Touches nothing of the run: whoever follows may leave.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from deeptuner.cli.diagnosis_lines import lines_of
from deeptuner.cli.output import Output
from deeptuner.errors import Interrupted
from deeptuner.runs.control import request
from deeptuner.runs.events import Event, EventReader
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.outcome import FailedRunError, interrupted, summarise
from deeptuner.runs.state import ACTIVE, RunState, read_state
from deeptuner.words import Message, message, message_from_json, render

LOOK: Final = 0.25  # seconds between two looks at the run's files
LONGEST_SAMPLE: Final = 200  # characters of a prompt or answer in a line
INTERRUPTED: Final = 130


class Follower:
    """Shows what is new in a run. `until_ended` may be called again after an interruption."""

    def __init__(self, run: RunFolder, output: Output, *, from_now: bool = False) -> None:
        """All of the newest attempt, or only what happens `from_now` on."""
        self.run = run
        self.output = output
        there = run.events_file.stat().st_size if from_now and run.events_file.exists() else 0
        self._reader = EventReader(run.events_file, there)
        self._attempt = read_state(run).attempt
        self._phase = ""

    def until_ended(self) -> RunState:
        """Show what happens in the newest attempt until nothing more will."""
        while True:
            state = read_state(self.run)  # before the events, so that its last ones are shown
            for event in self._reader.new():
                if event.attempt >= self._attempt:
                    self._show(event)
            if state.status_now() not in ACTIVE:
                return state
            time.sleep(LOOK)

    def _show(self, event: Event) -> None:
        if event.kind == "step":
            self._show_step(event)
            return
        say = SENTENCES.get(event.kind)
        told_already = event.kind == "phase" and event.get("phase") == self._phase
        self.output.event(event.to_json(), say(event) if say and not told_already else None)
        self._phase = event.get("phase", self._phase)

    def _show_step(self, event: Event) -> None:
        numbers = dict(event.fields) if self.output.json else _readable(event)
        seconds_left = event.get("seconds_left")
        for taken in ("step", "max_steps", "seconds_left"):
            numbers.pop(taken, None)
        training = "training" if self.output.json else render(message("cli.training"))
        self.output.progress(
            training,
            event["step"],
            event.get("max_steps") or event["step"],
            seconds_left=seconds_left,
            **numbers,
        )


def attend(run: RunFolder, output: Output) -> int:
    """Follow a run that this command started, as a program in the foreground: the first Ctrl-C
    stops and saves it, the second leaves it to that. Returns the exit code."""
    follower = Follower(run, output)
    try:
        return conclude(run, follower.until_ended(), output)
    except KeyboardInterrupt:
        request(run, "stop")
        output.tell(message("cli.stopping"))
    try:
        conclude(run, follower.until_ended(), output)
        return INTERRUPTED
    except KeyboardInterrupt:
        raise Interrupted(
            message("cli.left-saving", run=run.name), fix=message("cli.look-again", run=run.name)
        ) from None


def look_on(run: RunFolder, output: Output, *, from_now: bool = False) -> int:
    """Follow a run as an onlooker: Ctrl-C only ends the looking. Returns the exit code."""
    try:
        follower = Follower(run, output, from_now=from_now)
        return conclude(run, follower.until_ended(), output)
    except KeyboardInterrupt:
        raise Interrupted(
            message("cli.left-running", run=run.name), fix=message("cli.how-to-stop", run=run.name)
        ) from None


def conclude(run: RunFolder, state: RunState, output: Output) -> int:
    """Print how the run ended. Raises RunError when it failed or was interrupted."""
    status = state.status_now()
    if status == "failed":
        raise FailedRunError(run, state)
    if status == "interrupted":
        raise interrupted(run)
    said = state.reason or message("cli.queued", run=run.name)
    summary = summarise(run)
    lines = [render(said), f"  {run.path}", *lines_of(summary.diagnosis)]
    output.result(summary.to_json(), "\n".join(lines))
    return 0


def _readable(event: Event) -> dict[str, object]:
    """A step's numbers as a person reads them."""
    forms: Mapping[str, tuple[str, str]] = {
        "loss": ("loss", ".4f"),
        "learning_rate": ("lr", ".2e"),
        "tokens_per_second": ("tokens/s", ".0f"),
    }
    found = ((event.get(key), name, form) for key, (name, form) in forms.items())
    return {name: format(value, form) for value, name, form in found if value is not None}


def _eval(event: Event) -> Message:
    accuracy = event.get("token_accuracy")
    return message(
        "cli.eval",
        step=event.get("step"),
        loss=_number(event.get("loss"), ".4f"),
        perplexity=_number(event.get("perplexity"), ".3g"),
        accuracy=_number(None if accuracy is None else 100 * accuracy, ".1f"),
    )


def _sample(event: Event) -> Message:
    prompt, text = (_one_line(str(event.get(name, ""))) for name in ("prompt", "text"))
    return message("cli.sample", step=event.get("step"), prompt=prompt, text=text)


def _checkpoint(event: Event) -> Message:
    best = "-best" if event.get("best") else ""
    return message(f"cli.checkpoint{best}", step=event.get("step"))


def _warning(event: Event) -> Message:
    return message("cli.warning", text=render(message_from_json(event["message"])))


def _pause(event: Event) -> Message:
    return message_from_json(event["message"])


def _diagnosis(event: Event) -> Message | None:
    """What the curves say while a run goes on; at its end it is told in full, a failure's too."""
    if event.get("verdict") is None or event.get("ended"):
        return None
    return message("cli.diagnosis", text=render(message_from_json(event["message"])))


def _phase(event: Event) -> Message | None:
    phase = event.get("phase")
    return message(f"cli.phase-{phase}") if phase in TOLD_PHASES else None


def _number(value: float | None, form: str) -> str:
    return "?" if value is None else format(value, form)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SAMPLE else line[: LONGEST_SAMPLE - 1] + "…"


TOLD_PHASES: Final = ("waiting", "checking", "preparing", "loading", "finishing")
SENTENCES: Final[Mapping[str, Callable[[Event], Message | None]]] = {
    "eval": _eval,
    "sample": _sample,
    "checkpoint": _checkpoint,
    "pause": _pause,
    "continue": _pause,
    "warning": _warning,
    "diagnosis": _diagnosis,
    "phase": _phase,
}
