"""What is said when a person saves a preset of their own."""

TEXT = {
    "settings.preset-unnamed": "Give the preset a name.",
    "settings.preset-name": "A preset cannot be called `{name}`.",
    "settings.preset-name-fix": "Choose a short name without slashes, quotes or colons that does "
    "not begin with a dot.",
    "settings.preset-shipped": "`{name}` is the name of a preset that comes with DeepTuner.",
    "settings.preset-other": "Choose another name.",
    "settings.preset-taken": "There is a preset called `{name}` already.",
}
