// The main stories of the playground once more, in Firefox; run by .ci/firefox with the page's path.
// What the page shows is compared with the same engine in Node.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { Firefox } from "./marionette.mjs";

const parts = new URL("../../../Sources/PlaygroundFiles/page/", import.meta.url);
const read = (name) => readFileSync(new URL(name, parts));
const { EngineCore, unpacked } = new Function(
  `${["unpack.js", "engine-core.js"].map(read).join("\n")}; return { EngineCore, unpacked };`)();
const module = new WebAssembly.Module(unpacked(read("engine.wasm.lzma"), read("unpack.wasm")));
const page = pathToFileURL(process.env.GLASSBOX_PAGE).href;

let firefox;
before(async () => { firefox = await Firefox.start(process.env.GLASSBOX_FIREFOX); });
after(() => firefox?.end());

/** The state of the same engine in Node after some words. */
function expected(...words) {
  const engine = new EngineCore(module);
  for (const line of words) engine.finish(line);
  return engine.state();
}

async function open(address = "") {
  await firefox.open("about:blank");
  await firefox.open(page + address);
  await firefox.wait("playground && playground.state()");
}

const say = (words) => firefox.value(`playground.do(${JSON.stringify(words)})`);
const state = async () => JSON.parse(await firefox.value("JSON.stringify(playground.state())"));

/** All that an engine says of itself, but for what only one of the two is asked. */
async function assertSame(other) {
  const mine = await state();
  for (const key of ["epoch", "step", "loss", "testLoss", "weights", "biases"]) {
    assert.deepEqual(mine[key], other[key], key);
  }
}

test("it learns a circle, with the numbers of every other place", async () => {
  await open();
  await say("open circle --seed 1");
  await say("run 30 epochs");
  await assertSame(expected("open circle --seed 1", "run 30 epochs"));
  assert.equal(await firefox.value("document.querySelectorAll('.tile.neuron').length"), 7);
});

test("going back and on in another direction is exact", async () => {
  await say("back 20 epochs");
  await say("set learning-rate 0.3");
  await say("run 5 epochs");
  await assertSame(expected(
    "open circle --seed 1", "run 10 epochs", "set learning-rate 0.3", "run 5 epochs"));
});

test("play and pause", async () => {
  await say("open xor --seed 1");
  await firefox.value("document.getElementById('play').click()");
  await firefox.wait("playground.state().epoch >= 5");
  await firefox.value("document.getElementById('play').click()");
  await firefox.wait("!playground.state().playing");
  const { epoch } = await state();
  await assertSame(expected("open xor --seed 1", `run ${epoch} epochs`));
});

test("an address brings back the same moment", async () => {
  await open("#open+circle+--seed+1&layers+3,2&run+7+epochs");
  await firefox.wait("playground.state().epoch === 7");
  await assertSame(expected("open circle --seed 1", "layers 3,2", "run 7 epochs"));
});

test("inside a step every event has its equation", async () => {
  await firefox.value("document.getElementById('inside').click()");
  await firefox.wait("document.querySelector('#step .equation')?.textContent");
  await say("next");
  await say("next");
  assert.match(await firefox.value("document.querySelector('#step .equation').textContent"), /\d/);
});

test("what cannot be done is said, and nothing changes", async () => {
  const before = await state();
  await assert.rejects(say("set learning-rate many"), /learning-rate/);
  assert.deepEqual(await state(), before);
});
