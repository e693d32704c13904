"""Services that do wrong where few look."""

from dingtalk_contract.contract import Operation
from tests.deeds.broken_tokens import NewTokens
from tests.deeds.service import TOKEN, Instance, Json, Refused, Service, Task
from tests.deeds.trials import breaks


@breaks("cancelTaskGroup/spares-groups")
class CancelsThoseOfNoGroupToo(Service):
    """Cancels the to-dos of no name with every group."""

    def groups_of(self, asked: Json) -> list[str]:
        return [*super().groups_of(asked), ""]


@breaks("updateInstance/ends")
class EndsOnlyWithCancelRunningTask(Service):
    """Leaves an instance open where its to-dos are not to be cancelled."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        if not body["request"].get("cancel_running_task"):
            self.instances[body["request"]["process_instance_id"]].status = "RUNNING"
        return answer


@breaks("updateInstances/ends")
class BatchEndsTheFirstAlone(Service):
    """Ends the first instance of a batch."""

    def end_each(self, body: Json) -> Json:
        return super().end_each({"request": {**body["request"], "instances": body["request"]["instances"][:1]}})


@breaks("createTasks/limit")
class LooksWhetherTheLimitWasReachedBefore(Service):
    """Takes a call whole where there is room for one."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:  # noqa: ARG002 - it does not look
        return len(self.tasks_of(instance.id)) >= 100


@breaks("createTasks/refused")
class FillsUpToTheLimitAndRefuses(Service):
    """Creates as many as there is room for, and refuses the call."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        room = 100 - len(self.tasks_of(instance.id))
        if len(asked) <= room:
            return False
        self.tasks += [self.new_task(instance.id, "1111", each) for each in asked[:room]]
        return True


@breaks("createTasks/none-on-finished")
class CreatesInAGroupThatIsThere(Service):
    """Lets a group that has to-dos grow after the end."""

    def put(self, body: Json) -> Json:
        asked = body["request"]
        groups = {task.group for task in self.tasks_of(asked["process_instance_id"])}
        instance = self.find_instance(asked["process_instance_id"])
        if asked.get("activity_id") not in groups or instance.status == "RUNNING":
            return super().put(body)
        new = self.make(instance, asked)
        self.tasks += new
        return {"tasks": [{"task_id": task.id, "userid": task.user} for task in new]}


@breaks("createTasks/none-on-finished")
class CreatesOnTerminatedInstances(Service):
    """Takes completed instances alone for over."""

    def is_over(self, instance: Instance) -> bool:
        return instance.status == "COMPLETED"


@breaks("createTasks/none-on-finished")
class CreatesOnCompletedInstances(Service):
    """Takes terminated instances alone for over."""

    def is_over(self, instance: Instance) -> bool:
        return instance.status == "TERMINATED"


@breaks("createTasks/distinct-ids")
class IdsAreCountedInEachCall(Service):
    """Counts ids from one in each call."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new = super().make(instance, asked)
        for number, task in enumerate(new, 1):
            task.id = number
        return new


@breaks("createTasks/distinct-ids")
class IdsAreCountedInEachInstance(Service):
    """Counts ids from one in each instance."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new, there = super().make(instance, asked), len(self.tasks_of(instance.id))
        for number, task in enumerate(new, there + 1):
            task.id = number
        return new


@breaks("createTasks/distinct-ids")
class IdFromTheUser(Service):
    """Gives every to-do of a user one id."""

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new = super().make(instance, asked)
        for task in new:
            task.id = sum(task.user.encode())
        return new


@breaks("createTasks/as-created")
class ListsTheInstanceMadeLast(Service):
    """Lists every to-do as of the instance that was made last."""

    def show(self, task: Task) -> Json:
        return {**super().show(task), "instance_id": list(self.instances)[-1]}


@breaks("createTasks/as-created")
class ListsIdsRounded(Service):
    """Lists ids in which the last digits were lost."""

    def new_task_id(self) -> int:
        return 2**60 + next(self.numbers)

    def show(self, task: Task) -> Json:
        return {**super().show(task), "task_id": str(int(float(task.id)))}


@breaks("updateTasks/refused")
class MissesTheResultAfterTheUpdate(Service):
    """Updates to-dos, and refuses afterwards where a result is missing."""

    def finish(self, body: Json) -> Json:
        given = [{**each, "result": "AGREE"} for each in body["request"]["tasks"]]
        answer = super().finish({"request": {**body["request"], "tasks": given}})
        if any(each["status"] == "COMPLETED" and "result" not in each for each in body["request"]["tasks"]):
            raise Refused(400002)
        return answer


@breaks("updateTasks/refused")
class ASecondUpdateIsRefusedAndBringsBack(Service):
    """Refuses what is finished, and sets it running by that."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        for task, status in pairs:
            if task.status != "RUNNING":
                task.status = "RUNNING"
                raise Refused(400002)
            self.set_status([task], status)


@breaks("deleteProcess/refused")
class DeletesTheNewestWhereACodeIsUnknown(Service):
    """Deletes the newest template where the one that is named is not there, and refuses."""

    def delete(self, body: Json) -> Json:
        if body["request"]["process_code"] not in self.templates and self.templates:
            self.templates.popitem()
        return super().delete(body)


@breaks("saveProcess/distinct-codes")
class CodeFromTheNumberOfTemplates(Service):
    """Makes the code of how many templates there are, which a deletion lowers."""

    def new_code(self) -> str:
        return f"PROC-N{len(self.templates)}"


@breaks("saveProcess/updated")
class UpdateDeletesTheOthers(Service):
    """Keeps the template that is saved again alone."""

    def keep(self, code: str | None, name: str) -> str:
        if code:
            self.templates = {code: name}
        return super().keep(code, name)


@breaks("getToken/good")
class TokenIsBadForEndingInstances(NewTokens):
    """Takes no token that was given where instances are ended."""

    def is_good(self, token: str | None, operation: Operation) -> bool:
        return super().is_good(token, operation) and (operation.id != "updateInstance" or token == TOKEN)


@breaks("getToken/good")
class EveryThirdTokenIsForgotten(NewTokens):
    """Keeps two tokens of three."""

    asks = 0

    def keep_token(self, token: str) -> None:
        self.asks += 1
        if self.asks % 3 != 1:
            super().keep_token(token)


@breaks("getProcessByName/by-name")
class FindsTheFirstTemplate(Service):
    """Gives the code of the first of our templates for each name of ours."""

    def find(self, body: Json) -> Json:
        names = list(self.templates.values())
        if body["name"] not in names:
            raise Refused(820004)
        return {"process_code": next(iter(self.templates))}
