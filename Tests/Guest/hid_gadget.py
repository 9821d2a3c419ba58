"""An emulated reader with HID reports: configfs describes it, /dev/hidgN carries its reports.

The kernel makes the device file when the gadget is bound, so `traytally emulate` waits for it. On
the host's side usbhid takes the interface first, as it does on a real machine.
"""

import os

from gadget import Gadget

REPORT_BYTES = 64

# Vendor page, one collection, 64 bytes each way without report numbers (HID 1.11, 6.2.2).
REPORT_DESCRIPTOR = bytes([
    0x06, 0x00, 0xFF,   # usage page (vendor)
    0x09, 0x01,         # usage
    0xA1, 0x01,         # collection (application)
    0x15, 0x00,         # logical minimum 0
    0x26, 0xFF, 0x00,   # logical maximum 255
    0x75, 0x08,         # report size 8 bits
    0x95, REPORT_BYTES,  # report count
    0x09, 0x02, 0x81, 0x02,  # input (data, variable, absolute)
    0x95, REPORT_BYTES,
    0x09, 0x03, 0x91, 0x02,  # output
    0xC0,               # end of collection
])


class HIDGadget(Gadget):
    """An R321 reader that can be plugged in and pulled out."""

    def __init__(self, name: str, serial: str, socket: str = "dummy_udc.1",
                 vendor: int = 0x0505, product: int = 0x5050) -> None:
        super().__init__(name, serial, socket, vendor, product)

    def build(self) -> None:
        """Describes the device to the kernel."""
        texts = self.folder / "strings" / "0x409"
        configuration = self.folder / "configs" / "c.1"
        for folder in (self.folder, texts, configuration, self.script.parent):
            folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "idVendor").write_text(f"0x{self.vendor:04x}")
        (self.folder / "idProduct").write_text(f"0x{self.product:04x}")
        (self.folder / "bcdUSB").write_text("0x0200")
        (texts / "manufacturer").write_text("AnyID HID")
        (texts / "product").write_text("AnyID Reader")
        (texts / "serialnumber").write_text(self.serial)
        self.hid.mkdir()
        (self.hid / "protocol").write_text("0")
        (self.hid / "subclass").write_text("0")
        (self.hid / "report_length").write_text(str(REPORT_BYTES))
        (self.hid / "report_desc").write_bytes(REPORT_DESCRIPTOR)
        (configuration / self.hid.name).symlink_to(self.hid)
        os.mkfifo(self.script)

    @property
    def hid(self):
        """The function's folder in configfs."""
        return self.folder / "functions" / f"hid.{self.name}"

    @property
    def hid_node(self) -> str:
        """The device's end of the reports; it is there while the gadget is bound."""
        minor = (self.hid / "dev").read_text().strip().split(":")[1]
        return f"/dev/hidg{minor}"
