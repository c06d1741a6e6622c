"""Sentences that every part of the program may need."""

TEXT = {
    "common.unexpected": "Something went wrong inside DeepTuner: {detail}",
    "common.report-bug": "This is a mistake in the program. Run the command again with --debug and "
    "report what it prints.",
    "common.read-only": "The folder {path} cannot be written to.",
    "common.choose-writable": "Choose a folder that you may write to, or change its permissions.",
    "common.disk-full": "There is no room left on the disk that holds {path}.",
    "common.free-space": "Free some space on that disk, then try again.",
    "common.not-found": "{path} does not exist.",
    "common.check-path": "Check the path for spelling.",
}
