// Puts the parts of the digits' page together.

const content = JSON.parse(byId("content").textContent);
writeTexts(document);

const note = new Note();
const modelInside = { name: content.model.name, bytes: new Uint8Array(bytesInside("model")) };
const names = new AnswerNames(() => {
  for (const part of [answers, steps, teaching]) part.rename();
});
const engine = new DigitEngine(modelInside, {
  failure: (sentence) => note.error(sentence), replaced: beginAgain,
});
const pad = new Pad(byId("pad"), padChanged);
const answers = new Answers(pad, names, showPiece);
const ask = (words) => engine.ask(words);
const stages = new Stages(ask);
const reasons = new Reasons(ask, names, note);
const maps = new Maps(ask, note);
const steps = new DigitStepView(ask, names, note);
const learning = new Learning(engine, note, {
  network: showNetwork,
  frame: ({ reading: again }) => { if (again) takeReading(again, state.milliseconds); },
});
const teaching = new TeachingPanel(engine, pad, names, note, {
  chosen: () => answers.index,
  box: (index) => answers.pieces[index].box,
  taught: ({ reading: again }) => {
    showNetwork({ ...state.network, name: texts.taughtName, reading: again });
    learning.end();
  },
});
const camera = new Camera((picture) => pad.show(picture), (sentence) => note.error(sentence));

const state = {
  pieces: [], text: "", strokes: 0, milliseconds: 0, network: null,
  get learning() { return learning.frame; },
  get own() { return teaching.samples; },
  get point() { return maps.point; },
  get event() { return steps.event; },
  get shares() { return reasons.shares; },
};

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
  showPiece();
}

/** Everything that is about one digit. */
function showPiece() {
  for (const part of [stages, reasons, maps, steps]) part.show(answers.piece, answers.index);
}

async function padChanged() {
  state.strokes = pad.strokeCount;
  byId("undo").disabled = !pad.canUndo;
  byId("redo").disabled = !pad.canRedo;
  byId("clear").disabled = pad.isEmpty;
  if (pad.isEmpty) return forgetReading();
  await reading.take("read");
}

/** What the engine knew is gone, but not what is on the pad. */
async function beginAgain(sentence) {
  note.error(sentence);
  try {
    await engine.ready;
    showNetwork(engine.opened);
    await padChanged();
  } catch {
    // It failed again, and says so.
  }
}

async function forgetReading() {
  await reading.finished();
  if (!pad.isEmpty) return;
  await engine.ask("forget");
  answers.show([]);
  showPiece();
  Object.assign(state, { pieces: [], text: "" });
  byId("time").textContent = "";
}

/** A picture is read; a model takes over. */
async function takeFile(file) {
  if (note.kind === "error") note.hide();
  try {
    if (file.name?.endsWith(".safetensors")) await openModel(file);
    else if (/idx[13]-ubyte(\.gz)?$|\.gz$/.test(file.name ?? "")) await openMNIST(file);
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

/** MNIST's two files, in any order. */
const mnist = {};

async function openMNIST(file) {
  const isPacked = file.name.endsWith(".gz");
  const stream = isPacked ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file.stream();
  let bytes;
  try {
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Error(texts.notIDX(file.name));
  }
  const kind = { 3: "pictures", 1: "labels" }[bytes[3]];
  if (!kind || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 8) throw new Error(texts.notIDX(file.name));
  mnist[kind] = bytes;
  if (!mnist.pictures || !mnist.labels) return note.tell(texts.waitingForOther(file.name));
  const { pictures, labels } = mnist;
  mnist.pictures = mnist.labels = undefined;
  if (!learning.isOn) await learning.begin();
  await learning.chooseMNIST(pictures, labels);
}

function showNetwork({ name, weights, layers, isLearning, reading: again }) {
  state.network = { name, weights, layers };
  const isInside = !isLearning && engine.model === modelInside && name === modelInside.name;
  const isShipped = isInside && content.model.isShipped;
  byId("networkNow").textContent = texts.networkNow(isShipped ? texts.shipped : name, layers, counted(weights));
  byId("useInside").hidden = isInside;
  names.take(isLearning ? digitNames : namesInModel(engine.model.bytes));
  if (!isLearning) learning.end();
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
    "use shipped": async () => showNetwork(await engine.open(modelInside)),
    untrained: () => learning.begin(rest === words ? 1 : Number(rest)),
    play: () => learning.play(),
    pause: () => learning.pause(),
    learn: () => learning.learn(Number(rest)),
    label: () => teaching.label(...rest.split(" ").map(Number)),
    teach: () => teaching.teach(rest === words ? 20 : Number(rest)),
    look: () => maps.look(...rest.split(" ").map(Number)),
    down: () => maps.down(),
    up: () => maps.up(),
    step: () => steps.open(rest === words ? undefined : Number(rest)),
    event: () => steps.go(Number(rest)),
    "what-if": () => reasons.change(),
  };
  const act = acts[words] ?? acts[verb];
  const answer = act ? await act() : await engine.ask(words);
  for (const part of [reading, stages.latest, reasons.latest, maps.latest]) await part.finished();
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

function recolour() {
  for (const part of [pad, reasons, maps, steps, learning]) part.recolour();
}

function listen() {
  for (const name of ["undo", "redo", "clear"]) byId(name).addEventListener("click", () => pad[name]());
  byId("eraser").addEventListener("click", toggleEraser);
  byId("camera").addEventListener("click", () => camera.open());
  const toggleTheme = listenForTheme(recolour);
  byId("help").addEventListener("click", showKeys);
  byId("useInside").textContent = content.model.isShipped ? texts.useShipped : texts.useInside;
  byId("useInside").addEventListener("click", () => perform("use shipped"));
  listenToFiles(takeFile);
  listenToKeyActs({
    z: () => pad.undo(), y: () => pad.redo(), Delete: () => pad.clear(), Backspace: () => pad.clear(),
    e: toggleEraser, n: () => steps.move(1), p: () => steps.move(-1), d: toggleTheme, "?": showKeys,
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
  if (content.data) await takeData(content.data);
}

/** Samples that are inside the page, as MNIST's files have them. */
async function takeData({ name, count, pixels, labels }) {
  const bigEndian = (...numbers) => numbers.flatMap((number) => [24, 16, 8, 0].map((by) => (number >>> by) & 255));
  await learning.chooseMNIST(
    joined([Uint8Array.from(bigEndian(2051, count, 28, 28)), bytesOf(pixels)]),
    joined([Uint8Array.from(bigEndian(2049, count)), bytesOf(labels)]), count, name);
}

linkPages(content.otherPage);
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
  zip: () => teaching.zip(),
  paper: () => ({ ...pad.size, bytes: pad.pixels() }),
};
