import NetworkDescription
import NeuronGraph
import Playground
import TrainingData
import TrainingLoop
import Testing

@Suite("A playground's session")
struct SessionTests {
  private func session(after words: String...) throws -> PlaygroundSession {
    let session = try PlaygroundSession()
    for line in words { try session.finish(line) }
    return session
  }

  @Test(
    "Its training is that of the terminal, bit for bit",
    arguments: [(Recipe.xor, 40), (.circle, 6), (.multiGauss, 2)])
  func sameAsTrainer(recipe: Recipe, epochs: Int) throws {
    let blueprint = try recipe.blueprint()
    let network = try NeuronNetwork(blueprint)
    let data = try DataSource.open([], for: blueprint, seed: blueprint.seed)
    let options = TrainingOptions(
      epochs: epochs, batchSize: blueprint.training.batchSize, seed: blueprint.seed)
    _ = try Trainer(network: network, options: options).fit(data.train)
    let playground = try session(after: "open \(recipe.rawValue)", "run \(epochs) epochs")
    #expect(playground.numbers(.weights) == network.links.map { $0.weight.value })
  }

  @Test("Going back to any moment and on again comes to the same bits")
  func travel() throws {
    let playground = try session(after: "open circle --seed 1", "run 30 epochs", "run 7 steps")
    let there = playground.fingerprint
    for words in ["back 3 steps", "go 4", "back 1 epochs", "go 0", "go 29"] {
      try playground.finish(words)
    }
    let missing = 30 * 25 + 7 - playground.moment.step
    try playground.finish("run \(missing) steps")
    #expect(playground.fingerprint == there)
  }

  @Test("What was changed on the way is changed again on every way there")
  func travelThroughChanges() throws {
    let playground = try session(
      after: "open circle --seed 1", "run 5 epochs", "edit weight 0.1-1.0 2", "run 3 epochs",
      "set learning-rate 0.1", "run 3 steps", "layer add 3", "run 4 epochs")
    let there = playground.numbers(.weights)
    try playground.finish("go 0")
    #expect(playground.numbers(.weights).count == 18)
    try playground.finish("go 12")
    #expect(playground.numbers(.weights) == there)
  }

  @Test("Another direction keeps the course that was left, and both can be gone back to")
  func futures() throws {
    let playground = try session(after: "open circle --seed 1", "run 20 epochs")
    let first = playground.numbers(.weights)
    for words in ["back 10 epochs", "set learning-rate 0.3", "run 10 epochs"] {
      try playground.finish(words)
    }
    let second = playground.numbers(.weights)
    #expect(first != second)
    try playground.finish("future 1")
    #expect(playground.numbers(.weights) == first)
    try playground.finish("future 2")
    #expect(playground.numbers(.weights) == second)
  }

  @Test("Undo takes back one change, a drag counting as one, and redo makes it again")
  func undo() throws {
    let playground = try session(after: "open xor", "run 10 epochs")
    let before = playground.stateJSON
    for value in ["1", "1.5", "2"] { try playground.finish("edit weight 0.1-1.0 \(value)") }
    let after = playground.stateJSON
    try playground.finish("undo")
    #expect(playground.stateJSON == before)
    try playground.finish("redo")
    #expect(playground.stateJSON == after)
  }

  @Test("A reset has the first weights again, another seed has others")
  func reset() throws {
    let playground = try session(after: "open circle --seed 1")
    let first = playground.numbers(.weights)
    try playground.finish("run 3 epochs")
    try playground.finish("reset")
    #expect(playground.numbers(.weights) == first)
    try playground.finish("seed 2")
    #expect(playground.numbers(.weights) != first)
    #expect(
      playground.numbers(.dataX) == (try session(after: "open circle --seed 1")).numbers(.dataX))
  }

  @Test("Neurons, layers and features that come and go leave all other weights as they are")
  func carriedWeights() throws {
    let playground = try session(after: "open circle --seed 1", "run 3 epochs")
    let before = try Self.weights(playground)
    for words in ["neuron add 1", "features x,y,x*y", "set dropout 0"] {
      try playground.finish(words)
      let after = try Self.weights(playground)
      for (name, weight) in before { #expect(after[name] == weight, "\(words): \(name)") }
    }
    try playground.finish("features x,y")
    try playground.finish("neuron remove 1")
    #expect(try Self.weights(playground) == before)
    try playground.finish("layer add 4 at 2")
    let deeper = try Self.weights(playground)
    for (name, weight) in before where name.hasPrefix("0.") { #expect(deeper[name] == weight) }
  }

  private static func weights(_ session: PlaygroundSession) throws -> [String: Double] {
    let network = try jsonObject(session.stateJSON)
    return try #require(network["weights"] as? [String: Double])
  }

  @Test("The address leads to the very same moment")
  func address() throws {
    let playground = try session(
      after: "open circle --seed 1", "layers 3,2", "seed 5", "run 4 epochs", "edit bias 1.0 0.5",
      "data points 1,1,0;2,2,1;-1,2,2", "run 9 steps", "set l2 0.01", "run 2 epochs", "back 1 steps"
    )
    let other = try PlaygroundSession()
    for words in playground.addressWords { try other.finish(words) }
    #expect(other.stateJSON == playground.stateJSON)
  }

  @Test(
    "What cannot be done is said, and everything is as it was",
    arguments: [
      "fly", "open nothing", "open blueprint {}", "layers 0", "layers 99999999", "layer remove 9",
      "activation 1 nothing", "set learning-rate -1", "set loss nothing", "set batch-size 0",
      "features 1/(x-x)", "features x,,y", "data curve (x", "data curve 1/0", "data points 1,2",
      "data points 1,2,9", "data csv a,b\n1,x,3\n2,3,4", "data csv a", "data rows {}",
      "edit weight 9.9-1.0 1", "edit weight 0.0-1.0 inf", "run -1 epochs", "run 1 miles",
      "future 2", "undo 3", "redo", "next mile", "quiz answer 3", "liar guess 0.0-1.0", "seed x",
    ])
  func refusals(words: String) throws {
    let playground = try session(after: "open circle --seed 1", "run 2 epochs")
    let before = playground.stateJSON
    #expect(throws: PlaygroundError.self) { try playground.finish(words) }
    #expect(playground.stateJSON == before)
    try playground.finish("run 1 epochs")
  }

  @Test("Training that explodes stops, says where, and can be gone back from")
  func explosion() throws {
    let playground = try session(
      after: "open multi-gauss --seed 1", "run 1 epochs", "set optimizer sgd",
      "set learning-rate 1000000")
    #expect(throws: PlaygroundError.self) { try playground.finish("run 20 epochs") }
    #expect(playground.frameJSON.contains("first to overflow"))
    try playground.finish("go 1")
    #expect(playground.numbers(.weights).allSatisfy { $0.isFinite })
    #expect(playground.frameJSON.contains("\"diagnosis\":null"))
  }

  @Test("Events go on beyond a step, and back before it, and learn nothing else")
  func events() throws {
    let playground = try session(after: "open xor", "run 3 steps", "next", "go event 1000000")
    try playground.finish("next")
    #expect(playground.moment.step == 4)
    try playground.finish("previous")
    #expect(playground.moment.step == 3)
    let straight = try session(after: "open xor", "run 3 steps")
    #expect(playground.numbers(.weights) == straight.numbers(.weights))
  }
}
