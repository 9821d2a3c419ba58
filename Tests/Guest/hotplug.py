"""Readers that come back at another port, that are there and dead, and a hub that goes away.

The hub is QEMU's own `usb-hub` with readers behind it, each QEMU's `usb-serial` with an emulator on
the host at the other end. The guest has the hub taken out and put back by lines in a file in the
results folder, which the host hands to QEMU (QMP, docs/interop/qmp-spec in QEMU).

    guest  hub.script -- 9p -- host -- QMP -- QEMU  device_del, device_add usb-hub
"""

import json
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import bridges
import ftdi
import permissions
from gadget import Gadget
from report import Report, expect, expect_equal, wait_until
from station import FIRST_EPC_TRAY, FIRST_TRAY, SECOND_TRAY, Daemon, Station

SCRIPT = "hub.script"
HUB = "hub"
# Ports of the guest's own xHCI controller, which has four for USB 2; the smart-card reader has the
# third.
FIRST_PORT, SECOND_PORT = "1", "2"
OTHER_SOCKET = "dummy_udc.1"


@contextmanager
def control(results: Path):
    """Gives QEMU's arguments for being controlled, and passes the guest's lines on."""
    folder = Path(tempfile.mkdtemp(prefix="guest-"))  # a socket's path may not be long
    address, script = folder / "qmp.socket", results / SCRIPT
    script.touch()
    is_stopping = threading.Event()
    relay = threading.Thread(
        target=pass_on, args=(script, address, is_stopping, results / "qmp.log"), daemon=True)
    relay.start()
    try:
        yield ["-qmp", f"unix:{address},server=on,wait=off"]
    finally:
        is_stopping.set()
        relay.join()
        shutil.rmtree(folder)


def pass_on(script: Path, address: Path, is_stopping: threading.Event, log: Path) -> None:
    """Gives QEMU each command that the guest has added to the file, and keeps what it answers."""
    with script.open("rb") as lines, log.open("w") as answers:
        monitor = None
        while not is_stopping.wait(0.05):
            commands = lines.read().splitlines()
            if not commands:
                continue
            if monitor is None:
                monitor = socket.socket(socket.AF_UNIX)
                monitor.settimeout(10)
                monitor.connect(str(address))
                talk = monitor.makefile("rw", encoding="utf-8")
                answers.write(talk.readline())
                commands.insert(0, b'{"execute": "qmp_capabilities"}')
            for command in commands:
                talk.write(command.decode() + "\n")
                talk.flush()
                while True:
                    answer = talk.readline()
                    answers.write(answer)
                    answers.flush()
                    if not answer or {"return", "error"} & json.loads(answer).keys():
                        break
        if monitor is not None:
            monitor.close()


class Hub:
    """The guest's side of the hub and the readers behind it."""

    def __init__(self, results: Path, families: list[str]) -> None:
        self.script = results / SCRIPT
        self.families = families

    def say(self, command: str, **arguments: str) -> None:
        line = json.dumps({"execute": command, "arguments": arguments})
        with self.script.open("a") as file:
            file.write(line + "\n")

    def take_out(self) -> None:
        """Pulls the hub out, and with it everything behind it."""
        self.say("device_del", id=HUB)
        wait_until(lambda: not self.present, 20, "the hub's readers did not leave the bus")

    def put_in(self, port: str) -> None:
        """Puts the hub, and its readers in it, in at a port of the controller."""
        self.say("device_add", driver="usb-hub", id=HUB, port=port)
        for index, _ in enumerate(self.families):
            self.say("device_add", **ftdi.device(index, port))
        wait_until(
            lambda: len(self.present) == len(self.families), 30, "the hub's readers did not come")

    @property
    def present(self) -> list[str]:
        """The ports at which its readers are."""
        # A reader may leave between two looks, so each is looked for once.
        devices = [ftdi.FTDIPresence(index).device for index, _ in enumerate(self.families)]
        return [device.name for device in devices if device is not None]


def another_port(report: Report, reader: Gadget, options) -> None:
    """A reader that is named by its serial number is found wherever it is plugged in."""
    station = Station(options.binary, options.results, "port", permissions.USER)
    station.configure(serial=reader.serial)
    daemon = station.serve()
    home = reader.socket
    try:
        daemon.wait_for_reader("ready")
        station.stock()
        with report.check("a reader that is plugged in at another port is found there"):
            since = daemon.mark()
            before = reader.device.name
            reader.unplug()
            daemon.wait_for_reader("lost", since)
            reader.socket = OTHER_SOCKET
            reader.plug()
            expect(reader.device.name != before, f"still at {before}")
            daemon.wait_for_reader("ready", since)
            told = [event["standing"] for event in daemon.find(since, event="reader", lane=1)]
            expect_equal(told, ["lost", "ready"], "reader events")
        with report.check("at the other port it bills a tray"):
            since = daemon.mark()
            reader.place(*(plate.tag for plate in FIRST_TRAY))
            daemon.wait_for_bill(since, FIRST_TRAY)
    finally:
        daemon.stop()
        if reader.device is not None:
            reader.unplug()
        reader.socket = home


