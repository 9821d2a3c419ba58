"""A serving window on a real bus: plates are written over CDC-ACM, and taken away too early."""

import json
import signal
import subprocess
import threading
from contextlib import contextmanager

import bridges
import permissions
from report import Report, expect, expect_equal, wait_until
from station import FIRST_TRAY, SECOND_TRAY, THIRD_TRAY, Station, identity

BRIDGE, FAMILY = "cdc", "len-adr-hf"
DISH = "rice"


class Window:
    """A running `plates write` and the events it has printed."""

    def __init__(self, station: Station, serial: str) -> None:
        self.events: list[dict] = []
        self.errors = station.results / "window.err"
        self.process = subprocess.Popen(
            [str(station.binary), "plates", "write", "--dish", DISH, "--family", FAMILY,
             "--usb", bridges.BRIDGES[BRIDGE].usb, "--serial", serial, "--json",
             "--config", str(station.configuration)],
            stdout=subprocess.PIPE, stderr=self.errors.open("w"), text=True, cwd=station.folder,
            **identity(station.user))
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self) -> None:
        for line in self.process.stdout:
            self.events.append(json.loads(line))

    def wait(self, since: int, *wanted: dict) -> dict:
        """Waits for the first event that has all values of one of those wanted."""
        def found() -> list[dict]:
            expect(self.process.poll() is None, f"it ended: {self.errors.read_text()}")
            return [
                event for event in self.events[since:]
                if any(all(event.get(key) == value for key, value in one.items())
                       for one in wanted)]

        return wait_until(found, 30, f"none of {wanted} in {self.events[since:]}")[0]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(20)
        self.listener.join(5)
        return status


@contextmanager
def window(options):
    """A station with a menu, a reader with a serial line, and the window on it."""
    reader = bridges.reader_behind(BRIDGE, FAMILY, options)
    try:
        permissions.admit(reader.serial)
        permissions.udevadm("trigger", "--action=add", "--subsystem-match=usb")
        permissions.settle()
        station = Station(options.binary, options.results, "window", permissions.USER)
        station.configure(reader.serial, FAMILY, bridges.BRIDGES[BRIDGE].usb)
        daemon = station.serve()  # makes the books
        daemon.wait(event="ready")
        station.stock()
        daemon.stop()
        desk = Window(station, reader.serial)
        try:
            yield station, reader, desk
        finally:
            desk.stop()
    finally:
        bridges.put_away(reader)


def plates_write(report: Report, _, options) -> None:
    """Plates are written and read back; one that is taken away in mid-write is reported."""
    with window(options) as (station, reader, desk):
        first = FIRST_TRAY[1].tag
        with report.check("a plate at a serving window is written and read back"):
            desk.wait(0, {"event": "reader-ready"})
            reader.place(first)
            written = desk.wait(0, {"event": "written", "tag": first})
            expect_equal(written["count"], 1, "plates written")
        with report.check("what was written is bound in the books"):
            shown = json.loads(station.on_books("plates", "show", first, "--json"))
            expect(DISH in json.dumps(shown), f"{shown}")
        reader.clear()
        with report.check("a plate that is taken away in mid-write is reported"):
            torn = take_away_in_mid_write(desk, reader)
            expect("taken away" in torn["message"], f"{torn}")
        with report.check("put down again it is written, and nothing has failed in the end"):
            since = desk.events.index(torn)
            reader.place(torn["tag"])  # at once, as whoever is told to put it back does
            desk.wait(since, {"event": "written", "tag": torn["tag"]})
            expect_equal(desk.stop(), 0, "exit status")


def take_away_in_mid_write(desk: Window, reader) -> dict:
    """Takes plates away as soon as they are being written, until one was quick enough."""
    for plate in (*SECOND_TRAY, *THIRD_TRAY):
        since = len(desk.events)
        reader.place(plate.tag)
        desk.wait(since, {"event": "light", "light": "busy"})
        reader.clear()
        end = desk.wait(
            since, {"event": "failed", "tag": plate.tag}, {"event": "written", "tag": plate.tag})
        if end["event"] == "failed":
            return end
        desk.wait(since, {"event": "light", "light": "ready"})
    raise AssertionError("every plate was written before it could be taken away")


SCENARIOS = (plates_write,)
