// One step of backpropagation with all its numbers.
//
//     swift run TraceOneStep
//
// Two inputs, two hidden neurons, one output. The network is shown one row of XOR, and every line
// below is an equation of what it computed: forward, loss, backward, update.

import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

let blueprint = try NetworkBlueprint(
  name: "two-two-one", input: .list(2),
  layers: [
    .dense(Dense(units: 2, activation: .tanh)),
    .dense(Dense(units: 1, activation: .sigmoid)),
  ],
  loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
let network = try NeuronNetwork(blueprint)

let before = try network.explainStep(inputs: [0, 1], targets: [1]) { print($0) }

// The same as values: a trace is a list of events, each of which can be written as JSON.
let events = try network.trace(inputs: [0, 1], targets: [1])
print("The second step is \(events.count) events. Here are its links, on the way back:")
for (index, event) in events.enumerated() {
  if case .linkBackward = event { print(event.jsonLine(index: index)) }
}

for event in events {
  if case .loss(let loss) = event {
    print("\nThe step has made the loss smaller: it was \(before), and is \(loss.value).")
  }
}
