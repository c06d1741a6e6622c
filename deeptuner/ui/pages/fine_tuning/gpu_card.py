"""The card of GPUs: which there are, which train, and why one is left out.

Knows what the worker tells of the machine and the setting `hardware.gpus`. Judges no GPU itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import Value
from deeptuner.settings.declare import AUTO
from deeptuner.ui.format import memory_size, whole
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.hints import Suggestion
from deeptuner.ui.forms.setting_card import SettingCard
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.translation import Told, say, tr
from deeptuner.ui.widgets import (
    CheckBox,
    Chip,
    IconLabel,
    Label,
    Note,
    Skeleton,
    hbox,
    vbox,
)
from deeptuner.ui.widgets.card import Panel
from deeptuner.words import message_from_json

PATH = "hardware.gpus"


class GpuCard(SettingCard):
    """Ticked are those that train; all that are fit means `auto`."""

    def __init__(self, form: Form) -> None:
        super().__init__(form, PATH, tr("GPUs"))
        self._devices: list[Mapping[str, Any]] = []
        self._rows: dict[int, GpuRow] = {}
        self._list = vbox(gap=6)
        self._skeleton = Skeleton(2)
        self._place: QWidget | None = None
        self._shown: Mapping[str, Any] = {}
        self.content.addWidget(self._skeleton)
        self.content.addLayout(self._list)
        self._skeleton.start()
        self.refresh()

    def show_gpus(self, answer: Mapping[str, Any]) -> None:
        """What the worker says of the machine, every few seconds: mostly the same again."""
        if answer == self._shown:
            return
        self._shown = dict(answer)
        self._skeleton.stop()
        devices = list(answer.get("devices", ()))
        if self._place or [one["index"] for one in devices] != list(self._rows) or not devices:
            self._build(devices, answer)
        self._devices = devices
        for one in devices:
            self._rows[one["index"]].show_device(one)
        suggestions = (
            Suggestion(one["index"], f"GPU{one['index']}", "" if one["fit"] else reason_of(one))
            for one in devices
        )
        self.form.hints.suggest(PATH, suggestions)
        self.refresh()

    def show_failure(self, told: Told) -> None:
        """The machine could not be looked at."""
        self._skeleton.stop()
        self._clear()
        self._shown = {}
        self._put(Note("warn", told.what, told.fix))

    def show_value(self, value: Value) -> None:
        if isinstance(self._place, CpuRow):
            self._place.show_chosen(value in (AUTO, []))
        for one in self._devices:
            ticked = one["fit"] if value == AUTO else one["index"] in value
            self._rows[one["index"]].show_ticked(ticked)

    def first_field(self) -> QWidget:
        return next((row.tick for row in self._rows.values()), self)

    def _build(self, devices: Sequence[Mapping[str, Any]], answer: Mapping[str, Any]) -> None:
        self._clear()
        for one in devices:
            row = GpuRow(one["index"])
            row.tick.clicked.connect(self._on_tick)
            self._rows[one["index"]] = row
            self._list.addWidget(row)
        if not any(one["fit"] for one in devices):
            self._put(CpuRow(answer))

    def _put(self, place: QWidget) -> None:
        """What stands here when no GPU trains."""
        self._place = place
        self._list.addWidget(place)

    def _clear(self) -> None:
        for old in (*self._rows.values(), self._place):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows, self._place, self._devices = {}, None, []

    def _on_tick(self) -> None:
        ticked = [index for index, row in self._rows.items() if row.tick.isChecked()]
        fit = [one["index"] for one in self._devices if one["fit"]]
        self.give(AUTO if ticked == fit else ticked)


class GpuRow(Panel):
    """One GPU: a tick, its name, memory and temperature, or why it is left out."""

    def __init__(self, index: int) -> None:
        super().__init__("option")
        self.tick = CheckBox(f"GPU{index}", weight=600)
        self._name = Label("", weight=500, elide=True)
        self._sub = Label("", px=12, tone="text2", wrap=True)
        self._memory = Label("", tone="text2")
        self._heat_icon = IconLabel("thermometer-simple", "text2", 16)
        self._heat = Label("", tone="text2")
        self._out = Chip(tr("Left out"), "neutral", "prohibit")
        heat = hbox(self._heat_icon, self._heat, gap=3)
        words = vbox(self._name, self._sub, gap=0)
        self.setLayout(
            hbox(
                self.tick,
                (words, 1),
                self._memory,
                heat,
                self._out,
                gap=10,
                margins=(12, 8, 12, 8),
            )
        )

    def show_device(self, device: Mapping[str, Any]) -> None:
        fit, heat = bool(device["fit"]), device.get("temperature")
        self._name.setText(device["name"])
        self._sub.setText(state_of(device))
        self._memory.setText(memory_size(device["total_memory"]) if fit else "")
        show_if(fit, self._memory)
        self._heat.setText(tr("{degrees} °C", degrees=whole(heat)) if heat is not None else "")
        show_if(fit and heat is not None, self._heat, self._heat_icon)
        show_if(not fit, self._out)
        self._fit = fit
        self.tick.setAccessibleName(f"{self.tick.text()}, {device['name']}")
        self.tick.setAccessibleDescription(state_of(device))

    def show_ticked(self, ticked: bool) -> None:
        """A GPU that is not fit can be taken back out, never chosen anew."""
        self.tick.setChecked(ticked)
        self.tick.setEnabled(self._fit or ticked)
        self.set_state("chosen" if ticked else "" if self._fit else "off")


class CpuRow(Panel):
    """What trains when no GPU does."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__("option")
        cores = tr("Cores: {cores}", cores=answer.get("cpu_cores", "–"))
        memory = tr("memory: {size}", size=memory_size(answer.get("memory") or 0))
        notes = [say(message_from_json(one)) for one in answer.get("notes", ())]
        self._title = Label("", weight=600)
        words = vbox(
            self._title,
            Label(f"{cores} · {memory}", px=12, tone="text2"),
            *(Label(note, px=12, tone="text2", wrap=True) for note in notes),
            Label(
                tr("This is slow: choose a small model to try things out."),
                px=12,
                tone="text2",
                wrap=True,
            ),
            gap=1,
        )
        self.setLayout(
            hbox(IconLabel("cpu", "accent_text", 20), (words, 1), gap=12, margins=(12, 10, 12, 10))
        )
        self.show_chosen(True)

    def show_chosen(self, chosen: bool) -> None:
        """Where the settings ask for GPUs that are not there, nothing trains."""
        self._title.setText(tr("Trains on the CPU") if chosen else tr("No GPU can train here"))
        self.set_state("chosen" if chosen else "")


def reason_of(device: Mapping[str, Any]) -> str:
    reason = device.get("reason")
    return say(message_from_json(reason)) if reason else ""


def state_of(device: Mapping[str, Any]) -> str:
    """In one line: why it is left out, which run has it, or what is used of it."""
    if not device["fit"]:
        return reason_of(device)
    if device.get("busy"):
        return tr("In use by the run {run}", run=device["busy"])
    used = device.get("used_memory")
    if used is None:
        return tr("Ready")
    return tr("{size} in use", size=memory_size(used)) if used > 2**28 else tr("Idle")
