"""The command line: the one place that prints and exits."""

import os
import sys
import traceback
from pathlib import Path

import typer

from ..errors import ContractToolError
from . import check, clauses, emulate, load, report, spec
from .options import expand

__all__ = ["app", "main"]

app = typer.Typer(
    name="dingtalk-contract",
    help="The contract of a DingTalk endpoint, and a judge of all that claim to keep it. 钉钉接口契约检查工具。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(check.app, name="check")
app.command("emulate")(emulate.emulate)
app.command("load")(expand(load.load))
app.command("clauses")(clauses.clauses)
app.command("report")(report.report)
app.add_typer(spec.app, name="spec")


def main() -> None:
    """Run a command; whatever keeps it from its work is one line on stderr and exit code 2."""
    try:
        app()
    except ContractToolError as error:
        print(f"dingtalk-contract: {error}", file=sys.stderr)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("DINGTALK_CONTRACT_TRACEBACK"):
            raise
        print(f"dingtalk-contract: {_describe_fault(error)}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("dingtalk-contract: interrupted; no verdict.", file=sys.stderr)
        sys.exit(2)


def _describe_fault(error: Exception) -> str:
    """Name a fault of our own by its kind and place; its text may hold what a target said."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"a fault of this program, {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}; no verdict. "
        "DINGTALK_CONTRACT_TRACEBACK=1 shows more."
    )
