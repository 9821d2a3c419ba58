"""Runs the guest in QEMU, without KVM, and relays what it prints."""

import re
import subprocess
import sys
import threading
from pathlib import Path

STATUS = re.compile(r"guest: the checks ended with status (\d+)")

# Escape sequences the firmware writes before the kernel starts.
ESCAPES = re.compile(r"\x1b\[[0-9;?=]*[A-Za-z]|\x1bc")


def command(kernel: Path, initramfs: Path, results: Path, devices: list[str]) -> list[str]:
    """QEMU's arguments: the host's files read-only, one writable folder, a serial console, and what
    further devices need."""
    shared = "security_model=none,multidevs=remap"
    return [
        "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2",
        "-m", "2048", "-nodefaults", "-display", "none", "-serial", "stdio", "-no-reboot",
        "-kernel", str(kernel), "-initrd", str(initramfs),
        "-append", "console=ttyS0 quiet loglevel=3 panic=-1",
        "-virtfs", f"local,path=/,mount_tag=host,readonly=on,{shared}",
        "-virtfs", f"local,path={results},mount_tag=results,{shared}",
        "-device", "qemu-xhci", *devices,
    ]


def run(arguments: list[str], seconds: float, log: Path) -> int:
    """Boots, prints the guest's lines as they come, and returns the checks' exit status.

    A guest that is not done after `seconds` is killed; only the QEMU started here is touched.
    """
    guest = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace")
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        guest.kill()

    deadline = threading.Timer(seconds, expire)
    deadline.start()
    status = None
    try:
        with log.open("w") as file:
            for raw in guest.stdout:
                line = ESCAPES.sub("", raw).rstrip()
                file.write(line + "\n")
                if line and not line.endswith("reboot: Power down"):
                    print(line, flush=True)
                found = STATUS.search(line)
                status = int(found.group(1)) if found else status
        guest.wait()
    finally:
        deadline.cancel()
        if guest.poll() is None:
            guest.kill()
            guest.wait()
    if expired.is_set():
        print(f"not ok - the guest ends in time: stopped after {seconds:.0f} s; see {log}")
        return 1
    if status is None:
        print(f"not ok - the guest runs the checks: it ended before them; see {log}")
        return 1
    return status


if __name__ == "__main__":
    sys.exit("this is a part of Tests/Guest/run; start that")
