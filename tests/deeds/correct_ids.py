"""Correct services whose ids, answers and operations are few or odd."""

from tests.deeds.correct_answers import ServesSome
from tests.deeds.correct_rules import ON_INSTANCES, ON_TO_DOS
from tests.deeds.service import Json, Refused, Service, Task
from tests.deeds.trials import conforms


@conforms()
class InstanceIdsOfDigits(Service):
    """Gives instance ids and codes that are digits with zeros before them."""

    def new_instance_id(self) -> str:
        return f"{next(self.numbers):012}"

    def new_code(self) -> str:
        return f"{next(self.numbers):012}"


@conforms()
class ListsWithoutIds(Service):
    """Lists to-dos without task_id."""

    def show(self, task: Task) -> Json:
        return {name: value for name, value in super().show(task).items() if name != "task_id"}


@conforms(unseen=frozenset({"createTasks", "queryTasks", "cancelTaskGroup"}))
class OneToDoForEachUserAndGroup(Service):
    """Refuses a second to-do of a user in a group."""

    def put(self, body: Json) -> Json:
        asked = body["request"]
        users = [each["userid"] for each in asked["tasks"]]
        group = [task for task in self.tasks_of(asked["process_instance_id"]) if task.group == asked.get("activity_id")]
        if len(set(users)) < len(users) or {task.user for task in group if task.status == "RUNNING"} & set(users):
            raise Refused(400002)
        return super().put(body)


@conforms(unseen=ON_TO_DOS | ON_INSTANCES)
class CreatesNoToDos(ServesSome):
    """Serves no createTasks."""

    lacks = frozenset({"workrecord/task/create"})
