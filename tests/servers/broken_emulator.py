"""The reference emulator with one clause broken on demand, as `emulate --break` serves it: a trial a clause."""

from functools import partial
from threading import Lock

from dingtalk_contract.contract import load_catalogue, load_document
from dingtalk_contract.emulator import Request as EmulatorRequest
from dingtalk_contract.emulator import make_emulator
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import BROKEN, CANCELLING, Trial


def emulate(clause: str) -> Behaviour:
    """Serve the emulator with a clause broken."""
    emulator, lock = make_emulator(load_document(), breaks=[clause]), Lock()

    def behaviour(request: Request) -> Reply:
        path, _, query = request.target.partition("?")
        with lock:
            response = emulator.respond(
                EmulatorRequest(
                    method=request.method,
                    path=path,
                    query=query.encode(),
                    headers=[(name.encode(), value.encode("latin-1")) for name, value in request.headers.items()],
                    body=request.body,
                )
            )
        answer = Reply(
            status=response.answer.status,
            media_type=None,
            headers=response.answer.headers,
            body=response.answer.body,
            delay=response.delay,
        )
        if response.cut is None:
            return answer
        whole = answer.encode()
        return answer.edit(raw=whole[: int(len(whole) * response.cut)])

    return behaviour


for _clause in (each for each in load_catalogue(load_document()) if "/effect/" not in each.id):
    _operation, _, _slug = _clause.id.partition("/")
    _name = f"emulator_breaking_{_clause.id.removeprefix(f'{CANCELLING}/')}"
    BROKEN.append(Trial(name=_name, make=partial(emulate, _clause.id), operation=_operation, breaks=_slug))
