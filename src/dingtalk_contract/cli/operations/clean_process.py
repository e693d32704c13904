"""What `cleanProcess` brings to the command line: the credential of a third-party enterprise app."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, each called like the parameter that it fills in."""

    suite_access_token: Annotated[
        str | None,
        typer.Option(
            metavar="TOKEN",
            envvar="DINGTALK_SUITE_ACCESS_TOKEN",
            show_envvar=True,
            help="A third-party enterprise app's token good on the target.",
        ),
    ] = None

    @property
    def values(self) -> dict[str, Any]:
        """The values by the names of parameters, None for each that was not given."""
        return {"suite_access_token": self.suite_access_token}
