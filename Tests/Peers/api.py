"""Plays a day of a canteen through the station's API, as a one-card system by others would.

    api.py URL TOKEN RECEIPT

RECEIPT is of a tray that was paid on a lane. Every answer is held against the description that the
station serves, by a validator of JSON Schema that knows nothing of the station. Prints a line for
everything that is not as described, then one for every operation that was never carried out.
"""

import base64
import sys
import time
import uuid

import jsonschema_rs
import requests


class Client:
    def __init__(self, url, token):
        self.url = url + "/api/v1"
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + token
        self.document = requests.get(self.url + "/openapi.json", timeout=10).json()
        self.done = set()
        self.operations = {}
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = (method, path, operation)

    def call(self, name, status=200, query=None, body=None, **places):
        """Carries an operation out and gives its answer."""
        method, path, operation = self.operations[name]
        for key, value in places.items():
            path = path.replace("{" + key + "}", str(value))
        answer = self.session.request(
            method, self.url + path, params=query, json=body, timeout=30)
        if answer.status_code != status:
            print(f"{name}: {answer.status_code}, not {status}: {answer.text[:300]}")
            return None
        described = operation["responses"][str(status)]["content"]
        kind = answer.headers["Content-Type"].split(";")[0]
        if kind not in described:
            print(f"{name}: {kind} is not described")
        value = answer.json() if "json" in kind else answer.text
        self.check(name, described.get(kind, {}).get("schema"), value)
        if status == 200:
            self.done.add(name)
        return value

    def check(self, name, schema, value):
        if not schema:
            return
        whole = dict(schema, components=self.document["components"])
        validator = jsonschema_rs.validator_for(whole, validate_formats=True)
        for fault in validator.iter_errors(value):
            print(f"{name}: at {list(fault.instance_path)}: {fault.message}")


def file(name, text):
    return {"name": name, "content": base64.b64encode(text.encode()).decode()}


def new():
    return str(uuid.uuid4())


def hall(client):
    client.call("status")
    client.call("listLanes")
    for _ in range(50):
        if client.session.get(client.url + "/lanes/1/tags", timeout=10).ok:
            break
        time.sleep(0.1)
    client.call("listLyingTags", lane=1)
    client.call("listLyingTags", lane=7, status=422)
    for query in ({}, {"date": "2026-11-24"}, {"meal": "day"}):
        client.call("menuOfDay", query=query)
    client.call("menuOfDay", query={"date": "tomorrow"}, status=400)
    client.call("listDishes")
    client.call("markSoldOut", dish="N1")
    assert [each["dish"] for each in client.call("listSoldOut")["dishes"]] == ["N1"]
    assert client.call("markBack", dish="N1")["dishes"] == []
    client.call("setDayPrice", dish="N1", body={"amount": "3.50"})
    client.call("removeDayPrice", dish="N1")
    for kind in ("dishes", "menu", "classes", "meals", "groups", "plates"):
        client.call("exportMenu", query={"kind": kind})


def menu(client):
    head = "dish,name_zh,name_en,price\nN1,面,Noodles,3.00\n"
    fault = client.call(
        "importMenu", body={"files": [file("dishes.csv", head + "N2,饭,Rice,1x\n")]}, status=422)
    assert any("dishes.csv:3" in reason for reason in fault["errors"]), fault
    groups = "group,name_zh,name_en\nstudent,学生,Student\n"
    client.call("importMenu", body={"files": [file("groups.csv", groups)]})
    good = {"files": [file("dishes.csv", head + "N2,饭,<b>Rice</b>,1.00\n")]}
    checked = client.call("importMenu", body=good | {"check": True})
    assert checked["added"] == 1 and not checked["is_applied"], checked
    assert client.call("importMenu", body=good)["is_applied"]
    assert client.call("listMenuVersions")[0]["files"] == ["dishes.csv"]
    client.call("undoMenuImport", body={"check": True})
    client.call("undoMenuImport", body={})
    client.call("importMenu", body=good)


def plates(client):
    tag = "E004015000A01099"
    client.call("enrolPlates", body={"class": "white", "tags": [tag]})
    client.call("bindPlates", body={"dish": "N2", "tags": [tag]})
    assert client.call("showPlate", tag=tag)["dish"] == "N2"
    client.call("plateHistory", tag=tag, query={"limit": 5})
    client.call("retirePlates", body={"tags": [tag], "lost": True})
    for listing in ("all", "unbound", "unknown", "retired"):
        client.call("listPlates", query={"listing": listing})
    client.call("restorePlates", body={"tags": [tag]})
    table = client.call("exportMenu", query={"kind": "plates"})
    client.call("importPlates", body={"file": file("plates.csv", table), "check": True})
    client.call("showPlate", tag="nonsense", status=422)


