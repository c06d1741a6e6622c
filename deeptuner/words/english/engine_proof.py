"""Sentences about proving a merged model."""

TEXT = {
    "engine.proof.proving": "proving",
    "engine.proof.no-memory": "Not proven: comparing the models needs {need} GB of free memory.",
    "engine.proof.failed": "The merged model does not behave as the model with its adapter does. "
    "{why}",
    "engine.proof.fix-failed": "It was not kept; the report tells more. Try another checkpoint, or "
    "merge with --no-proof to look at the model nevertheless.",
    "engine.proof.does-not-load": "It cannot be loaded again with all of its weights.",
    "engine.proof.unused": "The adapter's weight {name} has no place in the model.",
    "engine.proof.difference": "Logits differ by at most {largest} ({allowed} allowed); the next "
    "token is the same for {share} of {tokens} tokens.",
    "engine.proof.losses": "Loss: {merged} merged, {adapter} with the adapter, {base} without.",
    "engine.proof.rows-eval": "Compared on {rows} rows of the eval split.",
    "engine.proof.rows-train": "Compared on {rows} rows of the training data, for there is no eval "
    "split.",
    "engine.proof.rows-sample": "Compared on {rows} sample sentences, for the run's data is not at "
    "hand.",
    "engine.proof.effect": "It keeps {share} of what the adapter does.",
}
