"""Counts checks and prints them as lines: `ok - name` or `not ok - name: why`."""

import time
import traceback
from contextlib import contextmanager


class Expectation(Exception):
    """A check that does not hold; its text says what was seen instead."""


class Report:
    """The tally of one run."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    @contextmanager
    def check(self, name: str):
        """Counts the block as one check; the run goes on after a failure."""
        try:
            yield
        except Expectation as failure:
            self.note_failure(name, str(failure))
        except Exception as error:  # a fault in the check itself is a failure too, with its place
            place = traceback.extract_tb(error.__traceback__)[-1]
            self.note_failure(name, f"{error} ({place.filename}:{place.lineno})")
        else:
            self.passed += 1
            print(f"ok - {name}", flush=True)

    def note_failure(self, name: str, why: str) -> None:
        self.failed += 1
        print(f"not ok - {name}: {why}", flush=True)

    def summary(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def expect(holds: bool, otherwise: str) -> None:
    """Fails the check with a sentence unless the condition holds."""
    if not holds:
        raise Expectation(otherwise)


def expect_equal(found, wanted, what: str) -> None:
    """Fails the check unless both are equal, naming both."""
    expect(found == wanted, f"{what}: expected {wanted!r}, found {found!r}")


def wait_until(condition, seconds: float, otherwise: str):
    """Asks until the condition gives something true, and returns that."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Expectation(f"{otherwise} within {seconds:.0f} s")
        time.sleep(0.05)
