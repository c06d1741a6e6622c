"""Sentences about trying a model out."""

TEXT = {
    "engine.chat.base-of-run": "A run knows the model that it was trained on; --base goes with a "
    "folder.",
    "engine.base.fix-changed": "Put the model that the run was trained on back in its place.",
    "engine.chat.unfinished": "The run {run} has no result yet.",
    "engine.chat.fix-checkpoint": "Ask one of its checkpoints with --checkpoint: {steps}",
    "engine.chat.needs-base": "This folder holds an adapter, and the model that it belongs to "
    "({base}) is not on this machine.",
    "engine.chat.fix-needs-base": "Say with --base which model it was trained on.",
    "engine.chat.bad-request": "The request's `{name}` cannot be used: {value}",
    "engine.chat.bad-number": "{name} cannot be {value}; what goes is {bounds}.",
    "engine.chat.bad-share": "{name} cannot be {value}; what goes is above 0, up to 1.",
    "engine.chat.nothing-asked": "Nothing was asked: a conversation must end with a question.",
    "engine.chat.no-side": "{name} has no {side} side: only one model is known.",
    "engine.chat.too-long": "The question takes {tokens} tokens, and the model reads {context} at "
    "most.",
    "engine.chat.fix-too-long": "Ask something shorter.",
    "engine.chat.fix-template": "The model's chat template refuses this conversation; ask without "
    "a system text.",
    "engine.chat.trained-plain": "The run was trained on plain text, so the models go on with what "
    "you write, and no chat template is used.",
    "engine.chat.no-template": "The model has no chat template, so it goes on with what you write.",
    "engine.chat.dropped": "The conversation is longer than what the model reads: its first "
    "{turns} messages were left out.",
    "engine.chat.no-device": "There is no device {asked} here. There are: {have}.",
    "engine.chat.gpu-busy": "GPU{gpu} is used by the run {run}.",
    "engine.chat.fix-place": "Take another GPU or the CPU, or wait until the run has ended.",
    "engine.chat.gpus-train": "Every GPU is used by a run, so the CPU answers.",
    "engine.chat.gpus-full": "The model needs {need} GiB, and the emptiest GPU has {free} GiB "
    "free, so the CPU answers.",
    "engine.chat.too-large": "The model needs {need} GiB of memory, and the {place} has {free} "
    "GiB free.",
    "engine.chat.fix-too-large": "Close what uses memory, take another device, or hold the model "
    "in 4 bits.",
    "engine.chat.other-adapter": "The adapter does not belong to this model: {detail}",
    "engine.chat.out-of-memory": "The memory was not enough for the model and this conversation.",
    "engine.chat.killed": "The process with the model was ended from outside, most likely because "
    "memory ran out.",
    "engine.chat.died": "The process with the model has ended with code {code}: {last}",
    "engine.chat.fix-died": "Ask again: it is started anew. If memory ran out, close what uses "
    "it or hold the model in 4 bits.",
}
