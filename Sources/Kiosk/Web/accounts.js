"use strict";
// What the counter does with accounts beyond their forms: opening, new cards, money out, subsidy.

import { call, element, newId, submitted, sure } from "./console.js";

// Afterwards the page of the account shows what holds.
const reload = (number, done) => location.assign(
  `/staff/accounts?number=${encodeURIComponent(number)}&done=${encodeURIComponent(done)}`);

function onForm(name, act) {
  const form = element(name);
  if (form) submitted(form, (fields) => act(fields, "/accounts/" + encodeURIComponent(fields.number)));
}

onForm("open", async ({ number, group, name }) => {
  const body = { number: number.trim(), group: group.trim() };
  if (name.trim()) body.name = name.trim();
  await call("POST", "/accounts", body);
  reload(body.number, "opened 已开户");
});

onForm("card", async ({ number, tag, isNew }, path) => {
  const words = isNew ? "Every card it has is noted as lost 原卡全部挂失" : "One more card 增加一张卡";
  if (!await sure(`${number}: ${words}, new card 新卡 ${tag.trim()}`)) return;
  await call("POST", path + (isNew ? "/cards/replacements" : "/cards"), { tag: tag.trim() });
  reload(number, "card bound 已绑卡");
});

const ids = { "pay-out": newId(), grant: newId() };

onForm("pay-out", async ({ number, amount, tender, note }, path) => {
  if (!await sure(`Pay ${amount} out of ${number} (${tender}) 退款给本人`)) return;
  const done = await call("POST", path + "/pay-outs",
    { id: ids["pay-out"], amount: amount.trim(), tender, note });
  reload(number, `${done.receipt}: ${done.change}, cash 余额 ${done.cash}`);
});

onForm("grant", async ({ number, amount }, path) => {
  if (!await sure(`Grant ${amount} to ${number} 发放补贴`)) return;
  const done = await call("POST", path + "/grants", { id: ids.grant, amount: amount.trim() });
  reload(number, `${done.receipt}: subsidy 补贴 ${done.subsidy}`);
});
