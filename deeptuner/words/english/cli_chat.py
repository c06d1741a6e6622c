"""What `deeptuner chat` says."""

TEXT = {
    "cli.chat.loading": "Loading the model …",
    "cli.chat.weights": "loading",
    "cli.chat.asking": "asking",
    "cli.chat.begin": "Base model: {base}. Fine-tuned: {tuned}. Type a question; /help tells more.",
    "cli.chat.begin-one": "Model: {tuned}. Type a question; /help tells more.",
    "cli.chat.stopped": "The answer of {side} was stopped.",
    "cli.chat.cut": "The answer of {side} was cut after {tokens} tokens; /max_new_tokens allows "
    "more.",
    "cli.chat.leave": "/exit or Ctrl-D ends the chat.",
    "cli.chat.cleared": "The conversation begins anew.",
    "cli.chat.system": "The system text goes before every conversation from now on.",
    "cli.chat.no-system": "There is no system text any more.",
    "cli.chat.sampling": "From now on: {sampling}",
    "cli.chat.shown": "Sampling: {sampling}\nWhat the model was last given:\n{template}",
    "cli.chat.help": "/clear begins anew · /system TEXT · /temperature N · /top_p N · /top_k N · "
    "/max_new_tokens N · /repetition_penalty N · /seed N (or off) · /show tells what the model is "
    "given · Ctrl-C stops an answer · /exit",
    "cli.chat.unknown": "There is no command /{name}.",
    "cli.chat.of-prompts": "--output, --column, --limit and --overwrite go with --prompts.",
    "cli.chat.no-prompts": "There is no prompt in this file.",
    "cli.chat.no-column": "There is no column {column}; the columns are: {columns}.",
    "cli.chat.no-number": "Write a number after /{name}.",
    "cli.chat.bad-limit": "--limit must be 1 or more.",
    "cli.chat.not-text": "This file is not UTF-8 text.",
    "cli.chat.fix-column": "Say with --column where the prompts stand. There are: {columns}",
    "cli.chat.ending": "The table's name must end with one of {endings}.",
    "cli.chat.exists": "There is a file in this place already.",
    "cli.chat.fix-exists": "Give another name, or replace it with --overwrite.",
    "cli.chat.first-refused": "Prompt {number}: {why}",
    "cli.chat.not-written": "The table could not be written: {why}",
    "cli.chat.kept": "The answers are not lost: they are in {path}. Move them from there.",
    "cli.chat.kept-nowhere": "No temporary file could be written either, so the answers were "
    "printed here. Copy them.",
    "cli.chat.so-far": "It ended early: {answered} of {total} prompts were answered.",
    "cli.chat.so-far-in": "It ended early: {answered} of {total} prompts were answered. Their "
    "answers are in {path}",
    "cli.chat.done": "{rows} prompts asked.",
    "cli.chat.done-one": "1 prompt asked.",
    "cli.chat.exact": "Exactly as expected, of {of}: {shares}.",
    "cli.chat.failed": "{failed} prompts could not be asked; the table says why.",
    "cli.chat.failed-one": "1 prompt could not be asked; the table says why.",
    "cli.chat.seed": "Seed: {seed}",
}
