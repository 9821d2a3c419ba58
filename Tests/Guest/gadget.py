"""One emulated reader as a USB device: configfs describes it, FunctionFS carries its bytes.

Binding the gadget to a dummy_hcd socket is plugging it in; unbinding is pulling the plug. The
bytes themselves come from `traytally emulate feig`, which also reads the script of tags.
"""

import os
import subprocess
import time
from pathlib import Path

from report import expect, wait_until

CONFIGFS = Path("/sys/kernel/config/usb_gadget")
USB_DEVICES = Path("/sys/bus/usb/devices")
WORK = Path("/run/readers")


class Gadget:
    """A reader that can be plugged in and pulled out."""

    def __init__(self, name: str, serial: str, socket: str = "dummy_udc.0",
                 vendor: int = 0x0AB1, product: int = 0x0002) -> None:
        self.name = name
        self.serial = serial
        self.socket = socket
        self.vendor = vendor
        self.product = product
        self.folder = CONFIGFS / name
        self.function = WORK / name / "ffs"
        self.script = WORK / name / "script"
        self.emulator: subprocess.Popen | None = None

    def build(self) -> None:
        """Describes the device to the kernel and mounts its FunctionFS folder."""
        texts = self.folder / "strings" / "0x409"
        configuration = self.folder / "configs" / "c.1"
        for folder in (self.folder, texts, configuration, self.function):
            folder.mkdir(parents=True)
        (self.folder / "idVendor").write_text(f"0x{self.vendor:04x}")
        (self.folder / "idProduct").write_text(f"0x{self.product:04x}")
        (self.folder / "bcdUSB").write_text("0x0200")
        (texts / "manufacturer").write_text("FEIG ELECTRONIC GmbH")
        (texts / "product").write_text("OBID RFID-Reader")
        (texts / "serialnumber").write_text(self.serial)
        usb_function = self.folder / "functions" / f"ffs.{self.name}"
        usb_function.mkdir()
        (configuration / usb_function.name).symlink_to(usb_function)
        subprocess.run(["mount", "-t", "functionfs", self.name, str(self.function)], check=True)
        os.mkfifo(self.script)

    def serve(self, command: list[str], log: Path) -> None:
        """Starts the emulator and waits until it has described its endpoints."""
        # Open for reading too: the FIFO then never reports end of file between two lines.
        self.commands = os.open(self.script, os.O_RDWR)
        with log.open("w") as output:
            self.emulator = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)

        def is_described() -> bool:
            expect(self.emulator.poll() is None,
                   f"the emulator ended with status {self.emulator.poll()}: {log.read_text()}")
            return (self.function / "ep2").exists()

        wait_until(is_described, 30, "the emulator did not describe its endpoints")

    def plug(self) -> None:
        """Plugs the reader in and waits until the kernel has enumerated it."""
        deadline = time.monotonic() + 10
        while True:
            try:
                (self.folder / "UDC").write_text(self.socket)
                break
            except OSError:  # the emulator has not reopened its endpoints yet
                expect(time.monotonic() < deadline, f"{self.socket} takes no gadget within 10 s")
                time.sleep(0.05)
        wait_until(lambda: self.device, 10, f"{self.serial} did not enumerate")

    def unplug(self) -> None:
        """Pulls the plug and waits until the kernel has noticed."""
        (self.folder / "UDC").write_text("\n")
        wait_until(lambda: self.device is None, 10, f"{self.serial} did not leave the bus")

    @property
    def device(self) -> Path | None:
        """The device in sysfs while it is plugged in."""
        for file in sorted(USB_DEVICES.glob("*/serial")):
            try:
                if file.read_text().strip() == self.serial:
                    return file.parent
            except OSError:
                continue  # it left between the listing and the reading
        return None

    @property
    def node(self) -> Path:
        """The device file that libusb opens."""
        device = self.device
        expect(device is not None, f"{self.serial} is not plugged in")
        bus = int((device / "busnum").read_text())
        number = int((device / "devnum").read_text())
        return Path(f"/dev/bus/usb/{bus:03d}/{number:03d}")

    @property
    def is_claimed(self) -> bool:
        """True while a program has claimed the reader's interface through usbfs."""
        device = self.device
        if device is None:
            return False
        driver = device / f"{device.name}:1.0" / "driver"
        return driver.exists() and driver.resolve().name == "usbfs"

    def say(self, line: str) -> None:
        """Sends the emulator one line of its script."""
        os.write(self.commands, (line + "\n").encode())

    def place(self, *tags: str) -> None:
        self.say("place " + " ".join(tags))

    def remove(self, *tags: str) -> None:
        self.say("remove " + " ".join(tags))

    def clear(self) -> None:
        self.say("clear")

    def close(self) -> None:
        """Stops the emulator; the guest's end cleans up the rest."""
        if self.emulator is not None and self.emulator.poll() is None:
            self.emulator.terminate()
            try:
                self.emulator.wait(10)
            except subprocess.TimeoutExpired:
                self.emulator.kill()
                self.emulator.wait()
