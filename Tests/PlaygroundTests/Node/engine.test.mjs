// The engine of the page, in Node: the fixture of trainings bit for bit, what moves in time, and what
// cannot be done. Run by .ci/wasm with the packed engine's path.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const page = new URL("../../../Sources/PlaygroundFiles/page/", import.meta.url);
const program = ["unpack.js", "engine-core.js"].map((name) => readFileSync(new URL(name, page), "utf8"));
const { EngineCore, EngineRefusal, unpacked } = new Function(
  `${program.join("\n")}; return { EngineCore, EngineRefusal, unpacked };`)();
const [packed, unpacker] = ["engine.wasm.lzma", "unpack.wasm"].map((name) => readFileSync(new URL(name, page)));
const module = new WebAssembly.Module(unpacked(packed, unpacker));

function after(...words) {
  const engine = new EngineCore(module);
  for (const line of words) engine.finish(line);
  return engine;
}

test("the engine asks its surroundings for nothing", () => {
  assert.deepEqual(WebAssembly.Module.imports(module), []);
});

test("an engine that was damaged is refused", () => {
  for (const damage of [
    (bytes) => bytes.fill(0), (bytes) => bytes.fill(255, 13), (bytes) => bytes.fill(0x5a, 20),
  ]) {
    const bytes = new Uint8Array(packed);
    damage(bytes);
    assert.throws(() => unpacked(bytes, unpacker), /damaged/);
  }
  for (const length of [0, 5, 17, 18, 1000, packed.length - 1]) {
    assert.throws(() => unpacked(packed.subarray(0, length), unpacker), /damaged/, `${length} bytes`);
  }
});

const fixture = readFileSync(new URL("../Fixtures/trainings.txt", import.meta.url), "utf8");
for (const line of fixture.split("\n").filter((line) => line && !line.startsWith("#"))) {
  const [fingerprint, words] = line.split(" | ");
  test(`bit for bit: ${words}`, () => {
    const engine = after(...words.split(" & ").map((line) => line.replaceAll("\\n", "\n")));
    assert.equal(engine.fingerprint(), fingerprint);
  });
}

test("going back and on again comes to the same bits", () => {
  const engine = after("open circle --seed 1", "run 40 epochs");
  const there = engine.fingerprint();
  engine.finish("back 25 epochs");
  assert.equal(engine.state().epoch, 15);
  engine.finish("run 25 epochs");
  assert.equal(engine.fingerprint(), there);
});

test("the address leads to the same numbers", () => {
  const engine = after(
    "open circle --seed 1", "layers 3,2", "run 12 epochs", "edit weight 0.1-1.0 0.5", "run 7 steps");
  assert.deepEqual(after(...engine.address()).state(), engine.state());
});

test("what cannot be done leaves everything as it was", () => {
  const engine = after("open xor --seed 1", "run 3 epochs");
  const before = engine.state();
  for (const words of [
    "fly", "", "open nothing", "open blueprint {", "open model {}", "data csv a,b", "features 1/0",
    "layers 9999999", "layers 100000,100000", "layers 100000,100000,100000", "edit weight 0.0-1.0 nan", "set learning-rate -1",
    "set loss categoricalCrossEntropyy", "seed -1", "run 3 parsecs", "prove 9.9", "future 7",
    `data curve ${"(".repeat(400)}x`, "data points 1e400,0,0",
  ]) {
    assert.throws(() => engine.finish(words), EngineRefusal, words);
    assert.deepEqual(engine.state(), before, words);
  }
  engine.finish("run 1 epochs");
});

test("numbers are read and written as everywhere", () => {
  const engine = after("open xor");
  for (const number of [
    0.1, 1 / 3, 5e-324, 2.2250738585072011e-308, 1.7976931348623157e308, 123456789.123456789,
    -9007199254740993, 3e9, 4294967296, -0.30000000000000004,
  ]) {
    engine.finish(`edit weight 0.1-1.0 ${number}`);
    assert.equal(engine.state().weights["0.1-1.0"], number);
    assert.equal(engine.frame().weights[1], number);
  }
});

test("a frame has as many numbers as there are links, neurons and points of the plane", () => {
  const engine = after("open circle --seed 1", "run 5 epochs");
  const structure = engine.structure();
  const frame = engine.frame();
  const neurons = structure.layers.reduce((sum, { units }) => sum + units, 0);
  assert.equal(frame.weights.length, structure.links.names.length);
  assert.equal(frame.biases.length, neurons);
  assert.equal(frame.planes.length, neurons * structure.grid ** 2);
  assert.deepEqual([...frame.history.epochs], [0, 1, 2, 3, 4, 5]);
  assert.equal(frame.history.from, 0);
  assert.equal(engine.frame().history.epochs.length, 0);
});

test("every event of a step is told, and questions are answered", () => {
  const engine = after("open xor --seed 1", "run 2 epochs", "next");
  assert.equal(engine.step().position, 0);
  engine.finish("go event 100");
  const step = engine.step();
  assert.equal(step.position, 100);
  assert.ok(step.events.some(({ index, sentence }) => index === 100 && sentence));
  for (const words of ["prove 0.1-1.0", "blame", "blame 1.0", "what-if", "quiz 2", "doctor"]) {
    assert.ok(engine.finish(words).length > 0, words);
  }
  const [, liar] = engine.finish("liar").join("\n").match(/neuron (\d+\.\d+)/) ?? [];
  assert.ok(liar);
});

test("xor's figures", () => {
  const engine = after("open xor", "layers 3", "set optimizer sgd", "set batch-size 1");
  const [start, epochs] = [performance.now(), 50000];
  engine.finish(`run ${epochs} epochs`);
  const seconds = (performance.now() - start) / 1000;
  console.log(`xor 2-3-1: ${Math.round((4 * epochs) / seconds)} samples a second`);
});
