"""The board with tables and cards to choose from.

Knows the kit and example rows. The numbers and names are illustrations.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from deeptuner.ui.widgets import (
    Button,
    Card,
    CheckBox,
    Chip,
    ChipFace,
    IconButton,
    Label,
    Panel,
    Table,
    hbox,
    vbox,
)
from deeptuner.ui.widgets.table import (
    ChipRole,
    DisabledRole,
    RadioRole,
    SubtitleRole,
    SubtitleToneRole,
)
from scripts.make_screens.frame import framed

Index = QModelIndex | QPersistentModelIndex


def lists() -> QWidget:
    models = Card(
        "Choose Model", Chip("4 in models/"), IconButton("arrows-clockwise", "Read again")
    )
    models.body.addWidget(_table(_MODELS, _MODEL_HEADERS, right=(1, 2, 3)))
    datasets = Card("Choose Dataset", Chip("4 in datasets/"), IconButton("plus", "Add a dataset"))
    datasets.body.addWidget(_table(_DATASETS, _DATASET_HEADERS, right=(1,)))
    checkpoints = Card("Choose a checkpoint", help="Checkpoints")
    checkpoints.body.addWidget(_table(_CHECKPOINTS, _CHECKPOINT_HEADERS, right=(1, 2, 3)))
    page = QWidget()
    page.setLayout(
        hbox(
            (vbox(models, datasets, gap=12), 1),
            (vbox(checkpoints, _options(), None, gap=12), 1),
            gap=12,
            margins=(16, 16, 16, 16),
        )
    )
    return framed(page)


def _options() -> QWidget:
    card = Card("GPUs", Button("Check ROCm", "link", "cpu"), help="GPUs")
    for name, sub, state in (
        ("Radeon RX 7900 XTX", "0.9 GB used by the desktop", "chosen"),
        ("Radeon RX 7900 XTX", "Idle", ""),
        ("Radeon Graphics", "Shares system memory, too slow", "off"),
    ):
        box = CheckBox("GPU0", weight=600)
        box.setChecked(state == "chosen")
        box.setEnabled(state != "off")
        words = vbox(Label(name, 13, 600), Label(sub, 11.5, tone="text2"), gap=0)
        panel = Panel("option", hbox(box, 8, words, None, Label("24 GB"), margins=(12, 8, 12, 8)))
        panel.set_state(state)
        card.body.addWidget(panel)
    return card


_MODEL_HEADERS = ("Name", "Parameters", "On disk", "dtype")


_MODELS = [
    (("Llama-3.2-1B-Instruct", "Llama"), "1.24 B", "2.5 GB", "bf16"),
    (("Llama-3.2-3B-Instruct", "Llama"), "3.21 B", "6.4 GB", "bf16"),
    (("gemma-2-2b-it", "1 of 2 weight files is missing", "danger"), "2.61 B", "5.2 GB", "bf16"),
]


_DATASET_HEADERS = ("Name and detected format", "Rows", "Check")


_DATASETS = [
    (
        ("support-chat.jsonl", "Chat (messages)"),
        "4,849",
        ChipFace("3 problems", "warn", "warning-fill"),
    ),
    (
        ("product-faq.csv", "Question and answer"),
        "1,206",
        ChipFace("No problems", "ok", "check-circle-fill"),
    ),
    (
        (
            "a-very-long-name-of-a-dataset-that-somebody-gave-it-in-2026-version-17-final.parquet",
            "Not recognised: map the columns",
            "danger",
        ),
        "18,340",
        ChipFace("Needs mapping", "danger", "x-circle-fill"),
    ),
]


_CHECKPOINT_HEADERS = ("Step", "Eval loss", "Saved", "Size")


_CHECKPOINTS = [
    (("400",), "1.118", "14:13", "135 MB"),
    (("480",), "1.214", "14:15", "135 MB"),
    (("300",), "1.129", "14:10", "135 MB"),
]


class _Rows(QAbstractTableModel):
    """Rows of illustrations: the first cell may be (title, subtitle, tone)."""

    def __init__(self, rows: list[Any], headers: tuple[str, ...], right: tuple[int, ...]) -> None:
        super().__init__()
        self._rows, self._headers, self._right = rows, headers, right

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section in self._right)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        cell = self._rows[index.row()][index.column()]
        parts = cell if isinstance(cell, tuple) else (cell,)
        disabled = len(parts) > 2 and "missing" in parts[1]
        chip = cell if isinstance(cell, ChipFace) else None
        if index.column() == 0 and parts[0] == "400":
            chip = ChipFace("Best", "ok", "star-fill")
        return {
            Qt.ItemDataRole.DisplayRole: None if chip is cell else parts[0],
            Qt.ItemDataRole.TextAlignmentRole: _side(index.column() in self._right),
            SubtitleRole: parts[1] if len(parts) > 1 else None,
            SubtitleToneRole: parts[2] if len(parts) > 2 else None,
            ChipRole: chip,
            RadioRole: index.row() == 0 if index.column() == 0 else None,
            DisabledRole: disabled,
        }.get(role)


def _side(right: bool) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _table(rows: list[Any], headers: tuple[str, ...], right: tuple[int, ...]) -> QWidget:
    model = _Rows(rows, headers, right)
    table = Table(model)
    model.setParent(table)
    table.setMinimumHeight(table.height_of_rows(len(rows)))
    table.select_row(0)
    return table
