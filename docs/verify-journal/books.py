"""The books that records post to, and the purses of an account."""

from fault import need

KINDS = (
    "sale", "charge", "sale-refund", "top-up", "grant", "ticket-purchase", "expiry", "refund",
    "reversal", "correction",
)
SELLING = ("sale", "charge")
TENDERS = ("cash", "ticket", "bank", "other")
WALLETS = ("cash", "subsidy", "ticket")
PURSES_MAX = 100
BALANCE_MAX = 10**15


def purse_of(book, account):
    """The purse of a wallet book, or None for any other book."""
    if not book.startswith("wallet:"):
        return None
    _, owner, purse = book.split(":", 2)
    need(owner == account, "it posts to another account's wallet")
    return purse


def wallet_of(purse):
    return purse.split(":", 1)[0]


def is_book_of_kind(book, kind, account):
    if book.startswith("wallet:") or kind == "reversal":
        return True
    is_tender = book.startswith("tender:")
    if kind in ("sale", "sale-refund"):
        return book == "sales" or (is_tender and account is None) or (
            book == "ticket-rests" and account is not None)
    if kind == "charge":
        return book == "sales"
    if kind in ("top-up", "refund", "ticket-purchase"):
        return is_tender
    return {"grant": "grants", "expiry": "expiries", "correction": "corrections"}.get(kind) == book
