"""What a check says when something does not hold."""


class Fault(Exception):
    """What is wrong, and where if that is not the record at hand."""

    def __init__(self, problem, place=None):
        super().__init__(problem)
        self.place = place


def need(condition, problem, place=None):
    if not condition:
        raise Fault(problem, place)
