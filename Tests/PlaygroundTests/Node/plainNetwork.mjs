// A network as TensorFlow Playground keeps it (D. Smilkov and others, nn.ts, 2016): nodes and links
// as JavaScript objects, which add up what a batch wants and then move by its mean. Written anew for
// comparisons of speed; the order and kind of its work are those of the original.

const functions = {
  tanh: { output: (x) => Math.tanh(x), slope: (x) => { const y = Math.tanh(x); return 1 - y * y; } },
  sigmoid: {
    output: (x) => 1 / (1 + Math.exp(-x)),
    slope: (x) => { const y = functions.sigmoid.output(x); return y * (1 - y); },
  },
};

const squareError = {
  error: (output, target) => 0.5 * (output - target) ** 2,
  slope: (output, target) => output - target,
};

class PlainLink {
  constructor(source, target) {
    Object.assign(this, {
      source, target, weight: Math.random() - 0.5, isDead: false, errorSlope: 0, errorSum: 0,
      errorCount: 0, regularization: null,
    });
  }
}

class PlainNode {
  constructor(id, activation) {
    Object.assign(this, {
      id, activation, inputs: [], outputs: [], bias: 0.1, sum: 0, output: 0, outputSlope: 0,
      inputSlope: 0, inputSlopeSum: 0, slopeCount: 0,
    });
  }

  updateOutput() {
    this.sum = this.bias;
    for (let i = 0; i < this.inputs.length; i++) {
      const link = this.inputs[i];
      this.sum += link.weight * link.source.output;
    }
    this.output = this.activation.output(this.sum);
    return this.output;
  }
}

export class PlainNetwork {
  constructor(shape, activations) {
    this.layers = shape.map((count, layer) => Array.from({ length: count }, (_, index) => {
      const node = new PlainNode(`${layer}.${index}`, functions[activations[layer - 1]]);
      return node;
    }));
    for (let layer = 1; layer < shape.length; layer++) {
      for (const source of this.layers[layer - 1]) {
        for (const target of this.layers[layer]) {
          const link = new PlainLink(source, target);
          source.outputs.push(link);
          target.inputs.push(link);
        }
      }
    }
  }

  /** One epoch; returns how many samples there were. */
  learn(samples, batchSize, rate) {
    samples.forEach(({ inputs, target }, i) => {
      this.forward(inputs);
      this.backward(target);
      if ((i + 1) % batchSize === 0) this.updateWeights(rate);
    });
    return samples.length;
  }

  forward(inputs) {
    this.layers[0].forEach((node, i) => { node.output = inputs[i]; });
    for (let layer = 1; layer < this.layers.length; layer++) {
      for (const node of this.layers[layer]) node.updateOutput();
    }
  }

  backward(target) {
    const last = this.layers.length - 1;
    const output = this.layers[last][0];
    output.outputSlope = squareError.slope(output.output, target);
    for (let layer = last; layer >= 1; layer--) {
      const nodes = this.layers[layer];
      for (const node of nodes) {
        node.inputSlope = node.outputSlope * node.activation.slope(node.sum);
        node.inputSlopeSum += node.inputSlope;
        node.slopeCount += 1;
      }
      for (const node of nodes) {
        for (const link of node.inputs) {
          if (link.isDead) continue;
          link.errorSlope = node.inputSlope * link.source.output;
          link.errorSum += link.errorSlope;
          link.errorCount += 1;
        }
      }
      if (layer === 1) continue;
      for (const node of this.layers[layer - 1]) {
        node.outputSlope = 0;
        for (const link of node.outputs) node.outputSlope += link.weight * link.target.inputSlope;
      }
    }
  }

  updateWeights(rate) {
    for (let layer = 1; layer < this.layers.length; layer++) {
      for (const node of this.layers[layer]) {
        if (node.slopeCount > 0) {
          node.bias -= rate * node.inputSlopeSum / node.slopeCount;
          node.inputSlopeSum = 0;
          node.slopeCount = 0;
        }
        for (const link of node.inputs) {
          if (link.isDead || link.errorCount === 0) continue;
          link.weight -= rate / link.errorCount * link.errorSum;
          link.errorSum = 0;
          link.errorCount = 0;
        }
      }
    }
  }
}
