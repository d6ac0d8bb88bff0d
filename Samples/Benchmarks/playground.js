#!/usr/bin/env node
"use strict";

/*
 * Measures how many samples a second the peer in playground-network.js trains on: a 784-15-10
 * sigmoid network, sample by sample, ½ squared error, rate 0.1. Prints one line of JSON per kind
 * of input. No packages; Node 18 or newer.
 */

const {
  SIGMOID, HALF_SQUARE, buildNetwork, forwardProp, backProp, updateWeights,
} = require("./playground-network.js");

const SHAPE = [784, 15, 10];
const LEARNING_RATE = 0.1;
const KINDS = ["dense", "digits"];
const PICTURES = 500;
// The share of pixels that are not white in MNIST's training pictures.
const INK = 0.19;

/** Numbers in 0 ..< 1, the same in every run (a linear congruential generator, high bits first). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function makeSamples(kind, random) {
  const samples = [];
  for (let n = 0; n < PICTURES; n++) {
    const inputs = [];
    for (let i = 0; i < SHAPE[0]; i++) {
      inputs.push(kind === "dense" || random() < INK ? random() : 0);
    }
    const digit = Math.floor(random() * SHAPE[2]);
    const targets = [];
    for (let i = 0; i < SHAPE[2]; i++) {
      targets.push(i === digit ? 1 : 0);
    }
    samples.push({ inputs, targets });
  }
  return samples;
}

function trainOnce(network, samples) {
  for (let n = 0; n < samples.length; n++) {
    forwardProp(network, samples[n].inputs);
    backProp(network, samples[n].targets, HALF_SQUARE);
    updateWeights(network, LEARNING_RATE, 0);
  }
}

/** Trains for `seconds` and returns how many samples went by in each. */
function rate(network, samples, seconds) {
  const start = process.hrtime.bigint();
  let trained = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    trainOnce(network, samples);
    trained += samples.length;
    elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  }
  return trained / elapsed;
}

function measure(kind, seconds) {
  const random = generator(1);
  const samples = makeSamples(kind, random);
  const network = buildNetwork(SHAPE, SIGMOID, null, random);
  // Gives the compiler time to see which loops are hot.
  rate(network, samples, Math.min(1, seconds));
  return {
    workload: `objects-784-15-10-${kind}`,
    engine: "playground-style (node)",
    samplesPerSecond: Math.round(rate(network, samples, seconds)),
  };
}

const USAGE = `usage: node playground.js [--inputs dense|digits] [--seconds N]

Trains a 784-15-10 sigmoid network of nodes and links and prints samples per second as JSON.
  --inputs KIND   dense (all inputs between 0 and 1) or digits (81 % of them 0, as in MNIST);
                  without it, both in turn
  --seconds N     how long to measure each, after a warm-up; 3 if not given`;

function fail(message) {
  console.error(`error: ${message}\n\n${USAGE}`);
  process.exit(64);
}

function main(words) {
  let kinds = KINDS;
  let seconds = 3;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--help" || words[i] === "-h") {
      console.log(USAGE);
      return;
    } else if (words[i] === "--inputs") {
      const kind = words[++i];
      if (!KINDS.includes(kind)) fail(`--inputs is dense or digits, not ${kind ?? "nothing"}`);
      kinds = [kind];
    } else if (words[i] === "--seconds") {
      seconds = Number(words[++i]);
      if (!(seconds > 0 && seconds <= 3600)) fail("--seconds is a number from above 0 to 3600");
    } else {
      fail(`unknown option ${words[i]}`);
    }
  }
  for (const kind of kinds) {
    console.log(JSON.stringify(measure(kind, seconds)));
  }
}

main(process.argv.slice(2));
