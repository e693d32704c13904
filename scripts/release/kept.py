"""The released contracts: kept as they were, each with its sum."""

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

SUMS = "SHA256SUMS"
TAG = "contract-{version}"


def write_sums(folder: Path) -> None:
    """Write the sums of all released files, in the form that sha256sum reads."""
    lines = [f"{_sum(path)}  {path.name}\n" for path in sorted(folder.glob("*.yaml"))]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def touched(folder: Path) -> Iterator[str]:
    """Name each released file that is not as it was when it was released."""
    path = folder / SUMS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {each.name: _sum(each) for each in folder.glob("*.yaml")}
    for name in sorted(kept.keys() | found.keys()):
        if name not in found:
            yield f"{folder.name}/{name} is gone"
        elif name not in kept:
            yield f"{folder.name}/{name} is not in {SUMS}"
        elif kept[name] != found[name]:
            yield f"{folder.name}/{name} was edited"
        elif _differs_from_tag(folder / name):
            yield f"{folder.name}/{name} is not what its tag has"


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _differs_from_tag(path: Path) -> bool:
    """Return whether git has a tag of this version with another file; without git or the tag, the sum alone speaks."""
    tag = TAG.format(version=path.name.removesuffix(".yaml").removesuffix(".clauses"))
    command = ["git", "-C", str(path.parent), "show", f"{tag}:./{path.name}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout != path.read_bytes()
