from enum import StrEnum


class InstanceUpdateStatus(StrEnum):
    COMPLETED = "COMPLETED"
    TERMINATED = "TERMINATED"

    def __str__(self) -> str:
        return str(self.value)
