"""The one hierarchy of errors: what happened, where, and what to do.

Knows the exit code each kind of error ends a command with. Does not know how an error is shown: the
command line prints it, the window shows it, a run stores it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deeptuner.words import Message, message_from_json, render


class DeepTunerError(Exception):
    """Something a person should be told.

    `what` happened, `where` (a path, optionally `:line` or a settings key) and `fix`: what to do.
    """

    exit_code = 1

    def __init__(
        self, what: Message, *, where: str | None = None, fix: Message | None = None
    ) -> None:
        super().__init__(what, where, fix)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """The error as lines of text: what, where, what to do."""
        lines = [render(self.what)]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.fix:
            lines.append(f"  what to do: {render(self.fix)}")
        return lines

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": type(self).__name__,
            "what": self.what.to_json(),
            "where": self.where,
            "fix": self.fix.to_json() if self.fix else None,
            "text": str(self),
        }


class InputError(DeepTunerError):
    """What the person gave is wrong: a path, a file, an option. Exit code 2."""

    exit_code = 2


class SettingsError(InputError):
    """One or more mistakes in the settings. `mistakes` holds each as an error of its own."""

    def __init__(
        self, what: Message, mistakes: Iterable[InputError], *, where: str | None = None
    ) -> None:
        super().__init__(what, where=where)
        self.mistakes = tuple(mistakes)

    def lines(self) -> list[str]:
        return [*super().lines(), *(line for mistake in self.mistakes for line in mistake.lines())]

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "mistakes": [mistake.to_json() for mistake in self.mistakes]}


class DataError(InputError):
    """The dataset cannot be used as it is."""


class ModelError(InputError):
    """The model folder cannot be used as it is."""


class RunError(DeepTunerError):
    """A run, its folder or its processes are not as they must be."""


class EngineError(DeepTunerError):
    """Training, merging or generating failed."""


class Interrupted(DeepTunerError):  # noqa: N818 - not a failure: the person stopped it
    """The person stopped the work. Exit code 130."""

    exit_code = 130


def error_from_json(value: dict[str, Any]) -> DeepTunerError:
    """The error another process wrote with `to_json`; unknown kinds become `DeepTunerError`."""
    known = {kind.__name__: kind for kind in _kinds(DeepTunerError)}
    what = message_from_json(value["what"])
    fix = message_from_json(value["fix"]) if value.get("fix") else None
    kind = known.get(value.get("kind", ""), DeepTunerError)
    if issubclass(kind, SettingsError):
        mistakes = [error_from_json(item) for item in value.get("mistakes", [])]
        return kind(
            what,
            [item for item in mistakes if isinstance(item, InputError)],
            where=value.get("where"),
        )
    return kind(what, where=value.get("where"), fix=fix)


def _kinds(kind: type[DeepTunerError]) -> list[type[DeepTunerError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _kinds(child))]
