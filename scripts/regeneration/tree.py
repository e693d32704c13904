"""The generated tree: built from templates and the generator, read, compared, swapped."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

from regeneration.document import Document
from regeneration.errors import GenerationError
from regeneration.facade import default_server, read_methods
from regeneration.low_level import find_operations
from regeneration.rendering import facade_values, render
from regeneration.toolchain import ROOT, Toolchain

PACKAGE = "dingtalk_workflow_client"
_CONFIG = ROOT / "scripts" / "client_config.yaml"
_RUNTIME = ROOT / "scripts" / "client_runtime"
_TEMPLATES = ROOT / "scripts" / "client_templates"
# What tools leave behind when they run over a tree is no part of it.
_CACHES = frozenset({"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"})


def build_tree(document: Document, folder: Path, toolchain: Toolchain) -> None:
    """Write the whole distribution to the new folder `folder`."""
    folder.mkdir()
    copyfile(ROOT / "LICENSE", folder / "LICENSE")
    _copy_runtime(folder / PACKAGE)
    # What was checked is what the generator reads, in a form that leaves nothing to a second reader.
    copy = folder.with_name("openapi.json")
    copy.write_bytes(document.content)
    try:
        toolchain.generate(copy, _CONFIG, folder / PACKAGE / "_low_level")
        methods = read_methods(document, find_operations(folder / PACKAGE / "_low_level"))
        values = facade_values(methods, _RUNTIME / "errors.py") | {"server": default_server(document)}
    except (GenerationError, ValueError) as error:
        raise GenerationError(f"cannot use the document {document.name!r}: {error}") from error
    versions = {"generator_version": toolchain.generator_version, "ruff_version": toolchain.ruff_version}
    _render_templates(folder, values | versions | {"version": document.version})
    toolchain.tidy(folder)


def _copy_runtime(package: Path) -> None:
    package.mkdir()
    for path in _RUNTIME.glob("*.py"):
        # That of the package itself is rendered.
        if path.name != "__init__.py":
            copyfile(path, package / path.name)


def _render_templates(folder: Path, values: Mapping[str, Any]) -> None:
    for name, content in read_tree(_TEMPLATES).items():
        target = folder / name.removesuffix(".jinja")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(render(content.decode(), values).encode() if name.endswith(".jinja") else content)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path; a folder that is missing holds none."""
    return {
        path.relative_to(folder).as_posix(): _read_plain(path)
        for path in sorted(folder.rglob("*"))
        if _CACHES.isdisjoint(path.relative_to(folder).parts) and (path.is_symlink() or not path.is_dir())
    }


def _read_plain(path: Path) -> bytes:
    # A link or a device is never what was generated, whatever stands behind it.
    return path.read_bytes() if path.is_file() and not path.is_symlink() else b"\0not a plain file"


def compare_trees(*, live: dict[str, bytes], fresh: dict[str, bytes]) -> dict[str, str]:
    """Return each file that is not alike in both trees, with what is the matter with the live one."""
    drift = {}
    for name in sorted(live.keys() | fresh.keys()):
        if name not in live:
            drift[name] = "missing"
        elif name not in fresh:
            drift[name] = "additional"
        elif live[name] != fresh[name]:
            drift[name] = "differs"
    return drift


def swap_trees(fresh: Path, live: Path, *, aside: Path) -> None:
    """Put the fresh tree in the place of the live one, which goes aside, or leave the live one where it is."""
    if not live.exists():
        fresh.rename(live)
        return
    live.rename(aside)
    try:
        fresh.rename(live)
    except BaseException:
        aside.rename(live)
        raise
