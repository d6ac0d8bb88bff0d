// Puts the parts of the page together.

const content = JSON.parse(byId("content").textContent);
writeTexts(document);

let colours = new Colours();
let structure = null;
let frame = null;
let state = null;
let engine = null;
/** The words that lead from nothing to the present moment. */
let presentWords = [];
/** How many commands are being done. */
let isWorking = 0;

const lossHistory = new LossHistory();
const note = new Note(command);
const hiddenParts = new HiddenParts();
const network = new NetworkDrawing(command);
const output = new OutputPlane(byId("outputPlane"), byId("outputPoints"));
const curves = new LossCurves(byId("lossCurves"));
const figures = new Figures(byId("figures"));
const clock = new Clock(command);
const settings = new Settings(byId("settings"), command);
const dataPanel = new DataPanel(command, output);
const stepView = new StepView(() => engine, command, network);
const comparison = new Comparison(note);
const exporting = new Exports(() => engine, () => structure, note);

/** Does what words say and tells why not where it cannot; answers whether it was done. */
async function command(words) {
  try {
    await perform(words);
    return true;
  } catch (error) {
    if (error.message !== frame?.diagnosis?.sentence) note.error(error.message);
    return false;
  }
}

/** Does what words say: some are the page's own, the others are the engine's. */
async function perform(words) {
  if (words === "") return "";
  const [verb, rest] = [words.split(" ", 1)[0], words.slice(words.indexOf(" ") + 1)];
  if (verb === "hide") return hiddenParts.hide(rest);
  if (verb === "show") return hiddenParts.show(rest);
  if (verb === "compare") return compareWith(rest.replace(/^with\s+/, "").replace(/^"(.*)"$/, "$1"));
  if (note.kind === "error") note.hide();
  isWorking += 1;
  try {
    const [answer] = await Promise.all([engine.do(words), comparison.follow(words)]);
    presentWords = answer.address;
    if (verb === "pause") await comparison.catchUp(state.epoch);
    if (questions.test(words)) await tellLines(answer.lines);
    await stepView.update();
    noteAddress();
    return answer.message;
  } finally {
    isWorking -= 1;
  }
}

async function compareWith(change) {
  if (change === "off") return comparison.end();
  await perform("pause");
  await comparison.begin(presentWords, change, colours);
  redraw();
}

/** Words whose answers are to be read. */
const questions = /^(prove|blame|why|what-if|doctor|quiz|liar|break|unbreak|continue)\b/;

/** Answers of questions stand beside the step, where they can be read again. */
async function tellLines(lines) {
  if (!stepView.isOpen) await stepView.open();
  stepView.tell(lines);
}

function takeStructure(news) {
  structure = preparedStructure(news);
  // The numbers so far are of other neurons and links; new ones are on their way.
  frame = null;
  stepView.forgetAnswer();
  showStructure();
}

function showStructure() {
  network.setUp(structure, colours);
  output.setUp(structure, colours);
  figures.setUp(structure);
  settings.setUp(structure);
  dataPanel.setUp(structure, colours);
  const last = structure.layers.at(-1);
  byId("outputAbout").textContent = `${last.units} ${inWords(last.activation)}`;
  byId("scale").className = structure.data.classCount > 2 ? "scale classes" : "scale";
  byId("plane").classList.toggle("blank", !structure.inputsAreThePlane);
  hiddenParts.apply();
}

function takeFrame(news) {
  frame = news;
  state = stateOf(frame);
  lossHistory.take(frame.history);
  redraw();
}

function redraw() {
  if (!frame || !structure) return;
  network.draw(frame);
  output.draw(frame.planes);
  figures.show(frame);
  clock.show(frame);
  clock.drawPast(lossHistory, colours);
  curves.draw(lossHistory, frame.epoch, colours, comparison.isOn ? comparison.history : null);
  byId("lossCurves").setAttribute("aria-label", texts.curvesOf(short(frame.loss), short(frame.testLoss)));
  note.diagnosis(frame.diagnosis);
  if (frame.playing && frame.epochsPerSecond > 0 && frame.epochsPerSecond < 1) {
    note.tellOnce(texts.slow(frame.epochsPerSecond.toFixed(2)));
  }
  showFutures(frame.futures ?? []);
}

function showFutures(futures) {
  const key = futures.map((future) => `${future.number} ${future.lastEpoch} ${future.number === frame.future}`).join();
  const element = byId("futures");
  if (element.dataset.shown === key) return;
  element.dataset.shown = key;
  element.replaceChildren(...(futures.length < 2 ? [] : futures.map((future) => {
    const button = wordButton(texts.future(future.number, counted(future.lastEpoch)),
      () => command(`future ${future.number}`), "small");
    button.setAttribute("aria-pressed", String(future.number === frame.future));
    return button;
  })));
}

