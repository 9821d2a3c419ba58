"use strict";
// Keeps the table of lanes as the lanes are: those with a problem first.

const table = document.getElementById("lanes");
const lost = document.getElementById("line");

function show(lane) {
  const row = table.querySelector(`[data-lane="${lane.lane}"]`);
  if (!row) return;
  const cells = row.querySelectorAll("td");
  cells[0].textContent = lane.problem ? "! " + lane.problem : lane.state;
  cells[1].textContent = lane.lines;
  cells[2].textContent = lane.staff || "";
  row.classList.toggle("problem", Boolean(lane.problem));
  row.dataset.rank = lane.rank;
  const order = (each) => Number(each.dataset.rank || 3) * 100 + Number(each.dataset.lane);
  const rows = [...table.rows].sort((left, right) => order(left) - order(right));
  if (rows.some((each, place) => each !== table.rows[place])) table.append(...rows);
}

const events = new EventSource("/staff/events");
events.addEventListener("lane", (event) => { lost.hidden = true; show(JSON.parse(event.data)); });
events.addEventListener("error", () => { lost.hidden = false; });
