"use strict";

/*
 * A network of node and link objects in JavaScript, after the published design of TensorFlow
 * Playground's engine (github.com/tensorflow/playground, src/nn.ts), as a peer to measure
 * Glassbox' neurons and links against. It is written anew from that design, with the same
 * objects, the same stored numbers and the same loops, and is not slowed down anywhere. It
 * differs in one thing: there may be several outputs, for Playground only ever has one.
 */

// What a node computes from its total input, and what its error is.

const SIGMOID = {
  output: (x) => 1 / (1 + Math.exp(-x)),
  der: (x) => {
    const output = SIGMOID.output(x);
    return output * (1 - output);
  },
};

const HALF_SQUARE = {
  der: (output, target) => output - target,
};

// The objects

/** Adds up what its links bring and applies its activation. */
class Node {
  constructor(id, activation) {
    this.id = id;
    this.activation = activation;
    this.bias = 0.1;
    this.inputLinks = [];
    this.outputs = [];
    this.totalInput = 0;
    this.output = 0;
    // ∂error/∂output and ∂error/∂totalInput.
    this.outputDer = 0;
    this.inputDer = 0;
    // The latter summed since the last update, which is ∂error/∂bias, and how often.
    this.accInputDer = 0;
    this.numAccumulatedDers = 0;
  }

  updateOutput() {
    this.totalInput = this.bias;
    for (let i = 0; i < this.inputLinks.length; i++) {
      const link = this.inputLinks[i];
      this.totalInput += link.weight * link.source.output;
    }
    this.output = this.activation.output(this.totalInput);
    return this.output;
  }
}

/** Joins two nodes with a weight. */
class Link {
  constructor(source, dest, weight, regularization) {
    this.id = `${source.id}-${dest.id}`;
    this.source = source;
    this.dest = dest;
    this.weight = weight;
    this.regularization = regularization;
    // Set by L1 regularization when it drives a weight to zero; never without one.
    this.isDead = false;
    // ∂error/∂weight; the same summed since the last update, and how often.
    this.errorDer = 0;
    this.accErrorDer = 0;
    this.numAccumulatedDers = 0;
  }
}

/** Layers of nodes, each linked to all of the layer before; weights uniform in ±½. */
function buildNetwork(shape, activation, regularization, random) {
  const network = [];
  for (const [layerIndex, count] of shape.entries()) {
    const layer = [];
    for (let i = 0; i < count; i++) {
      const node = new Node(`${layerIndex}.${i}`, activation);
      for (const source of layerIndex > 0 ? network[layerIndex - 1] : []) {
        const link = new Link(source, node, random() - 0.5, regularization);
        source.outputs.push(link);
        node.inputLinks.push(link);
      }
      layer.push(node);
    }
    network.push(layer);
  }
  return network;
}

// A step of training: forward, back, update

function forwardProp(network, inputs) {
  const inputLayer = network[0];
  if (inputs.length !== inputLayer.length) {
    throw new Error(`${inputLayer.length} input nodes were given ${inputs.length} inputs`);
  }
  for (let i = 0; i < inputLayer.length; i++) {
    inputLayer[i].output = inputs[i];
  }
  for (let l = 1; l < network.length; l++) {
    const layer = network[l];
    for (let i = 0; i < layer.length; i++) {
      layer[i].updateOutput();
    }
  }
}

function backProp(network, targets, errorFunction) {
  const outputLayer = network[network.length - 1];
  for (let i = 0; i < outputLayer.length; i++) {
    const node = outputLayer[i];
    node.outputDer = errorFunction.der(node.output, targets[i]);
  }
  for (let l = network.length - 1; l >= 1; l--) {
    const layer = network[l];
    for (let i = 0; i < layer.length; i++) {
      const node = layer[i];
      node.inputDer = node.outputDer * node.activation.der(node.totalInput);
      node.accInputDer += node.inputDer;
      node.numAccumulatedDers++;
    }
    for (let i = 0; i < layer.length; i++) {
      const node = layer[i];
      for (let j = 0; j < node.inputLinks.length; j++) {
        const link = node.inputLinks[j];
        if (link.isDead) {
          continue;
        }
        link.errorDer = node.inputDer * link.source.output;
        link.accErrorDer += link.errorDer;
        link.numAccumulatedDers++;
      }
    }
    // Nothing needs to know how the error depends on the inputs themselves.
    if (l === 1) {
      continue;
    }
    const before = network[l - 1];
    for (let i = 0; i < before.length; i++) {
      const node = before[i];
      node.outputDer = 0;
      for (let j = 0; j < node.outputs.length; j++) {
        const link = node.outputs[j];
        node.outputDer += link.weight * link.dest.inputDer;
      }
    }
  }
}

function updateWeights(network, learningRate, regularizationRate) {
  for (let l = 1; l < network.length; l++) {
    const layer = network[l];
    for (let i = 0; i < layer.length; i++) {
      const node = layer[i];
      if (node.numAccumulatedDers > 0) {
        node.bias -= (learningRate * node.accInputDer) / node.numAccumulatedDers;
        node.accInputDer = 0;
        node.numAccumulatedDers = 0;
      }
      for (let j = 0; j < node.inputLinks.length; j++) {
        const link = node.inputLinks[j];
        if (link.isDead) {
          continue;
        }
        const pull = link.regularization ? link.regularization.der(link.weight) : 0;
        if (link.numAccumulatedDers > 0) {
          link.weight -= (learningRate / link.numAccumulatedDers) * link.accErrorDer;
          link.weight -= learningRate * regularizationRate * pull;
          link.accErrorDer = 0;
          link.numAccumulatedDers = 0;
        }
      }
    }
  }
}

module.exports = { SIGMOID, HALF_SQUARE, buildNetwork, forwardProp, backProp, updateWeights };
