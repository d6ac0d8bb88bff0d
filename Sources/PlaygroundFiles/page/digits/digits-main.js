// Puts the parts of the digits' page together.

const content = JSON.parse(byId("content").textContent);
writeTexts(document);

const note = new Note();
const shippedModel = { name: content.model.name, bytes: new Uint8Array(bytesInside("model")) };
const engine = new DigitEngine(shippedModel, (sentence) => note.error(sentence));
const pad = new Pad(byId("pad"), padChanged);
const answers = new Answers(pad, () => stages.show(answers.piece, answers.index));
const stages = new Stages((words) => engine.ask(words));
const camera = new Camera((picture) => pad.show(picture), (sentence) => note.error(sentence));

const state = { pieces: [], text: "", strokes: 0, milliseconds: 0, network: null };

/** Reads the pad; of many changes only the latest matters. */
const reading = new Latest(async () => {
  const { width, height } = pad.size;
  try {
    const { answer, milliseconds } = await engine.timed(`read ${width} ${height}`, pad.pixels());
    takeReading(answer, milliseconds);
  } catch (error) {
    note.error(error.message);
  }
});

function takeReading({ pieces }, milliseconds) {
  answers.show(pieces);
  Object.assign(state, { pieces, text: answers.text, milliseconds });
  byId("time").textContent = texts.time(milliseconds);
  if (pieces.length === 0 && !pad.isEmpty) byId("answerAbout").textContent = texts.nothingFound;
  stages.show(answers.piece, answers.index);
}

async function padChanged() {
  state.strokes = pad.strokeCount;
  byId("undo").disabled = !pad.canUndo;
  byId("redo").disabled = !pad.canRedo;
  byId("clear").disabled = pad.isEmpty;
  if (pad.isEmpty) return forgetReading();
  await reading.take("read");
}

async function forgetReading() {
  await reading.finished();
  if (!pad.isEmpty) return;
  answers.show([]);
  stages.show();
  Object.assign(state, { pieces: [], text: "" });
  byId("time").textContent = "";
}

/** A picture is read; a model takes over. */
async function takeFile(file) {
  if (note.kind === "error") note.hide();
  try {
    if (file.name?.endsWith(".safetensors")) await openModel(file);
    else await showPicture(await pictureOf(file));
  } catch (error) {
    note.error(error.message);
  }
}

async function showPicture(picture) {
  pad.show(picture);
  await reading.finished();
}

const mostModelBytes = 200e6;

async function openModel(file) {
  if (file.size > mostModelBytes) throw new Error(texts.largeModel(file.name));
  const model = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  showNetwork(await engine.open(model));
}

function showNetwork({ name, weights, reading: again }) {
  state.network = { name, weights };
  byId("networkNow").textContent = texts.networkNow(name === shippedModel.name ? texts.shipped : name, counted(weights));
  byId("useShipped").hidden = name === shippedModel.name;
  if (again) takeReading(again, state.milliseconds);
}

/** Does what words say: `draw 10,20 30,40; …`, `erase …`, `undo`, `redo`, `clear`, and the engine's. */
async function perform(words) {
  const [verb, rest] = [words.split(" ", 1)[0], words.slice(words.indexOf(" ") + 1)];
  const acts = {
    draw: () => strokesIn(rest).forEach((points) => pad.stroke(points)),
    erase: () => strokesIn(rest).forEach((points) => pad.stroke(points, true)),
    undo: () => pad.undo(),
    redo: () => pad.redo(),
    clear: () => pad.clear(),
    choose: () => answers.choose(Number(rest)),
    "use shipped": async () => showNetwork(await engine.open(shippedModel)),
  };
  const act = acts[words] ?? acts[verb];
  const answer = act ? await act() : await engine.ask(words);
  await reading.finished();
  return answer;
}

/** `10,20 30,40; 5,5 6,6` as strokes of points. */
function strokesIn(text) {
  return text.split(";").map((stroke) => stroke.trim().split(/\s+/).map((point) => {
    const [x, y] = point.split(",").map(Number);
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Error(texts.badPoint(point));
    return [x, y];
  }));
}

function recolour() { pad.recolour(); }

function listen() {
  for (const name of ["undo", "redo", "clear"]) byId(name).addEventListener("click", () => pad[name]());
  byId("eraser").addEventListener("click", toggleEraser);
  byId("camera").addEventListener("click", () => camera.open());
  byId("theme").addEventListener("click", toggleTheme);
  byId("help").addEventListener("click", showKeys);
  byId("useShipped").addEventListener("click", () => perform("use shipped"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  listenToFiles(takeFile);
  listenToKeyActs({
    z: () => pad.undo(), y: () => pad.redo(), Delete: () => pad.clear(), Backspace: () => pad.clear(),
    e: toggleEraser, d: toggleTheme, "?": showKeys,
  });
}

function toggleEraser() {
  pad.isErasing = !pad.isErasing;
  byId("eraser").setAttribute("aria-pressed", String(pad.isErasing));
}

async function start() {
  const starting = setTimeout(() => note.tell(texts.starting), 400);
  await engine.ready;
  clearTimeout(starting);
  if (note.kind === "told") note.hide();
  showNetwork(engine.opened);
}

if (content.playground) byId("planePage").href = content.playground;
byId("planePage").hidden = !content.playground;
listen();
answers.show([]);
padChanged();
const isStarted = start().catch((error) => note.error(error.message || texts.noEngine));

// For scripts and tests, and for the curious: `await playground.do("draw 100,40 200,40 140,240")`.
window.playground = {
  state: () => state,
  do: async (words) => {
    await isStarted;
    return perform(words);
  },
  take: takeFile,
};
