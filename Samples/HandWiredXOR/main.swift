// XOR wired by hand, neuron by neuron and link by link.
//
//     swift run HandWiredXOR
//
// Nobody trains the first network: its weights are thought out. The second has one hidden neuron
// only, because two of its links skip the hidden layer; its weights are learned.

import NetworkDescription
import NeuronGraph

let rows: [(inputs: [Double], target: Double)] = [
  ([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0),
]

func printTruthTable(of network: NeuronNetwork) throws {
  for row in rows {
    let output = try network.predict(row.inputs)[0]
    let rounded = (output * 1000).rounded() / 1000
    print("  \(Int(row.inputs[0])) xor \(Int(row.inputs[1])) = \(rounded)")
  }
}

// Inputs differ when at least one is 1 (OR) and not both are (NAND). A sigmoid neuron says yes
// where its sum is positive: a + b − ½ for OR, 1½ − a − b for NAND. Times 20 it says so clearly.
var wiring = NetworkWiring()
let a = wiring.input()
let b = wiring.input()
let or = wiring.neuron(.sigmoid, bias: -10)
let nand = wiring.neuron(.sigmoid, bias: 30)
let both = wiring.neuron(.sigmoid, bias: -30)
wiring.link(a, to: or, weight: 20)
wiring.link(b, to: or, weight: 20)
wiring.link(a, to: nand, weight: -20)
wiring.link(b, to: nand, weight: -20)
wiring.link(or, to: both, weight: 20)
wiring.link(nand, to: both, weight: 20)

print("Weights thought out: OR and NAND, joined by AND")
try printTruthTable(of: wiring.network(outputs: [both], loss: .binaryCrossEntropy))

// The inputs speak to the output directly, too, so one hidden neuron is enough to tell 1 1 apart.
var skipping = NetworkWiring()
let c = skipping.input()
let d = skipping.input()
let hidden = skipping.neuron(.sigmoid, bias: 0.1)
let answer = skipping.neuron(.sigmoid, bias: -0.1)
skipping.link(c, to: hidden, weight: 0.5)
skipping.link(d, to: hidden, weight: 0.4)
skipping.link(c, to: answer, weight: 0.3)  // skips the hidden layer
skipping.link(d, to: answer, weight: 0.2)  // and so does this one
let veto = skipping.link(hidden, to: answer, weight: -0.5)

let learner = try skipping.network(
  outputs: [answer], loss: .binaryCrossEntropy, optimizer: .sgd(SGD(learningRate: 1)))
for _ in 1...1000 {
  for row in rows { try learner.learn(inputs: row.inputs, targets: [row.target]) }
}
print("Weights learned: one hidden neuron, and links that skip it")
try printTruthTable(of: learner)
print("  The hidden neuron's link has become \((veto.weight.value * 10).rounded() / 10).")
