// What the engine tells of network and data, with what drawing it takes added.

/** The features in the order of their column: the usual ones, used or not, then one's own. */
function columnOfFeatures(structure) {
  const used = structure.features.map(({ formula }) => formula);
  const usual = structure.inputsAreThePlane ? structure.available : [];
  const column = [
    ...usual.map((feature) => ({ ...feature, isUsed: used.includes(feature.formula) })),
    ...structure.features
      .filter(({ formula }) => !usual.some((feature) => feature.formula === formula))
      .map((feature) => ({ ...feature, isUsed: true })),
  ];
  // Used features come in the network's own order, for their links do.
  const inOrder = structure.features.map(({ formula }) => column.find((one) => one.formula === formula));
  let next = 0;
  return column.map((feature) => {
    const shown = feature.isUsed ? inOrder[next++] : feature;
    return { ...shown, reach: reachOf(shown, structure) };
  });
}

/** The largest size that a feature has on the plane, so that each uses all of the colours. */
function reachOf(feature, structure) {
  const most = feature.plane ? Math.max(...feature.plane.map(Math.abs)) : 0;
  return most > 0 && Number.isFinite(most) ? most : Math.max(...structure.domain.x.map(Math.abs));
}

function preparedStructure(structure) {
  structure.neuronCount = structure.layers.reduce((sum, layer) => sum + layer.units, 0);
  structure.columnOfFeatures = columnOfFeatures(structure);
  return structure;
}
