"""What a run's curves say, in words: the verdict, its evidence, and what would help.

Knows losses by step and the run's settings (docs/diagnosis.md). Reads no files, draws nothing.
"""

from deeptuner.monitor.diagnosis.choice import diagnose
from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Measured
from deeptuner.monitor.diagnosis.verdict import Best, Diagnosis, Finding, Verdict, said_in

__all__ = [
    "Best",
    "Diagnosis",
    "Facts",
    "Finding",
    "Measured",
    "Verdict",
    "diagnose",
    "said_in",
]
