// The engine of the page about digits, in Node. Run by .ci/wasm with the packed engine's path.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const sources = new URL("../../../Sources/", import.meta.url);
const page = new URL("PlaygroundFiles/page/", sources);
const worker = readFileSync(new URL("digits/digits-worker.js", page), "utf8");
// The engine's side of the worker, without what listens to a page.
const program = readFileSync(new URL("unpack.js", page), "utf8") + worker.slice(0, worker.indexOf("const sliceMilliseconds"));
const { DigitCore, EngineRefusal, unpacked } = new Function(`${program}; return { DigitCore, EngineRefusal, unpacked };`)();
const [packed, unpacker] = ["digits/engine.wasm.lzma", "unpack.wasm"].map((name) => readFileSync(new URL(name, page)));
const module = new WebAssembly.Module(unpacked(packed, unpacker));
const model = readFileSync(new URL("ShippedFiles/digit-reader.safetensors", sources));

/** A core with the shipped model. */
function reader() {
  const core = new DigitCore(module);
  core.ask("model shipped", new Uint8Array(model));
  return core;
}

/** A picture of an upright stroke. */
function one() {
  const [width, height] = [60, 80];
  const bytes = new Uint8Array(width * height * 4).fill(255);
  for (let y = 12; y < 68; y++) {
    for (let x = 27; x < 33; x++) bytes.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
  }
  return [`read ${width} ${height}`, bytes];
}

test("the engine asks its surroundings for nothing", () => {
  assert.deepEqual(WebAssembly.Module.imports(module), []);
});

test("an upright stroke is a 1", () => {
  const { pieces } = reader().ask(...one()).answer;
  assert.equal(pieces.length, 1);
  assert.equal(pieces[0].answer, "1");
  const sum = pieces[0].probabilities.reduce((one, other) => one + other, 0);
  assert.ok(Math.abs(sum - 1) < 1e-12);
});

test("what would have to change is a change, after which the digit is another one", () => {
  const core = reader();
  core.ask(...one());
  const { answer, changed, probabilities } = core.ask("what-if 0 7").answer;
  assert.equal(answer, 7);
  assert.ok(changed.length > 0);
  assert.equal(probabilities.indexOf(Math.max(...probabilities)), 7);
});

test("words that cannot be done are refused, and the engine goes on", () => {
  const core = reader();
  for (const words of ["fly", "read 0 4", "read 2 2", "why 7", "learn 5", "teach", "event 3", "stages -1"]) {
    assert.throws(() => core.ask(words), EngineRefusal, words);
  }
  for (const length of [0, 7, 8, 1000, model.length - 1]) {
    assert.throws(() => core.ask("model cut", new Uint8Array(model.subarray(0, length))), EngineRefusal);
  }
  assert.equal(core.ask(...one()).answer.pieces[0].answer, "1");
});

test("how quick it is", () => {
  const core = reader();
  const [words, bytes] = one();
  for (let turn = 0; turn < 5; turn++) core.ask(words, bytes);
  let start = performance.now();
  for (let turn = 0; turn < 20; turn++) core.ask(words, bytes);
  console.log(`a digit is read in ${((performance.now() - start) / 20).toFixed(1)} ms`);
  core.ask("untrained 1");
  core.ask("learn 2000");
  start = performance.now();
  core.ask("learn 10000");
  console.log(`784-15-10 learns from ${Math.round(1e7 / (performance.now() - start))} samples a second`);
});
