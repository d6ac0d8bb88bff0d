// A link as a curve from its source to its target, with a wider one around it that is easy to hit.

function linkCurve([x1, y1], [x2, y2], bend) {
  const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return [make("path", { class: "line", d }), make("path", { class: "reach", d })];
}
