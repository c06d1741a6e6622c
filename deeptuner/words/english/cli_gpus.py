"""What `deeptuner gpus` says."""

TEXT = {
    "cli.gpus.left-out": "{gpu} does not train: {why}",
    "cli.gpus.hidden": "{name}={value} hides it.",
    "cli.gpus.torch-for-cpu": "The installed PyTorch ({version}) was built for the processor "
    "alone. ./run installs the one for this GPU.",
    "cli.gpus.not-seen": "PyTorch ({version}) does not see it. Check that its driver is installed, "
    "that PyTorch was built for it, and that you may use it (groups render and video).",
    "cli.gpus.no-answer": "The GPUs' driver does not answer, so what the GPUs do now is not known. "
    "Where that goes on, restart the computer.",
    "cli.gpus.temperatures": "Temperatures: edge / hotspot / memory.",
    "cli.gpus.slowed": "{gpu} runs slower than it could: {why}.",
    "cli.gpus.slowed-power": "it is at its power limit",
    "cli.gpus.slowed-heat": "it is too hot",
    "cli.gpus.slowed-otherwise": "the card does not say why",
    "cli.gpus.host": "Processor: {cores} cores. Memory: {used} of {total} GiB used. "
    "PyTorch {version}.",
    "cli.gpus.host-busy": "Processor: {cores} cores, {cpu} % busy. Memory: {used} of {total} GiB "
    "used. PyTorch {version}.",
}
