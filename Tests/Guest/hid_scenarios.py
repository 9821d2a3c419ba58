"""What the daemon must show with a reader whose bytes travel in HID reports."""

import permissions
from hid_gadget import HIDGadget
from report import Report, expect
from station import FIRST_TRAY, SECOND_TRAY, Station


def hid_reader(report: Report, other: object, options) -> None:
    """An R321 reader is taken from usbhid, bills trays, and comes back after unplugging."""
    reader = HIDGadget("r321", serial="R321")
    reader.build()
    reader.serve(
        [str(options.binary), "emulate", "r321", "--hid", reader.hid_node],
        options.results / "emulator-r321.log")
    reader.plug()
    permissions.settle()
    station = Station(options.binary, options.results, "hid", permissions.USER)
    station.configure(serial=reader.serial, family="r321", usb="0505:5050")
    daemon = station.serve()
    try:
        with report.check("a HID reader is opened although usbhid had it"):
            daemon.wait(event="ready")
            daemon.wait_for_reader("ready")
            station.stock()
        with report.check("a tray on the HID reader is billed"):
            since = daemon.mark()
            reader.place(*(plate.tag for plate in FIRST_TRAY))
            daemon.wait_for_bill(since, FIRST_TRAY)
        with report.check("a HID reader that was unplugged is found again, and bills"):
            since = daemon.mark()
            reader.unplug()
            daemon.wait_for_reader("lost", since)
            reader.clear()
            reader.plug()
            daemon.wait_for_reader("ready", since)
            since = daemon.mark()
            reader.place(*(plate.tag for plate in SECOND_TRAY))
            daemon.wait_for_bill(since, SECOND_TRAY)
        daemon.stop()
        with report.check("the HID reader is given back"):
            expect(not reader.is_claimed, "the interface is still claimed")
    finally:
        daemon.stop()
        reader.unplug()
        reader.close()


SCENARIOS = (hid_reader,)
