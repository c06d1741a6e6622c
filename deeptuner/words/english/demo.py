"""Sentences of the demo."""

TEXT = {
    "cli.demo.other-folder": "This folder holds something else than the demo.",
    "cli.demo.fix-other-folder": "Give a folder that does not exist yet, or an empty one.",
    "cli.demo.made": "The sample experiment lies in {path}",
    "cli.demo.asking": "asking {model}",
    "cli.demo.training": "Fine-tuning the sample model: {run}",
    "cli.demo.report": "How warm and busy this machine was: {path}",
    "cli.demo.page": "The whole run on one page: {path}",
    "cli.demo.examples": "Orders that the model has never seen, before and after fine-tuning:",
    "cli.demo.asked": "asked:",
    "cli.demo.before": "before:",
    "cli.demo.after": "after:",
    "cli.demo.share": "Exactly right on {count} such orders: {before} % before, {after} % after.",
    "cli.demo.where": "Experiment:   {folder}\nRun:          runs/{run}\nMerged model: {merged}",
    "cli.demo.next": "Next: change something in the settings and train again, then list the runs:\n"
    "  deeptuner train {settings} --lora.rank 4\n  deeptuner runs --folder {folder}",
    "cli.child.ended": "The step {command} ended without a result (exit code {code}). It last "
    "said: {last}",
}
