"""Build both distributions, check them, and run the first command from their wheels where nothing else is installed."""

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_SOURCES = (_ROOT, _ROOT / "generated")


def main() -> None:
    """Build into the folder that is named, check, install and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=_ROOT / "dist", metavar="DIR", help="where they go")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    for old in (*output.glob("*.whl"), *output.glob("*.tar.gz")):
        old.unlink()
    for source in _SOURCES:
        _python("-m", "build", "--no-isolation", "--outdir", str(output), str(source))
    wheels = [str(path) for path in sorted(output.glob("*.whl"))]
    archives = [str(path) for path in sorted(output.glob("*.tar.gz"))]
    _python("-m", "twine", "check", "--strict", *wheels, *archives)
    _python("-m", "check_wheel_contents", *wheels)
    with tempfile.TemporaryDirectory() as folder:
        _try(wheels, Path(folder))
    for path in (*wheels, *archives):
        print(f"{Path(path).name}: {Path(path).stat().st_size / 1000:.0f} kB")


def _try(wheels: list[str], folder: Path) -> None:
    """Install the wheels in an empty environment, and run the first command away from the checkout."""
    venv.create(folder / "empty", with_pip=True)
    programs = folder / "empty" / "bin"
    pip = [str(programs / "pip"), "install", "-q", "-c", str(_ROOT / "constraints.txt"), *wheels]
    subprocess.run(pip, check=True)
    subprocess.run([str(programs / "python"), "-c", "import dingtalk_workflow_client"], cwd=folder, check=True)
    subprocess.run([str(programs / "dingtalk-contract"), "check", "server"], cwd=folder, check=True)


def _python(*words: str) -> None:
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL if "build" in words else None, check=True)


if __name__ == "__main__":
    main()
