"""The bytes under the hashes: netstrings, one a field."""

from fault import Fault


def netstring(field):
    if field is None:
        data = b""
    elif isinstance(field, bool):
        raise Fault("it holds what is neither text nor number")
    elif isinstance(field, int):
        data = b"%d" % field
    elif isinstance(field, str):
        data = field.encode("utf-8")
    else:
        raise Fault("it holds what is neither text nor number")
    return b"%d:%s," % (len(data), data)


def canonical(fields):
    return b"".join(map(netstring, fields))


def record_fields(r, station):
    yield from ("traytally-transfer-1", station, r["record"], r["id"], r["kind"], r["at"])
    yield from (r["business_day"], r["by"], r["account"], r["floor"], len(r["postings"]))
    for book, amount in r["postings"]:
        yield from (book, amount)
    yield from (r["cash_after"], r["subsidy_after"], r["refers_to"], r["card"], r["lane"])
    yield from (r["visit"], r["meal_period"], r["group"], r["batch"], r["note"], len(r["lines"]))
    for line in r["lines"]:
        yield from (line["plate"], line["class"], line["dish"], line["name"], line["amount"])
        yield from (line["vat_basis_points"], line["vat"], line["refunds"])


def close_fields(z, station, currency):
    yield from ("traytally-close-1", station, currency, z["close"], z["id"], z["at"])
    yield from (z["business_day"], z["time_zone"], z["day_start"], z["by"], z["software"])
    yield from (z["first"], z["last"], z["journal_hash"], z["counted"], z["reason"])
    yield len(z["figures"])
    for name, value in z["figures"]:
        yield from (name, value)


def short_code(seal):
    number = int.from_bytes(seal[:8], "big") >> 4
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    text = "".join(alphabet[number >> (5 * place) & 31] for place in range(11, -1, -1))
    return "-".join((text[0:4], text[4:8], text[8:12]))
