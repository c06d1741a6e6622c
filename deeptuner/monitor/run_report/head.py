"""The head of the page: which run, how it stands, when, how long, on what, with what.

Knows what is worth telling first. Does not lay anything out.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

import numpy as np

from deeptuner.monitor.diagnosis.saying import loss
from deeptuner.monitor.report.timeline import length_words
from deeptuner.monitor.run_report.gathered import Gathered
from deeptuner.monitor.series import Curve
from deeptuner.settings.sections.config import Config
from deeptuner.words import message, render

METHODS: Final = {"lora": "LoRA", "qlora": "QLoRA", "full": "full"}
VERSIONS: Final = (
    *("deeptuner", "torch", "transformers", "peft", "accelerate", "bitsandbytes", "python"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the head: what it is, and the words or number. `more` stands below it, smaller."""

    name: str
    value: str
    more: str = ""


def say(name: str, **gaps: object) -> str:
    """A sentence of the page in words."""
    return render(message(f"monitor.page.{name}", **gaps))


def moment(when: float) -> str:
    return datetime.fromtimestamp(when).astimezone().strftime("%Y-%m-%d %H:%M")


def facts(found: Gathered) -> list[Fact]:
    """What the run is, from top to bottom; what is not known is left out."""
    return [
        *(_model(found.config) if found.config else ()),
        *_times(found),
        *_progress(found),
        *_machine(found.record),
        *_versions(found.record),
    ]


def figures(found: Gathered) -> list[Fact]:
    """The few numbers that a person looks for first."""
    told = found.told
    return [
        *_best(told.evaluation),
        *_last("train-loss", told.train),
        *_last("eval-loss", told.evaluation),
        *_duration(found),
        *_speed(told.speed),
        *_hottest(found),
    ]


def status_words(found: Gathered) -> str:
    if found.now.state is None:
        return say("status-unknown")
    return say(f"status-{found.now.status}")


def reason(found: Gathered) -> str:
    """Why the run ended or waits, empty when that is not told."""
    state = found.now.state
    if state is None or state.reason is None or found.now.status in ("running", "starting"):
        return ""
    return render(state.reason)


def _model(config: Config) -> Iterator[Fact]:
    if config.model.path:
        yield Fact(say("model"), PurePath(config.model.path).name)
    if config.data.dataset:
        yield Fact(say("dataset"), PurePath(config.data.dataset).name)
    kind = config.method.kind
    name = say("method-full") if kind == "full" else METHODS.get(kind, kind)
    more = (
        "" if kind == "full" else say("rank", rank=config.lora.rank, alpha=f"{config.lora.alpha:g}")
    )
    yield Fact(say("method"), f"{name}, {more}" if more else name)


def _times(found: Gathered) -> Iterator[Fact]:
    state = found.now.state
    began = found.course[0].begin if found.course else (state.started if state else None)
    if began is None:
        return
    ended = found.course[-1].end if found.course else None
    if state and state.ended and not found.now.active:
        ended = max(state.ended, ended or 0.0)
    if found.now.active or ended is None:
        when = say("since", begin=moment(began), now=moment(time.time()))
    else:
        when = say("from-to", begin=moment(began), end=moment(ended))
    more = len(found.course) - 1
    yield Fact(say("when"), when, say("resumed", count=more) if more > 0 else "")


def _progress(found: Gathered) -> Iterator[Fact]:
    told = found.told
    if told.step is None:
        return
    steps = say("steps-of", step=f"{told.step:,}", most=f"{told.max_steps or told.step:,}")
    epoch = told.newest.get("epoch") if told.newest else None
    parts = [steps]
    if isinstance(epoch, int | float):
        epochs = f"{epoch:.2f}".rstrip("0").rstrip(".")
        parts.append(say("epochs-one") if epochs == "1" else say("epochs", epochs=epochs))
    if (tokens := told.tokens.last()) is not None:
        parts.append(say("tokens", tokens=f"{tokens:,.0f}"))
    yield Fact(say("progress"), " · ".join(parts))


def _machine(record: Mapping[str, Any]) -> Iterator[Fact]:
    machine = record.get("machine")
    if not isinstance(machine, dict):
        return
    devices = machine.get("devices")
    listed = [one for one in devices if isinstance(one, dict)] if isinstance(devices, list) else []
    names = Counter(_device(one) for one in listed)
    parts = [f"{count} × {name}" if count > 1 else name for name, count in names.items()]
    if isinstance(cores := machine.get("cpu_cores"), int):
        parts.append(say("cores-one") if cores == 1 else say("cores", count=cores))
    if isinstance(memory := machine.get("memory_bytes"), int | float):
        parts.append(say("memory", size=f"{memory / 2**30:.0f}"))
    if parts:
        yield Fact(say("machine"), " · ".join(parts))


def _device(device: Mapping[str, Any]) -> str:
    name = str(device.get("name", "GPU"))
    size = device.get("total_memory")
    return f"{name} {size / 2**30:.0f} GB" if isinstance(size, int | float) else name


def _versions(record: Mapping[str, Any]) -> Iterator[Fact]:
    found = record.get("versions")
    known: Mapping[str, Any] = found if isinstance(found, dict) else {}
    parts = [f"{name} {known[name]}" for name in VERSIONS if name in known]
    if parts:
        yield Fact(say("versions"), " · ".join(parts))


def _best(curve: Curve) -> Iterator[Fact]:
    known = np.isfinite(curve.y)
    if known.sum() > 1:
        at = int(np.nanargmin(np.where(known, curve.y, np.inf)))
        step = say("at-step", step=f"{curve.x[at]:,.0f}")
        yield Fact(say("best-eval"), loss(float(curve.y[at])), step)


def _last(name: str, curve: Curve) -> Iterator[Fact]:
    value = curve.last()
    if value is not None:
        yield Fact(say(name), loss(value), say("newest"))


def _duration(found: Gathered) -> Iterator[Fact]:
    seconds = found.now.elapsed(time.time())
    if seconds is None and found.course:
        seconds = sum(attempt.end - attempt.begin for attempt in found.course)
    if seconds is not None:
        yield Fact(say("duration"), length_words(seconds))


def _speed(curve: Curve) -> Iterator[Fact]:
    known = curve.y[np.isfinite(curve.y)]
    if len(known):
        yield Fact(say("speed"), f"{np.median(known):,.0f}", say("speed-more"))


def _hottest(found: Gathered) -> Iterator[Fact]:
    measured = found.measured
    tops = [one.hottest for one in measured.figures if one.hottest] if measured else []
    if tops:
        column, greatest = max(tops, key=lambda one: one[1].value)
        sensor = render(message(f"monitor.report.{column.removeprefix('temperature_')}"))
        yield Fact(say("hottest"), f"{greatest.value:.0f} °C", sensor)
