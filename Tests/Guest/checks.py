#!/usr/bin/env python3
"""The checks inside the guest: the real daemon, real libusb, a real kernel, an emulated reader."""

import argparse
import stat
import sys
import time
from pathlib import Path

import permissions
import scenarios
from gadget import Gadget
from report import Report, expect_equal


def main() -> int:
    options = arguments()
    report = Report()
    permissions.create_user()
    permissions.open_paths_to(options.binary)
    permissions.start_udev(options.udev)
    permissions.install_rule()
    reader = Gadget("tray", serial="12345678")
    with report.check("the reader enumerates as 0ab1:0002 with its serial number"):
        reader.build()
        reader.serve(
            [str(options.binary), "emulate", "feig", "--functionfs", str(reader.function)],
            options.results / "emulator.log")
        reader.plug()
        expect_equal((reader.device / "idVendor").read_text().strip(), "0ab1", "idVendor")
        expect_equal((reader.device / "idProduct").read_text().strip(), "0002", "idProduct")
    with report.check("the udev rule gives the reader to group traytally and to nobody else"):
        permissions.settle()
        expect_equal(reader.node.group(), permissions.USER, "group of the device file")
        mode = stat.S_IMODE(reader.node.stat().st_mode)
        expect_equal(f"{mode:04o}", "0660", "mode of the device file")
    if report.failed == 0:
        for scenario in scenarios.ALL:
            if options.only in scenario.__name__:
                run(scenario, report, reader, options)
    reader.close()
    print(report.summary(), flush=True)
    return 0 if report.failed == 0 and report.passed > 0 else 1


def run(scenario, report: Report, reader: Gadget, options: argparse.Namespace) -> None:
    """Runs one scenario from an empty antenna and a plugged reader."""
    name = scenario.__name__.replace("_", " ")
    started = time.monotonic()
    try:
        reader.clear()
        if reader.device is None:
            reader.plug()
        scenario(report, reader, options)
    except Exception as error:
        report.note_failure(name, f"could not go on: {error}")
    print(f"# {name}: {time.monotonic() - started:.1f} s", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--udev", type=Path, required=True, help="unpacked udev package")
    parser.add_argument("--results", type=Path, required=True, help="folder for logs")
    parser.add_argument("--only", default="")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
