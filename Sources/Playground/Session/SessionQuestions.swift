import Explanation
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import TrainingDebugger

/// A lie among gradients, to be found.
struct LiarGame {
  let lie: PlantedLie
  let question: QuizQuestion
  let inputs: [Double]
  let targets: [Double]
}

extension PlaygroundSession {
  /// The sample that questions are about: the one being looked into, or the next to learn from.
  private func sample() throws(PlaygroundError) -> (inputs: [Double], targets: [Double]) {
    if let stepping { return (stepping.session.sample.inputs, stepping.session.sample.targets) }
    let train = course.prepared.train
    guard let next = course.batches().first else {
      throw .missing(what: "sample", advice: "add points, or choose other data")
    }
    return (train.input(of: next), train.target(of: next))
  }

  /// A copy of the network at this moment, to be asked.
  private func networkToAsk() throws(PlaygroundError) -> NeuronNetwork {
    try course.prepared.network(course.network.trainingState)
  }

  func answer(_ first: String, _ words: inout Words) throws(PlaygroundError) -> PlaygroundReply {
    let network = try networkToAsk()
    let (inputs, targets) = try sample()
    switch first {
    case "prove":
      let name = try words.next("prove", expected: "a link or a neuron, such as 0.1-1.0")
      try words.finish()
      return PlaygroundReply(
        try PlaygroundError.ofQuestion { () throws(QuestionError) in
          try network.prove(name, inputs: inputs, targets: targets).lines
        })
    case "blame":
      let name = words.next()
      try words.finish()
      return PlaygroundReply(try blame(name, network, inputs, targets))
    case "why":
      try words.finish()
      let names = course.prepared.setup.data.classNames
      return PlaygroundReply(
        try PlaygroundError.ofQuestion { () throws(QuestionError) in
          try network.why(inputs: inputs).lines(
            names: names.count == network.outputCount ? names : [], width: nil)
        })
    case "what-if":
      let weights = words.isEmpty ? 1 : try words.integer("the weights", in: 1...10)
      try words.finish()
      return PlaygroundReply(
        try PlaygroundError.ofQuestion { () throws(QuestionError) in
          try network.whatIf(inputs: inputs, weights: weights).lines()
        })
    case "doctor":
      try words.finish()
      return PlaygroundReply(try diagnosis().lines)
    case "quiz": return try askQuiz(&words, network, inputs, targets)
    default: return try playLiar(&words, network, inputs, targets)
    }
  }

  private func blame(
    _ name: String?, _ network: NeuronNetwork, _ inputs: [Double], _ targets: [Double]
  ) throws(PlaygroundError) -> [String] {
    let labels = NeuronLabels(network)
    guard let name else {
      return try PlaygroundError.ofNetwork { () throws(NetworkError) in
        try network.blame(inputs: inputs, targets: targets).lines(labels)
      }
    }
    return try PlaygroundError.ofQuestion { () throws(QuestionError) in
      try network.blame(name, inputs: inputs, targets: targets).lines(labels)
    }
  }

  /// What befell the network from the beginning of its stretch to the present step.
  private func diagnosis() throws(PlaygroundError) -> Diagnosis {
    let stretch = course.future.stretches[course.stretch]
    let network = try stretch.prepared.network(stretch.state)
    let steps = course.moment.step - stretch.start.step + (course.fault == nil ? 0 : 1)
    return try PlaygroundError.ofQuestion { () throws(QuestionError) in
      try network.diagnose(
        on: stretch.prepared.train, steps: min(max(1, steps), Self.mostDoctorSteps),
        batchSize: stretch.prepared.setup.training.batchSize, seed: stretch.prepared.setup.seed)
    }
  }

  private static let mostDoctorSteps = 20_000

  // MARK: - Games

  private func askQuiz(
    _ words: inout Words, _ network: NeuronNetwork, _ inputs: [Double], _ targets: [Double]
  ) throws(PlaygroundError) -> PlaygroundReply {
    if words.take("answer") {
      guard var round = quizRound else {
        throw .missing(what: "quiz", advice: "begin one with quiz")
      }
      var lines = round.take(try words.all("the answer", expected: "a number or a name"))
        .flatMap { $0.lines }
      if round.isOver { lines += round.score.lines }
      quizRound = round.isOver ? nil : round
      return PlaygroundReply(lines)
    }
    let count = words.isEmpty ? 5 : try words.integer("the questions", in: 1...50)
    try words.finish()
    let quiz = try PlaygroundError.ofQuestion { () throws(QuestionError) in
      try network.quiz(
        inputs: inputs, targets: targets, count: count,
        seed: UInt64(truncatingIfNeeded: course.moment.step))
    }
    let round = QuizRound(quiz)
    quizRound = round
    return PlaygroundReply(round.opening.flatMap { $0.lines })
  }

  private func playLiar(
    _ words: inout Words, _ network: NeuronNetwork, _ inputs: [Double], _ targets: [Double]
  ) throws(PlaygroundError) -> PlaygroundReply {
    if words.take("guess") {
      let game = try presentGame()
      let guess = try words.all("the guess", expected: "a link or a neuron, such as 0.1-1.0")
      switch game.question.judge(guess) {
      case .right:
        self.game = nil
        return PlaygroundReply(["Right: \(game.lie.words)"])
      case .wrong(let how): return PlaygroundReply(["No: \(how)."])
      case .notUnderstood(let expected):
        return PlaygroundReply(["I did not understand: \(expected)."])
      case .tooRough: return PlaygroundReply(["Give the whole name."])
      }
    }
    if words.take("prove") {
      let game = try presentGame()
      let name = try words.next("liar prove", expected: "a link or a neuron, such as 0.1-1.0")
      return PlaygroundReply(
        try PlaygroundError.ofQuestion { () throws(QuestionError) in
          try network.prove(name, inputs: game.inputs, targets: game.targets, lie: game.lie).lines
        })
    }
    let seed = words.isEmpty ? UInt64(truncatingIfNeeded: course.moment.step) : try words.seed()
    try words.finish()
    let game = try PlaygroundError.ofQuestion { () throws(QuestionError) in
      try Self.game(in: network, inputs: inputs, targets: targets, seed: seed)
    }
    self.game = game
    return PlaygroundReply(game.question.prompt)
  }

  private func presentGame() throws(PlaygroundError) -> LiarGame {
    guard let game else { throw .missing(what: "lie", advice: "plant one with liar") }
    return game
  }

  /// A lie that can be seen in a sample; some cannot, so others follow.
  private static func game(
    in network: NeuronNetwork, inputs: [Double], targets: [Double], seed: UInt64
  ) throws(QuestionError) -> LiarGame {
    var refusal: QuestionError?
    for attempt in 0..<UInt64(200) {
      do throws(QuestionError) {
        let lie = try network.plantLie(nil, seed: seed &+ attempt)
        let quiz = try network.quiz(
          inputs: inputs, targets: targets, count: 2, seed: seed, lie: lie)
        guard let question = quiz.questions.last else { continue }
        return LiarGame(lie: lie, question: question, inputs: inputs, targets: targets)
      } catch {
        refusal = refusal ?? error
      }
    }
    throw refusal ?? .unsuitable(question: "the bug", needs: "another sample")
  }
}
