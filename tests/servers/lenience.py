"""What lenient servers do beside their one defect: the judge warns of it, and must see the defect all the same."""

from tests.servers.mending import mend
from tests.servers.serving import Behaviour, Reply, Request


def leniently(behaviour: Behaviour) -> Behaviour:
    """Make a server take digits in quotes and null for the list, and refuse with HTTP 400."""

    def lenient(request: Request) -> Reply:
        request = mend(request, "agentid", lambda value: isinstance(value, str) and value.isdecimal(), 1)
        request = mend(request, "activity_id_list", lambda value: value is None, [])
        reply = behaviour(request)
        errcode = reply.value.get("errcode") if reply.raw is None and isinstance(reply.value, dict) else None
        return reply.edit(status=400) if isinstance(errcode, int) and errcode and reply.status == 200 else reply

    return lenient
