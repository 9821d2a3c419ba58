"use strict";
// The virtual counter: what a hand would do with plates, tray, cards and plug. Everything that can be
// dragged can be pressed as well.

import { element, make } from "./console.js";

// How long a card stays on the reader that was pressed, as in a tap.
const tapMilliseconds = 1500;
let state;

function button(thing, kind, act) {
  return make("button", { type: "button", draggable: "true", "data-id": thing.id, onclick: act,
    ondragstart: (event) => {
      event.dataTransfer.setData("text/plain", JSON.stringify({ kind, id: thing.id }));
    } }, `${thing.name.zh} ${thing.name.en}`,
  thing.detail ? make("small", {}, thing.detail) : undefined);
}

const drawn = {};

// Draws what has changed alone: what is drawn anew under a finger loses the press.
function draw(place, things, kind, press) {
  const key = JSON.stringify(things.map((thing) => thing.id));
  if (drawn[place] === key) return;
  drawn[place] = key;
  const focused = document.activeElement?.dataset?.id;
  element(place).replaceChildren(...things.map((thing) =>
    button(thing, kind, () => press(thing.id))));
  if (focused) element(place).querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

function show(next) {
  state = next;
  draw("shelf", state.shelf, "dish", (id) => act({ act: "take", id }));
  draw("tray", state.tray, "plate", (id) => act({ act: "put-away", id }));
  draw("cards", state.cards, "card", tap);
  state.cards.forEach((card, place) =>
    element("cards").children[place].setAttribute("aria-pressed", String(card.isOn)));
  element("antenna").textContent = !state.isPlugged ? "unplugged 读写器已拔出"
    : state.isTrayOn ? `a tray with ${state.tray.length} plates 餐盘上有 ${state.tray.length} 件餐具`
      : "empty 空";
  element("lay").textContent = state.isTrayOn ? "Take the tray away 取走餐盘"
    : "Put the tray on the antenna 放到天线上";
  element("plug").textContent = state.isPlugged ? "Pull the reader's plug 拔掉读写器"
    : "Plug the reader in 插上读写器";
}

async function act(body) {
  const answer = await fetch("/counter/acts", { method: "POST",
    headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  element("said").textContent = answer.ok ? "" : await answer.text();
  if (answer.ok) show(await answer.json());
}

async function tap(id) {
  const isOn = state.cards.find((card) => card.id === id)?.isOn;
  await act({ act: "card", id, on: !isOn });
  if (!isOn) setTimeout(() => act({ act: "card", id, on: false }), tapMilliseconds);
}

function takeDrops(place, take) {
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    try {
      take(JSON.parse(event.dataTransfer.getData("text/plain")));
    } catch {
      element("said").textContent = "That does not belong there. 不能放在这里。";
    }
  });
}

takeDrops(element("tray"), ({ kind, id }) => { if (kind === "dish") act({ act: "take", id }); });
takeDrops(element("shelf"), ({ kind, id }) => { if (kind === "plate") act({ act: "put-away", id }); });
takeDrops(element("antenna"), ({ kind, id }) => {
  if (kind === "card") tap(id);
  else if (kind === "tray") act({ act: "tray", on: true });
});
element("tray").draggable = true;
element("tray").addEventListener("dragstart", (event) => {
  if (event.target === element("tray")) {
    event.dataTransfer.setData("text/plain", JSON.stringify({ kind: "tray" }));
  }
});
element("lay").addEventListener("click", () => act({ act: "tray", on: !state.isTrayOn }));
element("clear").addEventListener("click", () => act({ act: "clear" }));
element("plug").addEventListener("click", () => act({ act: "reader", on: !state.isPlugged }));

show(await (await fetch("/counter/state")).json());
