"use strict";

/*
 * Reads benchmark results, one JSON object a line, from standard input. Prints for every workload
 * each engine's figures and medians, and how many times as fast the engine named in the first
 * argument is as each of the others.
 */

const USAGE = "usage: node report-ratios.js ENGINE < results";

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Returns a map from workload to a map from engine to its figures. */
function readResults(text) {
  const workloads = new Map();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    let result;
    try {
      result = JSON.parse(line);
    } catch (problem) {
      fail(`line ${index + 1} is not JSON (${problem.message}): ${line}`);
    }
    const { workload, engine, samplesPerSecond } = result ?? {};
    if (!workload || !engine || !(samplesPerSecond > 0)) {
      fail(`line ${index + 1} lacks a workload, an engine or samples per second: ${line}`);
    }
    if (!workloads.has(workload)) workloads.set(workload, new Map());
    const engines = workloads.get(workload);
    if (!engines.has(engine)) engines.set(engine, []);
    engines.get(engine).push(samplesPerSecond);
  }
  return workloads;
}

function whole(value) {
  return Math.round(value).toLocaleString("en-US");
}

function report(workloads, ours) {
  for (const [workload, engines] of workloads) {
    console.log(`${workload} (samples per second)`);
    for (const [engine, figures] of engines) {
      const name = engine.padEnd(24);
      console.log(`  ${name} ${figures.map(whole).join("  ")}   median ${whole(median(figures))}`);
    }
    if (!engines.has(ours)) {
      fail(`nothing was measured for ${ours} on ${workload}; found: ${[...engines.keys()]}`);
    }
    if (engines.size === 1) fail(`no peer was measured on ${workload}`);
    for (const [engine, figures] of engines) {
      if (engine === ours) continue;
      const ratio = median(engines.get(ours)) / median(figures);
      console.log(`  ${ours} / ${engine}: ${ratio.toFixed(2)} times as fast`);
    }
  }
}

const ours = process.argv[2];
if (process.argv.length !== 3) {
  console.error(`error: exactly one engine is needed\n${USAGE}`);
  process.exit(64);
}
const workloads = readResults(require("fs").readFileSync(0, "utf8"));
if (workloads.size === 0) fail("there are no results to compare");
report(workloads, ours);
