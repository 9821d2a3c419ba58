"""What the daemon must show on a real USB bus, one function a scenario."""

import time

import permissions
from gadget import Gadget
from report import Report, expect, expect_equal, wait_until
from station import CARD, FISH, PLATES, PRICES, RICE, SOUP, TOP_UP, Daemon, Station


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
    station.stock()
    daemon = station.serve("tray")
    try:
        with report.check("the daemon opens the reader as user traytally"):
            daemon.wait(event="reader", lane=1, standing="ready")
        bill_and_pay(report, reader, daemon, "a tray", (RICE, SOUP, FISH))
        unplug_in_mid_inventory(report, reader, daemon)
        bill_and_pay(report, reader, daemon, "a tray after the plug was pulled", (RICE, FISH))
        stop_in_mid_inventory(report, reader, daemon)
    finally:
        daemon.stop()
    with report.check("after the daemon's end another program can open the reader"):
        expect(not reader.is_claimed, "the interface is still claimed")
        station.done("readers", "probe", "--json")
    with report.check("the books hold exactly the two sales"):
        paid = [PRICES[RICE] + PRICES[SOUP] + PRICES[FISH], PRICES[RICE] + PRICES[FISH]]
        expect_equal(len(station.sales()), 2, "sales")
        expect_equal(station.balance(), TOP_UP - sum(paid), "balance")
    with report.check("the books verify"):
        station.on_books("verify", "--full")


def bill_and_pay(report: Report, reader: Gadget, daemon: Daemon, what: str,
                 plates: tuple[str, ...]) -> None:
    """One diner's visit, from the empty antenna back to the empty antenna."""
    since = daemon.mark()
    with report.check(f"{what} is billed"):
        reader.place(*plates)
        bill = daemon.wait_for_bill(since, plates)
    with report.check(f"{what} is paid by a card on the same antenna"):
        reader.place(CARD)
        paid = daemon.wait(since, event="paid", lane=1)
        expect_equal(paid["total"], bill["total"], "total paid")
        expect(bool(paid.get("receipt")), f"no receipt number in {paid}")
    reader.clear()
    time.sleep(2)  # the lane sees the antenna empty and is free for the next tray


def unplug_in_mid_inventory(report: Report, reader: Gadget, daemon: Daemon) -> None:
    """Pulls the plug three times at different points of the polling, with a tray on the antenna."""
    since = daemon.mark()
    delays = (0.05, 0.12, 0.31)
    with report.check("the daemon finds the reader again each time the plug was pulled"):
        reader.place(*PLATES)
        daemon.wait_for_bill(since, PLATES)
        for delay in delays:
            before = daemon.mark()
            time.sleep(delay)
            reader.unplug()
            daemon.wait(before, event="reader", lane=1, standing="lost")
            time.sleep(1)
            reader.plug()
            daemon.wait(before, event="reader", lane=1, standing="ready")
    with report.check("each loss is logged once, and each return once"):
        time.sleep(2)
        seen = [event["standing"] for event in daemon.find(since, event="reader", lane=1)]
        expect_equal(seen, ["lost", "ready"] * len(delays), "reader events")
    reader.clear()
    time.sleep(2)


def stop_in_mid_inventory(report: Report, reader: Gadget, daemon: Daemon) -> None:
    """Sends SIGTERM while the reader is answering an inventory."""
    since = daemon.mark()
    with report.check("SIGTERM in the middle of an inventory ends the daemon with status 0"):
        reader.place(*PLATES)
        daemon.wait_for_bill(since, PLATES)
        expect_equal(daemon.stop(seconds=10), 0, "exit status")
        expect(bool(daemon.find(since, event="stopped")), "no event 'stopped'")


def wrong_serial(report: Report, reader: Gadget, options) -> None:
    """A lane whose reader is not there leaves the one that is alone."""
    station = Station(options.binary, options.results, "serial", permissions.USER)
    station.configure(serial="87654321")
    daemon = station.serve("serial")
    try:
        with report.check("a reader with another serial number is not opened"):
            daemon.wait(event="reader", lane=1, standing="lost")
            for _ in range(40):
                expect(not reader.is_claimed, "the daemon claimed the interface")
                time.sleep(0.05)
            expect_equal(daemon.find(0, event="reader", standing="ready"), [], "ready events")
            expect_equal(daemon.open_devices, [], "device files held open")
        with report.check("the message names the serial numbers wanted and seen"):
            message = daemon.find(0, event="reader", standing="lost")[0]["message"]
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
    daemon = station.serve("permission")
    try:
        with report.check("without permission the message names the udev rule"):
            lost = daemon.wait(event="reader", lane=1, standing="lost")
            expect(permissions.RULE.name in lost["message"], lost["message"])
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
            daemon.wait(event="reader", lane=1, standing="ready")
    finally:
        daemon.stop()


ALL = (reader_commands, tray_to_debit, wrong_serial, missing_permission)
