"""Telemetry by time: what GPUs and host did over any period of a run."""
