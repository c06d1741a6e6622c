"""Sentences about Modelfiles and Ollama."""

TEXT = {
    "engine.ollama.no-from": "The Modelfile has no FROM line.",
    "engine.ollama.bad-role": "Line {line}: a MESSAGE is of system, user or assistant, not of "
    "{role}.",
    "engine.ollama.bad-command": "Line {line}: {word} is not a complete command of a Modelfile.",
    "engine.ollama.not-closed": "The text of {command} has no closing quotation marks.",
    "engine.ollama.dropped": "{command} holds the character {character}, which Ollama drops when "
    "it reads a Modelfile.",
    "engine.ollama.unwritable": "No way of quoting lets Ollama read {command} as it is meant: a "
    "line in it ends in quotation marks, or it begins with blanks.",
    "engine.ollama.unknown-parameter": "Ollama knows no parameter {name}.",
    "engine.ollama.bad-parameter": "{value} is no value for the parameter {name}.",
    "engine.ollama.bos-varies": "The chat template writes the token that begins a text in some "
    "conversations only, and Ollama's tokenizer writes it always or never.",
    "engine.ollama.words-lost": "The chat template leaves out, repeats or changes what was said.",
    "engine.ollama.refuses": "The chat template does not accept a plain conversation: {said}",
    "engine.ollama.needs-tools": "The chat template is made for conversations with tools only.",
    "engine.ollama.irregular": "What the chat template writes between {left} and {right} follows "
    "no rule that Ollama's template language could express.",
    "engine.ollama.differs": "Ollama would render other text than the chat template: {cases}.",
    "engine.ollama.no-system": "The chat template has no place for a system prompt. Where one is "
    "given, Ollama puts it before the first question.",
    "engine.ollama.date-of-the-day": "The chat template writes the date of the day; so does the "
    "TEMPLATE.",
    "engine.ollama.date-stays": "The chat template writes a date in a form that Ollama does not "
    "know. The TEMPLATE keeps the one of the training: {date}.",
    "engine.ollama.differs-in": "The TEMPLATE renders everyday conversations exactly. Ollama would "
    "render these otherwise than the chat template: {cases}.",
    "engine.ollama.cut-otherwise": "Ollama renders these conversations exactly, and cuts them into "
    "other tokens than training did: {cases}.",
    "engine.ollama.no-tools": "The chat template can offer tools, which the TEMPLATE leaves out. "
    "Ollama 0.30 and later takes the model's own chat template for them, which the model brings "
    "along; earlier versions do without tools.",
    "engine.ollama.bos-otherwise": "The chat template counts on add_bos_token: {needed}, and the "
    "GGUF file says otherwise; Ollama would begin texts otherwise than training did.",
    "engine.ollama.folder-type": "From a folder, Ollama does not make the type {type}. It makes: "
    "{types}.",
    "engine.ollama.name-taken": "Ollama has a model called {name} already.",
    "engine.ollama.name-taken-fix": "Give another name with --name, or replace it with "
    "--overwrite.",
    "engine.ollama.not-created": "The model {name} was not created in this Ollama from this "
    "export, so it is not deleted.",
    "engine.ollama.not-created-fix": "If it is to go nevertheless: {command}",
    "engine.ollama.bad-name": "Ollama takes no model called {name}.",
    "engine.ollama.bad-name-fix": "Use up to 80 letters, digits, dots, dashes and underscores, "
    "beginning with a letter or digit; a namespace before / and a tag after : may be added.",
    "engine.ollama.bad-host": "OLLAMA_HOST holds {host}, which is not an address.",
    "engine.ollama.bad-host-fix": "Write it as 127.0.0.1:11434, or unset it.",
    "engine.ollama.absent": "No Ollama answers here.",
    "engine.ollama.absent-fix": "Install it or start it with `ollama serve`, then try again.",
    "engine.ollama.lost": "The connection to Ollama was lost: {detail}.",
    "engine.ollama.lost-fix": "See whether Ollama still runs, then create the model again. Files "
    "that it has received whole are not sent twice.",
    "engine.ollama.not-ollama": "Something answers here that is not Ollama.",
    "engine.ollama.not-ollama-fix": "See what listens there, or set OLLAMA_HOST to the address of "
    "Ollama.",
    "engine.ollama.too-old": "This Ollama is of version {version}; models can be sent to {oldest} "
    "and later.",
    "engine.ollama.too-old-fix": "Update Ollama, or export without --create and type the command "
    "that is shown.",
    "engine.ollama.no-room-fix": "Ollama needs two to three times the model's size where it keeps "
    "its models (OLLAMA_MODELS). Make room there, then create the model again.",
    "engine.ollama.file-changed": "The file became shorter while it was sent.",
    "engine.ollama.refused": "Ollama says: {said}",
    "engine.ollama.broke-off": "Ollama stopped before the model was created. The last thing it "
    "did: {last}",
    "engine.ollama.bos-untold": "The TEMPLATE counts on add_bos_token: {needed}, which the model's "
    "tokenizer_config.json does not say; Ollama may begin texts otherwise. Write it there, or "
    "export a GGUF file.",
    "engine.ollama.template-unread": "The model's chat template lies in chat_template.jinja only, "
    "and Ollama's converter reads tokenizer_config.json. Write it there, too, or export a GGUF "
    "file.",
    "engine.ollama.not-converted": "Ollama cannot convert a model of the kind {architecture}.",
    "engine.ollama.needs-tokenizer-model": "Ollama would cut text into other tokens: this model's "
    "tokenizer works on pieces of words, which Ollama reads from a tokenizer.model only.",
    "engine.ollama.positions-untold": "Ollama would compute with other positions: this model's "
    "config.json tells them (rope) in the form of transformers 5 only, which Ollama does not read.",
    "engine.ollama.make-gguf": "Write it as a GGUF file first; Ollama takes that as it is.",
    "engine.ollama.not-merged": "The run {run} has no whole model yet.",
    "engine.ollama.merge-first": "Merge it first: deeptuner merge {run}",
    "engine.ollama.exists": "There is another Modelfile in this place already.",
    "engine.ollama.fix-exists": "Give another place with --output, or replace it with --overwrite.",
    "engine.ollama.no-template": "The model has no chat template.",
    "cli.export.sending": "sending",
    "cli.export.status": "Ollama: {text}",
    "cli.export.written": "Written: {file}",
    "cli.export.proven": "The TEMPLATE is proven: Ollama renders {same} of {count} conversations "
    "exactly as in training, all everyday ones among them.",
    "cli.export.no-template": "No TEMPLATE was written, so that the model's own chat template "
    "serves. {why}",
    "cli.export.file-made": "It starts from {file} ({size}).",
    "cli.export.file-reused": "It starts from {file} ({size}), which was there already.",
    "cli.export.trying": "asking Ollama what it renders",
    "cli.export.not-tried": "The model is created. What Ollama renders could not be asked: {why}",
    "cli.export.live-same": "Asked itself, Ollama renders {count} of {count} conversations exactly "
    "as in training.",
    "cli.export.live-differs": "Attention: asked itself, Ollama renders these conversations "
    "otherwise than in training: {cases}.",
    "cli.export.deleted": "Ollama no longer has the model {name}.",
    "cli.export.created": "Ollama has the model {name} now. Talk to it with:",
    "cli.export.by-hand": "The Modelfile is written. Once Ollama runs, these create the model and "
    "begin to talk to it:\n  {first}\n  {second}",
    "cli.export.type": "Where Ollama is installed, type:",
}
