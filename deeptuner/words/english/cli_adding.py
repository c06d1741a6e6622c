"""What `init --sample`, `add`, `get` and `tensorboard` say."""

TEXT = {
    "cli.sample-done": "{path} holds the sample: a tiny model, a dataset and settings. Start with "
    "`deeptuner train {settings}`.",
    "cli.add.copying": "Copying",
    "cli.add.done": "{name} is in {folder}/.",
    "cli.add.ending": "As {name} it would not be taken for a dataset: a data file is known by its "
    "ending ({ending}).",
    "cli.add.ending-fix": "Call it {name}.",
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
