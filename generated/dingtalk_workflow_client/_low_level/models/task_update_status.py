from enum import StrEnum


class TaskUpdateStatus(StrEnum):
    CANCELED = "CANCELED"
    COMPLETED = "COMPLETED"

    def __str__(self) -> str:
        return str(self.value)
