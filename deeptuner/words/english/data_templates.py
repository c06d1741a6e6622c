"""Sentences about tokenizers, chat templates and the loss mask."""

TEXT = {
    # tokenizer
    "data.tokenizer-missing": "There is no tokenizer in this model folder.",
    "data.tokenizer-missing-fix": "Add the model's tokenizer.json and tokenizer_config.json, or "
    "download the model again.",
    "data.tokenizer-needs-conversion": "This model has only a tokenizer.model, which must first "
    "be converted to tokenizer.json.",
    "data.tokenizer-needs-conversion-fix": "Training converts it when it prepares the model; to "
    "convert it yourself, load it once with transformers and save it.",
    "data.tokenizer-invalid": "The tokenizer cannot be read: {said}",
    "data.tokenizer-invalid-fix": "The file is damaged or of another kind. Download the model's "
    "tokenizer files again.",
    "data.tokenizer-not-json": "This file is not valid JSON: {said}",
    "data.tokenizer-unknown-special": "The special token {token} ({name}) is not in the "
    "vocabulary, so it is not used.",
    # rendering
    "data.template-invalid": "The model's chat template is not valid: {said}",
    "data.template-choose": "Choose a named prompt template instead, for example chatml.",
    "data.template-raises": "The chat template refuses this conversation: {said}",
    "data.template-unknown": "There is no prompt template named {name}.",
    "data.template-unknown-fix": "Use auto, or one of: {names}.",
    "data.template-made": "The tokenizer has no chat template, so the template {name} is used and "
    "saved with the model.",
    "data.template-replaced": "The template {name} is used instead of the tokenizer's own, and "
    "saved with the model.",
    "data.template-tokens-missing": "The template {name} marks turns with {tokens}, which the "
    "tokenizer does not know as tokens of their own. The model has to learn them as plain text; "
    "another template may suit it better.",
    # why a conversation is left out
    "data.mask-no-answer": "The conversation has no answer of the assistant to learn from.",
    "data.mask-empty-answer": "Message {turn}, an answer of the assistant, is empty.",
    "data.mask-drops-words": "The chat template does not show the messages of a plain "
    "conversation word for word.",
    "data.mask-drops-answer": "The chat template leaves out a part of message {turn}, an answer "
    "of the assistant.",
    "data.mask-drops-reasoning": "The chat template leaves out the reasoning of message {turn}, "
    "so the model could not learn it. Put the reasoning into the answer itself, or choose another "
    "prompt template.",
    "data.mask-drops-calls": "The chat template leaves out the tool call in message {turn}. "
    "Choose a prompt template that shows tool calls, for example qwen.",
    "data.mask-drops-message": "The chat template leaves out message {turn} ({role}), so the "
    "model would learn to answer something it cannot see.",
    "data.mask-hides-tools": "The chat template does not show the model which tools it has.",
    "data.mask-rewrites": "The chat template rewrites the messages, so it cannot be told which "
    "text is the assistant's.",
    "data.mask-mixes": "In the text of the chat template, message {turn} cannot be told apart "
    "from the messages around it.",
    "data.mask-no-border": "In the text of the chat template, it cannot be told where message "
    "{turn} begins.",
    "data.mask-no-end": "The chat template writes no end-of-turn token after message {turn}.",
    "data.mask-too-many-turns": "The conversation has {count} messages, more than can be told "
    "apart.",
    # what the self-check finds
    "data.check-refused": "Conversations of this kind ({scenario}) are left out: {reason}",
    "data.check-unusable": "This chat template cannot be used for training: {reason}",
    "data.check-words": "the words to train on are not exactly the assistant's",
    "data.check-ends": "an answer does not end with exactly one end-of-turn token",
    "data.check-methods": "two ways of finding the assistant's text disagree",
    "data.check-double-bos": "The text begins with the token {token} twice.",
    "data.check-no-bos": "Plain text of this tokenizer begins with {token}, but the text of the "
    "chat template does not. It is trained as the template writes it.",
    "data.check-injected": "The template adds text of its own before the conversation "
    "({count} characters): “{text}”",
    "data.check-date": "The template writes the date into the text. It stays {date} for this run.",
    "data.check-header": "When the model is asked to answer, the template writes “{asked}”, but "
    "answers in the training text do not stand behind that. Rows whose answers come without "
    "reasoning teach what the model is never asked that way.",
    "data.check-thinking-off": "Asked with enable_thinking turned off, the header is the same as "
    "in training.",
    "data.check-end-added": "The template ends the last answer without a token, so {token} is "
    "added to the text.",
    "data.check-end-pieces": "The end-of-turn token {token} is not one token of this tokenizer "
    "but {count}.",
    "data.check-straddle": "{count} borders between prompt and answer lie inside a token; such a "
    "token is not trained.",
    "data.check-split": "Conversations with several answers become one sample for each answer, "
    "because the template writes earlier answers differently.",
}
