"""The help texts: key terms and guides, read from `assets/help`, searched, cut into blocks.

Knows files, front matter and the small Markdown they are written in. Does not know Qt, nor how an
article is shown.
"""

from deeptuner.ui.help_texts.article import Article, Source
from deeptuner.ui.help_texts.library import Library, library

__all__ = ["Article", "Library", "Source", "library"]
