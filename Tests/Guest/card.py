"""The smart-card reader of QEMU itself, and cards that the host puts into it.

Neither the reader nor its USB side is ours: `usb-ccid` is QEMU's, and only the card is emulated, by
`traytally emulate ccid-card` on the host. The script's lines come from the guest through a file in
the results folder, which both see.

    guest  libusb -- usb-ccid 08e6:4433 -- ccid-card-passthru -- socket -- emulate ccid-card
    guest  card.script ------------------- 9p -------------- host ------- its standard input
"""

import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import permissions
from report import Report, expect, expect_equal, wait_until
from station import CARD, FIRST_TRAY, SECOND_TRAY, Daemon, Station, total

IDS = "08e6:4433"
PHONE = "08A1B2C3"
SCRIPT = "card.script"
CONTROLLERS = Path("/sys/bus/pci/drivers/xhci_hcd")


@contextmanager
def reader(binary: Path, results: Path):
    """Runs the card's emulator and gives QEMU's arguments for the reader."""
    folder = Path(tempfile.mkdtemp(prefix="guest-"))  # a socket's path may not be long
    socket, script, log = folder / "card.socket", results / SCRIPT, results / "emulator-card.log"
    script.touch()
    with log.open("w") as output:
        emulator = subprocess.Popen(
            [str(binary), "emulate", "ccid-card", "--socket", str(socket), "--script", "-"],
            stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT)
    is_stopping = threading.Event()
    relay = threading.Thread(target=pass_on, args=(script, emulator, is_stopping), daemon=True)
    relay.start()
    try:
        wait_until(socket.exists, 10, f"no card emulator; see {log}")
        yield [
            "-chardev", f"socket,id=card,path={socket},reconnect=1",
            "-device", "usb-ccid,port=3", "-device", "ccid-card-passthru,chardev=card",
        ]
    finally:
        is_stopping.set()
        relay.join()
        emulator.terminate()
        emulator.wait()
        shutil.rmtree(folder)


def pass_on(script: Path, emulator: subprocess.Popen, is_stopping: threading.Event) -> None:
    """Hands the emulator each line that the guest has added to the file."""
    with script.open("rb") as file:
        while not is_stopping.wait(0.05):
            try:
                emulator.stdin.write(file.read())
                emulator.stdin.flush()
            except BrokenPipeError:
                return


class CardSlot:
    """The guest's side: cards are put in and taken out."""

    def __init__(self, results: Path) -> None:
        self.script = results / SCRIPT

    def say(self, line: str) -> None:
        with self.script.open("a") as file:
            file.write(line + "\n")

    def put_in(self, card: str) -> None:
        """Puts a card in, in place of the one that is there."""
        self.say("clear")
        self.say(f"place {card}")

    def take_out(self) -> None:
        self.say("clear")


def admit() -> None:
    """Gives the reader to the daemon."""
    vendor, product = IDS.split(":")
    permissions.RULE.with_name("71-card.rules").write_text(
        'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", '
        f'ATTR{{idVendor}}=="{vendor}", ATTR{{idProduct}}=="{product}", '
        f'GROUP="{permissions.USER}", MODE="0660"\n')
    permissions.udevadm("control", "--reload")
    permissions.udevadm("trigger", "--action=add")
    permissions.settle()


def configure(station: Station, serial: str) -> None:
    """Writes a configuration with plates on the FEIG reader and cards on QEMU's reader."""
    station.configure(serial=serial)
    text = station.configuration.read_text()
    station.configuration.write_text(text.replace(
        "card_reader: same-antenna", f'card_reader: {{ family: ccid, usb: "{IDS}" }}'))


def card_reader_probe(report: Report, plates, options) -> None:
    """The probe reads the card that is in QEMU's reader."""
    admit()
    slot = CardSlot(options.results)
    station = Station(options.binary, options.results, "card-probe", permissions.USER)
    with report.check("readers probe knows QEMU's smart-card reader and reads its card"):
        slot.put_in(CARD)
        wait_until(
            lambda: CARD in station.command(
                "readers", "probe", "--family", "ccid", "--usb", IDS, "--json").stdout,
            15, "the card was not read")
    slot.take_out()


