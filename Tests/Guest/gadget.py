"""One emulated reader as a USB device: configfs describes it, FunctionFS carries its bytes.

Binding the gadget to a dummy_hcd socket is plugging it in; unbinding is pulling the plug. The
bytes themselves come from `traytally emulate`, which also reads the script of tags.
"""

import os
import subprocess
import time
from pathlib import Path

from report import expect, wait_until

CONFIGFS = Path("/sys/kernel/config/usb_gadget")
USB_DEVICES = Path("/sys/bus/usb/devices")
WORK = Path("/run/readers")


class EmulatedReader:
    """What all readers of the guest have in common, wherever their emulator runs."""

    serial: str
    commands: int

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
    def driver(self) -> str | None:
        """The driver on the reader's first interface: the kernel's own, or usbfs for a program."""
        device = self.device
        if device is None:
            return None
        driver = device / f"{device.name}:1.0" / "driver"
        return driver.resolve().name if driver.exists() else None

    @property
    def is_claimed(self) -> bool:
        """True while a program has claimed the reader's interface through usbfs."""
        return self.driver == "usbfs"

    @property
    def terminal(self) -> Path | None:
        """The kernel's serial device for it, while the kernel's own driver is on it."""
        device = self.device
        found = sorted(device.glob("*:1.*/ttyUSB*")) + sorted(device.glob("*:1.*/tty/ttyACM*")) \
            if device is not None else []
        return Path("/dev") / found[0].name if found else None

    def say(self, line: str) -> None:
        """Sends the emulator one line of its script."""
        os.write(self.commands, (line + "\n").encode())

    def place(self, *tags: str) -> None:
        self.say("place " + " ".join(tags))

    def remove(self, *tags: str) -> None:
        self.say("remove " + " ".join(tags))

    def clear(self) -> None:
        self.say("clear")


class Gadget(EmulatedReader):
    """A reader on dummy_hcd that can be plugged in and pulled out."""

    def __init__(self, name: str, serial: str, socket: str = "dummy_udc.0",
                 vendor: int = 0x0AB1, product: int = 0x0002, function: str = "ffs") -> None:
        self.name = name
        self.serial = serial
        self.socket = socket
        self.vendor = vendor
        self.product = product
        self.kind = function
        self.folder = CONFIGFS / name
        self.function = WORK / name / "ffs"
        self.script = WORK / name / "script"
        self.emulator: subprocess.Popen | None = None

    def build(self) -> None:
        """Describes the device to the kernel and mounts its FunctionFS folder, if it has one."""
        texts = self.folder / "strings" / "0x409"
        configuration = self.folder / "configs" / "c.1"
        for folder in (self.folder, texts, configuration, self.function):
            folder.mkdir(parents=True)
        (self.folder / "idVendor").write_text(f"0x{self.vendor:04x}")
        (self.folder / "idProduct").write_text(f"0x{self.product:04x}")
        (self.folder / "bcdUSB").write_text("0x0200")
        (texts / "manufacturer").write_text("TrayTally guest")
        (texts / "product").write_text(f"Emulated reader {self.name}")
        (texts / "serialnumber").write_text(self.serial)
        usb_function = self.folder / "functions" / f"{self.kind}.{self.name}"
        usb_function.mkdir()
        (configuration / usb_function.name).symlink_to(usb_function)
        if self.kind == "ffs":
            subprocess.run(
                ["mount", "-t", "functionfs", self.name, str(self.function)], check=True)
        os.mkfifo(self.script)

    @property
    def own_terminal(self) -> Path:
        """The device's end of an ACM function."""
        port = self.folder / "functions" / f"acm.{self.name}" / "port_num"
        return Path(f"/dev/ttyGS{port.read_text().strip()}")

    def serve(self, command: list[str], log: Path) -> None:
        """Starts the emulator and waits until it says that a host can come."""
        # Open for reading too: the FIFO then never reports end of file between two lines.
        self.commands = os.open(self.script, os.O_RDWR)
        with log.open("w") as output:
            self.emulator = subprocess.Popen(
                [*command, "--script", str(self.script)], stdout=output, stderr=subprocess.STDOUT)

        def is_ready() -> bool:
            expect(self.emulator.poll() is None,
                   f"the emulator ended with status {self.emulator.poll()}: {log.read_text()}")
            return "ready" in log.read_text()

        wait_until(is_ready, 30, "the emulator did not get ready")

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

    def close(self) -> None:
        """Stops the emulator; the guest's end cleans up the rest."""
        if self.emulator is not None and self.emulator.poll() is None:
            self.emulator.terminate()
            try:
                self.emulator.wait(10)
            except subprocess.TimeoutExpired:
                self.emulator.kill()
                self.emulator.wait()