def accounts(client):
    client.call("openAccount", body={"number": "B1", "name": "Li <script>"})
    client.call("openAccount", body={"number": "B1"}, status=422)
    client.call("showAccount", number="B1")
    client.call("showAccount", number="B%2F..%2F1", status=422)
    client.call("accountHistory", number="A1", query={"limit": 10})
    client.call("accountHoldings", number="A1", query={"at": int(time.time() * 1000)})
    client.call("setAccountGroup", number="B1", body={"group": "student"})
    client.call("setAccountValidity", number="B1", body={"until": "2099-12-31"})
    assert client.call("blockAccount", number="B1")["status"] == "blocked"
    assert client.call("unblockAccount", number="B1")["status"] == "open"
    client.call("addCard", number="B1", body={"tag": "E0040350A05F0299"})
    assert client.call("reportCardsLost", number="B1")["card_uses"]
    client.call("reportCardsFound", number="B1")
    client.call("replaceCard", number="B1", body={"tag": "E0040350A05F0298"})
    rows = "number,group,name\nC1,student,\nC2,student,\n"
    client.call("importAccounts", body={"file": file("accounts.csv", rows), "check": True})
    client.call("importAccounts", body={"file": file("accounts.csv", rows)})


def money(client, receipt):
    once = {"id": new(), "amount": "20.00", "tender": "cash"}
    first = client.call("topUp", number="B1", body=once)
    assert client.call("topUp", number="B1", body=once) == first
    client.call("topUp", number="B1", body=once | {"amount": "21.00"}, status=422)
    client.call("topUp", number="B1", body=once | {"id": new(), "amount": 20}, status=400)
    client.call("topUp", number="B1", body=once | {"extra": 1}, status=400)
    client.call("payOut", number="B1", body={"id": new(), "amount": "1.00", "tender": "cash"})
    client.call(
        "payOut", number="B1", body={"id": new(), "amount": "99", "tender": "cash"}, status=422)
    client.call("grant", number="B1", body={"id": new(), "amount": "5.00", "expires": "never"})
    ticket = {"kind": "lunch", "count": 2}
    client.call("grantTickets", number="B1", body=ticket | {"id": new()})
    client.call("buyTickets", number="B1", body=ticket | {"id": new(), "tender": "cash"})
    client.call(
        "charge", number="B1", body={"id": new(), "amount": "2.00", "reason": "a cup", "meal": "day"})
    sold = client.call("ringUp", body={"id": new(), "items": ["N1:2"], "account": "B1"})
    sale = client.call("showReceipt", receipt=sold["receipt"])
    assert len(sale["lines"]) == 2, sale
    client.call(
        "refundSale", receipt=sold["receipt"], body={"id": new(), "lines": [1], "reason": "cold"})
    again = client.call("topUp", number="B1", body=once | {"id": new()})
    client.call("reverseReceipt", receipt=again["receipt"], body={"id": new(), "reason": "twice"})
    client.call(
        "correctReceipt", receipt=sold["receipt"],
        body={
            "id": new(), "account": "B1", "wallet": "cash", "amount": "0.50", "reason": "typo"})
    client.call("explainReceipt", receipt=receipt)
    client.call("explainReceipt", receipt="Test-999999", status=404)


def batches(client):
    grant = {"id": new(), "group": "student", "amount": "1.00", "expires": "never"}
    client.call("grantGroup", body=grant | {"check": True})
    batch = client.call("grantGroup", body=grant)
    rows = "account,amount\nC1,1.50\nC2,2.50\n"
    client.call(
        "batchFile", body={"id": new(), "kind": "grant", "file": file("grants.csv", rows)})
    client.call("reverseBatch", batch=batch["batch"], body={"id": new(), "reason": "too early"})
    client.call("listBatches")
    client.call("expireGrants")


def finance(client):
    client.call("showOpenDay")
    close = {"id": new(), "counted": "38.00", "reason": "a coin in the tray"}
    day = client.call("closeDay", body=close)
    assert client.call("closeDay", body=close) == day
    number = day["number"]
    client.call("listDays")
    client.call("showDay", z=number)
    for end in (
        "page.html", "report.html", "summary.csv", "items.csv", "breakdowns.csv",
        "workbook.xlsx", "hledger.journal", "figures.json",
    ):
        client.call("exportDay", z=number, file=end)
    client.call("exportDay", z=number, file="..%2F..%2Fpasswd", status=404)
    assert client.call("verifyBooks", body={"full": True})["is_sound"]
    assert client.call("listAudit", query={"limit": 5})[0]["by"] == "token:all"
    client.call("closeAccount", number="C1", body={"id": new(), "tender": "cash"})
    client.call("eraseAccount", number="C1")


def main():
    client = Client(sys.argv[1], sys.argv[2])
    hall(client)
    menu(client)
    plates(client)
    accounts(client)
    money(client, sys.argv[3])
    batches(client)
    finance(client)
    # A stream does not end: the test of streams is another.
    for name in sorted(set(client.operations) - client.done - {"watchLanes"}):
        print(f"{name}: was never carried out")


main()
