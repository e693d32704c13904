"""The low-level client as it was generated: which module is which operation, found by reading and not by guessing."""

import ast
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LowLevelOperation:
    """The module of one operation, and the model of its body."""

    method: str
    path: str
    package: str
    """The package that holds the module, such as `api.workflow`."""
    module: str
    body_model: str
    models_module: str


def find_operations(folder: Path) -> dict[tuple[str, str], LowLevelOperation]:
    """Return the operations that the low-level client has, by method and path."""
    found = {}
    for path in sorted((folder / "api").rglob("*.py")):
        if path.name != "__init__.py":
            operation = _read_module(path, folder)
            found[operation.method, operation.path] = operation
    return found


def _read_module(path: Path, folder: Path) -> LowLevelOperation:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    maker = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "_get_kwargs")
    body = next((each.annotation for each in maker.args.kwonlyargs if each.arg == "body"), None)
    model = body.id if isinstance(body, ast.Name) else ""
    constants = {
        key.value: value.value
        for node in ast.walk(maker)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    }
    return LowLevelOperation(
        method=str(constants.get("method")),
        path=str(constants.get("url")),
        package=".".join(path.relative_to(folder).parent.parts),
        module=path.stem,
        body_model=model,
        models_module=_find_models_module(tree, model),
    )


def _find_models_module(tree: ast.Module, model: str) -> str:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and any(alias.name == model for alias in node.names):
            return str(node.module)
    return ""
