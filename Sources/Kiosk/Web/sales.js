"use strict";
// A receipt, what can be given back of it, and sales without a tray.

import { attempt, call, element, make, newId, row, say, submitted, sure, table } from "./console.js";

async function show(number) {
  const path = "/receipts/" + encodeURIComponent(number.trim());
  const sale = await call("GET", path);
  const receipt = sale.receipt;
  const boxes = sale.lines.map((line) => make("input", { type: "checkbox", value: String(line.line),
    disabled: line.is_given_back, "aria-label": `Give line ${line.line} back 退第${line.line}行` }));
  const lines = sale.lines.map((line, place) => row(String(line.line), line.name, line.amount,
    line.is_given_back ? "given back 已退" : boxes[place]));
  const facts = [["Receipt 单据号", receipt.receipt], ["Kind 类型", receipt.kind],
    ["Day 营业日", receipt.business_day], ["Total 合计", receipt.total], ["By 操作人", sale.by],
    ["Note 备注", sale.note], ["Refers to 关联单据", sale.refers_to]];
  const account = receipt.account && make("p", {}, make("a", {
    href: "/staff/accounts?number=" + encodeURIComponent(receipt.account) },
  `Account ${receipt.account} 账户`));
  element("sale").replaceChildren(...[
    make("dl", {}, ...facts.filter((fact) => fact[1]).flatMap(([name, value]) =>
      [make("dt", {}, name), make("dd", {}, value)])),
    account, receipt.kind === "sale" && make("p", {}, make("a", {
      href: "/staff/explain?receipt=" + encodeURIComponent(receipt.receipt) },
    "Why this bill 账单说明")),
    lines.length && table(["Line 行", "What 内容", "Amount 金额", "Give back 退款"], lines),
    receipt.kind === "sale" && refundForm(sale, boxes),
  ].filter(Boolean));
}

function refundForm(sale, boxes) {
  const id = newId();
  const form = make("form", { id: "refund", class: "fields" },
    make("label", {}, "Reason 原因", make("input", { name: "reason", required: true,
      maxlength: "200" })), make("button", {}, "Give back 退款"));
  submitted(form, async ({ reason }) => {
    const lines = boxes.filter((box) => box.checked).map((box) => Number(box.value));
    const chosen = sale.lines.filter((line) => !line.is_given_back
      && (lines.length === 0 || lines.includes(line.line)));
    const what = chosen.map((line) => `${line.name} ${line.amount}`).join(", ");
    if (!await sure(`Give back of ${sale.receipt.receipt} 退款: ${what || "nothing is left 无可退"}`)) {
      return;
    }
    const path = `/receipts/${encodeURIComponent(sale.receipt.receipt)}/refunds`;
    const done = await call("POST", path, { id, lines, reason });
    await show(sale.receipt.receipt);
    say(`${done.receipt}: ${done.total} given back 已退款`);
  });
  return form;
}

const keyed = element("keyed");
let keyedId = newId();
if (keyed) submitted(keyed, async ({ items, account, tender, note }) => {
  const body = { id: keyedId, items: items.trim().split(/[\s,]+/), note };
  if (account.trim()) body.account = account.trim();
  else if (tender) body.tender = tender;
  const payer = body.account || tender || "?";
  if (!await sure(`Ring up ${body.items.join(" ")}, paid by ${payer}? 录单`)) return;
  const done = await call("POST", "/sales", body);
  keyedId = newId();
  keyed.reset();
  await show(done.receipt);
  say(`${done.receipt}: ${done.total} sold 已录单`);
});

submitted(element("find"), ({ receipt }) => show(receipt));
const asked = element("find").elements.receipt.value;
if (asked) attempt(() => show(asked));
