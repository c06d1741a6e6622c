"""Sentences about proving a merged model."""

TEXT = {
    "engine.proof.proving": "proving",
    "engine.proof.no-memory": "Not proven: comparing the models needs {need} of free memory.",
    "engine.proof.failed": "The merged model does not behave as the model with its adapter does. "
    "{why}",
    "engine.proof.fix-failed": "It was not kept; the report tells more. Try another checkpoint, or "
    "merge with --no-proof to look at the model nevertheless.",
    "engine.proof.does-not-load": "It cannot be loaded again with all of its weights.",
    "engine.proof.unused": "The adapter's weight {name} has no place in the model.",
    "engine.proof.difference": "Logits differ by at most {largest} ({allowed} allowed); the next "
    "token is the same for {share} of {tokens} tokens.",
    "engine.proof.rounding": "That rounding changes logits by at most {largest}; the next token is "
    "the same for {share} of {tokens} tokens.",
    "engine.proof.losses": "Loss: {merged} merged, {adapter} with the adapter, {base} without.",
    "engine.proof.rows-eval": "Compared on a short piece each of the first {rows} rows of the eval "
    "split, so these losses differ from the run's eval loss, which is that of the whole split.",
    "engine.proof.rows-train": "Compared on {rows} rows of the training data, for there is no eval "
    "split.",
    "engine.proof.rows-sample": "Compared on {rows} sample sentences, for the run's data is not at "
    "hand.",
    "engine.proof.all-weights": "All {tensors} tensors are what PEFT's own merge gives, to the "
    "rounding of their type.",
    "engine.proof.weights": "The weights of {name} are not what the adapter makes of the base's.",
    "engine.proof.config": "Its config.json says otherwise than the base's: {names}.",
    "engine.proof.compared": "Loss merged onto the original model: {original}; onto the base in 4 "
    "bits, as training had it: {nf4}; in training itself: {adapter}.",
    "engine.proof.better-original": "Merging onto the original model is the better way here.",
    "engine.proof.better-nf4": "Merging onto the base in 4 bits is the better way here.",
    "engine.proof.other-original": "The original model is the better base here: merge again with "
    "--onto original --overwrite.",
    "engine.proof.other-nf4": "The base in 4 bits is the better one here: merge again with --onto "
    "nf4 --overwrite.",
    "engine.proof.cannot-compare": "The two ways to merge cannot be compared here: that needs "
    "{need} of free memory, and a kind of model that can be computed layer by layer.",
    "engine.proof.effect": "It keeps {share} of what the adapter does.",
    "engine.proof.faded": "It keeps {share} of what the adapter does: the rest is too small for "
    "the number format of the weights. An adapter that was trained longer, or at a higher learning "
    "rate, keeps more.",
}
