// What sets of points look like, as small pictures to choose from: drawings, not the data.

/** Points of each set on a square from −1 to 1, each with the sign of its class. */
const setDrawings = {
  circle: () => ring(9, 0.28, 1).concat(ring(5, 0.1, 1), ring(20, 0.78, -1)),
  "xor-points": () => cloud(0.48, 0.48, 1).concat(cloud(-0.48, -0.48, 1), cloud(0.48, -0.48, -1), cloud(-0.48, 0.48, -1)),
  gauss: () => cloud(0.45, 0.45, 1).concat(cloud(-0.45, -0.45, -1)),
  spiral: () => arm(0, 1).concat(arm(Math.PI, -1)),
  plane: () => lattice((x, y) => (x + y) / 1.6),
  "multi-gauss": () => lattice((x, y) => Math.sin(3.2 * x) * (y > -0.2 ? 1 : -1)),
  or: () => gate([-1, 1, 1, 1]),
  and: () => gate([-1, -1, -1, 1]),
  nand: () => gate([1, 1, 1, -1]),
  nor: () => gate([1, -1, -1, -1]),
  xor: () => gate([-1, 1, 1, -1]),
  points: () => [[-0.6, 0.5, -1], [0.1, -0.6, -1], [0.5, 0.45, 1], [-0.15, 0.15, 1], [0.62, -0.1, 1]],
};

function ring(count, radius, sign) {
  return Array.from({ length: count }, (_, i) => {
    const angle = 2 * Math.PI * i / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle), sign];
  });
}

function cloud(x, y, sign) {
  return [[0, 0], [0.2, 0.1], [-0.18, 0.13], [0.06, -0.22], [-0.12, -0.1], [0.1, 0.26]]
    .map(([dx, dy]) => [x + dx, y + dy, sign]);
}

function arm(turn, sign) {
  return Array.from({ length: 14 }, (_, i) => {
    const angle = 0.6 + i * 0.36 + turn;
    const radius = 0.08 + 0.058 * i;
    return [radius * Math.sin(angle), radius * Math.cos(angle), sign];
  });
}

function lattice(value) {
  const points = [];
  for (let x = -0.8; x < 0.9; x += 0.32) {
    for (let y = -0.8; y < 0.9; y += 0.32) points.push([x, y, value(x, y)]);
  }
  return points;
}

function gate(signs) {
  return [[-0.6, -0.6], [-0.6, 0.6], [0.6, -0.6], [0.6, 0.6]].map(([x, y], i) => [x, y, signs[i], 0.2]);
}

function setIcon(name, colours) {
  const svg = make("svg", { viewBox: "-1 -1 2 2", "aria-hidden": "true" });
  for (const [x, y, value, radius] of (setDrawings[name] ?? setDrawings.points)()) {
    svg.append(make("circle", { cx: x, cy: -y, r: radius ?? 0.085, fill: colours.signed(value) }));
  }
  return svg;
}
