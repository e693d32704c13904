"""Services that do what they say for some values of a request alone."""

# ruff: noqa: ARG002

import html

from tests.deeds.service import Instance, Json, Refused, Service, Task
from tests.deeds.trials import breaks


@breaks("cancelTaskGroup/spares-groups")
class CancelsGroupsThatBeginAlike(Service):
    """Looks for a group by the beginning of its name."""

    def cancelled_by(self, asked: Json) -> list[Task]:
        names = tuple(self.groups_of(asked))
        return [task for task in self.tasks_of(asked["process_instance_id"]) if (task.group or "").startswith(names)]


@breaks("cancelTaskGroup/cancels")
class CancelsNothingAndListsFortyNine(Service):
    """Says that it cancelled, does nothing, and refuses the most that a page may have."""

    def cancel(self, body: Json) -> Json:
        return {}

    def listing(self, body: Json) -> Json:
        if int(body["count"]) > 49:
            raise Refused(400002)
        return super().listing(body)


@breaks("updateTasks/takes-off")
class FinishesNothingThatWasRefused(Service):
    """Leaves a to-do waiting whose result is a refusal."""

    def finish(self, body: Json) -> Json:
        tasks = [each for each in body["request"]["tasks"] if each.get("result", "").lower() != "refuse"]
        return super().finish({"request": {**body["request"], "tasks": tasks}})


@breaks("updateInstance/ends")
class EndsNothingThatWasRefused(Service):
    """Leaves an instance open whose result is a refusal."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        if body["request"]["result"] == "refuse":
            self.instances[body["request"]["process_instance_id"]].status = "RUNNING"
        return answer


@breaks("createTasks/limit")
class CountsToDosByUser(Service):
    """Lets each user have as many to-dos as the instance may."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        users = [task.user for task in self.tasks_of(instance.id)] + [each["userid"] for each in asked]
        return any(users.count(user) > 100 for user in set(users))


@breaks("createTasks/as-created")
class EscapesUrls(Service):
    """Lists a URL as a page would have it."""

    def show(self, task: Task) -> Json:
        return {**super().show(task), "url": html.escape(task.url)}


@breaks("createTasks/as-created")
class CutsUrls(Service):
    """Has a column of 128 characters."""

    def show(self, task: Task) -> Json:
        return {**super().show(task), "url": task.url[:128]}


@breaks("deleteProcess/gone")
class DeletesWhereAskedToCleanAlone(Service):
    """Passes over a deletion that says nothing of running to-dos."""

    def delete(self, body: Json) -> Json:
        if body["request"].get("clean_running_task"):
            return super().delete(body)
        if body["request"]["process_code"] not in self.templates:
            raise Refused(820004)
        return {"success": True}
