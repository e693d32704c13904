"""What `getToken` brings to the command line: the pair that an app asks for its token with."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options, each called like the parameter that it fills in."""

    appkey: Annotated[str | None, typer.Option(metavar="KEY", help="The app's key on the target.")] = None
    appsecret: Annotated[
        str | None,
        typer.Option(metavar="SECRET", envvar="DINGTALK_APPSECRET", show_envvar=True, help="The secret beside it."),
    ] = None

    @property
    def values(self) -> dict[str, Any]:
        """The values by the names of parameters, None for each that was not given."""
        return {"appkey": self.appkey, "appsecret": self.appsecret}
