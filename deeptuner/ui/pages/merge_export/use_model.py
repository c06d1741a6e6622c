"""How the merged folder is used elsewhere: what is typed or written to load it.

Knows how other programs are pointed at a model folder. Does not know how it came about.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.merge_export.command_line import CommandLine
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Label, Popover, vbox

WIDTH = 420


def show_uses(anchor: QWidget, folder: Path) -> Popover:
    """A panel beside `anchor` with the lines to copy for the model in `folder`."""
    content = QWidget()
    content.setAccessibleName(tr("Use the model"))
    about = tr("The merged folder is an ordinary Hugging Face model.")
    parts: list[QWidget] = [Label(tr("Use the model"), 14, 600), Label(about, 12, tone="text2")]
    for title, text in uses(folder):
        row = QWidget()
        row.setLayout(vbox(Label(title, 12, 400, "text2"), CommandLine(text), gap=2))
        parts.append(row)
    content.setLayout(vbox(*parts, gap=10))
    content.setFixedWidth(scaled(WIDTH))
    popover = Popover(anchor, content)
    popover.open()
    return popover


def uses(folder: Path) -> list[tuple[str, str]]:
    """Each program's name for a person, with what is typed or written to load the model."""
    path = str(folder)
    return [
        (tr("Folder"), path),
        (tr("In Python, with transformers"), f"AutoModelForCausalLM.from_pretrained({path!r})"),
        (tr("As a server, with vLLM"), f"vllm serve {shlex.quote(path)}"),
    ]
