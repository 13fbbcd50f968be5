"""The tests. What Python compiles is kept, whatever the environment says: many processes are
started here, and each of them would compile everything anew.
"""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