def pay_with_card_reader(report: Report, plates, options) -> None:
    """Trays on one reader are paid with cards on another; a phone pays nothing."""
    admit()
    slot = CardSlot(options.results)
    station = Station(options.binary, options.results, "card", permissions.USER)
    configure(station, plates.serial)
    daemon = station.serve()
    try:
        with report.check("the daemon opens both readers of the lane"):
            daemon.wait_for_reader("ready")
            daemon.wait(event="reader", lane=1, reader="card", standing="ready")
        station.stock()
        pay(report, plates, slot, daemon, "a tray", FIRST_TRAY)
        with report.check("a phone is not taken for a card"):
            since = daemon.mark()
            plates.place(*(plate.tag for plate in SECOND_TRAY))
            daemon.wait_for_bill(since, SECOND_TRAY)
            slot.put_in(PHONE)
            time.sleep(3)
            expect_equal(daemon.find(since, event="paid"), [], "payments")
        with report.check("a card that takes the phone's place pays"):
            slot.put_in(CARD)
            paid = daemon.wait(since, event="paid", lane=1)
            expect_equal(paid["total"], str(total(SECOND_TRAY)), "total paid")
    finally:
        slot.take_out()
        plates.clear()
        daemon.stop()
    with report.check("the books hold exactly the two sales paid at the card reader"):
        expect_equal(len(station.sales()), 2, "sales")


def pay(report: Report, plates, slot: CardSlot, daemon: Daemon, what: str, tray) -> None:
    """One diner's visit; the card is taken out again before the tray."""
    since = daemon.mark()
    with report.check(f"{what} is paid with a card in QEMU's reader"):
        plates.place(*(plate.tag for plate in tray))
        daemon.wait_for_bill(since, tray)
        slot.put_in(CARD)
        paid = daemon.wait(since, event="paid", lane=1)
        expect_equal(paid["total"], str(total(tray)), "total paid")
        expect(bool(paid.get("receipt")), f"no receipt number in {paid}")
    slot.take_out()
    plates.clear()
    time.sleep(2)


def controller_loss(report: Report, plates, options) -> None:
    """The controller that the card reader hangs on goes away and comes back."""
    admit()
    slot = CardSlot(options.results)
    station = Station(options.binary, options.results, "controller", permissions.USER)
    configure(station, plates.serial)
    daemon = station.serve()
    try:
        daemon.wait_for_reader("ready")
        daemon.wait(event="reader", lane=1, reader="card", standing="ready")
        station.stock()
        with report.check("a card reader whose controller is gone is lost, no other is"):
            since = daemon.mark()
            controller = root_of(IDS)
            (CONTROLLERS / "unbind").write_text(controller)
            daemon.wait(since, event="reader", lane=1, reader="card", standing="lost")
            time.sleep(1)
            expect_equal(daemon.find(since, event="reader", reader="tray"), [], "tray reader")
        with report.check("with the controller the card reader comes back by itself"):
            since = daemon.mark()
            (CONTROLLERS / "bind").write_text(controller)
            daemon.wait(since, event="reader", lane=1, reader="card", standing="ready")
        pay(report, plates, slot, daemon, "a tray after the controller came back", FIRST_TRAY)
    finally:
        slot.take_out()
        plates.clear()
        daemon.stop()


def root_of(ids: str) -> str:
    """The PCI address of the controller that a device hangs on."""
    vendor, product = ids.split(":")
    for file in Path("/sys/bus/usb/devices").glob("*/idVendor"):
        if file.read_text().strip() != vendor:
            continue
        if (file.parent / "idProduct").read_text().strip() != product:
            continue
        parts = file.parent.resolve().parts
        return next(parts[n - 1] for n, part in enumerate(parts) if part.startswith("usb"))
    raise AssertionError(f"no device {ids}")


SCENARIOS = (card_reader_probe, pay_with_card_reader, controller_loss)
