"""Readers behind QEMU's own FTDI chip: the emulators run on the host, one a reader.

`usb-serial` is plugged in while its socket is connected, so an emulator that ends is a reader that
is pulled out; it is started again at once, and QEMU connects again within a second. The script's
lines come from the guest through a serial port of its own.

    guest  ttyUSB / libusb -- FTDI 0403:6001 -- socket -- traytally emulate FAMILY --socket
    guest  ttyS1 ------------------------------ FIFO ---- its --script
"""

import os
import shutil
import subprocess
import tempfile
import termios
import threading
import tty
from contextlib import contextmanager
from pathlib import Path

from gadget import EmulatedReader
from report import wait_until

# The PC has four serial ports, and the first is the console.
READERS_MAX = 3


def serial_number(index: int) -> str:
    """The serial number of the reader at an index."""
    return f"FTDI000{index + 1}"


def device(index: int, hub_port: str) -> dict[str, str]:
    """QEMU's words for a reader in a hub, each reader at a port of its own."""
    return {
        "driver": "usb-serial", "id": f"reader{index}", "chardev": f"ftdi{index}",
        "serial": serial_number(index), "port": f"{hub_port}.{index + 1}",
    }


class FTDIPresence(EmulatedReader):
    """Where a reader is on the bus."""

    def __init__(self, index: int) -> None:
        self.serial = serial_number(index)


class FTDIReader(FTDIPresence):
    """The guest's side of one reader."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.commands = os.open(f"/dev/ttyS{index + 1}", os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.commands, termios.TCSANOW)

    def plug(self) -> None:
        """Waits until it has come: it does so by itself."""
        wait_until(lambda: self.device, 20, f"{self.serial} did not enumerate")

    def unplug(self) -> None:
        """Ends the emulator, which pulls the plug."""
        gone = self.device
        number = (gone / "devnum").read_text()
        self.say("quit")

        def has_left() -> bool:
            try:
                return self.device is None or (self.device / "devnum").read_text() != number
            except (OSError, TypeError):
                return True

        wait_until(has_left, 10, f"{self.serial} did not leave the bus")

    def close(self) -> None:
        """The host ends the emulator."""
        os.close(self.commands)


@contextmanager
def readers(families: list[str], binary: Path, results: Path, hub: str, hub_port: str):
    """Runs an emulator for each family and gives QEMU's arguments for them and their hub."""
    folder = Path(tempfile.mkdtemp(prefix="guest-"))  # a socket's path may not be long
    keepers = [
        Keeper(index, family, binary, folder, results, hub_port)
        for index, family in enumerate(families[:READERS_MAX])]
    try:
        for keeper in keepers:
            wait_until(keeper.socket.exists, 10, f"no emulator; see {keeper.log}")
        yield ["-device", f"usb-hub,id={hub},port={hub_port}"] + [
            word for keeper in keepers for word in keeper.devices]
    finally:
        for keeper in keepers:
            keeper.stop()
        shutil.rmtree(folder)


class Keeper:
    """The host's side of one reader: keeps its emulator running."""

    def __init__(self, index: int, family: str, binary: Path, folder: Path, results: Path,
                 hub_port: str) -> None:
        self.index = index
        self.hub_port = hub_port
        self.socket = folder / f"{index}.socket"
        self.script = folder / f"{index}.script"
        self.log = results / f"emulator-ftdi-{family}.log"
        self.command = [
            str(binary), "emulate", family, "--socket", str(self.socket),
            "--script", str(self.script)]
        os.mkfifo(self.script)
        # Held open, so that QEMU can open it and no line finds it closed.
        self.fifo = os.open(self.script, os.O_RDWR)
        self.is_stopping = threading.Event()
        self.emulator: subprocess.Popen | None = None
        self.thread = threading.Thread(target=self.keep, daemon=True)
        self.thread.start()

    @property
    def devices(self) -> list[str]:
        """QEMU's arguments; the serial ports are numbered in the order they are named."""
        name = f"ftdi{self.index}"
        described = ",".join(
            f"{key}={value}" for key, value in device(self.index, self.hub_port).items()
            if key != "driver")
        return [
            "-chardev", f"socket,id={name},path={self.socket},reconnect=1",
            "-device", f"usb-serial,{described}",
            "-chardev", f"file,id={name}script,path={self.script}",
            "-serial", f"chardev:{name}script",
        ]

    def keep(self) -> None:
        while not self.is_stopping.is_set():
            with self.log.open("a") as output:
                self.emulator = subprocess.Popen(
                    self.command, stdout=output, stderr=subprocess.STDOUT)
            self.emulator.wait()
            self.is_stopping.wait(0.5)

    def stop(self) -> None:
        self.is_stopping.set()
        while self.thread.is_alive():
            if self.emulator is not None and self.emulator.poll() is None:
                self.emulator.terminate()
            self.thread.join(0.2)
        os.close(self.fifo)
