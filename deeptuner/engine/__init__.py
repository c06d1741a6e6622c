"""What computes: the recipe and its ranks, and everything that is done with a model.

Nothing here is compiled by torch.compile. bitsandbytes asks for it while it is imported, for
devices that it has no code for, and the compiler that is loaded then takes a fifth of the time in
which a run begins: so it is told that there is none.
"""

import os

from deeptuner.engine.quiet import without_advice

os.environ.setdefault("TORCHDYNAMO_DISABLE", "1")
without_advice()
