"""What happened to a dataset on its way in: counts, repairs, rejections, with a few examples.

Knows how to count and to remember examples, and its JSON form. Does not know what is a problem:
readers, formats and the encoder tell it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deeptuner.data.row import Rejection, Source
from deeptuner.words import Message, message_from_json

EXAMPLES = 5  # of each kind: enough to recognise the cause
EXCERPT = 80  # characters


@dataclass(frozen=True, slots=True)
class Example:
    """One place where something was seen, with the beginning of what stands there."""

    where: str
    excerpt: str = ""


@dataclass(slots=True)
class Tally:
    """One kind of thing seen: how often, what was said the first time, and the first few places."""

    message: Message
    count: int = 0
    examples: list[Example] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "message": self.message.to_json(),
            "count": self.count,
            "examples": [{"where": one.where, "excerpt": one.excerpt} for one in self.examples],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Tally:
        examples = [Example(one["where"], one["excerpt"]) for one in value["examples"]]
        return cls(message_from_json(value["message"]), value["count"], examples)


Tallies = dict[str, Tally]  # by message id


@dataclass(slots=True)
class Report:
    """Collects what readers, formats and the encoder saw. All counts are numbers of rows.

    `rows` were read, whatever became of them later; `repairs` are rows read after a repair (part of
    `rows`); `unreadable` could not be read at all (not part of `rows`); `rejected` were read but
    left out (part of `rows`); `notes` are about files and the dataset as a whole.
    """

    rows: int = 0
    repairs: Tallies = field(default_factory=dict)
    unreadable: Tallies = field(default_factory=dict)
    rejected: Tallies = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)

    def read(self) -> None:
        self.rows += 1

    def repaired(self, problem: Message, source: Source, excerpt: str = "") -> None:
        _count(self.repairs, problem, source, excerpt)

    def lost(self, problem: Message, source: Source, excerpt: str = "") -> None:
        """A record that could not be read."""
        _count(self.unreadable, problem, source, excerpt)

    def reject(self, rejection: Rejection, excerpt: str = "") -> None:
        """A row that was read and is left out."""
        _count(self.rejected, rejection.reason, rejection.source, excerpt)

    def note(self, said: Message) -> None:
        if said not in self.notes:
            self.notes.append(said)

    @property
    def repaired_rows(self) -> int:
        return _total(self.repairs)

    @property
    def unreadable_rows(self) -> int:
        return _total(self.unreadable)

    @property
    def rejected_rows(self) -> int:
        return _total(self.rejected)

    def to_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "repairs": [tally.to_json() for tally in self.repairs.values()],
            "unreadable": [tally.to_json() for tally in self.unreadable.values()],
            "rejected": [tally.to_json() for tally in self.rejected.values()],
            "notes": [note.to_json() for note in self.notes],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Report:
        return cls(
            value["rows"],
            _tallies(value["repairs"]),
            _tallies(value["unreadable"]),
            _tallies(value["rejected"]),
            [message_from_json(note) for note in value["notes"]],
        )


def excerpt_of(text: str) -> str:
    """The beginning of `text` as one printable line of at most `EXCERPT` characters."""
    begin = text[: EXCERPT + 1].strip()
    shown = "".join(char if char.isprintable() else " " for char in begin)
    return shown if len(shown) <= EXCERPT else shown[: EXCERPT - 1] + "…"


def _count(tallies: Tallies, problem: Message, source: Source, excerpt: str) -> None:
    tally = tallies.setdefault(problem.id, Tally(problem))
    tally.count += 1
    if len(tally.examples) < EXAMPLES:
        tally.examples.append(Example(str(source), excerpt_of(excerpt)))


def _total(tallies: Tallies) -> int:
    return sum(tally.count for tally in tallies.values())


def _tallies(items: list[Any]) -> Tallies:
    tallies = [Tally.from_json(item) for item in items]
    return {tally.message.id: tally for tally in tallies}
