"""What is said while a model or dataset is brought into an experiment, from this machine or the
hub."""

TEXT = {
    "runs.no-room": "{need} are needed on this disk, but only {have} are free.",
    "runs.add.taken": "There is already something called {name} in {folder}.",
    "runs.add.taken-fix": "Give it another name (`--name` in a terminal).",
    "runs.add.already": "{path} is already in this experiment.",
    "runs.add.already-fix": "Nothing is to be done: choose it by its name.",
    "runs.add.bad-name": "{name} cannot be the name of a folder in the experiment.",
    "runs.add.bad-name-fix": "Give a name without slashes that does not begin with a dot.",
    "runs.add.ending": "The name of this file must end with {ending}: a data file is known by its "
    "ending.",
    "runs.add.ending-fix": "Call it {name}.",
    "runs.add.no-links": "The disk that holds {folder} cannot hold links.",
    "runs.add.no-links-fix": "Copy it instead (`--copy` in a terminal).",
    "runs.hub.bad-id": "{id} is not the id of something on Hugging Face.",
    "runs.hub.bad-id-fix": "An id looks like owner/name, as on the top of its page.",
    "runs.hub.bad-name": "The repository has a file with a forbidden name: {file}",
    "runs.hub.not-found": "There is no {kind} called {id} on Hugging Face, or it is not public.",
    "runs.hub.not-found-fix": "Check the id for spelling. If it is a private one, an access "
    "token is needed. In the window, enter it in the field `Access token`; in a terminal, log in "
    "with `hf auth login`, or set HF_TOKEN.",
    "runs.hub.no-revision": "{id} has no revision called {revision}.",
    "runs.hub.no-revision-fix": "Give the name of a branch, a tag or a commit, or none for the "
    "newest.",
    "runs.hub.gated": "This {kind} is only given to people who have accepted its licence.",
    "runs.hub.gated-fix": "Accept the licence on {page}, and make an access token in your "
    "Hugging Face settings. In the window, enter it in the field `Access token`; in a terminal, "
    "log in with `hf auth login`, or set HF_TOKEN. Then try again.",
    "runs.hub.gated-waiting": "Your Hugging Face account may not have this {kind} (yet).",
    "runs.hub.gated-waiting-fix": "Accept the licence on {page} with the account of your token. "
    "Where its owners look at each request, wait until they have granted yours.",
    "runs.hub.disabled": "Hugging Face has closed this repository.",
    "runs.hub.disabled-fix": "{page} may say why. Choose another.",
    "runs.hub.token": "Hugging Face does not accept the access token.",
    "runs.hub.token-fix": "Make a new one in your Hugging Face settings. In the window, enter it "
    "in the field `Access token`; in a terminal, log in with `hf auth login`, or set HF_TOKEN.",
    "runs.hub.offline": "Hugging Face cannot be reached, or the connection was lost.",
    "runs.hub.again": "Check the connection and try again: what has arrived is kept.",
    "runs.hub.offline-mode": "Downloads are switched off on this machine (HF_HUB_OFFLINE is set).",
    "runs.hub.offline-mode-fix": "Unset HF_HUB_OFFLINE, then try again.",
    "runs.hub.failed": "Hugging Face could not answer ({status}).",
    "runs.hub.damaged": "The file {file} did not arrive as it was sent.",
    "runs.hub.busy": "Another process is downloading this already.",
}
