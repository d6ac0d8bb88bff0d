// A network that learns XOR from its four rows.
//
//     swift run LearnXOR
//
// The recipe says what the network is, the objects make it run, the trainer shows it the four rows
// again and again.

import NetworkDescription
import NeuronGraph
import TrainingData
import TrainingLoop

let recipe = try Recipe.xor.blueprint()
let network = try NeuronNetwork(recipe)
print("\(network.links.count) links will learn XOR.")

let trainer = Trainer(
  network: network,
  options: TrainingOptions(
    epochs: recipe.training.epochs, batchSize: recipe.training.batchSize, seed: recipe.seed))
let history = try trainer.fit(LogicGate.xor.dataset)

for record in history where record.epoch == 1 || record.epoch.isMultiple(of: 100) {
  print("epoch \(record.epoch): loss \(record.loss), right \(record.training.correctCount) of 4")
}

for inputs in [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]] {
  let output = try network.predict(inputs)[0]
  print("\(Int(inputs[0])) xor \(Int(inputs[1])) = \((output * 1000).rounded() / 1000)")
}
