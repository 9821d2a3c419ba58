"""One record against the rules, and what the records before it leave behind for that."""

from books import (
    BALANCE_MAX, KINDS, PURSES_MAX, SELLING, TENDERS, is_book_of_kind, purse_of, wallet_of)
from fault import need

REFERRING = ("reversal", "correction", "sale-refund")
BAD_REFERENCE = "what it refers to is missing, later, or not of its account"


def check_shape(r):
    """Postings sum to zero, stay with the record's own account, and are those of its kind."""
    need(r["kind"] in KINDS, "its kind makes no sense")
    need(sum(amount for _, amount in r["postings"]) == 0, "its postings do not sum to zero")
    for book, _ in r["postings"]:
        purse_of(book, r["account"])
        need(is_book_of_kind(book, r["kind"], r["account"]), "its books are not those of its kind")
        need(not book.startswith("tender:") or book[7:] in TENDERS, "a book makes no sense")
    need((r["kind"] in REFERRING) == (r["refers_to"] is not None), BAD_REFERENCE)


def check_lines(r):
    """The lines add up to what the books say was sold, and their VAT lies in them."""
    sells = r["kind"] in SELLING
    sold = sum(amount for book, amount in r["postings"] if book == "sales")
    total = sum(line["amount"] for line in r["lines"])
    need(sold == (total if sells else -total), "its lines do not add up to what was sold")
    for line in r["lines"]:
        need(0 <= line["vat"] <= line["amount"], "a line has a VAT that its price cannot contain")
        need((line["refunds"] is None) == sells,
             "a line that is sold gives something back, or the other way round")


def gives_back(r, named):
    """True if every line is the one of that sale that it says it gives back."""
    for line in r["lines"]:
        place = line["refunds"]
        if place is None or not 1 <= place <= len(named["lines"]):
            return False
        if dict(named["lines"][place - 1], refunds=place) != line:
            return False
    return True


class Past:
    """What is remembered of the records so far."""

    def __init__(self):
        self.accounts = {}
        self.ids = set()
        self.plates = set()
        self.reversed = set()
        self.refunds = {}

    def add(self, r, named):
        """Checks a record against the past and adds it."""
        self.add_once(r)
        if r["kind"] == "reversal":
            self.reverse(r, named)
        elif r["kind"] == "sale-refund":
            self.refund(r, named)
        self.add_wallets(r)

    def add_once(self, r):
        need(r["id"] not in self.ids, "its intent has made a record before")
        self.ids.add(r["id"])
        if r["visit"] is not None:
            keys = {hash((r["visit"], line["plate"])) for line in r["lines"] if line["plate"]}
            need(not keys & self.plates, "it sells a plate that was sold before in the same visit")
            self.plates |= keys

    def reverse(self, r, named):
        opposite = sorted((book, -amount) for book, amount in named["postings"])
        need(named["kind"] not in ("reversal", "sale-refund")
             and opposite == sorted(map(tuple, r["postings"]))
             and len(r["lines"]) == len(named["lines"]) and gives_back(r, named),
             "it is not the exact opposite of what it reverses")
        serial = named["record"]
        need(serial not in self.reversed, "what it names had been reversed before")
        need(serial not in self.refunds, "part of what it names had been given back before")
        self.reversed.add(serial)

    def refund(self, r, named):
        need(named["kind"] in SELLING and named["business_day"] == r["business_day"]
             and gives_back(r, named), "it does not give back what was sold on the same day")
        serial = named["record"]
        need(serial not in self.reversed, "what it names had been reversed before")
        places, sums = self.refunds.setdefault(serial, (set(), {}))
        for line in r["lines"]:
            need(line["refunds"] not in places, "a line had been given back before")
            places.add(line["refunds"])
        for book, amount in r["postings"]:
            total = sums[book] = sums.get(book, 0) + amount
            taken = sum(a for b, a in named["postings"] if b == book)
            need(abs(total) <= abs(taken) and (total == 0 or (total < 0) == (taken > 0)),
                 "more is given back than was taken")

    def add_wallets(self, r):
        """Wallets after are wallets before plus change, and no purse is overdrawn."""
        account = r["account"]
        if account is None:
            need((r["cash_after"], r["subsidy_after"], r["floor"]) == (0, 0, 0),
                 "it has wallets and no account")
            return
        before = self.accounts.get(account, {})
        after = dict(before)
        for book, amount in r["postings"]:
            purse = purse_of(book, account)
            if purse is not None:
                after[purse] = after.get(purse, 0) + amount
        after = {purse: amount for purse, amount in after.items() if amount != 0}
        need(held(after) == (r["cash_after"], r["subsidy_after"]),
             "its wallets after are not those before plus what it changed")
        rest = [amount for purse, amount in after.items() if purse != "cash"]
        need(is_allowed(held(before), held(after), r["floor"])
             and len(rest) <= PURSES_MAX and all(amount > 0 for amount in rest),
             "it takes the account below its floor")
        self.accounts[account] = after

    def wallets(self):
        """What all accounts hold, by wallet."""
        sums = {"cash": 0, "subsidy": 0, "ticket": 0}
        for purses in self.accounts.values():
            for purse, amount in purses.items():
                sums[wallet_of(purse)] += amount
        return sums


def held(purses):
    """Cash and subsidy of an account."""
    subsidy = sum(amount for purse, amount in purses.items() if wallet_of(purse) == "subsidy")
    return purses.get("cash", 0), subsidy


def is_allowed(before, after, floor):
    """True if an account may come to these wallets: money coming in is always welcome."""
    return (after[1] >= 0 and (sum(after) >= sum(before) or sum(after) >= floor)
            and (after[0] >= before[0] or after[0] >= min(0, floor))
            and max(map(abs, after)) <= BALANCE_MAX)
