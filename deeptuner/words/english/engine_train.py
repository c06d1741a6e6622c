"""Sentences of the training recipe: starting, resuming, ending."""

TEXT = {
    "engine.train.nan": "The loss stopped being a number at step {step}: training has diverged.",
    "engine.train.nan-fix": "Lower the learning rate, for example to a tenth, or lengthen the "
    "warmup. Checkpoints from before this step are unharmed.",
    "engine.train.out-of-memory": "The GPU ran out of memory while training.",
    "engine.train.out-of-memory-fix": "Halve the batch size and double the gradient accumulation, "
    "turn gradient checkpointing on, shorten the max length, or choose QLoRA.",
    "engine.train.padded-instead": "This model does not keep samples apart when they are put "
    "behind one another, so padded batches are used instead. They take longer and are as exact.",
    "engine.train.nothing-saved": "Training ended without a checkpoint, so there is no result.",
    "engine.train.needs-eval": "The learning rate schedule {kind} follows the eval loss, and there "
    "are no rows to evaluate on.",
    "engine.train.needs-eval-fix": "Choose another schedule, such as cosine, or set an eval split.",
    "engine.train.no-reporter": "{name} is not installed, so nothing is sent to it. The curves are "
    "in the run's own files and in TensorBoard's.",
    "engine.train.not-prepared": "The run was not prepared: {path} is missing.",
    "engine.train.start-again": "Start the run again; it is prepared before training begins.",
    "engine.resume.damaged": "The checkpoint {path} is damaged and was passed over.",
    "engine.resume.no-checkpoint": "{path} is not a whole checkpoint.",
    "engine.resume.no-checkpoint-fix": "Name a folder such as runs/…/checkpoints/checkpoint-100, "
    "or leave the setting empty to begin anew.",
    "engine.resume.other-adapter": "The adapter in the checkpoint has another shape than the "
    "settings say.",
    "engine.resume.other-adapter-fix": "Use the LoRA settings of the run that the checkpoint comes "
    "from, or begin without it.",
    "engine.resume.other-model": "The model's weights have changed since this run began, and its "
    "checkpoints do not fit them.",
    "engine.resume.other-model-fix": "Put the former files back, or start a new run with the model "
    "as it is now.",
    "engine.resume.data-changed": "The dataset is no longer as it was when this run began "
    "({path}). The run goes on with the rows it began with; start a new run to use the new ones.",
    "engine.resume.data-gone": "The dataset {name} is not there any more. The run goes on with the "
    "rows it began with.",
    "engine.resume.data-lost": "The dataset is no longer as it was when this run began, and the "
    "rows it began with are not in the cache any more.",
    "engine.resume.data-lost-fix": "Put the former file back to go on with this run, or start a "
    "new run with the data as it is now; its setting Resume from can name a checkpoint of this "
    "run.",
    "engine.resume.rows-differ": "The rows this run began with are not in the cache any more, and "
    "made again they differ: the tokenizer, the data settings or DeepTuner itself has changed.",
    "engine.resume.rows-differ-fix": "Put back what has changed, or start a new run; its setting "
    "Resume from can name a checkpoint of this run.",
    "engine.resume.other-data": "The data differs from that of {path}: training goes on from its "
    "weights, and counts steps, learning rate and rows from the beginning.",
    "engine.resume.other-batch": "A step holds another number of rows than before: step {before} "
    "counts as step {now} from here on, and random numbers begin anew.",
    "engine.resume.other-world": "The checkpoint comes from {before} processes, now there are "
    "{now}: rows and steps go on where they were, random numbers begin anew.",
    "engine.end.finished": "Training finished. The result is that of step {step}.",
    "engine.end.early": "Training ended early, since the eval loss no longer improved. The result "
    "is that of step {step}.",
    "engine.end.stopped": "Training was stopped and saved. The result so far is that of step "
    "{step}; resume goes on from here.",
}
