"""What the form holds: every setting's value, what was typed wrong, marks, and problems.

Knows the draft in the workspace, which takes legal values only, and keeps beside it what a person
typed that is not legal. While that stands there, the draft holds what was there before the person
began: the legal beginning of an illegal number is nobody's wish. Does not know widgets, nor which
page shows a setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from deeptuner.errors import DeepTunerError, InputError
from deeptuner.settings import Config
from deeptuner.settings.catalog import Value, spec_by_path, specs, value_at
from deeptuner.settings.document import KeyPath
from deeptuner.settings.mistakes import explain, shortened
from deeptuner.settings.presets import NOT_IN_PRESETS, preset_values
from deeptuner.settings.rules import Finding, check
from deeptuner.words import Message

if TYPE_CHECKING:
    from deeptuner.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Mistake:
    """What stands in an editor and cannot be the setting's value, and why."""

    value: Value
    error: InputError


class FormModel(QObject):
    """The form's state. `changed` tells the paths whose row may look different now; `checked` that
    `findings` are new."""

    changed = Signal(object)
    checked = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._mistakes: dict[str, Mistake] = {}
        self._before: dict[str, Value] = {}  # of fields that a person is typing in
        self._typing = ""  # whose text stays, whatever the draft does meanwhile
        self._findings: list[Finding] = []
        self._of_machine: list[Finding] = []
        self._base: Mapping[str, Value] = {}
        self._named: frozenset[str] = frozenset()
        self._base_of = ""
        self._followed = False  # whether the draft's own signal told of the last change
        self._read_base()
        self._check()
        workspace.settings_changed.connect(self._follow)
        workspace.folder_changed.connect(self._start_over)

    @property
    def config(self) -> Config:
        return self._workspace.config

    @property
    def preset(self) -> str:
        return self._workspace.preset

    @property
    def mistakes(self) -> Mapping[str, Mistake]:
        """By path, in the order of the form."""
        return {path: self._mistakes[path] for path in spec_by_path() if path in self._mistakes}

    def mistake(self, path: str) -> Mistake | None:
        return self._mistakes.get(path)

    @property
    def findings(self) -> list[Finding]:
        """Without those about a field that is illegal now: their number stands nowhere."""
        return [one for one in self._findings if self._mistakes.keys().isdisjoint(one.paths)]

    def value(self, path: str) -> Value:
        return value_at(self.config, path)

    def offer(self, path: str, value: Value) -> None:
        """Take what an editor holds: as the value, or, when it cannot be, as a mistake."""
        self.offer_all({path: value})

    def offer_typed(self, path: str, value: Value, text: str = "") -> None:
        """Take what may be half of what is meant. `text` is how it is written in the field."""
        self._before.setdefault(path, self.value(path))
        self._typing = path
        self._offer({path: value}, text)
        self._typing = ""

    def settle(self, path: str) -> None:
        """The person is done typing there for now: what is legal is what was meant."""
        if path not in self._mistakes:
            self._before.pop(path, None)

    def offer_all(self, changes: Mapping[str, Value]) -> None:
        """The same for several settings that change together, such as a fix."""
        for path in changes:
            self._before.pop(path, None)
        self._offer(changes)

    def _offer(self, changes: Mapping[str, Value], text: str = "") -> None:
        for path in changes:
            self._mistakes.pop(path, None)
        self._followed = False
        try:
            self._workspace.change(changes)
        except ValidationError as error:
            self._refuse(changes, error, text)
            self._followed = False
        self._tell_draft()
        if not self._followed:
            self.changed.emit(set(changes))

    def base(self, path: str) -> Value:
        """What the setting is in the preset the form began from, else its default."""
        return self._base.get(path, spec_by_path()[path].default)

    def named_by_preset(self, path: str) -> bool:
        return path in self._named

    def is_changed(self, path: str) -> bool:
        """Whether what stands in the field differs from the base. What belongs to one run or
        dataset never does: no preset says it."""
        if path in NOT_IN_PRESETS:
            return False
        return path in self._mistakes or self.value(path) != self.base(path)

    def changed_paths(self) -> list[str]:
        return [spec.path for spec in specs() if self.is_changed(spec.path)]

    def reset(self, paths: Iterable[str]) -> None:
        """Bring settings back to the preset, or the default."""
        self.offer_all({path: self.base(path) for path in paths})

    def findings_at(self, path: str) -> list[Finding]:
        """Problems whose first field is this one: the others are named in the sentence."""
        return [found for found in self.findings if found.paths[:1] == (path,)]

    def errors(self) -> list[Finding]:
        return [found for found in self.findings if found.severity == "error"]

    def ready(self) -> bool:
        """Whether a run may start from what stands in the form."""
        return not self._mistakes and not self.errors()

    def hear_of_machine(self, found: Iterable[Finding]) -> None:
        """Findings of whoever knows this machine; kept until the next, beside our own."""
        ours = check(self.config)
        self._of_machine = [one for one in found if one not in ours]
        self._check()

    def forget(self, paths: Iterable[str]) -> None:
        """What was typed wrong there is gone: a file or a preset was put over it."""
        gone = {path for path in paths if self._drop(path)}
        if gone:
            self._tell_draft()
            self.changed.emit(gone)

    def look_at_preset(self) -> None:
        """The preset may be another one, or hold something else, though no setting changed."""
        before = self._base
        self._read_base()
        if self._base != before:
            self.changed.emit(set(spec_by_path()))

    def _start_over(self) -> None:
        """Another experiment, another draft."""
        self._mistakes.clear()
        self._before.clear()
        self._tell_draft()
        self._of_machine = []
        self._read_base()
        self._check()
        self.changed.emit(set(spec_by_path()))

    def _refuse(self, changes: Mapping[str, Value], error: ValidationError, text: str) -> None:
        for told in explain(error, _Paths()):
            path = told.where or ""
            if path in changes:
                self._mistakes[path] = _mistake(changes[path], text, told)
        legal = {path: value for path, value in changes.items() if path not in self._mistakes}
        now = {**legal, **self._to_take_back(changes)}
        if now and len(legal) < len(changes):
            self._workspace.change(now)

    def _to_take_back(self, changes: Mapping[str, Value]) -> dict[str, Value]:
        """What stood there before the person began to type what turned out to be illegal."""
        typed = self._mistakes.keys() & self._before.keys() & changes.keys()
        return {p: self._before[p] for p in typed if self._before[p] != self.value(p)}

    def _drop(self, path: str) -> Mistake | None:
        """Another value stands there now, which nobody is typing."""
        self._before.pop(path, None)
        return self._mistakes.pop(path, None)

    def _tell_draft(self) -> None:
        """Whoever writes the draft to a file must know that the fields say something else."""
        self._workspace.illegal = tuple(self.mistakes)

    def _follow(self, paths: Iterable[str]) -> None:
        """The draft changed, by this form or elsewhere: what was typed wrong there is gone."""
        touched = set(paths)
        for path in touched - {self._typing}:
            self._drop(path)
        self._tell_draft()
        self._of_machine = [one for one in self._of_machine if touched.isdisjoint(one.paths)]
        if self._base_of != self.preset:
            self._read_base()
            touched = set(spec_by_path())
        self._check()
        self._followed = True
        self.changed.emit(touched)

    def _read_base(self) -> None:
        self._base_of = self.preset
        experiment = self._workspace.experiment
        try:
            found = preset_values(self.preset, experiment.folder if experiment else None)
        except DeepTunerError:  # deleted meanwhile, or never there: the defaults are the base
            found = {}
        self._named = frozenset(found)
        self._base = found

    def _check(self) -> None:
        ours = check(self.config)
        self._findings = _worst_first([*ours, *(f for f in self._of_machine if f not in ours)])
        self.checked.emit()


def _mistake(value: Value, text: str, told: InputError) -> Mistake:
    """A number is told, and stays, as it is written in the field: 1e9, not 1000000000.0."""
    if not text or isinstance(value, str):
        return Mistake(value, told)
    what = Message(told.what.id, {**told.what.params, "value": shortened(text.strip())})
    return Mistake(text, InputError(what, where=told.where, fix=told.fix))


class _Paths:
    """Says of a mistake at which setting it is, also when it is inside a list."""

    def where(self, path: KeyPath) -> str:
        for size in (1, 2):
            name = ".".join(str(part) for part in path[:size])
            if name in spec_by_path():
                return name
        return ".".join(str(part) for part in path)


def _worst_first(findings: Iterable[Finding]) -> list[Finding]:
    order = ("error", "warning", "note")
    return sorted(findings, key=lambda found: order.index(found.severity))
