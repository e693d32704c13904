"""Services that make and end instances otherwise than they say."""

# ruff: noqa: ARG002

from tests.deeds.service import Instance, Json, Refused, Service, Task
from tests.deeds.trials import breaks


@breaks("createInstance/distinct-ids")
class OneIdForAllInstances(Service):
    """Gives every instance one id."""

    def new_instance_id(self) -> str:
        return "proc-same"


@breaks("createInstance/distinct-ids")
class InstanceIdFromTheTitle(Service):
    """Makes the id of an instance of its title and template."""

    def start(self, body: Json) -> Json:
        name = f"{body['request']['process_code']}-{body['request'].get('title')}"
        self.new_instance_id = lambda: name  # type: ignore[method-assign]  # for this request alone
        return super().start(body)


@breaks("createInstance/distinct-ids")
class GivesTheRunningInstanceAgain(Service):
    """Answers the running instance of a template instead of a new one."""

    def start(self, body: Json) -> Json:
        for instance in self.instances.values():
            is_alike = instance.template == body["request"]["process_code"] and instance.id != "proc-yyy"
            if is_alike and instance.status == "RUNNING" and instance.template in self.templates:
                return {"result": {"process_instance_id": instance.id}, "success": True}
        return super().start(body)


@breaks("createInstance/distinct-ids")
class InstanceIdsComeRoundAgain(Service):
    """Counts instances up to two, and begins again."""

    def new_instance_id(self) -> str:
        return f"proc-{len(self.instances) % 2}-{next(self.numbers) % 2}"


@breaks("updateInstance/ends")
class EndsNothing(Service):
    """Says that it ended the instance, and leaves it as it is."""

    def end(self, body: Json) -> Json:
        instance = self.find_instance(body["request"]["process_instance_id"])
        answer = super().end(body)
        instance.status = "RUNNING"
        return answer


@breaks("updateInstance/ends")
class TerminatedButStillOpen(Service):
    """Ends instances that are completed alone."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        instance = self.instances[body["request"]["process_instance_id"]]
        instance.status = "RUNNING" if instance.status == "TERMINATED" else instance.status
        return answer


@breaks("updateInstance/ends")
class CompletedButStillOpen(Service):
    """Ends instances that are terminated alone."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        instance = self.instances[body["request"]["process_instance_id"]]
        instance.status = "RUNNING" if instance.status == "COMPLETED" else instance.status
        return answer


@breaks("updateInstance/ends")
class EndsOnlyWithoutCancelRunningTask(Service):
    """Cancels the to-dos instead of ending the instance."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        if body["request"].get("cancel_running_task"):
            self.instances[body["request"]["process_instance_id"]].status = "RUNNING"
        return answer


@breaks("updateInstance/cancels-running")
class CancelsNothingWithTheInstance(Service):
    """Passes over cancel_running_task."""

    def ended_with(self, instance: Instance) -> list[Task]:
        return []


@breaks("updateInstance/cancels-running")
class CancelsTheFirstGroupWithTheInstance(Service):
    """Cancels the to-dos of the first group."""

    def ended_with(self, instance: Instance) -> list[Task]:
        chosen = super().ended_with(instance)
        return [task for task in chosen if task.group == chosen[0].group]


@breaks("updateInstance/cancels-running")
class CancelsThoseOfOneUserWithTheInstance(Service):
    """Cancels the to-dos of the first user."""

    def ended_with(self, instance: Instance) -> list[Task]:
        chosen = super().ended_with(instance)
        return [task for task in chosen if task.user == chosen[0].user]


@breaks("updateInstance/cancels-running")
class CancelsOnTerminationAlone(Service):
    """Passes over cancel_running_task where the instance is completed."""

    def ended_with(self, instance: Instance) -> list[Task]:
        return super().ended_with(instance) if instance.status == "TERMINATED" else []


@breaks("updateInstance/spares-others")
class EndsEveryInstanceOfTheTemplate(Service):
    """Ends all instances of the template."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        ended = self.instances[body["request"]["process_instance_id"]]
        for instance in self.instances.values():
            if instance.template == ended.template:
                instance.status = ended.status
        return answer


@breaks("updateInstance/spares-others")
class CancelsTheToDosOfAllInstances(Service):
    """Cancels what runs in every instance."""

    def ended_with(self, instance: Instance) -> list[Task]:
        return self.tasks


@breaks("updateInstance/spares-others")
class CancelsTheToDosOfTheUsersOfTheInstance(Service):
    """Cancels every to-do of each user of the instance."""

    def ended_with(self, instance: Instance) -> list[Task]:
        users = {task.user for task in super().ended_with(instance)}
        return [task for task in self.tasks if task.user in users]


