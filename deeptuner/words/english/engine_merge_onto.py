"""Sentences about merging onto the base as a QLoRA run saw it, and about comparing both ways."""

TEXT = {
    "engine.merge.not-4-bit": "This run did not train over a base in 4 bits (QLoRA), so there is "
    "nothing to match.",
    "engine.merge.fix-not-4-bit": "Merge it onto the original model, which is what it trained on.",
    "engine.merge.4-bit-name": "Training held {module} of {model} in 4 bits, and its weights are "
    "not one tensor in the model's files, so they cannot be rounded as training did.",
    "engine.merge.fix-4-bit-name": "Merge onto the original model with --onto original.",
    "cli.merge.compared": "Both ways to merge were compared.",
    "engine.merge.4-bit-unknown": "How this adapter's base was held in training is not known, so "
    "it cannot be matched.",
}
