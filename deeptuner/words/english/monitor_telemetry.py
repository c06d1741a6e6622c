"""Sentences about telemetry: what GPUs and computer read while a run goes on."""

TEXT = {
    "monitor.telemetry.no-gpus": "No GPU was found on this machine.",
    "monitor.telemetry.hangs": "The GPUs' driver has not answered for {seconds} seconds; "
    "temperatures are missing meanwhile. Training is not touched by it.",
    "monitor.telemetry.host-only": "The GPUs' driver hung or failed again and again, so that "
    "temperatures are no longer recorded in this attempt. Training is not touched by it.",
}
