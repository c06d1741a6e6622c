"""Writes the table of docs/diagnosis.md: what is said of curves of known kind.

python -m scripts.make_diagnosis_docs [--check]

With --check, only says whether the page is current.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from deeptuner.files import write_text
from deeptuner.monitor.diagnosis import Verdict, diagnose
from tests.monitor.diagnosis.synthetic import Case, cases, short_cases

PAGE = Path(__file__).parent.parent / "docs" / "diagnosis.md"
BEGIN = "<!-- table: written by scripts/make_diagnosis_docs.py -->\n"
END = "<!-- end of table -->"
TUNED, HELD_OUT = 1, 9001  # seeds
OF_EACH, SHORT = 30, 300  # curves
CLAIMS = frozenset({"well-fit", "underfit", "overfit", "memorising"})
Told = list[tuple[Verdict, Verdict]]  # what a curve is, and what was said of it


def told_of(made: Sequence[Case]) -> Told:
    return [(case.kind, diagnose(case.measured, case.facts).verdict) for case in made]


def page(held_out: Told, tuned: Told, short: Told) -> str:
    """The page as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return head + BEGIN + "\n".join(_lines(held_out, tuned, short)) + "\n" + END + tail


def _lines(held_out: Told, tuned: Told, short: Told) -> Iterator[str]:
    claims = sum(verdict in CLAIMS for _, verdict in short)
    yield f"Held out (seed {HELD_OUT}): {_share(held_out)}."
    yield f"Seed {TUNED}, one of those that were looked at: {_share(tuned)}."
    yield f"Of {len(short)} curves with at most 3 evaluations, {claims} were called well-fit,"
    yield "underfit, overfit or memorising."
    yield ""
    kinds = list(dict.fromkeys(kind for kind, _ in held_out))
    said = [verdict for verdict in kinds if any(one == verdict for _, one in held_out)]
    yield "| a curve of … is told as → | " + " | ".join(said) + " |"
    yield "|---|" + "---|" * len(said)
    count = Counter(held_out)
    for kind in kinds:
        cells = [str(count[kind, verdict] or "") for verdict in said]
        yield f"| **{kind}** | " + " | ".join(cells) + " |"


def _share(told: Told) -> str:
    right = sum(kind == verdict for kind, verdict in told)
    return f"{right} of {len(told)} right ({100 * right / len(told):.1f} %)"


def current() -> str:
    return page(
        told_of(cases(HELD_OUT, OF_EACH)),
        told_of(cases(TUNED, OF_EACH)),
        told_of(short_cases(HELD_OUT, SHORT)),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the page is not current")
    if not parser.parse_args().check:
        write_text(PAGE, current())
        return 0
    if PAGE.read_text(encoding="utf-8") == current():
        return 0
    print(f"{PAGE.name} is not current: python -m scripts.make_diagnosis_docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
