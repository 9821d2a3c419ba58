#!/usr/bin/env python3
"""Measures what displays, staff pages and API clients cost the lanes.

    load.py TRAYTALLY [--seconds 600] [--displays 16] [--staff 20] [--clients 50] [--lanes 16]

Runs the demonstration of a built `traytally` twice, on books of its own: first with nobody
watching, for half of that time, then with displays and staff pages that follow events and API
clients that ask for something ten times a second all together. Compares the commits of debits,
looks for payments that a display has not heard, and watches the daemon's memory. Prints figures;
judges nothing.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

SECRET = "load-secret"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Station:
    """A demonstration that serves, and what it says."""

    def __init__(self, program, lanes, folder, hurry):
        self.port = free_port()
        self.program = program
        self.folder = folder
        self.paid = {lane: 0 for lane in range(1, lanes + 1)}
        self.config = folder / "station.yaml"
        self.config.write_text(
            "station: Demo\ncurrency: CNY\ntime_zone: Asia/Shanghai\n"
            f"data: {folder / 'books'}\nlanes: [{{ id: 1, tray_reader: {{ family: emulated }} }}]\n")
        # One lane more than is asked for: the last is the visitor's.
        self.process = subprocess.Popen(
            [program, "demo", "--lanes", str(lanes), "--port", str(self.port), "--json",
             "--hurry", str(hurry), "--data", str(folder / "books")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        while True:
            try:
                self.get("/healthz")
                break
            except OSError:
                time.sleep(0.1)

    def read(self):
        for line in self.process.stdout:
            event = json.loads(line)
            if event.get("event") == "paid":
                self.paid[event["lane"]] += 1

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def command(self, *words):
        environment = dict(os.environ, TRAYTALLY_SECRET=SECRET, TRAYTALLY_NEW_SECRET=SECRET)
        return subprocess.run(
            [self.program, *words, "--config", str(self.config)], env=environment, check=True,
            capture_output=True, text=True).stdout.strip()

    def commits(self):
        """Ends of steps in milliseconds with how many commits stayed below."""
        steps = re.findall(r'traytally_commit_seconds_bucket\{le="([^"]+)"\} (\d+)',
                           self.get("/metrics"))
        return [(float(end.replace("+Inf", "inf")) * 1000, int(count)) for end, count in steps]

    def kilobytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.reader.join()


def quantile(before, after, share):
    """The end of the step in which that share of the commits between two looks lies, straightened
    within the step."""
    counts = [(end, late - early) for (end, late), (_, early) in zip(after, before)]
    rank = share * counts[-1][1]
    last_end, last_count = 0.0, 0
    for end, count in counts:
        if count >= rank and count > last_count:
            if end == float("inf"):
                return last_end
            return last_end + (end - last_end) * (rank - last_count) / (count - last_count)
        last_end, last_count = end, count
    return last_end


class Follower(threading.Thread):
    """A browser's stream of events."""

    def __init__(self, port, path, cookie=""):
        super().__init__(daemon=True)
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode())
        self.paid = 0
        self.events = 0
        self.fault = ""

    def run(self):
        try:
            with self.socket.makefile("rb") as stream:
                if b" 200 " not in stream.readline():
                    self.fault = "not answered with 200"
                for line in stream:
                    self.events += line.startswith(b"data:")
                    self.paid += line.startswith(b'data: "paid"')
        except OSError as error:
            self.fault = self.fault or str(error)


class Client(threading.Thread):
    """Another system that asks for something over and over."""

    PATHS = ["/api/v1/status", "/api/v1/lanes", "/api/v1/menu", "/api/v1/accounts/D000001",
             "/api/v1/accounts/D000002/receipts", "/api/v1/days/open"]

    def __init__(self, port, token, number, pause, stop):
        super().__init__(daemon=True)
        self.port, self.token, self.number = port, token, number
        self.pause, self.stop = pause, stop
        self.answers = 0
        self.faults = 0
        self.milliseconds = []

    def run(self):
        while not self.stop.wait(self.pause):
            path = self.PATHS[(self.number + self.answers) % len(self.PATHS)]
            request = urllib.request.Request(
                f"http://127.0.0.1:{self.port}{path}",
                headers={"Authorization": "Bearer " + self.token})
            begun = time.monotonic()
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    answer.read()
                self.answers += 1
                self.milliseconds.append((time.monotonic() - begun) * 1000)
            except OSError:
                self.faults += 1


