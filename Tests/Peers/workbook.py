"""Writes a workbook with openpyxl, prints what openpyxl reads of one, or compares it with CSV.

    workbook.py write FILE
    workbook.py read FILE
    workbook.py compare FILE SHEET CSV [COLUMN=VALUE]

The comparison prints a line for each cell that is another one; of the CSV only rows count that have
this value in this column.
"""

import csv
import datetime
import decimal
import sys

import openpyxl


def write(path):
    book = openpyxl.Workbook()
    dishes = book.active
    dishes.title = "Dishes"
    dishes["A1"] = "第48周菜单"
    dishes.merge_cells("A1:D1")
    dishes.append(["dish", "name_zh", "price", "vat_percent"])
    dishes.append(["D01", "米饭 & 粥", 12.5, 0.06])
    dishes["A5"], dishes["B5"], dishes["C5"], dishes["D5"] = 1001, "<b>", 0.1, 0.0625
    dishes["C3"].number_format = '"¥"#,##0.00'
    dishes["D3"].number_format = "0%"
    dishes["D5"].number_format = "0.00%"
    menu = book.create_sheet("Menü 菜单")
    day = datetime.date(2026, 11, 26)
    menu.append([day, datetime.time(10, 30), True, datetime.datetime(2026, 11, 26, 18, 45)])
    menu.append([None, "lunch"])
    menu.merge_cells("A1:A2")
    menu.append([46353, datetime.timedelta(days=1), "=1/0"])
    menu["A3"].number_format = 'yyyy"年"m"月"d"日"'
    notes = book.create_sheet("Notes")
    notes["A1"] = "for the kitchen"
    notes.sheet_state = "hidden"
    book.save(path)


def shown(cell):
    value = cell.value
    if value is None:
        return "-"
    if isinstance(value, datetime.datetime):
        return f"d:{value.date()}:{cell.number_format}"
    if isinstance(value, str):
        # A text that openpyxl takes for a formula would be one in a spreadsheet program too.
        return ("f:" if cell.data_type == "f" else "s:") + value
    return f"n:{value}:{cell.number_format}"


def read(path):
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        width = sheet.column_dimensions["B"].width if sheet.max_column > 1 else None
        width = f"{width:.1f}" if width else "-"
        print(f"sheet {sheet.title} freeze {sheet.freeze_panes} width {width}"
              f" titles {sheet.print_title_rows}")
        for number, row in enumerate(sheet.iter_rows(), 1):
            print(number, *(shown(cell) for cell in row))


def is_same(cell, text):
    if cell is None:
        return text == ""
    if isinstance(cell, datetime.datetime):
        return text == cell.date().isoformat()
    if isinstance(cell, str):
        return text in (cell, "'" + cell)
    return decimal.Decimal(repr(cell)) == decimal.Decimal(text)


def compare(path, title, table, only=None):
    with open(table, encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.reader(file))
    if only:
        column, value = only.split("=")
        place = wanted[0].index(column)
        wanted = wanted[:1] + [row for row in wanted[1:] if row[place] == value]
    found = list(openpyxl.load_workbook(path)[title].iter_rows(values_only=True))
    if len(found) != len(wanted) or len(wanted) < 2:
        print(f"{title}: {len(found)} rows, not {len(wanted)}")
    for number, (cells, texts) in enumerate(zip(found, wanted), 1):
        if len(cells) != len(texts):
            print(f"{title} {number}: {len(cells)} cells, not {len(texts)}")
        for cell, text in zip(cells, texts):
            if not is_same(cell, text):
                print(f"{title} {number}: {cell!r}, not {text!r}")


if __name__ == "__main__":
    {"write": write, "read": read, "compare": compare}[sys.argv[1]](*sys.argv[2:])
