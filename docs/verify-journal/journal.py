"""A journal, read from its first line to its last."""

import hashlib
import json

from canonical import canonical, close_fields, record_fields, short_code
from fault import Fault, need
from record import BAD_REFERENCE, Past, check_lines, check_shape
from tally import Tally, check_identities


class Journal:
    """A journal and what has been computed of it so far."""

    def __init__(self, path):
        self.path = path
        self.station = None
        self.past = Past()
        self.offsets = []
        self.codes = []
        self.last_settled = 0
        self.is_ended = False

    @property
    def records(self):
        return len(self.offsets)

    @property
    def closes(self):
        return len(self.codes)

    def check(self, wanted_codes=()):
        """What is wrong and where, or None."""
        with open(self.path, "rb") as file, open(self.path, "rb") as self.again:
            offset = 0
            for line in file:
                place = self.next_place()
                try:
                    need(line.endswith(b"\n"), "it is cut off")
                    self.line(json.loads(line.decode("utf-8")), offset)
                except Fault as fault:
                    return "%s: %s" % (fault.place or place, fault)
                except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                    return "%s: it is not what such a line holds" % place
                offset += len(line)
        if not self.is_ended:
            return "%s: it is missing, and so is the end of the journal" % self.next_place()
        for code in wanted_codes:
            if code not in self.codes:
                return "journal: no Z has the seal %s" % code
        return None

    def next_place(self):
        if self.station is None:
            return "journal"
        return "record %s-%06d" % (self.station, self.records + 1)

    def line(self, entry, offset):
        need(not self.is_ended, "something follows the end of the journal", "end")
        if "journal" in entry:
            self.begin(entry)
        elif "close" in entry:
            self.close(entry)
        elif "end" in entry:
            self.end(entry)
        else:
            self.record(entry, offset)

    def begin(self, heading):
        need(self.station is None, "there is a second heading", "journal")
        need(heading["journal"] == "traytally-journal-1", "it is of an unknown format")
        station, self.currency = heading["station"], heading["currency"]
        self.head = hashlib.sha256(
            canonical(["traytally-journal-1", station, self.currency])).digest()
        self.seal = hashlib.sha256(
            canonical(["traytally-closes-1", station, self.currency])).digest()
        self.tally = Tally({}, True)
        self.station = station

    def record(self, r, offset):
        need(self.station is not None, "the heading is missing", "journal")
        need(r["record"] == self.records + 1,
             "it is missing; record %s stands in its place" % r["record"])
        expected = hashlib.sha256(self.head + canonical(record_fields(r, self.station))).digest()
        need(r["hash"] == expected.hex(),
             "its hash does not follow from its content and the record before it")
        check_shape(r)
        check_lines(r)
        self.past.add(r, self.named(r))
        self.head = expected
        self.offsets.append(offset)
        self.tally.record(r)

    def named(self, r):
        """The record that one refers to, read again."""
        if r["refers_to"] is None:
            return None
        station, _, digits = r["refers_to"].rpartition("-")
        need(station == self.station and 1 <= int(digits) <= self.records, BAD_REFERENCE)
        self.again.seek(self.offsets[int(digits) - 1])
        named = json.loads(self.again.readline().decode("utf-8"))
        need(named["account"] == r["account"], BAD_REFERENCE)
        return named

    def close(self, z):
        need(self.station is not None, "the heading is missing", "journal")
        number = self.closes + 1
        try:
            need(z["close"] == number,
                 "it is missing; Z %s stands in its place" % z["close"])
            content = canonical(close_fields(z, self.station, self.currency))
            seal = hashlib.sha256(self.seal + content).digest()
            need(z["seal"] == seal.hex(),
                 "its seal does not follow from its content and the Z before it")
            # The Z is as it was sealed, so it is the journal that ends too early.
            need(z["last"] <= self.records, "it is missing; Z %d has settled it" % number,
                 self.next_place())
            need(z["first"] == self.last_settled + 1 and z["last"] == self.records,
                 "it does not settle the records from the Z before it to its place")
            need(z["journal_hash"] == self.head.hex(), "the journal it settles had another hash")
            self.check_figures(z)
        except Fault as fault:
            raise Fault(str(fault), fault.place or "Z %d" % number) from None
        self.seal, self.last_settled = seal, z["last"]
        self.codes.append(short_code(seal))
        self.tally = Tally(dict(map(tuple, z["figures"])), z["counted"] is not None)

    def check_figures(self, z):
        stated = dict(map(tuple, z["figures"]))
        need([name for name, _ in z["figures"]] == sorted(stated),
             "its figures are not in their order")
        computed = self.tally.figures()
        for name in sorted(set(stated) | set(computed)):
            need(stated.get(name, 0) == computed.get(name, 0),
                 "its %s is not what its records add up to" % name)
        check_identities(computed)

    def end(self, end):
        need(end["records"] == self.records, "it is missing; the end names %s" % end["records"])
        need(end["intents"] == self.records, "it is missing; its intent is remembered as done")
        need(end["closes"] == self.closes, "it is missing; the end names %s" % end["closes"],
             "Z %d" % (self.closes + 1))
        need(end["acts"] >= self.closes, "no act is remembered that asked for it",
             "Z %d" % self.closes)
        need(end["acts"] == self.closes, "it is missing; the act that asked for it is remembered",
             "Z %d" % (self.closes + 1))
        need(end["head"] == self.head.hex() and end["seal"] == self.seal.hex(),
             "it names another hash", "end")
        need(end["wallets"] == self.past.wallets(), "it names other wallets", "end")
        self.is_ended = True
