"""One trial client: `python tests/clients/__main__.py MODULE NAME`."""

import importlib
import sys
from pathlib import Path

if __name__ == "__main__":
    # By its path, so that it starts from any folder, and with nothing of site-packages.
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    importlib.import_module(f"tests.clients.{sys.argv[1]}")
    from tests.clients.trials import TRIALS

    sys.exit(TRIALS[sys.argv[2]].client())
