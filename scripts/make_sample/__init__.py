"""Makes `assets/sample`: a tiny base model, its tokenizer, a dataset, and held-out prompts.

Run from the top of the checkout, about fifteen minutes on two CPU cores:

    python -m scripts.make_sample             everything
    python -m scripts.make_sample --data      only the dataset and the held-out prompts
"""
