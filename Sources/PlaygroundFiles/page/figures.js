// The numbers of the training: loss and accuracy, on training and test data.

class Figures {
  constructor(element) {
    this.element = element;
  }

  setUp(structure) {
    const keys = structure.data.regression
      ? ["loss", "testLoss", "meanAbsoluteError"] : ["loss", "testLoss", "accuracy", "testAccuracy"];
    const names = {
      loss: texts.trainingLoss, testLoss: texts.testLoss, accuracy: texts.accuracy,
      testAccuracy: texts.testAccuracy, meanAbsoluteError: texts.error,
    };
    this.cells = new Map();
    this.element.replaceChildren(...keys.map((key) => {
      const cell = make("dd", { "data-figure": key });
      this.cells.set(key, cell);
      return make("div", { class: key }, make("dt", {}, names[key]), cell);
    }));
  }

  show(frame) {
    for (const [key, cell] of this.cells) {
      const value = frame[key];
      const isShare = key.toLowerCase().includes("accuracy");
      const isKnown = value !== undefined && value !== null && !Number.isNaN(value);
      cell.textContent = !isKnown ? "–" : isShare ? percent(value) : short(value);
      cell.dataset.exact = isKnown ? exact(value) : "";
      cell.title = cell.dataset.exact;
    }
  }
}

function percent(part) {
  const hundredths = 100 * part;
  return `${hundredths.toFixed(Number.isInteger(hundredths) ? 0 : 1)} %`;
}