/** The numbers of a picture by the names of links and neurons. */
function stateOf({ epoch, step, loss, testLoss, accuracy, playing, weights, biases }) {
  const named = structure.layers.flatMap((layer) => layer.names);
  return {
    epoch, step, loss, testLoss, accuracy, playing,
    weights: Object.fromEntries(structure.links.names.map((name, i) => [name, weights[i]])),
    biases: Object.fromEntries(named.map((name, i) => [name, biases[i]])
      .filter(([, bias]) => !Number.isNaN(bias))),
  };
}

/** While it plays, every picture of the screen asks for the next of the engine. */
function animate() {
  if (frame?.playing || isWorking > 0) engine?.wantFrame();
  comparison.wantFrame();
  requestAnimationFrame(animate);
}

let addressTimer;
/** Soon after a change the address says how things are; while it plays it would be old at once. */
function noteAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    if (!frame?.playing) writeAddress();
  }, 400);
}

function writeAddress() {
  history.replaceState(null, "", addressOfWords([...presentWords, ...hiddenParts.words]));
}

async function shareAddress() {
  try {
    await perform("pause");
    writeAddress();
    await navigator.clipboard.writeText(location.href);
  } catch {
    // Without a clipboard the address bar has it.
  }
  note.tell(texts.shared);
}

function recolour() {
  colours = new Colours();
  if (!structure) return;
  showStructure();
  comparison.recolour(colours);
  redraw();
}

function listen() {
  byId("share").addEventListener("click", shareAddress);
  byId("help").addEventListener("click", showKeys);
  byId("export").addEventListener("click", () => exporting.show());
  byId("asCommand").addEventListener("click", async () => {
    try {
      showCommand((await engine.give("command")).text);
    } catch (error) {
      note.error(error.message);
    }
  });
  byId("compareButton").addEventListener("click", () =>
    askForComparison(structure, (change) => command(`compare with ${change}`)));
  byId("logAxis").addEventListener("change", (event) => {
    curves.isLogarithmic = event.target.checked;
    redraw();
  });
  byId("showTest").addEventListener("change", (event) => {
    output.showsTest = event.target.checked;
    output.drawPoints();
  });
  byId("discrete").addEventListener("change", (event) => {
    output.isSharp = event.target.checked;
    redraw();
  });
  let shownFor = "";
  const resizing = new ResizeObserver(() => {
    const size = `${byId("canvas").clientWidth} ${byId("plane").clientWidth}`;
    if (size === shownFor || !structure) return;
    shownFor = size;
    showStructure();
    redraw();
  });
  for (const id of ["canvas", "plane"]) resizing.observe(byId(id));
  dataPanel.file.onRefusal = (sentence) => note.error(sentence);
  network.look.onPin = (subject) => stepView.guess(subject);
  listenToKeys({ clock, stepView, command, toggleTheme: listenForTheme(recolour) });
}

/** Begins with the address if it says something, else with the content of the page. */
async function start() {
  const isOwn = (word) => /^(hide|show|compare)\b/.test(word);
  const asked = wordsOfAddress(location.hash);
  // An address that only hides parts, or compares, is about the page's own content.
  const words = asked.every(isOwn) ? wordsOfContent() : asked.filter((word) => !isOwn(word));
  const starting = setTimeout(() => note.tell(texts.starting), 400);
  const hear = {
    structure: takeStructure, frame: takeFrame, failure: (sentence) => note.error(sentence),
  };
  engine = new Engine({ ...content, words }, hear);
  await engine.ready;
  clearTimeout(starting);
  if (note.kind === "told") note.hide();
  presentWords = (await engine.give("address")).words;
  for (const word of asked.filter(isOwn)) await command(word);
}

/** What the page was made with: a network, its weights, rows, and words. */
function wordsOfContent() {
  const { words = [], model, rows } = content;
  return [
    ...(model ? [`open model ${JSON.stringify(model)}`] : []),
    ...(rows ? [`data csv ${rows}`] : []), ...words,
  ];
}

linkPages(content.otherPage);
listen();
animate();
const isStarted = start().catch((error) => note.error(error.message || texts.noEngine));
addEventListener("hashchange", async () => {
  for (const word of wordsOfAddress(location.hash)) if (!await command(word)) break;
});

// For scripts and tests, and for the curious: `await playground.do("run 10 epochs")` in the console.
window.playground = {
  state: () => state,
  do: async (words) => {
    await isStarted;
    return perform(words);
  },
};
