"""Sentences about generating and comparing answers."""

TEXT = {
    "engine.generate.no-template": "The model's tokenizer has no chat template, so it cannot be "
    "asked anything.",
    "engine.compare.bad-line": "A line of the questions is not a conversation with an answer.",
}
