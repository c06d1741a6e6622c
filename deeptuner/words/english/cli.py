"""Sentences of the command line itself."""

TEXT = {
    "cli.training": "Training",
    "cli.stopping": "Stopping: the run saves a checkpoint at the end of this step and ends. Press "
    "Ctrl-C again to leave it to that.",
    "cli.left-saving": "The run {run} saves and ends by itself.",
    "cli.left-running": "The run {run} goes on without being watched.",
    "cli.look-again": "`deeptuner watch {run}` shows how it ended.",
    "cli.how-to-stop": "`deeptuner stop {run}` saves and stops it.",
    "cli.queued": "The run {run} has not been started.",
    "cli.eval": "Step {step}: eval loss {loss}, perplexity {perplexity}, token accuracy "
    "{accuracy} %.",
    "cli.sample": "Step {step}: {prompt}\n  → {text}",
    "cli.checkpoint": "Step {step}: saved a checkpoint.",
    "cli.checkpoint-best": "Step {step}: saved a checkpoint, the best so far.",
    "cli.warning": "Warning: {text}",
    "cli.diagnosis": "The curves: {text}",
    "cli.phase-waiting": "Waiting for the run's earlier processes to end …",
    "cli.phase-checking": "Checking model, data and settings …",
    "cli.phase-preparing": "Preparing the data …",
    "cli.phase-loading": "Loading the model …",
    "cli.phase-finishing": "Finishing …",
    "cli.init-done": "{path} is ready. Put models into {models} and datasets into {datasets}, then "
    "start with `deeptuner train CONFIG`.",
    "cli.preset-change": "{preset} sets {path}: {after} (was {before}).",
    "cli.started": "The run {run} has started.",
    "cli.resumed": "The run {run} goes on (attempt {attempt}).",
    "cli.saving": "The run saves a checkpoint at the end of this step.",
    "cli.saved": "Saved {path}.",
    "cli.not-saved": "The run {run} ended before it saved the checkpoint that was asked for.",
    "cli.no-runs": "No runs yet.",
    "cli.bad-run": "The run {run} is left out: {why}",
}
