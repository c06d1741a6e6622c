"""What `init --sample`, `add`, `get` and `tensorboard` say."""

TEXT = {
    "cli.sample-done": "{path} holds the sample: a tiny model, a dataset and settings. Start with "
    "`deeptuner train {settings}`.",
    "cli.add.copying": "Copying",
    "cli.add.done": "{name} is in {folder}/.",
    "cli.add.holds-model": "This folder holds a model ({model}), so it is not a dataset.",
    "cli.add.holds-model-fix": "Choose the folder or file in which only the rows are. A model is "
    "added as a model.",
    "cli.get.fetching": "Downloading",
    "cli.get.done": "{name} ({size}) is in {folder}/.",
    "cli.get.kept": "What has arrived is kept: the same command goes on from there.",
    "cli.get.no-data": "The repository holds no data files that can be read here.",
    "cli.get.no-data-fix": "Choose a dataset with json, csv, parquet, arrow or text files.",
    "cli.tensorboard.at": "TensorBoard is at {url} (Ctrl-C ends it).",
    "cli.tensorboard.which": "Name a run, or ask for all with --all.",
    "cli.tensorboard.ended": "TensorBoard ended by itself (exit code {code}). It last said: {last}",
    "cli.tensorboard.silent": "TensorBoard did not answer within {seconds} seconds.",
}
