"""A run is the same wherever it is typed: the caller's surroundings are shut out while it lasts."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_FOREIGN = ("PYTEST_", "HYPOTHESIS_", "SCHEMATHESIS_")


@contextmanager
def shut_out_surroundings() -> Iterator[None]:
    """Keep options, plugins and folders of the caller's environment out, and leave no file behind."""
    saved, saved_flag = dict(os.environ), sys.dont_write_bytecode
    for name in saved:
        if name.startswith(_FOREIGN):
            del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    try:
        with tempfile.TemporaryDirectory(prefix="dingtalk-contract-") as storage:
            os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = storage
            yield
    finally:
        os.environ.clear()
        os.environ.update(saved)
        sys.dont_write_bytecode = saved_flag
