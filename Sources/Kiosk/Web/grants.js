"use strict";
// Many acts as one: previewed, asked once more, done or not done as a whole, and found again.

import { attempt, call, complain, element, file, make, newId, row, say, submitted, sure, table,
  takeFiles } from "./console.js";

// The id is made with the preview: sent twice, the batch is done once.
async function preview(path, body) {
  const whole = { ...body, id: newId() };
  const batch = await call("POST", path, { ...whole, check: true });
  const effect = `${batch.act}: ${batch.transfers} accounts 账户, ${batch.total} in all 合计`;
  element("report").replaceChildren(make("p", { id: "preview" }, effect),
    make("button", { id: "book", onclick: () => attempt(() => book(path, whole, effect)) },
      "Book 发放"));
}

async function book(path, body, effect) {
  if (!await sure(effect)) return;
  const batch = await call("POST", path, body);
  element("report").replaceChildren();
  await list();
  say(`${batch.transfers} booked, from receipt ${batch.first_receipt || "–"}. 已发放。`);
}

submitted(element("group"), ({ group, amount, expires }) => preview("/batches/grants",
  { group: group.trim(), amount: amount.trim(), ...(expires ? { expires } : {}) }));

takeFiles(element("drop"), (chosen) => attempt(async () => {
  const kind = element("kind").elements.kind.value;
  try {
    await preview("/batches/files", { kind, file: await file(chosen[0]) });
  } catch (error) {
    complain({ reasons: ["Nothing was booked. 未发放。"] });
    element("report").replaceChildren(table(["What is wrong 问题"],
      (error.reasons || [String(error)]).map((reason) => row(reason))));
  }
}));

async function list() {
  const batches = await call("GET", "/batches?limit=30");
  element("batches").replaceChildren(make("div", { class: "wide" }, table(
    ["Day 营业日", "Act 操作", "By 操作人", "Records 笔数", "Total 合计", "First 首张单据", ""],
    batches.map((batch) => row(batch.business_day, batch.act, batch.by, String(batch.transfers),
      batch.total, batch.first_receipt || "", reverseButton(batch))))));
}

function reverseButton(batch) {
  const id = newId();
  return make("button", { onclick: () => attempt(async () => {
    if (!await sure(`Take back ${batch.transfers} records, ${batch.total}? 撤销批次`)) return;
    const path = `/batches/${batch.batch}/reversal`;
    const done = await call("POST", path, { id, reason: "console" });
    await list();
    say(`${done.transfers} taken back. 已撤销。`);
  }) }, "Take back 撤销");
}

attempt(list);
