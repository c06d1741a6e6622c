"""Sentences of the command that opens the window."""

TEXT = {
    "cli.gui.no-screen": "There is no screen to show the window on.",
    "cli.gui.no-screen-fix": "Start it in a desktop session. Over ssh, the commands do all that "
    "the window does: `deeptuner --help`.",
    "cli.gui.open-elsewhere": "A window with this folder is open already, and is shown now.",
    "cli.gui.library-missing": "The window cannot be shown: {detail}.",
    "cli.gui.library-missing-fix": "Install that library with your system's package manager. "
    "`./run setup` lists what is needed.",
}
