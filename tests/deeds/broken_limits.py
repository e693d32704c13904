"""Services that create to-dos where none may be created, or refuse and create."""

# ruff: noqa: ARG002

from tests.deeds.service import Instance, Json, Refused, Service, Task
from tests.deeds.trials import breaks


@breaks("createTasks/limit")
class TakesAHundredAndOne(Service):
    """Compares with the wrong end."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        return len(self.tasks_of(instance.id)) + len(asked) > 101


@breaks("createTasks/limit")
class CountsTheLimitInEachCall(Service):
    """Takes a hundred to-dos with each call."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        return len(asked) > 100


@breaks("createTasks/limit")
class HasNoLimit(Service):
    """Takes any number of to-dos."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        return False


@breaks("createTasks/refused")
class RefusesTheHundredAndFirstAfterItsCreation(Service):
    """Creates the to-do that is too much, and refuses."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        if not super().is_too_many(instance, asked):
            return False
        self.tasks += [self.new_task(instance.id, "1111", each) for each in asked]
        return True


@breaks("createTasks/refused")
class TheHundredAndFirstReplacesTheFirst(Service):
    """Forgets the first to-do of an instance for one that is too much, and refuses."""

    def is_too_many(self, instance: Instance, asked: list[Json]) -> bool:
        is_too_many = super().is_too_many(instance, asked)
        if is_too_many:
            self.tasks.remove(self.tasks_of(instance.id)[0])
        return is_too_many


@breaks("createTasks/none-on-finished")
class CreatesOnFinishedInstances(Service):
    """Looks at no status."""

    def is_over(self, instance: Instance) -> bool:
        return False


@breaks("createTasks/refused")
class CreatesOnFinishedInstancesAndRefuses(Service):
    """Looks at the status after the deed."""

    def is_over(self, instance: Instance) -> bool:
        if super().is_over(instance):
            self.tasks.append(self.new_task(instance.id, "1111", {"userid": "manager8409", "url": "https://a.example"}))
        return super().is_over(instance)


@breaks("createTasks/refused")
class ChecksFieldsAfterTheCreation(Service):
    """Creates to-dos before it looks at the fields."""

    acts_first = "createTasks", 400002


@breaks("createTasks/refused")
class ChecksTheTokenAfterTheCreation(Service):
    """Creates to-dos before it looks at the token."""

    acts_first = "createTasks", 88


@breaks("createTasks/refused")
class CreatesUpToTheFaultyItem(Service):
    """Creates item by item until one has a fault."""

    acts_first = "createTasks", 400002

    def make(self, instance: Instance, asked: Json) -> list[Task]:
        new: list[Task] = []
        for each in asked["tasks"]:
            if not isinstance(each.get("userid"), str) or not isinstance(each.get("url"), str):
                self.tasks += new
                raise Refused(400002)
            new.append(self.new_task(instance.id, asked.get("activity_id"), each))
        return new


@breaks("createTasks/refused")
class RefusedCreationForgetsTheInstance(Service):
    """Takes the to-dos of an instance back when a request for it is refused."""

    acts_first = "createTasks", 400002

    def put(self, body: Json) -> Json:
        if isinstance(body["request"].get("tasks"), list) and all(
            isinstance(each, dict) and isinstance(each.get("userid"), str) and isinstance(each.get("url"), str)
            for each in body["request"]["tasks"]
        ):
            return super().put(body)
        self.tasks = [task for task in self.tasks if task.instance != body["request"]["process_instance_id"]]
        return {}


@breaks("createTasks/none-on-finished")
class CreatesASingleToDoOnFinishedInstances(Service):
    """Looks at the status where several to-dos are asked for."""

    def put(self, body: Json) -> Json:
        asked = body["request"]
        instance = self.find_instance(asked["process_instance_id"])
        status, is_single = instance.status, len(asked["tasks"]) == 1
        instance.status = "RUNNING" if is_single else status
        answer = super().put(body)
        instance.status = status
        return answer
