"""What the worker says to whoever asks it."""

TEXT = {
    "cli.worker.cancelled": "It was cancelled.",
    "cli.worker.missing": "The request lacks `{name}`.",
    "cli.worker.not-json": "This request is not a line of JSON: {line}",
    "cli.worker.no-request": "A request needs an `id`, and `ask` with `params`, or `cancel`.",
    "cli.worker.unknown": "There is no ask named {name}. There are: {known}.",
    "cli.worker.taken": "The request {id} is still being answered.",
    "cli.gpus.none": "No GPU was found that can be used: training runs on the processor.",
    "cli.gpus.none-fit": "None of the GPUs can train: training runs on the processor.",
}
