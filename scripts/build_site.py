"""Build the site of docs/ into a folder, strictly: a dead link ends it."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from website import assemble

_OUTPUT = Path(__file__).resolve().parents[1] / "dist" / "site"


def main() -> int:
    """Build, and return the exit code: 0 built, 1 not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=_OUTPUT, metavar="DIR", help="where the site goes")
    output = parser.parse_args().output
    with tempfile.TemporaryDirectory() as folder:
        configuration = assemble(Path(folder))
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(configuration)]
        if subprocess.run(command, check=False).returncode:
            return 1
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(Path(folder, "html"), output)
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    print(f"{output}: {pages} pages, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
