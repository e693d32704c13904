"""`python -m dingtalk_contract`."""

from .cli import main

main()
