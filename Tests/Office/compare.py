"""Compares the tables of an export with those that LibreOffice made of its workbook.

    compare.py OURS THEIRS

OURS holds NAME-summary.csv, NAME-items.csv and NAME-breakdowns.csv; THEIRS holds NAME-Summary.csv,
NAME-Items.csv, NAME-Dishes.csv and NAME-Tenders.csv.
"""

import csv
import decimal
import glob
import sys


def table(folder, name):
    (path,) = glob.glob(f"{folder}/*-{name}.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def plain(text):
    """A number without the marks a spreadsheet shows it with, and a text without its guard."""
    try:
        return decimal.Decimal(text.replace(",", ""))
    except decimal.InvalidOperation:
        return text.removeprefix("'")


def differences(name, ours, theirs):
    if not ours or len(ours) != len(theirs):
        yield f"{name}: {len(theirs)} rows, not {len(ours)}"
    for number, (our, their) in enumerate(zip(ours, theirs), 2):
        if our.keys() != their.keys():
            yield f"{name} row {number}: other columns"
            return
        for column, text in our.items():
            if plain(text) != plain(their[column]):
                yield f"{name} row {number}, {column}: {their[column]!r}, not {text!r}"


def tender_sums(summary, tenders):
    """The sheet Tenders has no table of its own; its sums stand in the summary."""
    for row in tenders:
        for column in ("taken_in", "paid_out"):
            if row[column] and plain(row[column]) != plain(summary[f"{row['paid_by']}_{column}"]):
                yield f"Tenders, {row['paid_by']}: {column} is not that of the summary"
    sales = sum(plain(row["sales_paid"]) for row in tenders)
    if sales != plain(summary["net_sales"]):
        yield f"Tenders: sales come to {sales}, not to the net sales"


def main(ours, theirs):
    summary = table(ours, "summary")
    dishes = [row for row in table(ours, "breakdowns") if row["breakdown"] == "dish"]
    pairs = [
        ("Summary", summary), ("Items", table(ours, "items")), ("Dishes", dishes),
    ]
    found = []
    for name, rows in pairs:
        found += differences(name, rows, table(theirs, name))
    found += tender_sums(summary[0], table(theirs, "Tenders"))
    for difference in found[:20]:
        print(difference)
    cells = sum(len(row) for _, rows in pairs for row in rows)
    print(f"LibreOffice: {cells} cells compared, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
