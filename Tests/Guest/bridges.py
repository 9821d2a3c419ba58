"""Readers behind serial bridges: the bridges, the families, and which are tried together.

A new pair is one line in KERNEL_READS or STATION_READS.
"""

import os
import select
import termios
import time
import tty
from dataclasses import dataclass
from pathlib import Path

import ftdi
import permissions
from gadget import EmulatedReader, Gadget
from report import Report, expect, expect_equal, wait_until
from station import FIRST_EPC_TRAY, FIRST_TRAY, SECOND_EPC_TRAY, SECOND_TRAY, Station


@dataclass(frozen=True)
class Bridge:
    """A bridge as the bus sees it, and the kernel's own driver for it."""

    usb: str
    driver: str
    has_line: bool = True  # whether its emulation minds how the line is set


@dataclass(frozen=True)
class Family:
    """How a reader's end of the line is set, and a request that any such reader answers."""

    baud: int
    even_parity: bool
    request: bytes
    answer: bytes  # how the answer begins


BRIDGES = {
    "cp210x": Bridge("10c4:ea60", "cp210x"),
    "ch340": Bridge("1a86:7523", "ch341"),
    "cdc": Bridge("1d6b:0104", "cdc_acm", has_line=False),
    "ftdi": Bridge("0403:6001", "ftdi_sio", has_line=False),
}

FAMILIES = {
    "feig": Family(38400, True, bytes.fromhex("05ff65e5cb"), bytes.fromhex("0d006500")),
    "len-adr-hf": Family(19200, False, bytes.fromhex("05000000766d"), bytes.fromhex("0c0000")),
    "len-adr-uhf": Family(57600, False, bytes.fromhex("04ff211995"), bytes.fromhex("11002100")),
}

# The kernel's own driver finds the emulated bridge in order, and reaches the reader through it.
KERNEL_READS = (
    ("cp210x", "feig"),
    ("ch340", "feig"),
    ("cdc", "feig"),
    ("ftdi", "feig"),
)

# The station takes the bridge from the kernel's driver, bills a tray, and gives it back.
STATION_READS: tuple[tuple[str, str], ...] = (
    ("cp210x", "len-adr-hf"),
    ("ch340", "len-adr-uhf"),
    ("cdc", "len-adr-hf"),
    ("ftdi", "len-adr-uhf"),
)


def families(bridge: str) -> list[str]:
    """The families behind a bridge, in a fixed order."""
    return sorted({family for name, family in KERNEL_READS + STATION_READS if name == bridge})


def reader_behind(bridge: str, family: str, options) -> EmulatedReader:
    """A plugged reader behind a bridge, on a socket that no other reader uses."""
    if bridge == "ftdi":
        reader = ftdi.FTDIReader(families("ftdi").index(family))
        reader.plug()
        return reader
    vendor, product = (int(word, 16) for word in BRIDGES[bridge].usb.split(":"))
    name = f"{bridge}-{family}-{time.monotonic_ns()}"
    reader = Gadget(
        name, serial=f"{bridge}-{family}", socket="dummy_udc.1", vendor=vendor, product=product,
        function="acm" if bridge == "cdc" else "ffs")
    reader.build()
    place = ["--terminal", str(reader.own_terminal)] if bridge == "cdc" else [
        "--functionfs", str(reader.function), "--bridge", bridge]
    log = options.results / f"emulator-{bridge}-{family}.log"
    reader.serve([str(options.binary), "emulate", family, *place], log)
    reader.plug()
    return reader


def kernel_reads(bridge: str, family: str):
    """The scenario of one line of KERNEL_READS."""
    def scenario(report: Report, _, options) -> None:
        kind, setting = BRIDGES[bridge], FAMILIES[family]
        reader = None
        try:
            with report.check(f"{bridge}: the kernel's driver {kind.driver} takes the bridge"):
                reader = reader_behind(bridge, family, options)
                wait_until(lambda: reader.terminal, 10, f"no serial device; {reader.driver}")
                expect_equal(reader.driver, kind.driver, "driver")
            with report.check(f"{bridge}: through it a {family} reader answers"):
                answer = ask(reader.terminal, setting, setting.baud)
                expect(answer.startswith(setting.answer), f"answer {answer.hex(' ')}")
            if kind.has_line:
                with report.check(f"{bridge}: set to another rate, the reader is not understood"):
                    answer = ask(reader.terminal, setting, 9600)
                    expect(not answer.startswith(setting.answer), f"answer {answer.hex(' ')}")
        finally:
            if reader is not None:
                put_away(reader)

    scenario.__name__ = f"{bridge}_{family}_kernel"
    return scenario


