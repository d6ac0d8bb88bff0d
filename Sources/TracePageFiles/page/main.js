// Puts the parts of the page together.

const data = JSON.parse(byId("data").textContent);
const trace = new Trace(data);
const pictures = data.pictures && data.pictures.neurons.length
  ? new WeightPictures(data.pictures, trace.network) : null;

let pinned = null;
let looked = null;

const view = new NetworkView(byId("network"), trace, pictures, look, pin);
const inspector = new Inspector(byId("inspector"), trace, pictures);
const panels = new Panels(trace, (phase) => controls.goTo(controls.moves.phase(phase)));
const lossCurve = new LossCurve(byId("lossCurve"), trace, (step) => goTo(trace.offsets[step]));
const timeLine = new TimeLine(trace, goTo);
const controls = new Controls(trace, goTo, listenForTheme(themeChanged));

/** Goes to a moment and shows it. */
function goTo(position) {
  const before = trace.position;
  trace.goTo(position);
  const isFast = controls.isPlaying && Number(byId("speed").value) > 5;
  update(isFast ? 0 : Math.sign(trace.position - before));
}

function update(direction = 0) {
  view.lookedAt = looked ?? pinned;
  view.update(direction);
  panels.update(controls.isPlaying);
  timeLine.update(panels.whereabouts(trace.steps[trace.step]));
  lossCurve.update();
  inspector.show(looked ?? pinned ?? subjectOfMoment(), view.palette);
  byId("follow").hidden = pinned === null;
}

/** Whom the present moment is about, to be looked at unless somebody points at something else. */
function subjectOfMoment() {
  if (view.activeLink >= 0) return { link: view.activeLink };
  return view.activeNeuron >= 0 ? { neuron: view.activeNeuron } : null;
}

function look(subject) {
  looked = subject;
  update();
}

function pin(subject) {
  const isSame = pinned && subject
    && pinned.link === subject.link && pinned.neuron === subject.neuron;
  pinned = isSame ? null : subject;
  byId("look").value = pinned === null ? "" : nameOf(pinned);
  byId("look").setAttribute("aria-invalid", "false");
  byId("lookWrong").hidden = true;
  update();
}

function nameOf(subject) {
  const { network } = trace;
  return subject.link === undefined
    ? network.nameOf(subject.neuron) : network.linkName(network.links[subject.link]);
}

/** Takes what was typed under "Look at". */
function lookUpTyped(event) {
  const { subject, wrong } = new LookUp(trace.network).find(event.target.value);
  pinned = subject ?? null;
  event.target.setAttribute("aria-invalid", String(wrong !== undefined));
  byId("lookWrong").hidden = wrong === undefined;
  byId("lookWrong").textContent = wrong ?? "";
  update();
}

function themeChanged() {
  byId("theme").textContent = currentTheme() === "dark" ? "Light" : "Dark";
  rebuild();
}

function rebuild() {
  const canvas = byId("canvas");
  // On a wide screen the style gives the drawing what is left of it; a phone scrolls.
  const isFitted = getComputedStyle(document.body).overflowY === "hidden";
  view.rebuild(canvas.clientWidth, isFitted ? canvas.clientHeight : null);
  update();
}

/** `2 inputs → 6 tanh → 1 sigmoid · loss: … · sgd`. */
function summary() {
  const { layers, loss, optimizer } = trace.network;
  const sizes = layers.map((layer) => layer.index === 0
    ? `${layer.shape.join("×")} inputs` : `${layer.shape.join("×")} ${layer.activation}`);
  const [name, settings] = Object.entries(optimizer)[0];
  const numbers = Object.entries(settings).filter(([, setting]) => typeof setting === "number")
    .map(([setting, number]) => `${inWords(setting)} ${brief(number)}`);
  return [sizes.join(" → "), `${counted(trace.network.linkTotal)} links`, inWords(loss),
    [name, ...numbers].join(", ")].join(" · ");
}

function setUp() {
  document.title = `${trace.network.title} – Glassbox`;
  byId("title").textContent = trace.network.title;
  byId("summary").textContent = summary();
  const lookUp = new LookUp(trace.network);
  byId("names").append(...lookUp.names(400).map((value) => make("option", { value })));
  byId("look").placeholder = lookUp.examples.join(" or ");
  byId("look").addEventListener("change", lookUpTyped);
  byId("follow").addEventListener("click", () => pin(pinned));
  setUpLinkLimit();
  themeChanged();
  let shownFor = "";
  const fit = () => {
    // A phone's height changes with its address bar, and does not matter there.
    const height = view.layout.isNarrow ? "" : innerHeight;
    const canvas = byId("canvas");
    const size = `${canvas.clientWidth} ${height} ${view.layout.isNarrow ? "" : canvas.clientHeight}`;
    if (size !== shownFor) rebuild();
    shownFor = size;
  };
  new ResizeObserver(fit).observe(byId("canvas"));
  addEventListener("resize", fit);
}

/** Small networks show every link; the others as many as one asks for. */
function setUpLinkLimit() {
  const { links, linkTotal } = trace.network;
  byId("linkCount").hidden = view.choice.isWhole;
  const limit = byId("linkLimit");
  limit.max = links.length;
  const show = () => {
    limit.value = view.choice.limit;
    byId("linkLimitText").textContent = `${counted(view.choice.limit)} of ${counted(linkTotal)}`;
  };
  limit.addEventListener("input", () => {
    view.choice.limit = Number(limit.value);
    show();
    update();
  });
  show();
}

/** `page.html#step=3&moment=17` opens at that place. */
function goToAddress() {
  const place = new URLSearchParams(location.hash.slice(1));
  const step = Math.min(trace.steps.length, Math.max(1, Number(place.get("step")) || 1)) - 1;
  const last = trace.steps[step].count - 1;
  const moment = Math.min(last, Math.max(0, Number(place.get("moment")) || 0));
  goTo(trace.offsets[step] + moment);
}

setUp();
goToAddress();
addEventListener("hashchange", goToAddress);
// For the curious, and for tests: `glassbox.trace.goTo(12)` in the browser's console.
window.glassbox = { trace, goTo };
