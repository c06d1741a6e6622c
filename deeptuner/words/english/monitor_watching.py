"""Sentences about telemetry that cannot be read."""

TEXT = {
    "monitor.telemetry-unreadable": "The telemetry of this run cannot be read: {why}.",
}
