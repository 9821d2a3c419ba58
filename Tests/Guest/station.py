"""What the checks know of traytally: its commands, its files and its event log.

Everything that follows the commands' contract is in this file, so a changed option is changed here.
"""

import json
import pwd
import signal
import subprocess
import threading
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from report import Expectation, expect, wait_until

WORK = Path("/run/station")

ACCOUNT = "A0001"
CARD = "E00401500C0FFEE1"
TOP_UP = Decimal("100.00")
PRICES = {"rice": Decimal("1.50"), "soup": Decimal("3.00"), "fish": Decimal("8.00")}


@dataclass(frozen=True)
class Plate:
    """A plate and the dish on it."""

    tag: str
    dish: str


# Every visit has plates of its own: a paid plate cannot be billed again for a while.
FIRST_TRAY = tuple(
    Plate(f"E0040150000001{n:02X}", dish) for n, dish in enumerate(("rice", "soup", "fish")))
SECOND_TRAY = tuple(
    Plate(f"E0040150000002{n:02X}", dish) for n, dish in enumerate(("rice", "fish")))
THIRD_TRAY = tuple(
    Plate(f"E0040150000003{n:02X}", dish) for n, dish in enumerate(("soup", "soup", "fish")))

# The same for readers at ultra-high frequency, whose tags have EPCs.
FIRST_EPC_TRAY = tuple(
    Plate(f"epc:30396063000100000000{n:04X}", dish)
    for n, dish in enumerate(("rice", "soup", "fish")))
SECOND_EPC_TRAY = tuple(
    Plate(f"epc:30396063000200000000{n:04X}", dish) for n, dish in enumerate(("rice", "fish")))


def total(plates: tuple[Plate, ...]) -> Decimal:
    """What the plates cost together."""
    return sum((PRICES[plate.dish] for plate in plates), Decimal("0.00"))


def identity(user: str) -> dict:
    """What makes a child process run as a user with its own group and no others."""
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class Station:
    """One data directory with a sample canteen, and the commands on it."""

    def __init__(self, binary: Path, results: Path, name: str, user: str) -> None:
        self.binary = binary
        self.results = results
        self.name = name
        self.user = user
        self.folder = WORK / name
        self.data = self.folder / "data"
        self.configuration = self.folder / "traytally.yaml"
        self.data.mkdir(parents=True)
        subprocess.run(["chown", "-R", user, str(self.folder)], check=True)

    def configure(self, serial: str, family: str = "feig", usb: str = "0ab1:0002") -> None:
        """Writes a configuration with one lane on the reader with a serial number."""
        self.configuration.write_text(
            "station: Guest\n"
            f"data: {self.data}\n"
            "currency: CNY\n"
            "time_zone: Asia/Shanghai\n"
            "log_level: info\n"
            "lanes:\n"
            "  - id: 1\n"
            "    name: Guest 1\n"
            f'    tray_reader: {{ family: {family}, usb: "{usb}", serial: "{serial}" }}\n'
            "    card_reader: same-antenna\n")

    def configure_lanes(self, readers: list[str]) -> None:
        """Writes a configuration with a lane for each tray reader, numbered from 1."""
        self.configure(serial="")
        text = self.configuration.read_text()
        lanes = "".join(
            f"  - {{ id: {number}, tray_reader: {reader}, card_reader: same-antenna }}\n"
            for number, reader in enumerate(readers, 1))
        self.configuration.write_text(text[:text.index("lanes:")] + "lanes:\n" + lanes)

    def command(self, *words: str, user: str | None = None) -> subprocess.CompletedProcess:
        """Runs one traytally command as the station's user."""
        return subprocess.run(
            [str(self.binary), *words], capture_output=True, text=True, timeout=60,
            cwd=self.folder, **identity(user or self.user))

    def done(self, *words: str) -> str:
        """Runs a command that must succeed and returns what it prints."""
        result = self.command(*words)
        expect(result.returncode == 0,
               f"traytally {' '.join(words)} ended with {result.returncode}: "
               f"{result.stderr.strip() or result.stdout.strip()}")
        return result.stdout

    def on_books(self, *words: str) -> str:
        """Runs a command on this station's books."""
        return self.done(*words, "--config", str(self.configuration))

    def stock(self) -> None:
        """Loads three dishes, the plates of every tray, and one diner with a card and money."""
        plates = FIRST_TRAY + SECOND_TRAY + THIRD_TRAY + FIRST_EPC_TRAY + SECOND_EPC_TRAY
        files = {
            "classes.csv": ["class,name_en", "bowl,Bowl"],
            "meals.csv": ["meal,name_en,from,to", "allday,All day,00:00,24:00"],
            "dishes.csv": ["dish,name_en,price"]
            + [f"{dish},{dish.title()},{price}" for dish, price in PRICES.items()],
            "plates.csv": ["tag,class,dish"]
            + [f"{plate.tag},bowl,{plate.dish}" for plate in plates],
        }
        for name, lines in files.items():
            (self.folder / name).write_text("\n".join(lines) + "\n")
        self.on_books("menu", "import", "classes.csv", "meals.csv", "dishes.csv")
        self.on_books("plates", "import", "plates.csv")
        self.on_books("accounts", "open", ACCOUNT)
        self.on_books("accounts", "card", "add", ACCOUNT, CARD)
        self.on_books("accounts", "top-up", ACCOUNT, str(TOP_UP))

    def balance(self) -> Decimal:
        """The diner's money in both wallets."""
        shown = json.loads(self.on_books("accounts", "show", ACCOUNT, "--json"))
        return Decimal(shown["cash"]) + Decimal(shown["subsidy"])

    def sales(self) -> list[dict]:
        """The diner's sales in the books, newest first."""
        history = json.loads(self.on_books("accounts", "history", ACCOUNT, "--json"))
        return [entry for entry in history if entry["kind"] == "sale"]

    def readers(self) -> list[dict]:
        """The readers `readers list` sees on the bus."""
        return json.loads(self.done("readers", "list", "--json"))["usb"]

    def serve(self) -> "Daemon":
        """Starts the daemon on this station, with new books if it has none."""
        return Daemon(self)


