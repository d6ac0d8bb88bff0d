// What can happen in a step, under the numbers that a trace page knows it by.

const Kind = Object.fromEntries(
  ["begin", "dropoutLot", "input", "linkForward", "neuronForward", "loss", "outputSensitivity",
    "neuronBackward", "linkBackward", "weightUpdate", "biasUpdate"].map((name, i) => [name, i]));
const Extent = { one: 0, otherLinks: 1, otherNeurons: 2 };
const Phase = { forward: 0, loss: 1, backward: 2, update: 3 };
const phaseNames = ["Forward", "Loss", "Backward", "Update"];
const phaseOfKind = [0, 0, 0, 0, 0, 1, 2, 2, 2, 3, 3];
const neuronFields = ["bias", "output", "sum", "target", "sensitivity", "slope",
  "inputSensitivity", "biasGradient"];
const linkFields = ["weight", "contribution", "weightGradient", "pushed"];
