"""What is shown in which picture: a page, over an experiment, in a state.

Knows the states that every page has. Does not know how a window is made or its picture taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.make_screens import acts, chats, merges
from scripts.make_screens.acts import Act
from scripts.make_screens.prepared import Prepared

UNUSABLE, MIXED = "stock-of-the-shop.csv", "cleaning-advice.jsonl"
PAGES = ("experiment", "fine-tuning", "monitor", "merge-export", "help")


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. `act` is done once everything has settled, and is let settle too; with
    `answers` false the worker never answers and no run is ever read."""

    name: str
    page: str
    folder: Path | None
    target: str | None = None
    act: Act | None = None
    answers: bool = True


def scenes(made: Prepared) -> list[Scene]:
    states = (_full, _empty, _loading, _errors, _floating, _merges, _chats)
    return [scene for state in states for scene in state(made)]


def _full(made: Prepared) -> list[Scene]:
    failed = next(path.name for path in (made.full / "runs").iterdir() if "big-batch" in path.name)
    judged = next(path.name for path in (made.judged / "runs").iterdir() if "three" in path.name)
    done = next(path.name for path in (made.done / "runs").iterdir())
    return [
        Scene("experiment-full", "experiment", made.full),
        Scene("fine-tuning-full", "fine-tuning", made.full, "name"),
        Scene("fine-tuning-gpus", "fine-tuning", made.full, act=acts.with_gpus),
        Scene("fine-tuning-advanced", "fine-tuning", made.full, act=acts.show_advanced),
        Scene("fine-tuning-search", "fine-tuning", made.full, act=acts.search_for("learning")),
        Scene("monitor-full", "monitor", made.full, act=acts.measure_now),
        Scene("monitor-gpus", "monitor", made.full, act=acts.show_gpus),
        Scene("monitor-many-gpus", "monitor", made.gpus),
        Scene("monitor-many-gpus-zoomed", "monitor", made.gpus, act=acts.zoom_in),
        Scene("monitor-cpu-charts", "monitor", made.done, act=acts.show_gpus),
        Scene("monitor-finished", "monitor", made.done),
        Scene("monitor-overfits", "monitor", made.judged),
        Scene("monitor-overfit", "monitor", made.judged, judged),
        Scene("monitor-overfit-why", "monitor", made.judged, act=acts.explain),
        Scene("monitor-failed", "monitor", made.full, failed),
        Scene("monitor-compare", "monitor", made.full, act=acts.compare),
        Scene("monitor-board", "monitor", made.full, act=acts.board),
        Scene("merge-export-full", "merge-export", made.full, done),
        Scene("help-full", "help", made.full),
        Scene("help-term", "help", made.full, "lora-rank"),
        Scene("help-schedulers", "help", made.full, "learning-rate-scheduler"),
        Scene("help-hardware", "help", made.full, "guide-hardware"),
        Scene("help-about", "help", made.full, "about"),
    ]


def _empty(made: Prepared) -> list[Scene]:
    nothing = [Scene(f"{page}-no-folder", page, None) for page in PAGES]
    return nothing + [Scene(f"{page}-empty", page, made.empty) for page in PAGES[:-1]]


def _loading(made: Prepared) -> list[Scene]:
    return [Scene(f"{page}-loading", page, made.full, answers=False) for page in PAGES[:-1]] + [
        Scene("help-loading", "help", made.full, "about", answers=False)
    ]


def _errors(made: Prepared) -> list[Scene]:
    torn, newer = "20260301-120000-torn", "20260301-120000-from-tomorrow"
    return [
        Scene("experiment-gone", "experiment", made.gone),
        Scene("experiment-missing", "experiment", made.full, act=acts.take_away),
        Scene("experiment-odd", "experiment", made.odd),
        Scene("experiment-unusable", "experiment", made.full, act=acts.choose(UNUSABLE)),
        Scene("experiment-problems", "experiment", made.full, act=acts.choose(MIXED)),
        Scene("fine-tuning-problems", "fine-tuning", made.odd, act=acts.make_mistakes),
        Scene("fine-tuning-bad-config", "fine-tuning", made.full, act=acts.upload_mistakes),
        Scene("monitor-torn", "monitor", made.odd, torn),
        Scene("monitor-unreadable", "monitor", made.odd, newer),
        Scene("merge-export-error", "merge-export", made.odd),
    ]


def _floating(made: Prepared) -> list[Scene]:
    return [
        Scene("preferences", "experiment", made.full, act=acts.preferences),
        Scene("command", "fine-tuning", made.full, act=acts.command),
        Scene("get", "experiment", made.full, act=acts.get_model),
        Scene("add", "experiment", made.full, act=acts.add_dataset),
        Scene("sample", "experiment", None, act=acts.sample),
        Scene("report", "monitor", made.done, act=acts.report),
        Scene("stop", "monitor", made.full, act=acts.stop),
        Scene("help-card", "fine-tuning", made.full, act=acts.help_card),
        Scene("changes", "fine-tuning", made.full, act=acts.change_list),
    ]


def _merges(made: Prepared) -> list[Scene]:
    """Of the run of `done` while something is done with it, and of runs that are in a state."""
    acts_of = {
        "gguf": merges.gguf,
        "all-types": merges.all_types,
        "merging": merges.merging,
        "comparing": merges.comparing,
        "cancelled": merges.cancelled,
        "base-gone": merges.failed,
        "merged": merges.merged,
        "sending": merges.sending,
        "creating": merges.creating,
        "created": merges.created,
        "ollama-died": merges.refused,
        "saved": merges.saved,
        "use": merges.use,
        "command": merges.line,
        "term": merges.term,
    }
    names = {path.name.rpartition("-")[2]: path.name for path in (made.merges / "runs").iterdir()}
    return [
        *(
            Scene(f"merge-{name}", "merge-export", made.done, act=act)
            for name, act in acts_of.items()
        ),
        *(Scene(f"merge-{name}", "merge-export", made.merges, run) for name, run in names.items()),
        Scene("merge-weighing", "merge-export", made.merges, names["quantized"], merges.compared),
    ]


def _chats(made: Prepared) -> list[Scene]:
    acts_of = {
        "empty": chats.show,
        "full": chats.full,
        "blind": chats.blind,
        "loading": chats.loading,
        "streaming": chats.streaming,
        "failed": chats.failed,
        "refused": chats.refused,
        "prompt": chats.prompt,
        "prompts": merges.prompts,
    }
    return [
        Scene(f"chat-{name}", "merge-export", made.done, act=act) for name, act in acts_of.items()
    ]
