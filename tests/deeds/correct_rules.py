"""Correct services that differ in what they refuse, and in what they serve."""

from tests.deeds.correct_answers import ServesSome
from tests.deeds.service import MOST, Instance, Json, Refused, Service, Task
from tests.deeds.trials import conforms

ON_TO_DOS = frozenset({"createTasks", "queryTasks", "updateTasks", "cancelTaskGroup"})
ON_INSTANCES = frozenset({"createInstance", "updateInstance", "updateInstances"})


@conforms()
class CancelsAGroupOnce(Service):
    """Refuses a cancel of groups in which nothing runs."""

    def cancel(self, body: Json) -> Json:
        if all(task.status != "RUNNING" for task in self.cancelled_by(body["request"])):
            raise Refused(820004)
        return super().cancel(body)


@conforms()
class RefusesUnknownGroups(Service):
    """Refuses a cancel that names a group which no to-do has."""

    def cancel(self, body: Json) -> Json:
        asked = body["request"]
        if not {task.group for task in self.tasks_of(asked["process_instance_id"])}.issuperset(self.groups_of(asked)):
            raise Refused(820004)
        return super().cancel(body)


@conforms()
class UsesTheListAloneWhereGiven(Service):
    """Takes the list for all groups where there is one."""

    def groups_of(self, asked: Json) -> list[str]:
        return list(asked.get("activity_id_list") or [asked["activity_id"]])


@conforms()
class RefusesFinishedToDos(Service):
    """Refuses an update of a to-do that does not run."""

    def finish_each(self, pairs: list[tuple[Task, str]]) -> None:
        if any(task.status != "RUNNING" for task, _ in pairs):
            raise Refused(400002)
        super().finish_each(pairs)


@conforms()
class AcceptsUnknownToDos(Service):
    """Passes over to-dos that it does not know."""

    def finish(self, body: Json) -> Json:
        asked = body["request"]
        known = {task.id for task in self.tasks_of(asked["process_instance_id"])}
        tasks = [each for each in asked["tasks"] if each["task_id"] in known]
        return super().finish({"request": {**asked, "tasks": tasks}})


@conforms()
class PassesOverUnknownInstancesOfABatch(Service):
    """Ends the instances of a batch that it knows."""

    def end_each(self, body: Json) -> Json:
        given = body["request"]["instances"]
        there = [each for each in given if each["process_instance_id"] in self.instances]
        return super().end_each({"request": {**body["request"], "instances": there}})


@conforms()
class EndsAnInstanceOnce(Service):
    """Refuses to end what is over."""

    def end(self, body: Json) -> Json:
        if self.is_over(self.find_instance(body["request"]["process_instance_id"])):
            raise Refused(820012)
        return super().end(body)

    def end_each(self, body: Json) -> Json:
        given = body["request"]["instances"]
        if any(self.is_over(self.find_instance(each["process_instance_id"])) for each in given):
            raise Refused(820012)
        return super().end_each(body)


@conforms()
class RefusesCancelsOnEndedInstances(Service):
    """Refuses cancels and updates of to-dos whose instance is over."""

    def cancel(self, body: Json) -> Json:
        if self.is_over(self.find_instance(body["request"]["process_instance_id"])):
            raise Refused(820012)
        return super().cancel(body)

    def finish(self, body: Json) -> Json:
        if self.is_over(self.find_instance(body["request"]["process_instance_id"])):
            raise Refused(820012)
        return super().finish(body)


@conforms()
class BatchCancelsWhatRuns(Service):
    """Cancels the to-dos of each instance that is ended by batch."""

    def end_each(self, body: Json) -> Json:
        answer = super().end_each(body)
        for each in body["request"]["instances"]:
            self.set_status(self.tasks_of(each["process_instance_id"]), "CANCELED")
        return answer


@conforms()
class DeletionCancelsItsToDos(Service):
    """Cancels the to-dos of a template that is deleted."""

    def delete(self, body: Json) -> Json:
        answer = super().delete(body)
        code = body["request"]["process_code"]
        self.set_status((task for task in self.tasks if self.instances[task.instance].template == code), "CANCELED")
        return answer


@conforms()
class DeletionDeletesItsInstances(Service):
    """Forgets the instances and to-dos of a template that is deleted."""

    def delete(self, body: Json) -> Json:
        self.clean({"process_code": body["request"]["process_code"]})
        return {"success": True}


@conforms(unseen=frozenset({"deleteProcess"}))
class KeepsTemplatesThatAreInUse(Service):
    """Refuses to delete a template of which an instance runs."""

    def delete(self, body: Json) -> Json:
        code = body["request"]["process_code"]
        if any(each.template == code and each.status == "RUNNING" for each in self.instances.values()):
            raise Refused(820012)
        return super().delete(body)


@conforms()
class CountsTheLimitOfWhatRuns(Service):
    """Counts the running to-dos of an instance against its limit."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        running = [task for task in self.tasks_of(instance.id) if task.status == "RUNNING"]
        return len(running) + len(asked) > MOST


@conforms(unseen=frozenset({"createTasks"}))
class RefusesToDosWithoutGroups(Service):
    """Creates no to-do of a group without a name."""

    def put(self, body: Json) -> Json:
        if body["request"].get("activity_id") == "":
            raise Refused(400002)
        return super().put(body)


@conforms(unseen=ON_TO_DOS)
class TakesTenToDosACall(Service):
    """Refuses a call of more than ten to-dos."""

    def put(self, body: Json) -> Json:
        if len(body["request"]["tasks"]) > 10:
            raise Refused(400002)
        return super().put(body)


@conforms(unseen=frozenset({"saveProcess"}))
class KeepsCodesOfOthersAlone(Service):
    """Refuses to save a template with a code, and updates none."""

    def save(self, body: Json) -> Json:
        if "process_code" in body["saveProcessRequest"]:
            raise Refused(8100017)
        return super().save(body)


@conforms(unseen=ON_TO_DOS | ON_INSTANCES)
class ListsNoToDos(ServesSome):
    """Serves no queryTasks."""

    lacks = frozenset({"workrecord/task/query"})


@conforms(unseen=frozenset({"saveProcess", "getProcessByName", "deleteProcess"}))
class FindsNoTemplates(ServesSome):
    """Serves no getProcessByName."""

    lacks = frozenset({"get_by_name"})


@conforms(unseen=frozenset({"saveProcess", "getProcessByName", "deleteProcess"}))
class SavesNoTemplates(ServesSome):
    """Serves no saveProcess."""

    lacks = frozenset({"save"})


@conforms(unseen=ON_TO_DOS | ON_INSTANCES | frozenset({"deleteProcess"}))
class MakesNoInstances(ServesSome):
    """Serves no createInstance."""

    lacks = frozenset({"workrecord/create"})


@conforms(unseen=frozenset({"cancelTaskGroup", "queryTasks"}))
class CancelsNoGroups(ServesSome):
    """Serves no cancelTaskGroup."""

    lacks = frozenset({"workrecord/taskgroup/cancel"})


@conforms(unseen=frozenset({"updateInstance", "createTasks"}))
class EndsBatchesAlone(ServesSome):
    """Serves no updateInstance."""

    lacks = frozenset({"workrecord/update"})
