"""The deed: programs of calls on a server, a model of what they must do, and what shows where it was not done."""

from ._hands import Hands, Step
from ._model import Instance, Place, Template, ToDo
from ._pages import Walk
from ._sights import Fault
from ._workflow import Workflow

__all__ = ["Fault", "Hands", "Instance", "Place", "Step", "Template", "ToDo", "Walk", "Workflow"]
