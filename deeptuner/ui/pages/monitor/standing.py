"""How a run stands, in words: its phase, its progress, its numbers.

Knows what is said of each phase and status. Does not know where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from deeptuner.monitor.following import RunNow
from deeptuner.runs.events import Event
from deeptuner.runs.state import ENDED
from deeptuner.ui.format import NOTHING, duration, number, percent, whole
from deeptuner.ui.status_words import status_chip
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets.chip import Tone

ROUND = 0.01  # of an epoch: what a last step without all its samples makes
TRAINING = frozenset({"running", "paused"})
RESUMABLE = frozenset({"interrupted", "stopped", "failed"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the header: what it is, and its value in words."""

    name: str
    value: str


def phase_words(now: RunNow) -> str:
    """What the run does at the moment, empty while it simply trains or has ended."""
    if waits(now):
        return tr("Waiting for the run's earlier processes to end")
    phase = _phase(now)
    if phase is None:
        return ""
    words = _phases().get(str(phase.get("phase")), "")
    done, total = phase.get("done"), phase.get("total")
    if words and isinstance(done, int) and isinstance(total, int) and total > 0:
        return tr("{phase} {done} of {total}", phase=words, done=whole(done), total=whole(total))
    return words


def waits(now: RunNow) -> bool:
    """Whether what is left of the attempt before has to end first; it may still be speaking."""
    state, phase = now.state, now.told.phase
    if now.status != "starting" or state is None or state.started is None or phase is None:
        return False
    if phase.attempt < state.attempt:
        return phase.time >= state.started
    return str(phase.get("phase")) == "waiting"


def progress(now: RunNow) -> float | None:
    """The share that is done; None while nobody knows, as before training."""
    told = now.told
    if told.step is not None and told.max_steps:
        return told.step / told.max_steps
    phase = _phase(now)
    if phase is not None and (total := phase.get("total")):
        return float(phase.get("done", 0)) / float(total)
    return None if now.active else 0.0


def progress_words(now: RunNow) -> str:
    share = progress(now)
    return NOTHING if share is None else percent(share)


def figures(now: RunNow, clock: float) -> list[Figure]:
    """Step, epoch, elapsed, left and speed, as far as each is known. `clock` in Unix seconds."""
    told = now.told
    found = [
        Figure(tr("Step"), _of(told.step, told.max_steps)),
        Figure(tr("Epoch"), _epoch(now)),
        Figure(tr("Elapsed"), duration(now.elapsed(clock))),
    ]
    if now.active and told.newest:
        moment = told.newest.time if now.status == "paused" else clock  # sleeping does not count
        found.append(Figure(tr("Left"), _left(told.newest, moment)))
    speed = told.newest.get("tokens_per_second") if told.newest else None
    if speed is not None:
        found.append(Figure(tr("Speed"), tr("{count} tokens/s", count=whole(speed))))
    return found


def chip_of(now: RunNow) -> tuple[str, Tone, str | None]:
    """The status as a chip: the phase's words instead, while a run gets ready."""
    if now.problem is not None:
        return status_chip("unknown")
    if now.status == "running" and now.told.step is None:
        return tr("Getting ready"), "info", "hourglass"
    return status_chip(now.status)


def safe_words(now: RunNow) -> str:
    """What is not lost when a run has ended early."""
    if now.checkpoint is None:
        return tr("No checkpoint was saved yet. Your files and settings are unchanged.")
    step = whole(now.checkpoint)
    return tr("Everything up to step {step} is saved in a checkpoint.", step=step)


def done_again(now: RunNow) -> tuple[int, int] | None:
    """The first and last of the steps that a resumed run does a second time, if there are any:
    those after the checkpoint. Not told before everything is read."""
    last = now.told.step
    if not now.whole or now.checkpoint is None or last is None or last <= now.checkpoint:
        return None
    return now.checkpoint + 1, last


def again_words(now: RunNow) -> str:
    """What a resumed run does a second time; empty when that is nothing."""
    again = done_again(now)
    if again is None:
        return ""
    first, last = (whole(step) for step in again)
    if first == last:
        return tr("Step {step} is done again.", step=first)
    return tr("Steps {first}–{last} are done again.", first=first, last=last)


def resume_refusal(now: RunNow | None) -> str:
    """Why the run cannot be resumed, empty when it can."""
    if now is None or now.problem is not None:
        return tr("The run cannot be read.")
    if now.status in RESUMABLE:
        return ""
    if now.status == "finished":
        return tr("The run has finished.")
    return tr("The run is not over.")


def stop_refusal(now: RunNow | None) -> str:
    """Why the run cannot be stopped, empty when it can."""
    if now is None or now.problem is not None:
        return tr("The run cannot be read.")
    if now.status == "stopping":
        return tr("The run is about to stop.")
    if now.active:
        return ""
    return tr("The run is over.") if now.status in ENDED else tr("The run has not begun.")


def save_refusal(now: RunNow | None) -> str:
    """Why no checkpoint can be saved now, empty when one can."""
    if refusal := stop_refusal(now):
        return refusal
    trains = now is not None and now.status in TRAINING and now.told.step is not None
    return "" if trains else tr("Training has not begun.")


def _of(part: int | None, total: int | None) -> str:
    if part is None:
        return NOTHING
    return f"{whole(part)} / {whole(total)}" if total else whole(part)


def _left(newest: Event, clock: float) -> str:
    """The guess of the newest step, less what has passed since."""
    left = newest.get("seconds_left")
    if left is None:
        return NOTHING
    return tr("≈ {time}", time=duration(max(left - max(clock - newest.time, 0.0), 0.0)))


def _epoch(now: RunNow) -> str:
    newest, total = now.told.newest, now.told.epochs()
    epoch = newest.get("epoch") if newest else None
    if epoch is None:
        return NOTHING
    words = f"{epoch:.2f}"
    if not total:
        return words
    even = abs(total - round(total)) < ROUND
    return f"{words} / {whole(total) if even else number(total)}"


def _phase(now: RunNow) -> Event | None:
    """The phase that goes on: of this attempt, and with no step after its beginning."""
    phase, newest = now.told.phase, now.told.newest
    if not now.active or phase is None or now.state is None or phase.attempt < now.state.attempt:
        return None
    over = newest is not None and newest.attempt == phase.attempt and newest.time > phase.time
    return None if over else phase


def _phases() -> dict[str, str]:
    return {
        "checking": tr("Checking model, data and settings"),
        "preparing": tr("Preparing the data"),
        "loading": tr("Loading the model"),
        "evaluating": tr("Evaluating"),
        "saving": tr("Saving a checkpoint"),
        "finishing": tr("Finishing"),
    }