def sign_in(station):
    body = f"name=boss&secret={SECRET}".encode()
    with socket.create_connection(("127.0.0.1", station.port), timeout=10) as line:
        line.sendall(
            b"POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = b""
        while more := line.recv(65536):
            answer += more
    return re.search(rb"Set-Cookie: (traytally=[0-9a-f]+)", answer).group(1).decode()


def heard(station, display, lane):
    """What the station and a display say of one moment: how many payments."""
    while True:
        first = station.paid[lane]
        time.sleep(0.3)
        heard_now = display.paid
        if station.paid[lane] == first:
            return first, heard_now


def watch(station, options):
    """Attaches everybody, and gives them with what ends the clients."""
    station.command("operators", "add", "boss", "--role", "administrator")
    token = station.command(
        "tokens", "add", "load", "--scope", "read", "--scope", "read-accounts",
        "--scope", "read-finance", "--operator", "boss")
    cookie = sign_in(station)
    stop = threading.Event()
    displays = [Follower(station.port, f"/lanes/{lane}/events")
                for lane in range(1, options.displays + 1)]
    staff = [Follower(station.port, "/staff/events", cookie) for _ in range(options.staff)]
    clients = [Client(station.port, token, number, options.clients / options.rate, stop)
               for number in range(options.clients)]
    return displays, staff, clients, stop


def measure(options, watched):
    with tempfile.TemporaryDirectory() as folder:
        station = Station(options.program, options.lanes, pathlib.Path(folder), options.hurry)
        displays, staff, clients, stop = watch(station, options) if watched else ([], [], [], None)
        for each in displays + staff:
            each.start()
        time.sleep(options.warm)
        start = [heard(station, each, lane) for lane, each in enumerate(displays, start=1)]
        for each in clients:
            each.start()
        before, begun = station.commits(), time.monotonic()
        memory = []
        seconds = options.seconds if watched else options.seconds / 2
        while time.monotonic() - begun < seconds:
            time.sleep(seconds / 10)
            memory.append(station.kilobytes())
        after = station.commits()
        if stop:
            stop.set()
        for client in clients:
            client.join()
        end = [heard(station, each, lane) for lane, each in enumerate(displays, start=1)]
        faults = [each.fault for each in displays + staff if each.fault]
        station.end()
        counts = [(late[0] - early[0], late[1] - early[1]) for early, late in zip(start, end)]
        return (before, after, memory), counts, faults, displays, staff, clients


def report(name, before, after, memory):
    count = after[-1][1] - before[-1][1]
    figures = {share: quantile(before, after, share) for share in (0.5, 0.95, 0.99)}
    print(f"{name:<12} {count:>7} debits  commit p50 {figures[0.5]:6.2f}  p95 {figures[0.95]:6.2f}"
          f"  p99 {figures[0.99]:6.2f} ms  memory {memory[0] // 1024} to {memory[-1] // 1024} MiB"
          f" (most {max(memory) // 1024})")
    return figures[0.99]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    for name, value in (("seconds", 600), ("displays", 16), ("staff", 20), ("clients", 50),
                        ("lanes", 16), ("hurry", 1), ("warm", 30), ("rate", 10)):
        parser.add_argument("--" + name, type=int, default=value)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    alone = measure(options, watched=False)
    alone_p99 = report("alone", *alone[0])
    figures, counts, faults, displays, staff, clients = measure(options, watched=True)
    watched_p99 = report("watched", *figures)
    print(f"ratio of p99: {watched_p99 / alone_p99:.2f}")
    missed = sum(abs(made - heard_of) for made, heard_of in counts)
    print(f"displays: {sum(made for made, _ in counts)} payments made, {missed} not heard; "
          f"{sum(each.events for each in displays)} events; "
          f"staff pages: {sum(each.events for each in staff)} events")
    times = sorted(value for client in clients for value in client.milliseconds)
    if times:
        print(f"API: {len(times)} answers, {sum(client.faults for client in clients)} faults, "
              f"p50 {times[len(times) // 2]:.1f}, p99 {times[len(times) * 99 // 100]:.1f} ms")
    for fault in faults:
        print("a stream ended early:", fault)


if __name__ == "__main__":
    sys.exit(main())