class Daemon:
    """A running `traytally serve` and the events it has printed."""

    def __init__(self, station: Station) -> None:
        self.errors = station.results / f"serve-{station.name}.err"
        self.log = station.results / f"serve-{station.name}.jsonl"
        self.events: list[dict] = []
        self.process = subprocess.Popen(
            [str(station.binary), "serve", "--config", str(station.configuration), "--json",
             "--create"],
            stdout=subprocess.PIPE, stderr=self.errors.open("w"), text=True,
            cwd=station.folder, **identity(station.user))
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self) -> None:
        with self.log.open("w") as file:
            for line in self.process.stdout:
                file.write(line)
                file.flush()
                self.events.append(json.loads(line))

    def mark(self) -> int:
        """The number of events so far; pass it as `since` to look at later ones only."""
        return len(self.events)

    def find(self, since: int, **wanted) -> list[dict]:
        """The events after `since` whose fields have these values."""
        return [
            event for event in self.events[since:]
            if all(event.get(key) == value for key, value in wanted.items())
        ]

    def wait(self, since: int = 0, seconds: float = 30, **wanted) -> dict:
        """Waits for the first event with these values; fails at once if the daemon ends."""
        def found() -> list[dict]:
            events = self.find(since, **wanted)
            if not events and self.process.poll() is not None:
                self.listener.join(2)
                events = self.find(since, **wanted)
                expect(bool(events), f"the daemon ended with status {self.process.poll()}: "
                       f"{self.last_words()}")
            return events

        words = " ".join(f"{key}={value}" for key, value in wanted.items())
        return wait_until(found, seconds, f"no event {words}; {self.last_words()}")[0]

    def last_words(self) -> str:
        """The latest events and the end of the error log, for a failure's text."""
        return f"events {self.events[-4:]}, log {self.errors.read_text().strip()[-400:]!r}"

    def wait_for_reader(self, standing: str, since: int = 0) -> dict:
        """Waits until lane 1 reports its tray reader as `ready` or `lost`."""
        return self.wait(since, event="reader", lane=1, reader="tray", standing=standing)

    def wait_for_bill(self, since: int, plates: tuple[Plate, ...]) -> dict:
        """Waits for the bill of these plates."""
        return self.wait(since, event="bill", lines=len(plates), total=str(total(plates)))

    @property
    def open_devices(self) -> list[str]:
        """The USB device files this daemon holds open."""
        found = []
        for entry in Path(f"/proc/{self.process.pid}/fd").iterdir():
            try:
                target = str(entry.readlink())
            except OSError:
                continue  # closed between the listing and the reading
            if target.startswith("/dev/bus/usb/"):
                found.append(target)
        return found

    def kill(self) -> None:
        """Ends the daemon without a chance to clean up."""
        self.process.kill()
        self.process.wait()
        self.listener.join(5)

    def stop(self, seconds: float = 10) -> int:
        """Sends SIGTERM and returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Expectation(
                f"still running {seconds:.0f} s after SIGTERM; {self.last_words()}") from None
        self.listener.join(5)
        return status