def resets() -> int:
    """How often the kernel has reset a device at a program's wish."""
    said = subprocess.run(["dmesg"], capture_output=True, text=True).stdout
    return sum("reset" in line and "USB device" in line for line in said.splitlines())


def dead_reader(report: Report, reader: Gadget, options) -> None:
    """A reader that enumerates and answers nothing is reset, and said to be silent."""
    station = Station(options.binary, options.results, "dead", permissions.USER)
    station.configure(serial=reader.serial)
    daemon = station.serve()
    try:
        daemon.wait_for_reader("ready")
        before = resets()
        with report.check("a reader that goes dead is said to be silent, with what to do"):
            since = daemon.mark()
            reader.say("mute on")
            message = daemon.wait_for_reader("lost", since)["message"]
            expect("does not answer" in message, message)
        with report.check("it is reset, again and again, and told of once"):
            wait_until(lambda: resets() >= before + 2, 60, f"{resets() - before} resets")
            told = [event["standing"] for event in daemon.find(since, event="reader", lane=1)]
            expect_equal(told, ["lost"], "reader events")
        with report.check("readers probe says that it is dead, too, while it is"):
            daemon.stop()
            probed = station.command("readers", "probe", "--seconds", "20")
            expect_equal(probed.returncode, 1, "exit status")
            expect("does not answer" in probed.stderr, probed.stderr.strip())
            daemon = station.serve()
            daemon.wait_for_reader("lost")
        with report.check("as soon as it answers again it serves"):
            since = daemon.mark()
            reader.say("mute off")
            daemon.wait_for_reader("ready", since)
        with report.check("one that a reset wakes comes back by itself"):
            since, before = daemon.mark(), resets()
            reader.say("mute until-reset")
            daemon.wait_for_reader("lost", since)
            daemon.wait_for_reader("ready", since)
            expect_equal(resets() - before, 1, "resets")
            told = [event["standing"] for event in daemon.find(since, event="reader", lane=1)]
            expect_equal(told, ["lost", "ready"], "reader events")
    finally:
        reader.say("mute off")
        daemon.stop()


def hub_loss(report: Report, reader: Gadget, options) -> None:
    """The hub that two lanes' readers hang on goes away and comes back at another port."""
    families = bridges.families("ftdi")
    hub = Hub(options.results, families)
    readers = [ftdi.FTDIReader(index) for index, _ in enumerate(families)]
    for behind in readers:
        behind.plug()
        behind.clear()  # an earlier scenario may have left its tray
        permissions.admit(behind.serial)
    permissions.udevadm("trigger", "--action=add", "--subsystem-match=usb")
    permissions.settle()
    station = Station(options.binary, options.results, "hub", permissions.USER)
    lanes = [f'{{ family: feig, serial: "{reader.serial}" }}'] + [
        f'{{ family: {family}, serial: "{ftdi.serial_number(index)}"'
        + (f', usb: "{bridges.BRIDGES["ftdi"].usb}" }}' if family == "feig" else " }")
        for index, family in enumerate(families)]
    station.configure_lanes(lanes)
    daemon = station.serve()
    behind_hub = range(2, len(lanes) + 1)
    try:
        with report.check("readers behind a hub are opened, a bridge by its serial number alone"):
            wait_for_lanes(daemon, 0, range(1, len(lanes) + 1), "ready")
        with report.check("a hub that is pulled out takes its readers with it, and no other"):
            since = daemon.mark()
            before = hub.present
            hub.take_out()
            wait_for_lanes(daemon, since, behind_hub, "lost")
            time.sleep(2)
            expect_equal(daemon.find(since, event="reader", lane=1), [], "the other reader")
        with report.check("put in at another port it brings them back, each told of once"):
            hub.put_in(SECOND_PORT)
            expect(not set(hub.present) & set(before), f"at {hub.present}, as before")
            wait_for_lanes(daemon, since, behind_hub, "ready")
            time.sleep(1)
            for lane in behind_hub:
                events = daemon.find(since, event="reader", lane=lane)
                told = [event["standing"] for event in events]
                expect_equal(told, ["lost", "ready"], f"events of lane {lane}")
            expect_equal(daemon.find(since, event="reader", lane=1), [], "the other reader")
        station.stock()
        with report.check("a tray on a reader behind the hub is billed"):
            since = daemon.mark()
            tray = FIRST_EPC_TRAY if families[-1] == "len-adr-uhf" else SECOND_TRAY
            readers[-1].place(*(plate.tag for plate in tray))
            daemon.wait_for_bill(since, tray)
            readers[-1].clear()
    finally:
        daemon.stop()
        for behind in readers:
            behind.close()


def wait_for_lanes(daemon: Daemon, since: int, lanes: range, standing: str) -> None:
    """Waits until the tray readers of all these lanes stand so."""
    for lane in lanes:
        daemon.wait(since, seconds=60, event="reader", lane=lane, standing=standing)


SCENARIOS = (another_port, dead_reader, hub_loss)
