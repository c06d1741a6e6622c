"""What is said when training pauses and goes on, where nobody gave a reason."""

TEXT = {
    "runs.pauses": "Training pauses.",
    "runs.continues": "Training goes on.",
    "runs.pause-lapsed": "Training was paused, and then nothing was heard of the GPUs' temperature "
    "for {seconds} seconds. It goes on without being watched.",
}
