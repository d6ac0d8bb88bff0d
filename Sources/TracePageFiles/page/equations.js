// Equations as lines, with their numbers coloured by sign.

const numberPattern = /(?<![\w.])−?\d[\d]*(?:\.\d+)?(?:e[-+]\d+)?/g;

/** A text whose numbers are coloured by their signs. */
function coloured(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(numberPattern)) {
    pieces.push(text.slice(end, match.index));
    const isZero = Number(match[0].replace("−", "-")) === 0;
    const sign = isZero ? "none" : match[0].startsWith("−") ? "minus" : "plus";
    pieces.push(make("b", { class: sign }, match[0]));
    end = match.index + match[0].length;
  }
  return [...pieces, text.slice(end)];
}

/** The lines of an explanation: whom each is about in bold, each equation on a line of its own. */
function equationLines(text) {
  return text.split("\n").flatMap((line) => {
    const colon = line.indexOf(": ");
    const label = colon < 0 ? "" : line.slice(0, colon);
    const parts = line.slice(colon < 0 ? 0 : colon + 2).split(/; (?=[^;=]+ = )/);
    return parts.map((part, index) => make("p", {},
      ...(index === 0 && label ? [make("span", { class: "about" }, label), " "] : []),
      make("span", { class: part.includes("=") ? "numbers" : "said" }, ...coloured(part))));
  });
}
