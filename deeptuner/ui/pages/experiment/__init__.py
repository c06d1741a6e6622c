"""The page `Experiment`: a folder, a model, a dataset, and how the model will see its rows."""
