"""What the fork server imports once for all worker processes.

Importing makes hundreds of thousands of objects that live as long as the process: the garbage collector would walk over them again
and again while they come, and later in each worker, where touching them also copies pages that the workers could share.
"""

from __future__ import annotations

import gc

gc.disable()
try:
    import pipeline.process  # noqa: F401
finally:
    gc.freeze()
    gc.enable()
