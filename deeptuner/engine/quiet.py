"""Libraries, and models, load without bars and remarks of their own: a command's words are ours.

Knows what they would say. Imports none of them before it is asked to.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ADVICE: Final = "bitsandbytes.backends.cpu.ops"


def without_advice() -> None:
    """To be called before PEFT is imported, which imports bitsandbytes, which then warns on newer
    processors that a package is missing. It does without: only 4-bit models on a CPU would be
    somewhat faster, and the package fetches a program over the network to be run."""
    logging.getLogger(ADVICE).setLevel(logging.ERROR)


@contextmanager
def quiet() -> Iterator[None]:
    """No bars, and errors alone, while the block runs; then as before."""
    from transformers.utils import logging as theirs

    had_bars, level = theirs.is_progress_bar_enabled(), theirs.get_verbosity()
    theirs.disable_progress_bar()
    theirs.set_verbosity_error()
    try:
        yield
    finally:
        theirs.set_verbosity(level)
        if had_bars:
            theirs.enable_progress_bar()
