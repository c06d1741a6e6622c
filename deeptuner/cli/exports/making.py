"""What is told while a GGUF file is made, by whichever export needs one, and while it is sent."""

from __future__ import annotations

from collections.abc import Callable

from deeptuner.cli.output import Output
from deeptuner.words import message, render


def making(output: Output) -> Callable[[str, int, int], None]:
    """Tells progress: of a phase (a message's id), done and all; MB where bytes are written."""

    def tell(phase: str, done: int, total: int) -> None:
        if phase == "engine.quants.writing":
            done, total = megabytes(done), megabytes(total)
        output.progress(render(message(phase)), done, total)

    return tell


def megabytes(count: int) -> int:
    """Bytes in whole MB; a begun one counts, so that a small file is not told as 0 of 0."""
    return -(-count // 10**6)
