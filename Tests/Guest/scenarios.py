"""What the daemon must show on a real USB bus, one function a scenario."""

import fcntl
import os
import struct
import time
from contextlib import contextmanager
from pathlib import Path

import bridges
import card
import hid_scenarios
import hotplug
import permissions
import window
from gadget import Gadget
from report import Report, expect, expect_equal
from station import (
    CARD, FIRST_TRAY, SECOND_TRAY, THIRD_TRAY, TOP_UP, Daemon, Plate, Station, total)


def reader_commands(report: Report, reader: Gadget, options) -> None:
    """The commands that look at readers without a daemon."""
    station = Station(options.binary, options.results, "commands", permissions.USER)
    with report.check("readers list sees the reader with its serial number"):
        listed = station.readers()
        expect(any(item.get("serial") == reader.serial for item in listed), f"listed: {listed}")
    with report.check("readers probe identifies the reader"):
        expect("feig" in station.done("readers", "probe", "--json").lower(), "no family feig")
    with report.check("the reader is given back after a probe"):
        expect(not reader.is_claimed, "the interface is still claimed")


def tray_to_debit(report: Report, reader: Gadget, options) -> None:
    """A tray is billed and paid, survives unplugging, and the daemon stops cleanly."""
    station = Station(options.binary, options.results, "lane", permissions.USER)
    station.configure(serial=reader.serial)
    daemon = station.serve()
    try:
        with report.check("the daemon opens the reader as user traytally"):
            daemon.wait(event="ready")
            daemon.wait_for_reader("ready")
        with report.check("menu, plates, account and card are loaded while it runs"):
            station.stock()
        bill_and_pay(report, reader, daemon, "a tray", FIRST_TRAY)
        unplug_in_mid_inventory(report, reader, daemon)
        bill_and_pay(report, reader, daemon, "a tray after the plug was pulled", SECOND_TRAY)
        stop_in_mid_inventory(report, reader, daemon)
    finally:
        daemon.stop()
    with report.check("after the daemon's end another program can open the reader"):
        expect(not reader.is_claimed, "the interface is still claimed")
        station.done("readers", "probe", "--json")
    with report.check("the books hold exactly the two sales"):
        expect_equal(len(station.sales()), 2, "sales")
        expect_equal(
            station.balance(), TOP_UP - total(FIRST_TRAY) - total(SECOND_TRAY), "balance")
    with report.check("the books verify"):
        station.on_books("verify")


def bill_and_pay(report: Report, reader: Gadget, daemon: Daemon, what: str,
                 plates: tuple[Plate, ...]) -> None:
    """One diner's visit, from the empty antenna back to the empty antenna."""
    since = daemon.mark()
    with report.check(f"{what} is billed"):
        reader.place(*(plate.tag for plate in plates))
        daemon.wait_for_bill(since, plates)
    with report.check(f"{what} is paid by a card on the same antenna"):
        reader.place(CARD)
        paid = daemon.wait(since, event="paid", lane=1)
        expect_equal(paid["total"], str(total(plates)), "total paid")
        expect(bool(paid.get("receipt")), f"no receipt number in {paid}")
    clear(reader)


def clear(reader: Gadget) -> None:
    """Empties the antenna and gives the lane time to see that the visit is over."""
    reader.clear()
    time.sleep(2)


def unplug_in_mid_inventory(report: Report, reader: Gadget, daemon: Daemon) -> None:
    """Pulls the plug at different points of the polling, with a tray on the antenna."""
    since = daemon.mark()
    delays = (0.05, 0.12, 0.31)
    with report.check("the daemon finds the reader again each time the plug was pulled"):
        reader.place(*(plate.tag for plate in SECOND_TRAY))
        daemon.wait_for_bill(since, SECOND_TRAY)
        for delay in delays:
            before = daemon.mark()
            time.sleep(delay)
            reader.unplug()
            daemon.wait_for_reader("lost", before)
            time.sleep(1)
            reader.plug()
            daemon.wait_for_reader("ready", before)
    with report.check("each loss is logged once, and each return once"):
        time.sleep(2)
        seen = [event["standing"] for event in daemon.find(since, event="reader", lane=1)]
        told = [standing for standing in seen if standing in ("lost", "ready")]
        expect_equal(told, ["lost", "ready"] * len(delays), "reader events")
    clear(reader)


def stop_in_mid_inventory(report: Report, reader: Gadget, daemon: Daemon) -> None:
    """Sends SIGTERM while the reader is answering an inventory."""
    since = daemon.mark()
    with report.check("SIGTERM in the middle of an inventory ends the daemon with status 0"):
        reader.place(*(plate.tag for plate in THIRD_TRAY))
        daemon.wait_for_bill(since, THIRD_TRAY)
        expect_equal(daemon.stop(seconds=10), 0, "exit status")
        expect(bool(daemon.find(since, event="stopped")), "no event 'stopped'")


