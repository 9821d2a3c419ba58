"use strict";
// Draws what the lane shows. Every state comes whole, so nothing is kept from one to the next.

const body = document.body;
const languages = body.dataset.languages.split(",");
const speaks = body.dataset.modes.split(" ").includes("speech") && "speechSynthesis" in window;
const element = (id) => document.getElementById(id);

const words = {
  idle: { zh: "请放上餐盘", en: "Please put down your tray" },
  cardWaiting: { zh: "已刷卡，请放上餐盘", en: "Card read. Please put down your tray" },
  reading: { zh: "正在识别", en: "Reading" },
  bill: { zh: "请刷卡", en: "Tap your card" },
  more: { zh: "新增菜品，请刷卡", en: "Added dishes: tap your card" },
  again: { zh: "金额已更新，请再刷一次卡", en: "The price has changed: tap again" },
  paying: { zh: "正在付款，请稍候", en: "Paying, please wait" },
  paid: { zh: "付款成功，请取走餐盘", en: "Paid. Take your tray" },
  clearing: { zh: "谢谢，祝您用餐愉快", en: "Thank you. Enjoy your meal" },
  connecting: { zh: "暂停服务，请稍候或到其他通道", en: "Not in service. Wait or use another lane" },
  soldOut: { zh: "售完", en: "Sold out" },
  dishes: { zh: "份", en: "dishes" },
  cash: { zh: "余额", en: "Cash" },
  subsidy: { zh: "补贴", en: "Subsidy" },
};

const pictures = {
  idle: "tray", reading: "tray", bill: "card", paying: "card", paid: "check", clearing: "check",
  connecting: "plug", closed: "closed",
};

// What a problem is about, as a picture.
const troubles = {
  "books-stopped": "closed", "lane-closed": "closed", "lane-starting": "clock",
  "reader-lost": "plug", "card-reader-lost": "plug", "books-unavailable": "clock",
  "insufficient-balance": "money", "minimum-balance": "money", "transaction-limit": "money",
  "meal-amount-limit": "money", "meal-count-limit": "money", "day-amount-limit": "money",
  "day-count-limit": "money", "bill-too-large": "money", "outside-meal-period": "clock",
  "unknown-tag": "plate", "plate-without-dish": "plate", "already-paid": "check",
  "last-diners-tray": "tray", "half-on-tray": "tray", "too-many-tags": "tray",
  "two-trays": "apart", "contested-plate": "apart", "unstable-set": "apart",
  "doubtful-plate": "apart", "several-cards": "card", "lost-card": "card",
  "blocked-card": "card", "unknown-card": "card", "changing-card": "card",
  "numberless-card": "card", "reader-disturbed": "waves",
  "account-not-valid": "card", "account-closed": "card",
};

function inLanguages(target, text) {
  target.replaceChildren(...languages.map((language) => {
    const span = document.createElement("span");
    span.lang = language;
    span.textContent = text[language];
    return span;
  }));
}

function sentence(view) {
  if (view.problem) return view.problem.words;
  if (view.state === "idle" && view.isCardWaiting) return words.cardWaiting;
  if (view.state === "bill" && view.wantsAnotherTap) return words.again;
  if (view.state === "bill" && view.isSupplementary) return words.more;
  return words[view.state] || words.connecting;
}

function row(line) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.lang = languages[0];
  name.textContent = line.name[languages[0]];
  item.append(name);
  if (languages.length > 1 && line.name[languages[1]] !== line.name[languages[0]]) {
    const other = document.createElement("small");
    other.lang = languages[1];
    other.textContent = line.name[languages[1]];
    item.append(other);
  }
  if (line.allergens.length) {
    const allergens = document.createElement("small");
    allergens.className = "allergens";
    allergens.lang = languages[0];
    allergens.textContent = line.allergens.map((each) => each[languages[0]]).join(" · ");
    item.append(allergens);
  }
  const last = document.createElement("div");
  const energy = document.createElement("small");
  energy.textContent = line.energy ? `${line.energy} kJ` : "";
  const price = document.createElement("b");
  price.textContent = line.price;
  last.append(energy, price);
  item.append(last);
  return item;
}

