"""The figures of a Z, added up from its records."""

from books import SELLING, WALLETS, wallet_of
from fault import need

BREAKDOWNS = ("payment", "vat", "meal", "lane", "dish", "class", "group", "day")
RUNNING = (
    "sales:sold", "sales:refunded", "sales:reversed", "sales:net", "sales:vat", "sales:lines",
)


def name_part(text):
    plain = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_."
    return "".join(chr(b) if b in plain else "%%%02X" % b for b in text.encode("utf-8"))


class Tally:
    """The records since the last Z, added up."""

    def __init__(self, before, is_counted):
        self.before = before
        self.is_counted = is_counted
        self.sums = {}
        self.parts = {}

    def add(self, name, value):
        self.sums[name] = self.sums.get(name, 0) + value

    def part(self, breakdown, key, measure, value):
        # The key is put into its written form once, at the end.
        place = (breakdown, key, measure)
        self.parts[place] = self.parts.get(place, 0) + value

    def record(self, r):
        kind = r["kind"]
        self.add("count:" + kind, 1)
        for book, amount in r["postings"]:
            if book.startswith("wallet:"):
                wallet = wallet_of(book.split(":", 2)[2])
                self.add("wallets:change:" + kind, amount)
                self.add("wallets:closing:" + wallet, amount)
            elif book.startswith("tender:"):
                self.add(book + (":in" if amount < 0 else ":out"), -amount)
            else:
                self.add("books:" + book, amount)
        if r["lines"]:
            self.sale(r)

    def sale(self, r):
        sign = 1 if r["kind"] in SELLING else -1
        total = {"reversal": "sales:reversed"}.get(r["kind"], "sales:refunded")
        total = "sales:sold" if sign == 1 else total
        for line in r["lines"]:
            gross, vat = sign * line["amount"], sign * line["vat"]
            self.add(total, gross)
            self.add("sales:net", gross)
            self.add("sales:vat", vat)
            self.add("sales:lines", sign)
            keys = (
                ("vat", str(line["vat_basis_points"])), ("meal", r["meal_period"] or ""),
                ("lane", "" if r["lane"] is None else str(r["lane"])),
                ("dish", line["dish"] or ""), ("class", line["class"] or ""),
                ("group", r["group"] or ""), ("day", r["business_day"]),
            )
            for breakdown, key in keys:
                self.part(breakdown, key, "count", sign)
                self.part(breakdown, key, "gross", gross)
                self.part(breakdown, key, "vat", vat)
        for book, amount in r["postings"]:
            if book == "sales":
                continue
            key = book
            if book.startswith("wallet:"):
                key = "wallet-" + wallet_of(book.split(":", 2)[2])
            elif book.startswith("tender:"):
                key = "tender-" + book[7:]
            self.part("payment", key, "gross", -amount)

    def figures(self):
        f = dict(self.sums)
        for (breakdown, key, measure), value in self.parts.items():
            f["by:%s:%s:%s" % (breakdown, name_part(key), measure)] = value
        for wallet in WALLETS:
            opening = self.before.get("wallets:closing:" + wallet, 0)
            f["wallets:opening:" + wallet] = opening
            f["wallets:closing:" + wallet] = f.get("wallets:closing:" + wallet, 0) + opening
        carried = 0 if self.is_counted else self.before.get("drawer:expected", 0)
        f["drawer:carried"] = carried
        f["drawer:expected"] = (
            carried + f.get("tender:cash:in", 0) + f.get("tender:cash:out", 0))
        for name in RUNNING:
            f["perpetual:" + name] = self.before.get("perpetual:" + name, 0) + f.get(name, 0)
        return {name: value for name, value in f.items() if value != 0}


def check_identities(f):
    def below(prefix, suffix=""):
        return sum(v for n, v in f.items() if n.startswith(prefix + ":") and n.endswith(suffix))

    pairs = [
        ("opening wallets and what each kind changed are the closing wallets",
         below("wallets:opening") + below("wallets:change"), below("wallets:closing")),
        ("what wallets and other books gained came in by the tenders",
         below("wallets:change") + below("books"), below("tender")),
        ("sold, refunded and reversed are the net sales",
         sum(f.get("sales:" + n, 0) for n in ("sold", "refunded", "reversed")),
         f.get("sales:net", 0)),
    ]
    for breakdown in BREAKDOWNS:
        pairs.append(("sales by %s are the net sales" % breakdown,
                      below("by:" + breakdown, ":gross"), f.get("sales:net", 0)))
        if breakdown != "payment":
            pairs.append(("VAT by %s is all VAT" % breakdown,
                          below("by:" + breakdown, ":vat"), f.get("sales:vat", 0)))
    for words, left, right in pairs:
        need(left == right, "it does not hold that " + words)