@breaks("updateInstance/spares-others")
class EndsTheInstanceBeforeToo(Service):
    """Ends the instance that was made before the one that is named."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        names = list(self.instances)
        before = names[names.index(body["request"]["process_instance_id"]) - 1]
        self.instances[before].status = body["request"]["status"]
        return answer


@breaks("updateInstance/spares-others", settle=2.0)
class EndsTheInstanceBeforeALittleLater(Service):
    """Cancels to-dos of the instance before a moment after the answer."""

    def end(self, body: Json) -> Json:
        answer = super().end(body)
        names = list(self.instances)
        before = names[names.index(body["request"]["process_instance_id"]) - 1]
        self.later(lambda: self.set_status(self.tasks_of(before), "CANCELED"))
        return answer


@breaks("updateInstance/refused")
class ChecksFieldsAfterTheEnd(Service):
    """Ends an instance before it looks at the fields."""

    acts_first = "updateInstance", 400002


@breaks("updateInstance/refused")
class ChecksTheTokenAfterTheEnd(Service):
    """Ends an instance before it looks at the token."""

    acts_first = "updateInstance", 88


@breaks("updateInstance/refused")
class MissesTheResultAfterTheEnd(Service):
    """Cancels the to-dos of an instance before it misses the result."""

    acts_first = "updateInstance", 400002

    def end(self, body: Json) -> Json:
        asked = body["request"]
        if asked["status"] not in {"COMPLETED", "TERMINATED"} or not isinstance(asked.get("agentid", 1), int):
            return {}
        if "result" in asked:
            return super().end(body) if asked["result"] in {"agree", "refuse"} else {}
        self.set_status(self.tasks_of(body["request"]["process_instance_id"]), "CANCELED")
        return {}


@breaks("updateInstances/ends")
class BatchEndsTheLastAlone(Service):
    """Ends the last instance of a batch."""

    def end_each(self, body: Json) -> Json:
        return super().end_each({"request": {**body["request"], "instances": body["request"]["instances"][-1:]}})


@breaks("updateInstances/ends")
class BatchEndsNothing(Service):
    """Says that it ended the instances of a batch, and leaves them."""

    def end_each(self, body: Json) -> Json:
        for each in body["request"]["instances"]:
            self.find_instance(each["process_instance_id"])
        return {}


@breaks("updateInstances/ends")
class BatchTerminatesNothing(Service):
    """Completes instances of a batch, and terminates none."""

    def end_each(self, body: Json) -> Json:
        chosen = [each for each in body["request"]["instances"] if each["status"] == "COMPLETED"]
        return super().end_each({"request": {**body["request"], "instances": chosen}})


@breaks("updateInstances/spares-others")
class BatchEndsAllThatRuns(Service):
    """Ends every instance."""

    def end_each(self, body: Json) -> Json:
        answer = super().end_each(body)
        for each in body["request"]["instances"][:1]:
            for instance in self.instances.values():
                instance.status = each["status"]
        return answer


@breaks("updateInstances/spares-others")
class BatchCancelsToDosOfOtherInstances(Service):
    """Cancels what runs in instances that run yet."""

    def end_each(self, body: Json) -> Json:
        answer = super().end_each(body)
        others = [task for task in self.tasks if self.instances[task.instance].status == "RUNNING"]
        self.set_status(others, "CANCELED")
        return answer


@breaks("updateInstances/spares-others")
class BatchEndsFromTheFirstMade(Service):
    """Ends every instance that was made before the last of the batch."""

    def end_each(self, body: Json) -> Json:
        answer = super().end_each(body)
        named = [each["process_instance_id"] for each in body["request"]["instances"]]
        last = list(self.instances).index(named[-1]) if named else 0
        for instance in list(self.instances.values())[:last]:
            instance.status = "TERMINATED"
        return answer


@breaks("updateInstances/refused")
class BatchEndsUpToTheUnknown(Service):
    """Ends instance by instance until one is unknown."""

    def end_each(self, body: Json) -> Json:
        for each in body["request"]["instances"]:
            self.close(self.find_instance(each["process_instance_id"]), each["status"])
        return {}


@breaks("updateInstances/refused")
class ChecksFieldsAfterTheBatch(Service):
    """Ends instances before it looks at the fields."""

    acts_first = "updateInstances", 400002


@breaks("updateInstances/refused")
class ChecksTheTokenAfterTheBatch(Service):
    """Ends instances before it looks at the token."""

    acts_first = "updateInstances", 88


@breaks("updateInstances/refused")
class BatchEndsUpToTheFaultyItem(Service):
    """Ends instance by instance until one has a fault."""

    acts_first = "updateInstances", 400002

    def end_each(self, body: Json) -> Json:
        for each in body["request"]["instances"]:
            if each["status"] not in {"COMPLETED", "TERMINATED"} or each["result"] not in {"agree", "refuse"}:
                raise Refused(400002)
            self.close(self.find_instance(each["process_instance_id"]), each["status"])
        return {}
