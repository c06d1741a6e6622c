"""The English sentences, one file per package: a dictionary `TEXT` from message id to text.

Ids read `package.what-happened`; gaps are named `{like_this}`. Sentences are whole, plain, and say
what a person can do where there is something to do.
"""
