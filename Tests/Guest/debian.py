"""Fetches Debian packages and unpacks them into a folder; installs nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian's users do not have these on their path; depmod and modprobe live there.
ENVIRONMENT = dict(os.environ, PATH=os.environ.get("PATH", "") + ":/usr/sbin:/sbin", LC_ALL="C")

INSTALL = Path(__file__).resolve().parents[2] / ".ci" / "install-packages"


def output(*command: str) -> str:
    """What a command prints; ends this program with the command's own words if it fails."""
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def kernel_package() -> str:
    """The kernel package that linux-image-amd64 stands for today."""
    for attempt in (1, 2):
        done = subprocess.run(
            ["apt-cache", "show", "--no-all-versions", "linux-image-amd64"],
            env=ENVIRONMENT, capture_output=True, text=True)
        for line in done.stdout.splitlines():
            if line.startswith("Depends: linux-image-"):
                return line.split()[1]
        if attempt == 1:
            update_lists()
    sys.exit("apt does not know linux-image-amd64: the guest needs Debian 12 on amd64")


def unpacked(package: str, cache: Path) -> Path:
    """The folder with a package's files, downloaded only if this version is not there yet."""
    folder = cache / package
    version_file = cache / f"{package}.version"
    version = candidate_version(package)
    if version_file.exists() and version_file.read_text() == version:
        return folder
    print(f"guest: downloading Debian's {package} {version}", flush=True)
    archive = download(package, cache)
    shutil.rmtree(folder, ignore_errors=True)
    output("dpkg", "-x", str(archive), str(folder))
    archive.unlink()
    version_file.write_text(version)
    return folder


def candidate_version(package: str) -> str:
    """The version apt would install."""
    for line in output("apt-cache", "policy", package).splitlines():
        if line.strip().startswith("Candidate:"):
            return line.split()[1]
    sys.exit(f"apt does not know {package}: run apt-get update and try again")


def download(package: str, cache: Path) -> Path:
    """Fetches one package file; refreshes apt's lists once if they are out of date."""
    for attempt in (1, 2):
        for old in cache.glob(f"{package}_*.deb"):
            old.unlink()
        done = subprocess.run(
            ["apt-get", "-o", "APT::Sandbox::User=root", "download", package],
            cwd=cache, env=ENVIRONMENT, capture_output=True, text=True)
        archives = sorted(cache.glob(f"{package}_*.deb"))
        if done.returncode == 0 and archives:
            return archives[0]
        if attempt == 1:
            update_lists()
    sys.exit(f"apt-get download {package} failed: {done.stderr.strip()}")


def update_lists() -> None:
    """Refreshes apt's package lists, as root or with sudo."""
    subprocess.run([str(INSTALL), "--update"], check=True)
