// The page of a deal: moving the moment fetches the panels anew. Without this script the same
// controls are forms and links.

import { listen } from "./live.js";

const deal = document.getElementById("deal");
const panels = document.getElementById("panels");
const slider = document.getElementById("slider");
const date = document.getElementById("date");
const said = document.getElementById("said");
const steps = { previous: document.getElementById("previous"), next: document.getElementById("next") };
const todayLink = document.getElementById("today");
const announce = document.getElementById("announce");
const news = JSON.parse(deal.dataset.stops);
const DAY = /^\d{4}-\d\d-\d\d/;

let stops = news;
let wanted = null;

const momentOf = (url) => (url.searchParams.has("then") ? "then" : "as_of");
// The day that the panels speak of, in the deal's zone.
const dayShown = () => document.getElementById("asked").dataset.day;
// Its today comes with every answer: a page may be left open over midnight.
const today = () => document.getElementById("asked").dataset.today;

// "2020-09-12" as "12 Sep 2020", as the server writes it.
function human(day) {
  const [year, month, date] = day.split("-");
  const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return `${Number(date)} ${names[month - 1]} ${year}`;
}

// Today is now, unless what was known moves with the moment.
function at(day, from = location.href) {
  const url = new URL(from);
  url.hash = "";
  const name = momentOf(url);
  if (day === today() && name === "as_of") url.searchParams.delete(name);
  else url.searchParams.set(name, day);
  return url;
}

// Now, with all that was recorded.
function now(from = location.href) {
  const url = at(today(), from);
  url.searchParams.delete("recorded_by");
  return url;
}

function dayAfter(day, days) {
  const there = new Date(`${day}T00:00Z`);
  there.setUTCDate(there.getUTCDate() + days);
  return there.toISOString().slice(0, 10);
}

// The slider, the date and the buttons say what the address says.
function steer(url, day) {
  const known = news.some(([each]) => each === day);
  stops = known ? news : [...news, [day, `${human(day)}: no news`]].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = stops.findIndex(([each]) => each === day);
  slider.max = stops.length - 1;
  slider.value = index;
  slider.setAttribute("aria-valuetext", stops[index][1]);
  said.textContent = stops[index][1];
  date.value = day;
  date.name = momentOf(url);
  point(steps.previous, stops[index - 1]);
  point(steps.next, stops[index + 1]);
  todayLink.toggleAttribute("aria-current", `${now(url).searchParams}` === `${url.searchParams}`);
}

function point(link, stop) {
  if (stop) {
    link.href = at(stop[0]);
    link.removeAttribute("aria-disabled");
  } else {
    link.href = location.href;
    link.setAttribute("aria-disabled", "true");
  }
}

// Show what an address says; `how` is what becomes of the browser's history.
function show(address, how = "replaceState") {
  const url = new URL(address, location.href);
  const text = url.searchParams.get(momentOf(url)) ?? today();
  if (!DAY.test(text)) return location.assign(url);
  if (how) history[how](null, "", url);
  steer(url, text.slice(0, 10));
  panels.setAttribute("aria-busy", "true");
  const isAsking = wanted !== null;
  wanted = url;
  if (!isAsking) ask();
}

// One question at a time: what is dragged over faster than it is answered is left out.
async function ask() {
  const url = wanted;
  const fragment = new URL(url);
  fragment.hash = "";
  fragment.searchParams.set("fragment", "1");
  const answer = await fetch(fragment).catch(() => null);
  if (!answer) return giveUp();
  if (!answer.ok) return location.assign(wanted);
  swap(await answer.text(), url, wanted === url);
  if (wanted !== url) return ask();
  wanted = null;
  steer(url, dayShown());
  panels.setAttribute("aria-busy", "false");
  announce.textContent = document.getElementById("headline").textContent;
}

function giveUp() {
  wanted = null;
  panels.setAttribute("aria-busy", "false");
  said.textContent = announce.textContent = "The page does not answer any more: it may have been ended.";
}

function swap(html, url, isLast) {
  const made = document.createElement("template");
  made.innerHTML = html;
  const chart = made.content.getElementById("chart");
  const before = document.getElementById("chart");
  chart.replaceWith(Object.assign(document.createElement("i"), { id: "chart-place" }));
  for (const each of panels.querySelectorAll("details[id][open]")) {
    made.content.getElementById(each.id)?.setAttribute("open", "");
  }
  const wasInside = panels.contains(document.activeElement);
  const focused = wasInside ? document.activeElement.id : "";
  panels.replaceChildren(made.content);
  document.getElementById("chart-place").replaceWith(before);
  const target = document.getElementById(url.hash ? url.hash.slice(1) : focused);
  // What was used may be gone with what it closed: the keyboard goes on from the panels.
  (target ?? (wasInside ? panels : null))?.focus({ preventScroll: !url.hash });
  if (url.hash) target?.scrollIntoView({ block: "nearest" });
  if (isLast) draw(before, document.importNode(chart, true));
}

// The chart of before stays until that of now is there, so that nothing jumps.
async function draw(before, now) {
  const source = now.querySelector("img").getAttribute("src");
  before.dataset.wanted = source;
  await now.querySelector("img").decode().catch(() => {});
  if (before.isConnected && before.dataset.wanted === source) before.replaceWith(now);
}

slider.addEventListener("input", () => show(at(stops[slider.value][0])));
slider.addEventListener("keydown", (event) => {
  const days = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
  if (!days || !event.shiftKey) return;
  event.preventDefault();
  show(at(dayAfter(date.value, days)));
});

date.addEventListener("change", () => {
  if (date.value && date.checkValidity()) show(at(date.value));
});
date.form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (date.value) show(at(date.value));
});

for (const link of [...Object.values(steps), todayLink]) {
  link.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    if (link === todayLink) show(now());
    else if (link.getAttribute("aria-disabled") !== "true") show(link.href);
  });
}

const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;

panels.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-stay]");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  show(link.href, "pushState");
});

panels.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-stay")) return;
  event.preventDefault();
  const url = new URL(form.action);
  url.search = "";
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, value);
  show(url, "pushState");
});

// The arrows move the moment from anywhere but a field.
document.addEventListener("keydown", (event) => {
  const link = { ArrowLeft: steps.previous, ArrowRight: steps.next }[event.key];
  if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, .scroll, .board")) return;
  event.preventDefault();
  link.click();
});

addEventListener("popstate", () => show(location.href, null));
steer(new URL(location.href), dayShown());
listen(deal.dataset);
