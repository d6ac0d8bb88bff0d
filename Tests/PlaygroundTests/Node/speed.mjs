// How quickly the engine learns, beside the design of TensorFlow Playground in JavaScript, in the
// same Node: node Tests/PlaygroundTests/Node/speed.mjs
//
// Both learn the same samples with the same network, in turns, and only the time of the processor counts:
// a busy machine makes both slower, but hardly changes the ratio.
import { readFileSync } from "node:fs";
import { PlainNetwork } from "./plainNetwork.mjs";

const page = new URL("../../../Sources/PlaygroundFiles/page/", import.meta.url);
const read = (name) => readFileSync(new URL(name, page));
const { EngineCore, unpacked } = new Function(
  `${["unpack.js", "engine-core.js"].map(read).join("\n")}; return { EngineCore, unpacked };`)();
// Another engine, not packed, may be named.
const bytes = process.argv[2]
  ? readFileSync(process.argv[2]) : unpacked(read("engine.wasm.lzma"), read("unpack.wasm"));
const module = new WebAssembly.Module(bytes);

const rounds = 7;
const millisecondsOfRound = 250;
const samplesAtOnce = 5000;
const milliseconds = () => process.cpuUsage().user / 1000;

/** Learns for a while; returns samples a second. */
function speed(learn) {
  const start = milliseconds();
  let samples = 0;
  do samples += learn(); while (milliseconds() - start < millisecondsOfRound);
  return 1000 * samples / (milliseconds() - start);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function compare(name, words, shape, activations, batchSize) {
  const engine = new EngineCore(module);
  for (const line of words) engine.finish(line);
  const { data, features } = engine.structure();
  const samples = Array.from({ length: data.trainCount }, (_, i) => ({
    inputs: [data.x[i], data.y[i]].slice(0, features.length), target: data.target[i],
  }));
  const plain = new PlainNetwork(shape, activations);
  engine.begin("play");
  // The first round is for the compilers.
  const runs = Array.from({ length: rounds + 1 }, () => {
    // As many at once for both: asking for the time takes longer than learning four samples.
    const theirs = speed(() => {
      let learned = 0;
      while (learned < samplesAtOnce) learned += plain.learn(samples, batchSize, 0.03);
      return learned;
    });
    const ours = speed(() => {
      engine.work(samplesAtOnce);
      return samplesAtOnce;
    });
    return { theirs, ours, ratio: ours / theirs };
  }).slice(1);
  engine.begin("pause");
  const [ours, theirs, ratio] = ["ours", "theirs", "ratio"].map((key) =>
    median(runs.map((run) => run[key])));
  console.log(`${name}: ${Math.round(ours)} samples a second, in JavaScript ${Math.round(theirs)}: `
    + `${ratio.toFixed(2)} times as many`);
}

compare("XOR, 2-3-1, one sample a step",
  ["open xor --seed 1", "layers 3", "activation 1 tanh", "set optimizer sgd", "set batch-size 1",
    "set loss meanSquaredError"],
  [2, 3, 1], ["tanh", "sigmoid"], 1);
compare("500 points, 2-8-8-1, ten samples a step",
  ["data circle --count 1000 --share 0.5", "layers 8,8", "activation 1 tanh", "activation 2 tanh",
    "set optimizer sgd", "set batch-size 10", "set loss meanSquaredError"],
  [2, 8, 8, 1], ["tanh", "tanh", "sigmoid"], 10);
