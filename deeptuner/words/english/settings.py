"""What is said about settings files, flags and presets."""

TEXT = {
    # files
    "settings.not-a-file": "{path} is a folder or device, not a settings file.",
    "settings.too-large": "{path} is far too large to be a settings file.",
    "settings.unreadable": "{path} cannot be read: {detail}.",
    "settings.binary": "{path} is not text, so it cannot be a settings file.",
    "settings.not-utf8": "{path} is not written in UTF-8.",
    "settings.save-as-utf8": "Open it in a text editor and save it again with the encoding UTF-8.",
    "settings.nothing-set": "{path} holds no setting.",
    "settings.choose-settings": "Choose a YAML file of settings. `deeptuner settings --yaml` "
    "prints one to begin with.",
    # YAML
    "settings.unreadable-yaml": "The settings in {name} cannot be read.",
    "settings.text-too-large": "This is far too much text to be settings.",
    "settings.not-a-mapping": "Settings are lines of the form `key: value`, and here is something "
    "else.",
    "settings.control-character": "There is a control character here, which YAML does not allow. "
    "Delete it, or write the line anew.",
    "settings.too-deep": "Lists or mappings are nested too deeply here.",
    "settings.too-many-values": "There are far too many values in this file, counting repeated "
    "ones.",
    "settings.tab": "There is a tab on this line. Use spaces instead: {text}",
    "settings.two-documents": "A second document begins here (a line `---`). Keep only one in "
    "this file.",
    "settings.stray-colon": "There is one colon too many here, or the line above has none, or "
    "this line is indented too far. Put text that holds a colon into quotes: {text}",
    "settings.open-quote": "A quotation mark is opened here and never closed: {text}",
    "settings.open-bracket": "A bracket is opened and never closed, or a comma is missing: {text}",
    "settings.indentation": "This line is not indented as the lines it belongs to: {text}",
    "settings.no-colon": "There is no colon after the key here. Write `key: value`: {text}",
    "settings.unknown-alias": "`*` refers to a name that was never given with `&`. Put text that "
    "begins with a star into quotes: {text}",
    "settings.syntax": "This line is not correct YAML. Put text with special characters into "
    "quotes: {text}",
    "settings.twice": "`{key}` is given twice, first on line {first}. Keep one of the two.",
    "settings.odd-key": "A key must be one word; merged (`<<`), empty and compound keys are not "
    "supported.",
    "settings.tag": "The type tag `{tag}` is not supported. Delete it.",
    # what the program writes
    "settings.file-head": "Settings of DeepTuner. Every line may be left out; what is missing has "
    "its default.\n`deeptuner settings KEY` tells more about one.",
    "settings.record-head": "What the run wrote down about itself. It is ignored when this file is "
    "used as settings.",
    # flags and presets
    "settings.default": "default: {value}",
    "settings.unknown-flag": "There is no flag {flag}.",
    "settings.no-preset": "There is no preset called `{name}`.",
    "settings.presets": "The presets are: {names}.",
    # the command
    "settings.cli-key-alone": "Name a setting, or ask for a file or a preset, not both.",
    "settings.cli-default": "default",
    "settings.cli-accepts": "takes",
    "settings.cli-unit": "unit",
    "settings.cli-when": "only with",
    "settings.cli-flag": "flag",
    "settings.cli-term": "key term",
    "settings.cli-source": "more",
    # versions
    "settings.tangled": "This change would change other settings too, because a value is used in "
    "several places of the file.",
    "settings.untangle": "Write the value out in each place (no `*`), or edit the file by hand.",
    "settings.newer": "This file was written by a newer DeepTuner: its version is {version}, and "
    "this program knows versions up to {newest}.",
    "settings.update-program": "Update DeepTuner, or choose a file that this version wrote.",
    "settings.migration-failed": "The settings could not be brought from version {old} to version "
    "{new}: {detail}",
    "settings.migration-kept": "The file was left as it is. Write its settings into a new file: "
    "`deeptuner settings --yaml` prints one to begin with.",
    # mistakes
    "settings.flag-mistake": "There is a mistake in a setting given on the command line.",
    "settings.flag-mistakes": "There are {count} mistakes in settings given on the command line.",
    "settings.mistake": "There is a mistake in the settings in {name}.",
    "settings.mistakes": "There are {count} mistakes in the settings in {name}.",
    "settings.unknown-key": "There is no setting `{key}`.",
    "settings.did-you-mean": "Did you mean `{key}`?",
    "settings.keys-of-section": "The settings of `{section}` are: {keys}.",
    "settings.list-keys": "`deeptuner settings` lists all settings.",
    "settings.no-section": "`{key}` is a group of settings, not a setting, so {value} cannot be "
    "its value.",
    "settings.section-example": "Write its settings indented below it, for example `{example}: …`.",
    "settings.wrong": "{title} cannot be {value}.",
    "settings.empty": "{title} has no value.",
    "settings.no-integer": "{title} must be a whole number, not {value}.",
    "settings.no-number": "{title} must be a number, not {value}.",
    "settings.needs-integer": "{title} needs a whole number.",
    "settings.needs-number": "{title} needs a number.",
    "settings.not-finite": "{title} must be an ordinary number, not {value}.",
    "settings.no-boolean": "{title} must be yes or no, not {value}.",
    "settings.no-text": "{title} must be text, not {value}.",
    "settings.broken-text": "{title} holds half of a character.",
    "settings.quote-it": "Put the text into quotes.",
    "settings.no-choice": "{title} cannot be {value}.",
    "settings.no-list": "{title} must be a list, not {value}.",
    "settings.no-mapping": "{title} must be names with values (`name: value`), not {value}.",
    "settings.no-one-value": "{title} holds {value}, where one word or number is expected.",
    "settings.no-plain-value": "{title} holds {value}, which a settings file cannot keep.",
    "settings.must-exceed": "{title} must be more than {bound}, not {value}.",
    "settings.too-low": "{title} must be at least {bound}, not {value}.",
    "settings.must-stay-under": "{title} must be less than {bound}, not {value}.",
    "settings.too-high": "{title} must be at most {bound}, not {value}.",
    "settings.takes": "`{key}` takes: {accepts}.",
}
