// What the engine tells of network and data, with what drawing it takes added.

/** The features that are always offered, used or not. */
const usualFeatures = ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"];

function preparedStructure(structure) {
  structure.neuronCount = structure.layers.reduce((sum, layer) => sum + layer.units, 0);
  structure.layers.forEach((layer, column) => {
    layer.column = column;
    layer.activation = kindOf(layer.activation) ?? "identity";
  });
  structure.loss = kindOf(structure.loss);
  structure.initializer = kindOf(structure.initializer);
  structure.optimizer.schedule = kindOf(structure.optimizer.schedule);
  structure.data.classCount = structure.data.classes?.length ?? 0;
  structure.columnOfFeatures = columnOfFeatures(structure);
  return structure;
}

/** The name of a kind with settings, which may be `"tanh"` or `{"leakyRelu":{"slope":0.1}}`. */
function kindOf(kind) {
  if (kind === null || typeof kind !== "object") return kind;
  return Object.keys(kind)[0];
}

/** The features in the order of their column: the usual ones, used or not, then one's own. Used ones
 * come in the network's order, so that links that lie beside each other do so in the drawing. */
function columnOfFeatures({ features, available = [], inputsAreThePlane, domain }) {
  const used = features.map(({ formula }) => formula);
  const planes = new Map(available.map(({ formula, plane }) => [formula, plane]));
  const usual = inputsAreThePlane ? usualFeatures : [];
  const formulas = [...usual, ...used.filter((formula) => !usual.includes(formula))];
  let next = 0;
  return formulas.map((one) => {
    const isUsed = used.includes(one);
    const formula = isUsed ? used[next++] : one;
    const plane = planes.get(formula);
    return { formula, isUsed, plane, name: prettyFormula(formula), reach: reachOf(plane, domain) };
  });
}

/** `x^2` as people write it: x². */
function prettyFormula(formula) {
  return formula.replaceAll("^2", "²").replaceAll("^3", "³").replaceAll("x*y", "xy")
    .replaceAll("*", "·").replace(/^(sin|cos|tanh|exp)\((\w)\)$/, "$1 $2").replaceAll("-", "−");
}

/** The largest size that a feature has on the plane, so that each uses all of the colours. */
function reachOf(plane, domain) {
  const most = plane ? plane.reduce((size, value) => Math.max(size, Math.abs(value)), 0) : 0;
  return most > 0 && Number.isFinite(most) ? most : Math.max(...domain.x.map(Math.abs)) || 1;
}

/** The hidden layers that have weights. */
function denseHidden(structure) {
  return structure.layers.slice(1, -1).filter((layer) => layer.kind === "dense");
}