function wallets(view) {
  const held = view.receipt && (view.state === "paid" || view.state === "clearing")
    ? view.receipt.left : view.wallets;
  const target = element("wallets");
  target.hidden = !held;
  if (!held) return target.replaceChildren();
  const text = {};
  for (const language of languages) {
    const parts = [words.cash[language], held.cash, words.subsidy[language], held.subsidy];
    text[language] = parts.join(" ");
  }
  inLanguages(target, text);
}

// What is offered now, as cards like those of a bill.
let menu = [];
let shown;
async function fetchMenu() {
  try {
    const answer = await fetch("/menu");
    const found = answer.status === 200 ? (await answer.json()).dishes : [];
    menu = found.map((dish) => ({
      ...dish, allergens: [], price: dish.isSoldOut ? words.soldOut[languages[0]] : dish.price,
    }));
  } catch { menu = []; }
  if (shown && shown.state === "idle") draw(shown);
}

function draw(view) {
  shown = view;
  body.dataset.state = view.state;
  const picture = view.problem ? troubles[view.problem.code] || "warning" : pictures[view.state];
  element("picture").setAttribute("href", "#" + (picture || "warning"));
  const text = { ...sentence(view) };
  if (view.state === "reading" && view.count > 0) {
    for (const language of languages) text[language] += ` ${view.count}`;
  }
  inLanguages(element("headline"), text);
  const isOver = view.state === "clearing" || (view.state === "paid" && view.lines.length > 4);
  const lines = view.state === "idle" ? menu : isOver ? [] : view.lines;
  element("lines").replaceChildren(...lines.map(row));
  body.toggleAttribute("data-empty", !lines.length);
  const across = innerWidth > innerHeight;
  const columns = lines.length > 16 ? (across ? 6 : 4) : lines.length > 4 ? (across ? 4 : 2)
    : across ? 2 : 1;
  element("lines").style.setProperty("--columns", columns);
  body.toggleAttribute("data-many", lines.length > 8);
  const hasTotal = hasSum(view);
  element("sum").hidden = !hasTotal;
  element("total").textContent = hasTotal ? view.total : "";
  element("energy").textContent = [
    hasTotal ? `${view.lines.length} ${words.dishes[languages[0]]}` : "",
    view.energy ? `${view.energy} kJ` : "",
  ].filter(Boolean).join(" · ");
  wallets(view);
  fit();
  say(view, text);
}

// Says what must be known, once; a browser without a voice stays silent.
let said = "";
function say(view, text) {
  if (!speaks) return;
  const isWorthIt = view.problem || ["bill", "paid", "closed"].includes(view.state);
  const next = isWorthIt ? [text[languages[0]], hasSum(view) ? view.total : ""].join(" ").trim() : "";
  if (next === said) return;
  said = next;
  speechSynthesis.cancel();
  if (!next) return;
  const speech = new SpeechSynthesisUtterance(next);
  speech.lang = languages[0] === "zh" ? "zh-CN" : "en-GB";
  speechSynthesis.speak(speech);
}

const hasSum = (view) => view.lines.length > 0 && view.state !== "clearing";

// Makes the letters of the dishes smaller until every card shows all of its own.
function fit() {
  const list = element("lines");
  for (let size = 100; size >= 40; size -= 6) {
    list.style.fontSize = size + "%";
    if ([...list.children].every((card) => card.scrollHeight <= card.clientHeight + 1)) return;
  }
}
addEventListener("resize", () => shown && draw(shown));

let audio;
function play(sound) {
  try {
    audio = audio || new AudioContext();
    const notes = { paid: [660, 880], problem: [330, 262, 330], attention: [262, 262] }[sound] || [];
    notes.forEach((pitch, place) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.type = sound === "paid" ? "sine" : "square";
      tone.frequency.value = pitch;
      volume.gain.value = 0.15;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + place * 0.16);
      tone.stop(audio.currentTime + place * 0.16 + 0.14);
    });
  } catch { /* A browser that may not play sounds still shows everything. */ }
}

const offline = { state: "connecting", lines: [] };
let silence;
function heard() {
  clearTimeout(silence);
  silence = setTimeout(() => draw(offline), 20000);
}

const events = new EventSource(`/lanes/${body.dataset.lane}/events`);
events.addEventListener("view", (event) => { heard(); draw(JSON.parse(event.data)); });
events.addEventListener("sound", (event) => play(JSON.parse(event.data)));
events.addEventListener("beat", heard);
events.addEventListener("error", () => draw(offline));
draw(offline);
fetchMenu();
setInterval(fetchMenu, 60000);
