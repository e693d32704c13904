"""`check`: judge a target."""

import gc

import typer

from .check_client import check_client
from .check_gateway import check_gateway
from .check_server import check_server
from .options import expand

app = typer.Typer(help="Judge a target against the contract.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def check() -> None:
    """Judge a target against the contract."""
    # A run makes much that lasts and few cycles: looking for these at the usual pace takes a thirtieth of it.
    gc.set_threshold(50_000, 20, 50)


app.command("client")(expand(check_client))
app.command("gateway")(expand(check_gateway))
app.command("server")(expand(check_server))
