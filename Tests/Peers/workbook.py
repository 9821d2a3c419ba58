"""Writes a workbook with openpyxl, or prints what openpyxl reads of one.

    workbook.py write FILE
    workbook.py read FILE
"""

import datetime
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


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](sys.argv[2])
