"""The guest's users, its udev daemon and the paths an unprivileged user must be able to walk."""

import grp
import os
import pwd
import re
import shutil
import stat
import subprocess
from pathlib import Path

RULE_FILE = Path(__file__).resolve().parents[2] / "udev" / "70-traytally.rules"
RULE = Path("/etc/udev/rules.d") / RULE_FILE.name
USER = "traytally"

# The guest runs in a chroot, where udevadm would otherwise do nothing.
UDEV_ENVIRONMENT = dict(os.environ, SYSTEMD_IGNORE_CHROOT="1", SYSTEMD_LOG_LEVEL="warning")


def create_user() -> None:
    """Adds the daemon's user and group.

    Written by hand: groupadd needs files that only root may read, and a guest started by another
    user cannot read those of the host.
    """
    ids = {entry.pw_uid for entry in pwd.getpwall()} | {entry.gr_gid for entry in grp.getgrall()}
    number = next(number for number in range(999, 100, -1) if number not in ids)
    with open("/etc/group", "a", encoding="utf-8") as file:
        file.write(f"{USER}:x:{number}:\n")
    with open("/etc/passwd", "a", encoding="utf-8") as file:
        file.write(f"{USER}:x:{number}:{number}::/nonexistent:/usr/sbin/nologin\n")


def start_udev(unpacked: Path) -> None:
    """Starts Debian's udev daemon; libusb learns of plugged devices from it."""
    program = Path("/usr/bin/udevadm")
    daemon = Path("/usr/lib/systemd/systemd-udevd")
    default_rules = Path("/usr/lib/udev/rules.d/50-udev-default.rules")
    for path in (program, daemon, default_rules, RULE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    shutil.copy(unpacked / "bin" / "udevadm", program)
    daemon.symlink_to(program)
    shutil.copy(unpacked / "lib" / "udev" / "rules.d" / default_rules.name, default_rules)
    subprocess.run([str(daemon), "--daemon"], check=True, env=UDEV_ENVIRONMENT)
    udevadm("trigger", "--action=add")
    settle()


def install_rule() -> None:
    """Installs the project's rule file; it applies to readers plugged in from now on."""
    shutil.copy(RULE_FILE, RULE)
    udevadm("control", "--reload")


def admit(serial: str) -> None:
    """Gives one device to the daemon by its serial number, as a bridge's ids are not its own."""
    rule = RULE.with_name(f"71-bridge-{serial}.rules")
    rule.write_text(
        f'SUBSYSTEM=="usb", ENV{{DEVTYPE}}=="usb_device", ATTR{{serial}}=="{serial}", '
        f'GROUP="{USER}", MODE="0660"\n')
    udevadm("control", "--reload")


def uninstall_rule() -> None:
    """Takes the rule file away again."""
    RULE.unlink()
    udevadm("control", "--reload")


def settle() -> None:
    """Waits until udev has handled every event so far."""
    udevadm("settle", "--timeout=20")


def udevadm(*words: str) -> None:
    subprocess.run(["udevadm", *words], check=True, env=UDEV_ENVIRONMENT)


def open_paths_to(binary: Path) -> None:
    """Lets every user reach the binary and its libraries, wherever the host keeps them.

    A clone or a toolchain in root's home folder is closed to others; the change is in the guest's
    memory only.
    """
    libraries = subprocess.run(["ldd", str(binary)], capture_output=True, text=True).stdout
    files = [binary, *(Path(path) for path in re.findall(r"(/\S+) \(0x", libraries))]
    for path in {parent for file in files for parent in (file, *file.resolve().parents)}:
        mode = path.stat().st_mode
        wanted = mode | stat.S_IROTH | stat.S_IXOTH
        if wanted != mode:
            path.chmod(stat.S_IMODE(wanted))
