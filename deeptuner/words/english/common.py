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
    "common.no-home": "Nobody here has a home folder of that name.",
    "common.name-too-long": "The name {name} is too long: it takes {size} bytes, and at most "
    "{limit} fit here.",
    "common.path-too-long": "This path is too long for the system.",
    "common.shorter-name": "Give a shorter one.",
    "common.bad-name": "This path holds a character that no name of a file may hold.",
    "common.other-name": "Type another name.",
    "common.not-a-file": "{path} is there already and is not an ordinary file.",
    "common.not-a-folder": "{path} is not a folder.",
    "common.other-place": "Choose another place.",
}
