"""A run is the same wherever it is typed: the caller's surroundings are shut out while it lasts."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOREIGN = ("PYTEST_", "HYPOTHESIS_", "SCHEMATHESIS_")
_PREFIX = "dingtalk-contract-"
_LOCK = "lock"


@contextmanager
def shut_out_surroundings() -> Iterator[None]:
    """Keep options, plugins and folders of the caller's environment out, and leave no file behind."""
    saved = dict(os.environ)
    for name in saved:
        if name.startswith(_FOREIGN):
            del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        with _storage() as folder:
            os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
            yield
    finally:
        os.environ.clear()
        os.environ.update(saved)


@contextmanager
def _storage() -> Iterator[str]:
    """Make a folder of our own, and clear those of runs that were killed: nobody holds their lock any more."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        _clear_unheld(left)
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder, Path(folder, "new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Held before it has the name that others look for.
        Path(folder, "new").rename(Path(folder, _LOCK))
        yield folder


def _clear_unheld(left: Path) -> None:
    try:
        with left.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left.parent, ignore_errors=True)
    except OSError:
        # Its run goes on, or it is somebody else's.
        return
