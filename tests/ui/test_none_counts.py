"""A window outlives many thousand empty values."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import deeptuner.ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(300_000):
    thing.property("nothing")
print("alive")
"""


def test_empty_values_do_not_end_the_program() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
