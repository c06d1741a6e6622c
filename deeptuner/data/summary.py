"""What a person is told of a dataset's report before training: what is left out, lost or repaired.

Knows the report. Does not know where the sentences are shown.
"""

from __future__ import annotations

from deeptuner.data.report import Report, Tally
from deeptuner.words import Message, message


def told(report: Report) -> tuple[Message, ...]:
    """A sentence for each kind of row that is not trained on as it stands, and the notes.

    Most frequent first, so that what matters is read. Each names the first place it was seen.
    """
    return (
        *(_left_out(tally, report.rows) for tally in _by_count(report.rejected)),
        *(_seen("data.told-unreadable", tally) for tally in _by_count(report.unreadable)),
        *(_seen("data.told-repaired", tally) for tally in _by_count(report.repairs)),
        *report.notes,
    )


def _left_out(tally: Tally, rows: int) -> Message:
    return message(
        "data.told-left-out",
        count=tally.count,
        rows=rows,
        reason=str(tally.message),
        where=_first(tally),
    )


def _seen(sentence: str, tally: Tally) -> Message:
    return Message(
        sentence, {"count": tally.count, "what": str(tally.message), "where": _first(tally)}
    )


def _by_count(tallies: dict[str, Tally]) -> list[Tally]:
    return sorted(tallies.values(), key=lambda tally: -tally.count)


def _first(tally: Tally) -> str:
    return tally.examples[0].where
