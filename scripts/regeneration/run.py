"""A run: build the whole tree aside, then compare it with the live one or swap it in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from regeneration.document import read_document
from regeneration.errors import GenerationError
from regeneration.toolchain import Toolchain
from regeneration.tree import PACKAGE, build_tree, compare_trees, read_tree, swap_trees


def regenerate(spec: Path, output: Path) -> int:
    """Replace the tree `output` by what the document `spec` makes, and return how many files it has."""
    output = output.resolve()
    _require_replaceable(output)
    # Beside the live tree, since a rename does not cross file systems.
    with _fresh_tree(spec, beside=output.parent) as fresh:
        count = len(read_tree(fresh))
        swap_trees(fresh, output, aside=fresh.with_name("replaced"))
    return count


def find_drift(spec: Path, output: Path) -> dict[str, str]:
    """Return each file of the tree `output` that differs from what the document `spec` makes, with how it differs."""
    with _fresh_tree(spec, beside=None) as fresh:
        return compare_trees(live=read_tree(output), fresh=read_tree(fresh))


@contextmanager
def _fresh_tree(spec: Path, *, beside: Path | None) -> Iterator[Path]:
    toolchain = Toolchain.require_pinned()
    document = read_document(spec)
    with TemporaryDirectory(dir=beside, prefix=".generated-", ignore_cleanup_errors=True) as workshop:
        # One level down, so that the tree does not inherit the 0700 of a temporary folder.
        fresh = Path(workshop) / "fresh"
        build_tree(document, fresh, toolchain)
        yield fresh


def _require_replaceable(output: Path) -> None:
    if not output.parent.is_dir():
        raise GenerationError(f"cannot generate into {str(output)!r}: the folder above does not exist")
    if output.exists() and not output.is_dir():
        raise GenerationError(f"cannot generate into {str(output)!r}: it is not a folder")
    names = {path.name for path in output.iterdir()} if output.exists() else set()
    # A mistyped --output must not cost anyone a folder of their own.
    if names - {"pyproject.toml", "README.md", "LICENSE"} and PACKAGE not in names:
        raise GenerationError(f"cannot generate into {str(output)!r}: it holds other things than a generated client")
