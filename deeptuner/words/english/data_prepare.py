"""What is said while a dataset becomes batches: lengths, splits, packs, the cache."""

TEXT = {
    "data.store-torn": "The prepared data in {path} is damaged or not complete.",
    "data.sample-too-long": "The row is longer than the max length of {limit} tokens.",
    "data.source-too-long": "The prompt is longer than the source max length of {limit} tokens.",
    "data.target-too-long": "The answers are longer than the target max length of {limit} tokens.",
    "data.max-length-covers": "{tokens} tokens are enough for {percent} of the rows; the longest "
    "has {longest}.",
    "data.max-length-context": "The model reads at most {tokens} tokens; the longest row has "
    "{longest}.",
    "data.nothing-fits": "Every row is longer than the limits allow: the max length is {limit} "
    "tokens, the shortest row has {shortest} and half of them have {median} or more.",
    "data.raise-max-length": "Raise Max length to about {tokens} (and the limits for source and "
    "target, if they are set), or choose another dataset.",
    "data.store-again": "Start the run again: the data is then prepared anew.",
}
