"""Sentences about experiments, runs and how runs end."""

TEXT = {
    # the experiment folder
    "runs.no-experiment": "No experiment folder was found at {path} or above it.",
    "runs.no-experiment-fix": "Make one with `deeptuner init DIR`, or name one with --folder DIR.",
    "runs.not-a-folder": "{path} is a file; an experiment is a folder.",
    "runs.not-a-folder-fix": "Choose another name for the folder.",
    "runs.no-model-name": "No model is chosen.",
    "runs.no-model-name-fix": "Set model.path to the name of a folder in `models/`, or to a path.",
    "runs.no-dataset-name": "No dataset is chosen.",
    "runs.no-dataset-name-fix": "Set data.dataset to the name of a file in `datasets/`, or to a "
    "path.",
    "runs.model-missing": "There is no model called {name}.",
    "runs.dataset-missing": "There is no dataset called {name}.",
    "runs.did-you-mean": "Did you mean {nearest}?",
    "runs.put-there": "Put it into {folder}, or give its path.",
    "runs.several-datasets": "Several datasets are called {name}: {found}.",
    "runs.several-datasets-fix": "Give the whole file name.",
    # finding a run
    "runs.no-runs": "There is no run in {folder} yet.",
    "runs.no-runs-fix": "Start one with `deeptuner train CONFIG`.",
    "runs.run-missing": "There is no run called {name}.",
    "runs.run-missing-fix": "`deeptuner runs` lists them; `last` is the newest.",
    "runs.several-runs": "Several runs have {name} in their name: {found}.",
    "runs.several-runs-fix": "Give more of the name.",
    # state
    "runs.no-state": "{run} is not a run: it has no state file.",
    "runs.bad-state": "The state file of the run {run} cannot be read.",
    "runs.bad-state-fix": "It was damaged or written by another version. Its checkpoints and "
    "events are not touched: start a new run with its run.yaml and, to go on from there, Resume "
    "from set to its newest checkpoint.",
    # starting
    "runs.no-settings": "The settings of the run {run} are gone, so it cannot go on.",
    "runs.no-settings-fix": "Put the file back, or start a new run whose setting Resume from names "
    "a checkpoint of this one.",
    "runs.already-running": "The run {run} is already running.",
    "runs.already-running-fix": "`deeptuner watch {run}` follows it.",
    "runs.already-finished": "The run {run} has finished; there is nothing to go on with.",
    "runs.already-finished-fix": "Start a new run. To train further, set checkpoints.resume_from "
    "to one of its checkpoints.",
    "runs.not-started": "The run's supervisor did not start.",
    "runs.not-started-fix": "{log} tells what it printed.",
    "runs.not-running": "The run {run} is not running; it is {status}.",
    "runs.gpus-busy": "GPU {gpus} already trains the run {other}.",
    "runs.gpus-busy-fix": "Wait until that run has ended, or choose other GPUs with hardware.gpus.",
    "runs.cpu-busy": "The run {other} trains on this machine's CPU too; both will be slower.",
    "runs.contradictions": "Some settings in {name} do not go together.",
    "runs.keeps-rows-what": "A run keeps the rows that it began with.",
    "runs.keeps-rows": "The run has its rows already, so {setting} cannot change any more.",
    "runs.keeps-rows-fix": "Leave this setting out to go on, or start a new run with it: "
    "`deeptuner train {file}`.",
    # while it runs
    "runs.no-inhibit": "Sleep is not held off while training: {reason}.",
    "runs.no-scope": "The run has no systemd scope of its own: {reason}. It goes on when this "
    "program ends; whether it survives logging out is up to the system.",
    "runs.not-on-this-system": "this system has no {name}",
    "runs.tool-fails": "{name} does not work here",
    "runs.nobody-saved": "The run was told to stop and did not save in time, so it was ended. "
    "It can be resumed from its newest checkpoint.",
    "runs.stopped-early": "The run was stopped before training began.",
    "runs.stopped": "The run was stopped and saved.",
    "runs.finished": "The run has finished.",
    "runs.interrupted": "The run {run} was interrupted: its supervisor ended without a word, as "
    "after a power cut.",
    "runs.moved": "The run's folder was renamed or moved while the run worked, so the run was "
    "ended.",
    "runs.moved-fix": "`deeptuner resume {run}` goes on from the newest checkpoint. Leave the "
    "folder where it is until a run has ended.",
    "runs.interrupted-fix": "`deeptuner resume {run}` goes on from the newest checkpoint.",
    # why a run failed
    "runs.died-gpu-memory": "The GPU ran out of memory.",
    "runs.died-host-memory": "The computer ran out of memory.",
    "runs.died-nan": "The loss became infinite or not a number, so nothing more can be learned.",
    "runs.died-disk-full": "There is no room left on the disk.",
    "runs.died-killed": "A training process was killed from outside ({signal}).",
    "runs.died-crashed": "A training process crashed inside a native library ({signal}).",
    "runs.died-library": "A library is missing: {name}.",
    "runs.died-data": "The dataset could not be read.",
    "runs.died-rank": "Training process {rank} ended without saying why.",
    "runs.died-unknown": "The training ended with exit code {code}; its last words are below.",
    "runs.died-no-plan": "The preparation ended without leaving a command to train with.",
    # fixes
    "runs.would-help": "What would help, as flags for `deeptuner resume {run}` (for a change of "
    "the data: of a new run with its run.yaml):",
    "runs.fix-checkpointing": "Turn gradient checkpointing on: much less memory, a third more "
    "time.",
    "runs.fix-batch": "Lower the batch size from {old} to {new}, and raise the gradient "
    "accumulation steps to {accumulation}, so that a step still learns from as many samples.",
    "runs.fix-batch-only": "Lower the batch size from {old} to {new}; the effective batch size "
    "stays.",
    "runs.fix-length": "Lower the max length from {old} to {new} tokens; longer samples are left "
    "out. This takes a new run, as a run keeps its rows.",
    "runs.fix-qlora": "Use QLoRA: the model's weights take a quarter of the memory.",
    "runs.fix-lora": "Use LoRA: only small matrices are trained, which needs far less memory.",
    "runs.fix-learning-rate": "Lower the learning rate from {old} to {new}.",
    "runs.fix-precision": "Compute in fp32: slower, with no overflow.",
    "runs.fix-clip": "Shorten long gradients: set max grad norm to 1.",
    "runs.fix-keep": "Keep fewer checkpoints: {new} instead of {old}.",
    "runs.fix-workers": "Load the data without extra processes.",
}
