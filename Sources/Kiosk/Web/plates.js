"use strict";
// Plates at the window: what lies on a lane's antenna is counted as it comes, bound or enrolled.

import { attempt, both, call, element, make, row, say, submitted, sure, table } from "./console.js";

const period = 500;
const lane = element("window").elements.lane;
let lying = [];

async function look() {
  try {
    const seen = await call("GET", `/lanes/${lane.value}/tags`);
    lying = seen.tags;
    element("count").textContent = lying.length;
    element("kinds").textContent = "";
  } catch (error) {
    lying = [];
    element("count").textContent = "–";
    element("kinds").textContent = error.message;
  }
  setTimeout(look, period);
}

// The tags of the moment, not of when the answer comes.
async function act(words, path, body) {
  const tags = [...lying];
  if (!tags.length) throw new Error("Put plates on the antenna first. 请先把餐具放到天线上。");
  if (!await sure(`${words}: ${tags.length} plates 件`)) return;
  const report = await call("POST", path, { ...body, tags });
  say(`${words}: ${tags.length} plates 件.`, ...report.notes.map((note) => " " + note));
}

submitted(element("bind"), ({ dish }) => {
  const chosen = element("bind").elements.dish.selectedOptions[0].textContent;
  return act(`Bind to ${chosen} 绑定`, "/plates/bindings", { dish });
});
submitted(element("enrol"), (fields) =>
  act(`Enrol as ${fields.class} 登记`, "/plates", { class: fields.class }));

submitted(element("find"), async ({ tag }) => {
  const path = "/plates/" + encodeURIComponent(tag.trim());
  const plate = await call("GET", path);
  const past = await call("GET", path + "/history?limit=50");
  const facts = [["Kind 种类", plate.kind], ["Class 类型", plate.plate_class], ["Dish 菜品", plate.dish],
    ["Price 价格", plate.price], ["Sold 已售", String(past.sold)], ["Washed 清洗", String(past.washes)]];
  element("found").replaceChildren(
    make("dl", {}, ...facts.filter((fact) => fact[1]).flatMap(([name, value]) =>
      [make("dt", {}, name), make("dd", {}, value)])),
    table(["Act 操作", "Detail 内容", "By 操作人", "Time 时间"], past.entries.map((entry) =>
      row(entry.act, entry.detail, entry.by, new Date(entry.at).toLocaleString()))));
});

attempt(async () => {
  const dishes = await call("GET", "/dishes");
  element("bind").elements.dish.replaceChildren(...dishes.map((dish) =>
    make("option", { value: dish.dish }, `${dish.dish} ${both(dish)}`)));
});
if (lane.value) look();
