// Writes playground.json: points made by TensorFlow Playground's own src/dataset.ts.
//
//   node make_playground_fixture.mjs path/to/dataset.ts > playground.json
//
// Math.random is replaced by the generator of Park and Miller (1988), which the tests have, too.
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

let state = 1;
Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647;

// As much of d3 (version 3) as dataset.ts uses.
globalThis.d3 = {
  scale: {
    linear() {
      let [domain, range, clamped] = [[0, 1], [0, 1], false];
      const scale = (x) => {
        let share = (x - domain[0]) / (domain[1] - domain[0]);
        if (clamped) share = Math.min(1, Math.max(0, share));
        return range[0] + share * (range[1] - range[0]);
      };
      scale.domain = (d) => ((domain = d), scale);
      scale.range = (r) => ((range = r), scale);
      scale.clamp = (c) => ((clamped = c), scale);
      return scale;
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), "playground-"));
const file = join(folder, "dataset.mjs");
// dataset.ts has few kinds of types, all of which can be left out word by word.
const typescript = readFileSync(process.argv[2], "utf8");
const javascript = typescript
  .replace(/^import .*$/m, "")
  .replace(/^(export )?type [^;{]*(\{[^}]*\})?[^;{]*;?$/gm, "")
  .replace(/:\s*(Example2D|number|void|any|Point)(\[\])?(?=\s*[,)={;])/g, "");
writeFileSync(file, javascript);
const playground = await import(pathToFileURL(file));

const makers = {
  circle: playground.classifyCircleData,
  "xor-points": playground.classifyXORData,
  gauss: playground.classifyTwoGaussData,
  spiral: playground.classifySpiralData,
  plane: playground.regressPlane,
  "multi-gauss": playground.regressGaussian,
};
const sets = [];
for (const [set, maker] of Object.entries(makers)) {
  for (const noise of [0, 0.35]) {
    state = 1;
    const points = maker(16, noise).map((p) => [p.x, p.y, p.label]);
    sets.push({ set, noise, points });
  }
}
console.log("[\n" + sets.map((s) => JSON.stringify(s)).join(",\n") + "\n]");
