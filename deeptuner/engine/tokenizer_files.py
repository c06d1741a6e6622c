"""A `tokenizer.json` for every model: where a folder has only an older form, it is converted.

Knows which files hold a tokenizer. The data path reads `tokenizer.json` alone, and needs no
transformers for it; converting does. The person's model folder is never written to.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from deeptuner.files import whole_folder

READY: Final = "tokenizer.json"
BESIDE: Final = ("config.json", "generation_config.json")  # read together with a tokenizer


def tokenizer_folder(model_dir: Path, run_dir: Path) -> Path:
    """A folder with the model's `tokenizer.json`: its own, or a converted one inside the run.

    Raises ModelError when there is no tokenizer, or it cannot be converted.
    """
    if (model_dir / READY).is_file():
        return model_dir
    converted = run_dir / "tokenizer"
    if not converted.is_dir():
        from deeptuner.engine.model import load_tokenizer  # with all of transformers

        tokenizer = load_tokenizer(model_dir)
        with whole_folder(converted) as folder:
            tokenizer.save_pretrained(str(folder))
            for name in BESIDE:
                if (model_dir / name).is_file():
                    shutil.copy(model_dir / name, folder / name)
    return converted