def station_reads(bridge: str, family: str):
    """The scenario of one line of STATION_READS."""
    def scenario(report: Report, _, options) -> None:
        first, second = (
            (FIRST_EPC_TRAY, SECOND_EPC_TRAY) if family == "len-adr-uhf"
            else (FIRST_TRAY, SECOND_TRAY))
        reader = reader_behind(bridge, family, options)
        station = Station(options.binary, options.results, f"{bridge}-{family}", permissions.USER)
        station.configure(reader.serial, family, BRIDGES[bridge].usb)
        if bridge != "cdc":  # not a chip with shared ids
            with report.check(f"{bridge}: the doctor prints the rule that the bridge lacks"):
                expect_rule(station, reader.serial, is_printed=True)
        permissions.admit(reader.serial)
        permissions.udevadm("trigger", "--action=add", "--subsystem-match=usb")
        permissions.settle()
        wait_until(lambda: reader.terminal, 10, "the kernel's driver did not take the bridge")
        if bridge != "cdc":
            with report.check(f"{bridge}: once a rule is installed, the doctor is silent on it"):
                expect_rule(station, reader.serial, is_printed=False)
        daemon = station.serve()
        try:
            with report.check(f"{bridge}: the station takes the {family} reader from the kernel"):
                daemon.wait_for_reader("ready")
                expect_equal(reader.driver, "usbfs", "driver")
                expect(reader.terminal is None, f"{reader.terminal} is still there")
            station.stock()
            with report.check(f"{bridge}: a tray on the {family} reader is billed"):
                since = daemon.mark()
                reader.place(*(plate.tag for plate in first))
                daemon.wait_for_bill(since, first)
            with report.check(f"{bridge}: the {family} reader survives unplugging"):
                since = daemon.mark()
                reader.unplug()
                daemon.wait_for_reader("lost", since)
                reader.plug()
                daemon.wait_for_reader("ready", since)
                since = daemon.mark()
                reader.clear()
                time.sleep(2)
                reader.place(*(plate.tag for plate in second))
                daemon.wait_for_bill(since, second)
            with report.check(f"{bridge}: the daemon's end gives the bridge back to the kernel"):
                expect_equal(daemon.stop(seconds=10), 0, "exit status")
                wait_until(lambda: reader.terminal, 10, f"no serial device; {reader.driver}")
                expect_equal(reader.driver, BRIDGES[bridge].driver, "driver")
        finally:
            daemon.stop()
            put_away(reader)

    scenario.__name__ = f"{bridge}_{family}_station"
    return scenario


def expect_rule(station: Station, serial: str, is_printed: bool) -> None:
    """Whether the doctor prints the udev rule of a bridge."""
    said = station.command("doctor", "--config", str(station.configuration)).stdout
    rule = f'ATTR{{serial}}=="{serial}"'
    expect((rule in said) == is_printed, said)


def put_away(reader: EmulatedReader) -> None:
    """Frees the socket for the next reader."""
    if isinstance(reader, Gadget) and reader.device is not None:
        reader.unplug()
    reader.close()


def ask(terminal: Path, family: Family, baud: int) -> bytes:
    """Sends a family's request through the kernel's serial device and collects what comes back."""
    file = os.open(terminal, os.O_RDWR | os.O_NOCTTY)
    try:
        tty.setraw(file, termios.TCSANOW)
        settings = termios.tcgetattr(file)
        settings[2] &= ~(termios.PARENB | termios.CSTOPB | termios.CRTSCTS)
        settings[2] |= termios.CLOCAL | termios.CREAD
        if family.even_parity:
            settings[2] |= termios.PARENB
        settings[4] = settings[5] = getattr(termios, f"B{baud}")
        termios.tcsetattr(file, termios.TCSANOW, settings)
        time.sleep(0.1)
        termios.tcflush(file, termios.TCIOFLUSH)
        os.write(file, family.request)
        answer = b""
        deadline = time.monotonic() + 3
        while len(answer) < len(family.answer) and time.monotonic() < deadline:
            if select.select([file], [], [], 0.5)[0]:
                answer += os.read(file, 256)
        return answer
    finally:
        os.close(file)


SCENARIOS = tuple(kernel_reads(*pair) for pair in KERNEL_READS) + tuple(
    station_reads(*pair) for pair in STATION_READS)
