"""
`spec`: look after the document.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Look after the document.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def spec() -> None:
    """
    Look after the document.
    """


@app.command("lint")
def lint(
    file: Annotated[
        Path | None, typer.Argument(help="The document; by default the one that travels with the distribution.")
    ] = None,
) -> None:
    """
    Find the faults of the document, the clauses and the examples. 检查接口文档。
    """
    from ..lint import lint_spec

    faults = lint_spec(file)
    for fault in faults:
        print(f"{fault.file} {fault.pointer}: {fault.message}")
    print(f"{len(faults)} fault{'s' * (len(faults) != 1)}")
    sys.exit(1 if faults else 0)
