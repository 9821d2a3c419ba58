"""Builds the guest's initramfs: busybox, the kernel modules and the init script."""

import os
import shutil
import subprocess
from pathlib import Path

import debian

# What the guest loads, with options. modprobe adds what these depend on, in load order.
# num=2 gives two sockets, so that two readers can be plugged in at once.
MODULES = {
    "virtio_pci": "",
    "9pnet_virtio": "",
    "9p": "",
    "overlay": "",
    "configfs": "",
    "usbcore": "",
    "dummy_hcd": "num=2",
    "libcomposite": "",
    "usb_f_fs": "",
    "usb_f_acm": "",
    "usb_f_hid": "",
    "usbhid": "",
    "hid_generic": "",
    "xhci_pci": "",
    "cdc-acm": "",
    "cp210x": "",
    "ch341": "",
    "ftdi_sio": "",
}


def kernel(folder: Path) -> tuple[Path, str]:
    """The kernel file in an unpacked kernel package, and its version."""
    file = next((folder / "boot").glob("vmlinuz-*"))
    return file, file.name.removeprefix("vmlinuz-")


def build(kernel_folder: Path, version: str, cache: Path) -> Path:
    """Writes the initramfs and returns its file."""
    tree = cache / "initramfs"
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "bin").mkdir(parents=True)
    (tree / "modules").mkdir()
    shutil.copy("/bin/busybox", tree / "bin" / "busybox")
    init = tree / "init"
    shutil.copy(Path(__file__).with_name("init"), init)
    init.chmod(0o755)
    write_modules(kernel_folder, version, tree)
    return packed(tree, cache / "initramfs.cpio")


def write_modules(kernel_folder: Path, version: str, tree: Path) -> None:
    """Copies the modules and lists them in load order, with their options."""
    debian.output("depmod", "-b", str(kernel_folder), version)
    lines: list[str] = []
    loaded: set[str] = set()
    for name, options in MODULES.items():
        wanted = debian.output(
            "modprobe", "-d", str(kernel_folder), "-S", version, "--show-depends", name)
        for line in wanted.splitlines():
            if not line.startswith("insmod "):
                continue  # built into the kernel
            file = Path(line.split()[1])
            if file.name in loaded:
                continue
            loaded.add(file.name)
            shutil.copy(file, tree / "modules" / file.name)
            is_asked_for = file.stem.replace("-", "_") == name.replace("-", "_")
            lines.append(f"{file.name} {options if is_asked_for else ''}".strip())
    (tree / "modules.list").write_text("\n".join(lines) + "\n")


def packed(tree: Path, archive: Path) -> Path:
    """The tree as a cpio archive, the form the kernel unpacks at boot."""
    names = sorted(str(path.relative_to(tree)) for path in tree.rglob("*"))
    with archive.open("wb") as out:
        subprocess.run(
            ["cpio", "--create", "--format=newc", "--quiet", "--owner=+0:+0"],
            cwd=tree, input="\n".join(names).encode(), stdout=out, check=True, env=os.environ)
    return archive
