"""Sentences about merging an adapter into its model."""

TEXT = {
    "engine.merge.no-adapter": "There is no adapter in this folder.",
    "engine.merge.pickled": "The adapter is a pickle file, which can run any program when it is "
    "opened. DeepTuner opens safetensors only.",
    "engine.merge.other-kind": "The adapter is of the kind {kind}, which cannot be merged into a "
    "model.",
    "engine.merge.other-method": "The adapter is of the kind {kind}, not LoRA.",
    "engine.merge.peft-memory": "{why} PEFT could merge it, with the whole model in memory: that "
    "needs {need}, and {free} are free.",
    "engine.merge.fix-peft-memory": "Close other programs, or merge on a computer with more "
    "memory.",
    "engine.merge.peft-failed": "PEFT cannot merge this adapter either: {detail}",
    "engine.merge.changed-base": "The adapter began with {begin}, which also changes the model "
    "itself, and the changed model is not in the adapter's files.",
    "engine.merge.other-formula": "The adapter was trained with {setting}, under which its weights "
    "mean something that cannot be put into a model.",
    "engine.merge.converted": "{module} of {model} is put together from other tensors when the "
    "model is loaded, in a way that DeepTuner does not know.",
    "engine.merge.tied-rows": "The adapter trained single tokens and changes the output head "
    "besides, which {model} shares with its embedding: it cannot be told what the head should be.",
    "engine.merge.tied-adapter": "The adapter should keep head and embedding of {model} equal, and "
    "its file changes them in different ways.",
    "engine.merge.unknown-part": "The adapter holds {name}, and it is not known how to merge it.",
    "engine.merge.not-finite": "The adapter is spoiled: {name} holds something that is not a "
    "number.",
    "engine.merge.empty": "The adapter changes nothing: its file holds no weights.",
    "engine.merge.half": "The adapter is incomplete: the parts for {module} do not go together.",
    "engine.merge.not-dora": "The adapter contradicts itself: its file holds a part for {module} "
    "that only DoRA has, and its settings say that it was trained without DoRA.",
    "engine.merge.fix-adapter": "Choose the adapter of a finished run, or one of its checkpoints.",
    "engine.merge.no-such-module": "The adapter belongs to another model: {model} has no {module}.",
    "engine.merge.other-shape": "The adapter belongs to another model: {module} of {model} has "
    "another size.",
    "engine.merge.other-vocabulary": "The adapter holds {module} for {tokens} tokens, and that of "
    "{model} is for {rows}: tokens were added in training, and the model has no place for them.",
    "engine.merge.uneven": "The adapter was trained with another number of tokens than {model} "
    "has, and it does not hold {module}, which has something for each of them.",
    "engine.merge.fix-trained-elsewhere": "Merge it with the program that trained it. The merged "
    "model can then be exported here.",
    "engine.merge.missing": "The adapter is incomplete: its settings name {module} of {model}, and "
    "its file has nothing for it.",
    "engine.merge.bad-config": "The adapter's settings are damaged: {detail}",
    "engine.merge.vocabulary": "The tokenizer of {model} has the token {token} with the number "
    "{number}, and the model has an embedding for {rows} tokens only.",
    "engine.merge.fix-vocabulary": "Take the tokenizer files that belong to the model.",
    "engine.merge.lacking": "The files of {model} are not complete: {name} is missing in them.",
    "engine.merge.twice": "The tensor {name} is in two files of the model, and it cannot be told "
    "which is right.",
    "engine.merge.fix-base": "Merge it into the model that it was trained on.",
    "engine.merge.quantised-base": "The weights of {model} are quantised; an adapter merged into "
    "them would be rounded away.",
    "engine.merge.fix-quantised": "Merge it into the original 16-bit model. That is right for an "
    "adapter trained with QLoRA too.",
    "engine.merge.exists": "There is a merged model in this place already.",
    "engine.merge.fix-exists": "Give another place with --output, or replace it with --overwrite.",
    "engine.merge.source": "The merged model would take the place of {folder}, which it is made "
    "of.",
    "engine.merge.not-a-merge": "What is in this place was not made by a merge, and is not "
    "replaced.",
    "engine.merge.fix-place": "Choose another place: Save to in the window, --output in a "
    "terminal.",
    "engine.merge.not-in-index": "The model's index does not name {name}, which is in {file}.",
    "engine.merge.fix-beyond": "Merge it with --onto original: PEFT itself may be able to do that.",
    "engine.merge.overflow": "The merged weights of {name} do not fit the model's number format.",
    "engine.merge.fix-overflow": "The training may have gone wrong; try an earlier checkpoint with "
    "--checkpoint.",
    "engine.merge.device": "{device} is no device. Say cpu, cuda:0 (or another number), or auto.",
    "engine.merge.no-gpu": "There is no GPU {device}: torch sees {count} GPUs.",
    "engine.merge.fix-no-gpu": "Merge on the CPU: that needs little memory and is about as fast.",
    "cli.merge.new-tokens": "The adapter has {count} tokens of its own; the merged model has them "
    "too, with the adapter's tokenizer.",
    "cli.merge.vocabulary": "The adapter was trained with {rows} rows of tokens, and the merged "
    "model has as many. Its tokenizer is that of the base.",
    "cli.merge.by-peft": "Merged by PEFT, with the whole model in memory: {why}",
    "engine.merge.no-room": "The merged model needs {need}, and only {free} are free.",
    "engine.merge.no-room-beside": "The merged model needs {need}. {free} are free, of which other "
    "merges at work here still need {others}.",
    "engine.merge.full": "The run {run} changed the whole model, so there is nothing to merge.",
    "engine.merge.fix-full": "Its result is a complete model already: {path}",
    "engine.merge.base-changed": "The model {model} is not the one that the run was trained on.",
    "engine.merge.unfinished": "The run {run} has no adapter yet.",
    "engine.merge.no-checkpoint": "The run {run} has no checkpoint of step {step}.",
    "engine.merge.fix-checkpoint": "Merge one of its checkpoints with --checkpoint: {steps}",
    "engine.merge.fix-unfinished": "Let it train until it has finished or saved a checkpoint.",
    "engine.merge.busy": "Another merge is writing to this folder. Wait until it is done.",
    "cli.merge.which": "Name either a run, or an adapter with --adapter and its model with --base.",
    "cli.merge.of-run": "--checkpoint goes with a run, and --base with --adapter.",
    "cli.merge.merging": "merging",
    "cli.merge.done": "Merge completed successfully!",
}
