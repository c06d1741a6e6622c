"""Recognising how the rows of a dataset are written, and turning each into a conversation or text.

Knows dataset formats. Does not know files, templates or tokens.
"""

from deeptuner.data.formats.convert import convert
from deeptuner.data.formats.detect import detect
from deeptuner.data.formats.detection import Candidate, Detection

__all__ = ["Candidate", "Detection", "convert", "detect"]
