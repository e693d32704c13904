"""`spec`: look after the document."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """The forms of a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


app = typer.Typer(help="Look after the document.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def spec() -> None:
    """Look after the document."""


@app.command("lint")
def lint(
    file: Annotated[
        Path | None, typer.Argument(help="The document; by default the one that travels with the distribution.")
    ] = None,
) -> None:
    """Find the faults of the document, the clauses and the examples. 检查接口文档。"""
    from ..lint import lint_spec

    faults = lint_spec(file)
    for fault in faults:
        print(f"{fault.file} {fault.pointer}: {fault.message}")
    print(f"{len(faults)} fault{'s' * (len(faults) != 1)}")
    sys.exit(1 if faults else 0)


@app.command("diff")
def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="[OLD]", help="A file or a released version; by default the last released.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="Likewise; by default the document being worked on.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="The form of the comparison.")] = Form.TEXT,
) -> None:
    """Say what changed between two contracts, and whom it breaks. 比较两个版本的契约。

    Exit code 1: something breaks, and the major number did not move.
    """
    from ..diff import FORMS, compare_contracts, read_contract

    comparison = compare_contracts(read_contract(old, is_old=True), read_contract(new, is_old=False))
    print(FORMS[form.value](comparison))
    sys.exit(1 if comparison.breaks_silently else 0)
