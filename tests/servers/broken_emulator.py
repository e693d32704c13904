"""The reference emulator with one clause broken on demand, as `emulate --break` serves it: a trial a clause."""

from functools import partial
from threading import Lock

from dingtalk_contract.contract import load_catalogue, load_document
from dingtalk_contract.emulator import Emulator
from dingtalk_contract.emulator import Request as EmulatorRequest
from tests.servers.serving import Behaviour, Reply, Request
from tests.servers.trials import BROKEN, OPERATION, Trial


def _emulate(clause: str) -> Behaviour:
    emulator, lock = Emulator(load_document(), breaks=[clause]), Lock()

    def behaviour(request: Request) -> Reply:
        path, _, query = request.target.partition("?")
        with lock:
            reply = emulator.respond(
                EmulatorRequest(
                    method=request.method,
                    path=path,
                    query=query.encode(),
                    headers=[(name.encode(), value.encode("latin-1")) for name, value in request.headers.items()],
                    body=request.body,
                )
            )
        answer = Reply(
            status=reply.answer.status,
            media_type=None,
            headers=reply.answer.headers,
            body=reply.answer.body,
            delay=reply.delay,
        )
        cut = None if reply.cut is None else answer.encode()
        return answer if cut is None else answer.edit(raw=cut[: int(len(cut) * (reply.cut or 0))])

    return behaviour


for _clause in load_catalogue(load_document()):
    _slug = _clause.id.removeprefix(f"{OPERATION}/")
    BROKEN.append(Trial(name=f"emulator_breaking_{_slug}", make=partial(_emulate, _clause.id), breaks=_slug))
