"""The reference emulator with one effect broken on demand, as `emulate --break` serves it: a trial an effect."""

from functools import partial

from dingtalk_contract.contract import load_catalogue, load_document
from tests.deeds.trials import BROKEN, Trial
from tests.servers.broken_emulator import emulate

for _clause in (each for each in load_catalogue(load_document()) if "/effect/" in each.id):
    BROKEN.append(
        Trial(name=f"emulator_breaking_{_clause.id}", service=partial(emulate, _clause.id), clause=_clause.id)
    )
