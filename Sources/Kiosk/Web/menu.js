"use strict";
// The menu of a day, its prices and what is sold out; loading files after looking at what they change.

import { attempt, both, call, changes, complain, element, file, make, row, say, submitted, sure,
  table, takeFiles } from "./console.js";

const days = 7;
const form = element("day");
let shown;
let today;

function shift(date, by) {
  const day = new Date(date + "T00:00:00Z");
  day.setUTCDate(day.getUTCDate() + by);
  return day.toISOString().slice(0, 10);
}

async function show(date) {
  const menu = await call("GET", "/menu" + (date ? `?date=${encodeURIComponent(date)}` : ""));
  shown = menu.date;
  today = today || menu.date;
  form.elements.date.value = shown;
  element("note").textContent = menu.note || "";
  element("meals").replaceChildren(...menu.meals.flatMap(meal));
  element("week").replaceChildren(...[...Array(days).keys()].map((by) => {
    const day = shift(today, by);
    return make("button", { type: "button", "aria-pressed": day === shown ? "true" : "false",
      onclick: () => attempt(() => show(day)) }, day.slice(5));
  }));
}

function meal(each) {
  const heads = ["Dish 菜品", "Price 价格", "kJ", "Allergens 过敏原", "Sold out 售罄"];
  return [
    make("h2", {}, `${both(each)} ${each.from}–${each.to}`),
    make("div", { class: "wide" },
      table(heads, each.dishes.map((dish) => dishRow(dish, each.meal)))),
  ];
}

function dishRow(dish, meal) {
  const name = `${dish.dish} ${both(dish)}`;
  const price = make("input", { value: dish.price, inputmode: "decimal", class: "short",
    "aria-label": `Price of ${name} 价格`,
    onchange: () => attempt(() => setPrice(dish, meal, price.value.trim())) });
  const soldOut = make("input", { type: "checkbox", checked: dish.is_sold_out,
    disabled: shown !== today, "aria-label": `${name} is sold out 售罄`,
    onchange: () => attempt(() => markSoldOut(dish, meal, soldOut.checked)) });
  return row(name, price, String(dish.energy_kilojoules ?? ""), dish.allergens.join(", "), soldOut);
}

const inMeal = (meal) => (meal ? `meal=${encodeURIComponent(meal)}` : "");

// An empty field takes the day's price away again.
async function setPrice(dish, meal, amount) {
  const path = "/menu/prices/" + encodeURIComponent(dish.dish);
  const said = amount
    ? await call("PUT", path, { amount, date: shown, ...(meal ? { meal } : {}) })
    : await call("DELETE", `${path}?date=${shown}&${inMeal(meal)}`.replace(/&$/, ""));
  say(said.text);
  await show(shown);
}

async function markSoldOut(dish, meal, isSoldOut) {
  const path = `/menu/sold-out/${encodeURIComponent(dish.dish)}?${inMeal(meal)}`.replace(/\?$/, "");
  await call(isSoldOut ? "PUT" : "DELETE", path);
  say(`${both(dish)}: ${isSoldOut ? "sold out 已售罄" : "there is more 已恢复"}`);
}

takeFiles(element("drop"), (chosen) => attempt(async () => {
  const files = await Promise.all(chosen.map(file));
  element("report").replaceChildren();
  try {
    const report = await call("POST", "/menu/imports", { files, check: true });
    element("report").replaceChildren(...changes(report),
      make("button", { id: "load", onclick: () => attempt(() => load(files)) }, "Load 导入"));
    say("Checked: nothing was changed yet. 已检查，尚未变更。");
  } catch (error) {
    faults(error);
  }
}));

// A file's faults name it, the row and the cell.
function faults(error) {
  if (!error.reasons) throw error;
  complain({ reasons: ["The files were not loaded. 文件未导入。"] });
  element("report").replaceChildren(table(["Place 位置", "What is wrong 问题"],
    error.reasons.map((reason) => {
      const place = reason.match(/^[^ ]+?(:\d+)+(?=: )/)?.[0] || "";
      return row(place || "–", place ? reason.slice(place.length + 2) : reason);
    })));
}

async function load(files) {
  element("report").replaceChildren(...changes(await call("POST", "/menu/imports", { files })));
  say("Loaded. 已导入。");
  await show(shown);
  await versions();
}

async function versions() {
  const known = await call("GET", "/menu/imports");
  element("versions").replaceChildren(table(
    ["Time 时间", "By 操作人", "Files 文件", "Changes 变更", "", ],
    known.slice(0, 20).map((each) => row(each.time, each.by, each.files.join(", "),
      `+${each.added} ~${each.changed} -${each.removed}`
        + (each.undone_by ? ` taken back by ${each.undone_by} 已撤销` : ""),
      each.is_next ? make("button", { onclick: () => attempt(undo) }, "Take back 撤销") : ""))));
}

async function undo() {
  const effect = await call("POST", "/menu/undo", { check: true });
  if (!await sure(...changes(effect))) return;
  element("report").replaceChildren(...changes(await call("POST", "/menu/undo", {})));
  say("Taken back. 已撤销。");
  await show(shown);
  await versions();
}

submitted(form, ({ date }) => show(date));
attempt(async () => { await show(); await versions(); });
