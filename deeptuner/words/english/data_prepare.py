"""What is said while a dataset becomes batches: lengths, splits, packs, the cache."""

TEXT = {
    "data.store-torn": "The prepared data in {path} is damaged or not complete.",
    "data.store-again": "Start the run again: the data is then prepared anew.",
}
