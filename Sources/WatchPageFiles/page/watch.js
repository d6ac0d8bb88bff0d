"use strict";
// Loads the page anew while training goes on, without losing the place that is looked at.
const told = document.body.dataset;
const written = Number(told.written);
const kept = `glassbox watch ${location.pathname}`;
const details = [...document.querySelectorAll("details")];

/** What a browser without storage for files forgets is only where one was. */
function storage(use) {
  try { return use(sessionStorage); } catch { return null; }
}

/** Goes back to the place, and opens and shuts what was so before. */
function restore() {
  const place = JSON.parse(storage((store) => store.getItem(kept)) ?? "null");
  if (!place) return;
  for (const element of details) {
    if (element.id in place.open) element.open = place.open[element.id];
  }
  scrollTo(place.x, place.y);
  document.getElementById(place.focus)?.focus({ preventScroll: true });
}

function keep() {
  const open = Object.fromEntries(details.map((element) => [element.id, element.open]));
  const focus = document.activeElement?.id ?? "";
  storage((store) => store.setItem(
    kept, JSON.stringify({ x: scrollX, y: scrollY, open, focus })));
}

/** Says when the page was written, and whether that is suspiciously long ago. */
function tellAge() {
  const time = new Date(written).toLocaleTimeString();
  const seconds = (Date.now() - written) / 1000;
  const isOld = seconds > Number(told.patience);
  document.getElementById("age").textContent = "renews" in told && isOld
    ? `nothing new since ${time}: training may have been ended` : `as of ${time}`;
  return isOld;
}

/** Nothing is loaded for those who do not look, or have chosen words to copy. */
function renew() {
  if (document.hidden || String(getSelection()) !== "") {
    setTimeout(renew, 500);
    return;
  }
  keep();
  location.reload();
}

/** Opens what a link leads to. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

restore();
addEventListener("hashchange", openTarget);
const isOld = tellAge();
if ("renews" in told) setTimeout(renew, Number(told.renews) * (isOld ? 5 : 1));
