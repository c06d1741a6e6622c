"""The page as text: everything that was gathered, in words, in the order of `page.html`.

Knows the template and escapes all that it is given. Reads nothing of the run.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from deeptuner import __version__
from deeptuner.monitor.diagnosis.saying import loss
from deeptuner.monitor.run_report import curves, head
from deeptuner.monitor.run_report.chosen import chosen
from deeptuner.monitor.run_report.gathered import Gathered
from deeptuner.monitor.run_report.gpus import gpus
from deeptuner.monitor.run_report.languages import Language
from deeptuner.monitor.run_report.proofs import proofs
from deeptuner.monitor.run_report.samples import samples
from deeptuner.runs.outcome import FailedRunError, fix_flags
from deeptuner.runs.saved import Saved
from deeptuner.runs.state import Fix
from deeptuner.words import Message, render

SIGNATURE: Final = "DeepTuner run report"
HOME: Final = Path(__file__).parent
WARNINGS: Final = 6
EVIDENCE: Final = 6000  # characters of what a failure printed
CODE: Final = re.compile("`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run failed: sentences, what was printed, and what would help."""

    said: tuple[str, ...]
    evidence: str
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint in words."""

    step: str
    loss: str
    when: str
    size: str
    best: bool


def page_text(found: Gathered, spoken: Language) -> str:
    """The whole page."""
    told = found.told
    unlike = list(dict.fromkeys(map(render, told.warnings)))
    return _template().render(
        found=found,
        language=spoken.name,
        title=spoken.title,
        signature=SIGNATURE,
        style=Markup((HOME / "style.css").read_text(encoding="utf-8")),  # noqa: S704 - our own
        status=head.status_words(found),
        reason="" if found.now.failure else head.reason(found),
        figures=head.figures(found),
        facts=head.facts(found),
        failure=_failure(found.now.failure),
        diagnosis=found.now.diagnosis,
        warnings=unlike[:WARNINGS],
        more_warnings=max(0, len(unlike) - WARNINGS),
        curves=curves.figures(told),
        proofs=proofs(found.outcomes),
        checkpoints=_checkpoints(found.checkpoints),
        gpus=gpus(found.measured) if found.measured else None,
        samples=samples(told.samples),
        chosen=chosen(found.config, found.record) if found.config else None,
        version=__version__,
        now=head.moment(time.time()),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"say": head.say, "words": _words, "flags": fix_flags}
    environment.filters["code"] = code
    return environment.get_template("page.html")


def _words(said: Message) -> Markup:
    return code(render(said))


def code(text: str) -> Markup:
    """A sentence; what a person types stands in it between backticks."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def _failure(failure: FailedRunError | None) -> Failure | None:
    if failure is None:
        return None
    lines = failure.told.lines() if failure.told else [render(failure.what)]
    return Failure(tuple(lines), failure.evidence[-EVIDENCE:], failure.fixes)


def _checkpoints(saved: Sequence[Saved]) -> list[Checkpoint]:
    return [
        Checkpoint(
            f"{one.step:,}",
            "–" if one.eval_loss is None else loss(one.eval_loss),
            head.moment(one.time),
            head.say("megabytes", size=_megabytes(one.size)),
            one.best,
        )
        for one in saved
    ]


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}" if size < 1e8 else f"{size / 1e6:,.0f}"
