import ExplanationTestSupport
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import NeuronTrace
import PlaceLiterals
import Testing

@Suite("The quiz")
struct QuizTests {
  private static func network() throws -> NeuronNetwork {
    let blueprint = try NetworkBlueprint(
      name: "quiz", input: .list(2),
      layers: [
        .dense(Dense(units: 3, activation: .tanh)), .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)), seed: 2)
    return try NeuronNetwork(blueprint)
  }

  private static let inputs = [0.7, -1.2]

  @Test("Every key is a number of the trace, and its own digits are a right answer")
  func keys() throws {
    let network = try Self.network()
    let state = network.trainingState
    let quiz = try network.quiz(inputs: Self.inputs, targets: [1], count: 500, seed: 1)
    #expect(network.trainingState == state)
    var numbers: Set<Double> = []
    for event in try network.trace(inputs: Self.inputs, targets: [1]) {
      switch event {
      case .linkForward(let told): numbers.insert(told.contribution)
      case .neuronForward(let told): numbers.formUnion([told.sum, told.output])
      case .neuronBackward(let told): numbers.insert(told.inputSensitivity)
      case .linkBackward(let told):
        numbers.formUnion([told.weightGradient, told.pushed])
      case .weightUpdate(let told): numbers.insert(told.move.after)
      case .biasUpdate(let told): numbers.insert(told.move.after)
      default: break
      }
    }
    #expect(quiz.questions.count > 30)
    for question in quiz.questions {
      guard case .number(let key) = question.key else { continue }
      #expect(numbers.contains(key), "\(question)")
      #expect(question.judge("\(key)") == .right)
      #expect(question.judge("\(-key)") != .right && question.judge("\(key * 1.5)") != .right)
      // The last hint has the numbers but not the result.
      let shown = question.solution.split(separator: " ").last.map(String.init) ?? ""
      #expect(!question.prompt.joined().contains(shown) || shown.count < 4, "\(question)")
    }
  }

  @Test("Equations of hints, worked out again, give the key")
  func hints() throws {
    let quiz = try Self.network().quiz(inputs: Self.inputs, targets: [1], count: 500, seed: 1)
    for question in quiz.questions {
      guard case .number = question.key, let hint = question.hints.last else { continue }
      let value = try PrintedExpression.value(of: hint.replacing(" = ?", with: ""))
      #expect(question.judge("\(value)") == .right, "\(question)")
    }
  }

  @Test("An answer is right if the key rounds to it, at two digits or more")
  func rounding() throws {
    let question = QuizQuestionMaker.number(-0.38092)
    for right in ["-0.3809", "−0.381", "-0.38", "-.38", "-0,38", " -0.38 ", "-3.8e-1", "-0.38092"] {
      #expect(question.judge(right) == .right, "\(right)")
    }
    for rough in ["-0.4", "0", "-0"] { #expect(question.judge(rough) == .tooRough, "\(rough)") }
    for wrong in ["-0.39", "-0.37", "0.38", "-0.3819", "12"] {
      guard case .wrong = question.judge(wrong) else {
        Issue.record("\(wrong): \(question.judge(wrong))")
        continue
      }
    }
    for unknown in ["", "eh", "nan", "inf", "0x1p3", "1.2.3", "--1", "1e999"] {
      guard case .notUnderstood = question.judge(unknown) else {
        Issue.record("\(unknown): \(question.judge(unknown))")
        continue
      }
    }
    #expect(QuizQuestionMaker.number(0.5).judge("0.5") == .right)
    #expect(QuizQuestionMaker.number(3).judge("3") == .right)
    #expect(QuizQuestionMaker.sign(-2).judge("falls") == .right)
    #expect(QuizQuestionMaker.sign(-2).judge("+") == .wrong("it is the other way round"))
  }

  @Test("The seed decides what is asked, in the order of the step")
  func seeds() throws {
    let network = try Self.network()
    func quiz(_ seed: UInt64, _ count: Int = 6) throws -> Quiz {
      try network.quiz(inputs: Self.inputs, targets: [1], count: count, seed: seed)
    }
    #expect(try quiz(1) == quiz(1))
    #expect(try quiz(1) != quiz(2))
    #expect(try quiz(1).questions.count == 6)
    let all = try quiz(1, 500).questions
    let order = try quiz(3).questions.compactMap { all.firstIndex(of: $0) }
    #expect(order.count == 6 && order == order.sorted())
  }

  @Test("With a lie, the last question is who lies, and multiplication finds it", arguments: 1...8)
  func lie(seed: UInt64) throws {
    let network = try Self.network()
    let lie = try network.plantLie(nil, seed: seed)
    let quiz = try network.quiz(
      inputs: Self.inputs, targets: [1], count: 3, seed: seed, lie: lie)
    #expect(quiz.questions.count == 3)
    let last = try #require(quiz.questions.last)
    #expect(last.key == .place(lie.place) && last.judge(lie.place.name) == .right)
    #expect(last.judge("9.9-8.8") == .wrong("that one tells the truth"))

    // From the printed numbers alone.
    func number(_ word: Substring) -> Double? { Double(word.replacing("−", with: "-")) }
    let sensitivity = try #require(
      last.prompt[0].firstMatch(of: /is ([−0-9.e-]+), and/).flatMap { number($0.1) })
    let liars = last.prompt.dropFirst(2).dropLast().compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard let gradient = words.last.flatMap(number) else { return nil }
      let input = words.first == "bias" ? 1 : number(words[words.count - 2]) ?? .nan
      let name = String(words.first == "bias" ? words[1] : words[0])
      return abs(sensitivity * input - gradient) > 2e-3 * abs(gradient) + 1e-4 ? name : nil
    }
    #expect(liars == [lie.place.name], "\(last.prompt)")
  }
}

/// Questions with nothing but a key.
private enum QuizQuestionMaker {
  static func number(_ key: Double) -> QuizQuestion { question(.number(key)) }
  static func sign(_ key: Double) -> QuizQuestion { question(.sign(key)) }

  private static func question(_ key: QuizQuestion.Key) -> QuizQuestion {
    QuizQuestion(event: "linkForward", prompt: [], key: key, hints: [], solution: "")
  }
}
