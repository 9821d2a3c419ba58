"use strict";
// What the pages of the console share: asking the station, saying what came of it, asking once more.

const token = document.body.dataset.token;

// Everything that is against it, a sentence each.
export class Refusal extends Error {
  constructor(reasons) {
    super(reasons.join(" "));
    this.reasons = reasons;
  }
}

export async function call(method, path, body) {
  const headers = { "X-Form-Token": token };
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch("/api/v1" + path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Refusal(["The station does not answer: try again. 站点没有响应，请重试。"]);
  }
  if (answer.status === 401) location.assign("/login");
  const value = await answer.json();
  if (!answer.ok) throw new Refusal(value.errors);
  return value;
}

// An id that is used once; randomUUID is not there without TLS (Web Cryptography API, 10.1.2).
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// An element with attributes and children; texts are texts, whatever they contain.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function table(heads, rows) {
  return make("table", {},
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows));
}

export function row(first, ...cells) {
  return make("tr", {}, make("th", { scope: "row" }, first),
    ...cells.map((cell) => make("td", {}, cell)));
}

export const both = (thing) => `${thing.name_zh} ${thing.name_en}`;

export function element(id) { return document.getElementById(id); }

// What came of the last act, where a screen reader hears it.
export function say(...words) {
  element("said").replaceChildren(make("p", { class: "done", role: "status" }, ...words));
}

export function complain(error) {
  const reasons = error.reasons || [String(error)];
  element("said").replaceChildren(make("div", { class: "alarm", role: "alert" },
    ...reasons.map((reason) => make("p", {}, reason))));
}

// Does something and says what is against it, if anything is; true if it was done.
export async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}

// Asks once more, with what will happen.
export function sure(...effect) {
  const dialog = make("dialog", { "aria-labelledby": "sure" },
    make("h2", { id: "sure" }, "Are you sure? 请确认"),
    make("p", { id: "effect" }, ...effect),
    make("form", { method: "dialog", class: "fields" },
      make("button", { value: "yes", id: "yes" }, "Yes, do it 确认"),
      make("button", { value: "no", class: "plain" }, "No 取消")));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    resolve(dialog.returnValue === "yes");
    dialog.remove();
  }));
}

export function submitted(form, act) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(() => act(Object.fromEntries(new FormData(form))));
  });
}

export async function file(chosen) {
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  let text = "";
  for (let place = 0; place < bytes.length; place += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(place, place + 0x8000));
  }
  return { name: chosen.name, content: btoa(text) };
}

// A place that takes files that are dropped on it or chosen.
export function takeFiles(place, take) {
  const input = place.querySelector("input[type=file]");
  input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
}

// What an import would change or has changed, row by row.
export function changes(report) {
  const words = report.is_applied ? "Loaded 已导入" : "Not loaded yet 尚未导入";
  const rows = report.rows.map((each) => row(each.what, `${each.kind}: ${each.act}`,
    each.cells.map((cell) => `${cell.column}: ${cell.before || "–"} → ${cell.after || "–"}`).join("; ")));
  const parts = [make("p", {}, `${words}: ${report.added} new 新增, ${report.changed} changed 变更, `
    + `${report.removed} removed 删除.`)];
  parts.push(...report.notes.map((note) => make("p", {}, note)));
  if (rows.length) parts.push(table(["What 内容", "Act 操作", "Cells 字段"], rows));
  if (report.unlisted_count) parts.push(make("p", {}, `and ${report.unlisted_count} more`));
  return parts;
}
