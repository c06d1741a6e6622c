"""Sentences about following a run."""

TEXT = {
    "monitor.run-gone": "The folder of the run {run} is no longer there.",
}
