"""Correct services that differ in the form of their answers and ids."""

# ruff: noqa: ARG002

from itertools import count

from tests.deeds.service import PAIR, Json, Refused, Service, Task
from tests.deeds.trials import conforms
from tests.servers.serving import Reply, Request


@conforms()
class NumbersInListsAndTextAtCreation(Service):
    """Gives task ids as numbers in lists, and as text where they are created."""

    def put(self, body: Json) -> Json:
        answer = super().put(body)
        return {"tasks": [{**row, "task_id": str(row["task_id"])} for row in answer["tasks"]]}

    def show(self, task: Task) -> Json:
        return {**super().show(task), "task_id": task.id}


@conforms()
class HugeIds(Service):
    """Gives task ids beyond what a float keeps."""

    def new_task_id(self) -> int:
        return 9_007_199_254_740_993_000 + 2 * next(self.numbers)


@conforms()
class SmallIds(Service):
    """Counts task ids from one."""

    ids = count(1)

    def new_task_id(self) -> int:
        return next(self.ids)


@conforms()
class InstanceIdsInUnicode(Service):
    """Gives instance ids with Chinese letters, spaces and quotes."""

    def new_instance_id(self) -> str:
        return f"""实例 '{next(self.numbers)}' "β/?&=" """


@conforms()
class AnswersNoTasks(Service):
    """Answers to a creation without what was created."""

    def put(self, body: Json) -> Json:
        super().put(body)
        return {}


@conforms()
class AnswersTasksWithoutUsers(Service):
    """Answers to a creation with the ids alone."""

    def put(self, body: Json) -> Json:
        return {"tasks": [{"task_id": row["task_id"]} for row in super().put(body)["tasks"]]}


@conforms()
class AnswersTasksInAnotherOrder(Service):
    """Answers to a creation with the last to-do first."""

    def put(self, body: Json) -> Json:
        return {"tasks": super().put(body)["tasks"][::-1]}


@conforms()
class ListsWithoutInstances(Service):
    """Lists to-dos without instance_id."""

    def show(self, task: Task) -> Json:
        return {name: value for name, value in super().show(task).items() if name != "instance_id"}


@conforms()
class ListsWithoutUrls(Service):
    """Lists to-dos without url."""

    def show(self, task: Task) -> Json:
        return {name: value for name, value in super().show(task).items() if name != "url"}


@conforms(unseen=frozenset({"queryTasks"}))
class ListsWithoutHasMore(Service):
    """Lists to-dos without has_more."""

    def listing(self, body: Json) -> Json:
        return {"result": {"list": super().listing(body)["result"]["list"]}}


@conforms()
class LeavesTheListOutWhereItIsEmpty(Service):
    """Answers an empty page without list."""

    def listing(self, body: Json) -> Json:
        result = super().listing(body)["result"]
        return {"result": result if result["list"] else {"has_more": False}}


@conforms()
class HasFurtherFields(Service):
    """Answers more than is documented."""

    def serve(self, request: Request) -> Json:
        return {**super().serve(request), "ts": 17, "trace": {"task_id": 1, "tasks": [], "list": []}}

    def show(self, task: Task) -> Json:
        return {**super().show(task), "status": task.status, "activity_id": task.group, "id": "1"}


@conforms()
class GivesNewTokens(Service):
    """Gives a new token at each ask, all of them good."""

    def grant(self, query: Json) -> Json:
        answer = super().grant(query)
        self.tokens.append(f"token-{next(self.numbers):08}")
        return {**answer, "access_token": self.tokens[-1]}


@conforms()
class GivesTheNewTokenSecond(Service):
    """Gives the same new token at each ask."""

    def grant(self, query: Json) -> Json:
        if len(self.tokens) == 1 and (query["appkey"], query["appsecret"]) == PAIR:
            self.tokens.append("token-of-its-own")
        return super().grant(query)


@conforms()
class RefusesWithHttpStatuses(Service):
    """Refuses with HTTP 400, 403 and 404."""

    def refuse(self, errcode: int, request_id: str) -> Reply:
        status = {88: 403, 820004: 404}.get(errcode, 400)
        return super().refuse(errcode, request_id).edit(status=status)


@conforms()
class RefusesWithTextErrcodes(Service):
    """Answers errors with as little as may be."""

    def refuse(self, errcode: int, request_id: str) -> Reply:
        return Reply(value={"errcode": errcode})


class Throttling(Service):
    """Throttles one request of some."""

    asked = 0
    every = 1900
    reply = Reply(value={"errcode": 90018, "errmsg": "too often"})

    def __call__(self, request: Request) -> Reply:
        """Throttle now and then."""
        with self.locked():
            self.asked += 1
            is_throttled = self.asked % self.every == 0
        return self.reply if is_throttled else super().__call__(request)


@conforms()
class ThrottlesWithAnErrcode(Throttling):
    """Throttles one request of some by errcode."""


@conforms()
class ThrottlesWithAnotherErrcode(Throttling):
    """Throttles one request of some by another errcode."""

    every = 1700
    reply = Reply(value={"errcode": 90002, "errmsg": "too often"})


@conforms()
class ThrottlesWithHttp429(Throttling):
    """Throttles one request of some by HTTP status."""

    every = 1500
    reply = Reply(value={}, status=429, headers=(("Retry-After", "1"),))


@conforms()
class BusyNowAndThen(Throttling):
    """Says that it is busy now and then."""

    every = 1800
    reply = Reply(value={"errcode": -1, "errmsg": "busy"})


@conforms()
class AnswersWithoutErrcode(Service):
    """Leaves errcode out where a request is accepted."""

    def __call__(self, request: Request) -> Reply:
        reply = super().__call__(request)
        is_kept = reply.value["errcode"] != 0
        return reply.edit(value={name: value for name, value in reply.value.items() if name != "errcode" or is_kept})


class ServesSome(Service):
    """Serves no operation of some names."""

    lacks: frozenset[str] = frozenset()

    def serve(self, request: Request) -> Json:
        """Refuse what is not served."""
        if request.path.rsplit("/process/", 1)[-1] in self.lacks:
            raise Refused(404)
        return super().serve(request)
