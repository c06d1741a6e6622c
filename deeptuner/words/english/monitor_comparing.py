"""Sentences about comparing runs, and about folders of TensorBoard files."""

TEXT = {
    "monitor.board.no-folder": "This folder does not exist.",
    "monitor.board.no-files": "There is no TensorBoard event file in this folder.",
    "monitor.board.no-files-fix": "Choose a folder that holds files named events.out.tfevents.….",
    "monitor.board.no-run": "This folder has no run named {run}.",
    "monitor.board.damaged": (
        "The file {file} is damaged: {read} of {size} bytes could be read, and the rest is left "
        "out."
    ),
    "monitor.board.unreadable": "The file {file} cannot be read: {why}.",
    "monitor.comparing.two": "Name at least two runs to compare.",
    "monitor.comparing.status": "Status",
    "monitor.comparing.steps": "Steps",
    "monitor.comparing.train_loss": "Train loss, newest",
    "monitor.comparing.eval_loss": "Eval loss, newest",
    "monitor.comparing.best_eval_loss": "Eval loss, best",
    "monitor.comparing.best_step": "Step of the best eval loss",
    "monitor.comparing.tokens": "Trained tokens",
    "monitor.comparing.seconds": "Duration",
    "monitor.comparing.tokens_per_second": "Tokens per second, median",
    "monitor.comparing.temperature": "Highest GPU temperature",
    "monitor.comparing.diagnosis": "Diagnosis",
    "monitor.comparing.settings": "Settings that differ",
    "monitor.comparing.same": "All settings are the same.",
}
