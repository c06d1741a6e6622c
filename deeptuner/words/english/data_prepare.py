"""What is said while a dataset becomes batches: lengths, splits, packs, the cache."""

TEXT = {
    "data.no-trained-token": "Nothing in the row is trained on.",
    "data.last-turn-too-long": "The last exchange alone is longer than the limits allow.",
    "data.no-rows": "There are no rows to train on.",
    "data.all-left-out": "All {rows} rows were left out, {count} of them for this reason: {reason}",
    "data.choose-another-dataset": "Look at the dataset, or choose another.",
    "data.changed-meanwhile": "The dataset changed while it was being read.",
    "data.prepare-again": "Wait until whatever writes it is done, then start again.",
    "data.file-evaluates": "{file} is by its name for measuring, and is used for that alone.",
    "data.file-unused": "{file} is by its name for testing, and is not used: there is another file "
    "to measure with.",
    "data.eval-overlap": "{count} of the {total} samples of the eval dataset have a prompt that is "
    "also trained on, so they say little about how well the model has learned.",
    "data.eval-takes-all": "The eval split asks for {wanted} samples, but the dataset has only "
    "{rows}.",
    "data.eval-smaller": "Make Eval split smaller: a share such as 0.01, or fewer rows.",
    "data.eval-impossible": "Nothing is kept aside to measure learning with: all rows are the "
    "same, or there is only one.",
    "data.eval-one-prompt": "All rows have the same prompt, so the eval split has it too; only "
    "equal rows were kept together.",
    "data.eval-nothing-fits": "Every row of the eval dataset is longer than the limits allow.",
    "data.store-torn": "The prepared data in {path} is damaged or not complete.",
    "data.sample-too-long": "The row is longer than the max length of {limit} tokens.",
    "data.source-too-long": "The prompt is longer than the source max length of {limit} tokens.",
    "data.target-too-long": "The answers are longer than the target max length of {limit} tokens.",
    "data.max-length-covers": "{tokens} tokens are enough for {percent} of the rows; the longest "
    "has {longest}.",
    "data.max-length-context": "The model reads at most {tokens} tokens; the longest row has "
    "{longest}.",
    "data.max-length-over-context": "Max length is {tokens} tokens, but the model was made to read "
    "at most {context}; it may write nonsense beyond that.",
    "data.nothing-fits": "Every row is longer than the limits allow: the max length is {limit} "
    "tokens, the shortest row has {shortest} and half of them have {median} or more.",
    "data.raise-max-length": "Raise Max length to about {tokens} (and the limits for source and "
    "target, if they are set), or choose another dataset.",
    "data.told-left-out": "Left out: {count} of {rows} rows. {reason} (First: {where}.)",
    "data.told-unreadable": "Rows that cannot be read: {count}. {what} (First: {where}.)",
    "data.told-repaired": "Rows that were repaired: {count}. {what} (First: {where}.)",
    "data.counted-from-sample": "Estimated from {rows} of {total} rows; the exact number is known "
    "once the data is prepared.",
    "data.store-again": "Start the run again: the data is then prepared anew.",
}