def wrong_serial(report: Report, reader: Gadget, options) -> None:
    """A lane whose reader is not there leaves the one that is alone."""
    station = Station(options.binary, options.results, "serial", permissions.USER)
    station.configure(serial="87654321")
    daemon = station.serve()
    try:
        with report.check("a reader with another serial number is not opened"):
            daemon.wait_for_reader("lost")
            for _ in range(40):
                expect(not reader.is_claimed, "the daemon claimed the interface")
                time.sleep(0.05)
            expect_equal(daemon.find(0, event="reader", standing="ready"), [], "ready events")
            expect_equal(daemon.open_devices, [], "device files held open")
        with report.check("the message names the serial numbers wanted and seen"):
            message = daemon.wait_for_reader("lost")["message"]
            expect("87654321" in message and reader.serial in message, message)
    finally:
        daemon.stop()


def missing_permission(report: Report, reader: Gadget, options) -> None:
    """Without the udev rule the daemon says so, and recovers once it is installed."""
    permissions.uninstall_rule()
    reader.unplug()
    reader.plug()
    permissions.settle()
    station = Station(options.binary, options.results, "permission", permissions.USER)
    station.configure(serial=reader.serial)
    daemon = station.serve()
    try:
        with report.check("without permission the message names the udev rule"):
            message = daemon.wait_for_reader("lost")["message"]
            expect(permissions.RULE.name in message, message)
        with report.check("doctor names the missing permission and the udev rule"):
            examined = station.command("doctor", "--config", str(station.configuration))
            said = examined.stdout + examined.stderr
            expect("permission" in said.lower() and permissions.RULE.name in said, said)
            expect_equal(examined.returncode, 1, "exit status of doctor")
        with report.check("readers probe names the udev rule too, for user nobody"):
            probed = station.command("readers", "probe", user="nobody")
            expect(probed.returncode == 1, f"exit status {probed.returncode}")
            expect(permissions.RULE.name in probed.stderr, probed.stderr.strip())
        with report.check("with the rule installed and the reader replugged the daemon opens it"):
            permissions.install_rule()
            reader.unplug()
            reader.plug()
            daemon.wait_for_reader("ready")
    finally:
        daemon.stop()


def claimed_by_another(report: Report, reader: Gadget, options) -> None:
    """A reader that another program has claimed is told with what to do, and taken afterwards."""
    station = Station(options.binary, options.results, "claimed", permissions.USER)
    station.configure(serial=reader.serial)
    doctor = ("doctor", "--config", str(station.configuration))
    daemon = None
    try:
        with claimed(reader):
            daemon = station.serve()
            with report.check("the daemon says that another program holds the reader"):
                message = daemon.wait_for_reader("lost")["message"]
                expect("another driver or program" in message, message)
            with report.check("doctor says so too, and how to find out which"):
                examined = station.command(*doctor)
                expect(f"fuser -v {reader.node}" in examined.stdout, examined.stdout)
                expect_equal(examined.returncode, 1, "exit status of doctor")
            with report.check("to root the doctor names the program"):
                examined = station.command(*doctor, user="root")
                name = Path("/proc/self/comm").read_text().strip()
                expect(f"{name} (process {os.getpid()})" in examined.stdout, examined.stdout)
        with report.check("once it is let go of, the daemon takes it, and doctor says who has it"):
            daemon.wait_for_reader("ready")
            examined = station.command(*doctor)
            expect("in use by traytally" in examined.stdout, examined.stdout)
    finally:
        if daemon is not None:
            daemon.stop()


@contextmanager
def claimed(reader: Gadget):
    """Claims the reader's first interface, as another program would (linux/usbdevice_fs.h)."""
    claim = 0x8004550F
    file = os.open(reader.node, os.O_RDWR)
    try:
        fcntl.ioctl(file, claim, struct.pack("I", 0))
        yield
    finally:
        os.close(file)


def scan_mode(report: Report, reader: Gadget, options) -> None:
    """A reader that refuses inventories is a matter for the operator, and no reason to give up."""
    station = Station(options.binary, options.results, "scan-mode", permissions.USER)
    station.configure(serial=reader.serial)
    daemon = station.serve()
    try:
        daemon.wait_for_reader("ready")
        with report.check("a reader in scan mode is reported with what to do"):
            since = daemon.mark()
            reader.say("scan-mode on")
            message = daemon.wait_for_reader("attention", since)["message"]
            expect("mode" in message, message)
        with report.check("back in host mode it serves again by itself"):
            since = daemon.mark()
            reader.say("scan-mode off")
            daemon.wait_for_reader("ready", since)
    finally:
        daemon.stop()


def sudden_death(report: Report, reader: Gadget, options) -> None:
    """A daemon killed in mid-inventory leaves the reader to the next one."""
    station = Station(options.binary, options.results, "death", permissions.USER)
    station.configure(serial=reader.serial)
    reader.place(*(plate.tag for plate in FIRST_TRAY))
    first = station.serve()
    first.wait_for_reader("ready")
    first.kill()
    second = station.serve()
    try:
        with report.check("after SIGKILL the next daemon opens the reader and the books"):
            second.wait(event="ready")
            second.wait_for_reader("ready")
    finally:
        second.stop()


ALL = (
    reader_commands, tray_to_debit, wrong_serial, missing_permission, claimed_by_another,
    scan_mode, sudden_death,
    *hid_scenarios.SCENARIOS, *card.SCENARIOS, *bridges.SCENARIOS, *hotplug.SCENARIOS,
    *window.SCENARIOS)
