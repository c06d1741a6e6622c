"""Sentences about the telemetry sampler of a run."""

TEXT = {
    "runs.no-gpu-telemetry": "The GPUs' driver hung or failed again and again while it was asked "
    "for temperatures, so that they are no longer recorded in this attempt, and no limit of heat "
    "is watched. Training goes on.",
    "runs.no-telemetry": "The program that records telemetry fails again and again, so that it is "
    "no longer started in this attempt. Training goes on; the run's log.txt tells more.",
}
