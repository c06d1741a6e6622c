"""Sentences of the model card in a merged folder."""

TEXT = {
    "engine.card.what": "{base}, fine-tuned with {method} on the dataset {dataset}. The adapter is "
    "merged into the weights, so this is a whole model that needs nothing else.",
    "engine.card.what-adapter": "{base} with an adapter ({method}) merged into its weights: a "
    "whole model that needs nothing else.",
    "engine.card.training": "How it was trained",
    "engine.card.method": "Method",
    "engine.card.onto": "Merged onto",
    "engine.card.onto-original": "the base model's own weights",
    "engine.card.onto-nf4": "the base model's weights as training saw them, rounded to 4 bits "
    "(NF4)",
    "engine.card.rank": "Rank",
    "engine.card.alpha": "Alpha",
    "engine.card.dropout": "Dropout",
    "engine.card.targets": "Adapted modules",
    "engine.card.steps": "Step",
    "engine.card.tokens": "Tokens trained",
    "engine.card.learning-rate": "Learning rate",
    "engine.card.batch": "Batch size × accumulation",
    "engine.card.length": "Longest sample, tokens",
    "engine.card.precision": "Precision",
    "engine.card.seed": "Seed",
    "engine.card.train-loss": "Train loss",
    "engine.card.eval-loss": "Eval loss",
    "engine.card.use": "How to use it",
    "engine.card.transformers": "With transformers:",
    "engine.card.vllm": "With vLLM:",
    "engine.card.ollama": "With Ollama, by DeepTuner:",
    "engine.card.proof": "Proof of the merge",
    "engine.card.not-proven": "The merged model was not compared with the model and its adapter.",
    "engine.card.proven-eval": "Compared with the base model and its adapter, on {rows} rows "
    "({tokens} tokens) of the eval split, which was not trained on:",
    "engine.card.proven-train": "Compared with the base model and its adapter, on {rows} rows "
    "({tokens} tokens) of the training data:",
    "engine.card.proven-sample": "Compared with the base model and its adapter, on {rows} sample "
    "sentences ({tokens} tokens):",
    "engine.card.difference": "Largest difference between logits, by that rounding",
    "engine.card.weights": "Tensors that are what PEFT's own merge gives, to the rounding of their "
    "type",
    "engine.card.same-token": "Same likeliest next token",
    "engine.card.effect": "Kept of what the adapter does",
    "engine.card.loss-merged": "Loss, merged",
    "engine.card.loss-adapter": "Loss, base with adapter",
    "engine.card.loss-base": "Loss, base alone",
    "engine.card.other-rows": "These losses are means over the tokens of a short piece each of the "
    "first {rows} rows of the eval split. The eval loss of the training, above, is that of the "
    "whole split, so the two differ.",
    "engine.card.limits": "Limits",
    "engine.card.limits-text": "The losses tell how well the model foretells rows like those it "
    "was trained on, and nothing about anything else. What {base} gets wrong, this model may get "
    "wrong too; look at its answers before relying on them.",
    "engine.card.no-licence": "The licence of the base model holds for this model too. It was not "
    "found in the base model's files, so look it up before handing the model on.",
    "engine.card.made": "Made with DeepTuner {version}.",
}
