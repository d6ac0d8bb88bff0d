import ArgumentParser
import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph
import TrainingRuns

/// `glassbox quiz`: asks for the next number or sign before it is revealed.
struct QuizCommand: TargetCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiz", _superCommandName: Glassbox.name,
    abstract: "Ask you for the numbers of a training step, and keep the score.",
    discussion: """
      glassbox quiz xor
      glassbox quiz xor --seed 5 --questions 12 --input 1,1 --target 0
      glassbox quiz xor --bug secret               the last question: which gradient lies?

      Answers are right if the engine's number rounds to them. A hint is first in words, then with \
      numbers. Answers can come through a pipe, a line each; the score is told when they end.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var target: TargetOptions

  @Option(parsing: .unconditional, help: "How many questions.")
  var questions = 8

  @Option(help: "Let one gradient lie, and ask which: secret, or a mistake by its name.")
  var bug: BugArgument?

  @Option(
    parsing: .unconditional, help: "Where first weights and the choice of questions come from.")
  var seed: UInt64?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "Questions, verdicts and the score as JSON objects.")
  var json = false

  func validate() throws {
    try checkSampleHasTarget()
    try OptionLimits.check(1...1000, ("--questions", questions))
  }

  func run() throws {
    let argument = try start.asked(self.network, seed: seed, memory: memory)
    let (inputs, targets) = try sampleWithTargets(for: argument)
    let seed = seed ?? argument.blueprint.seed
    let quiz = try Asking.about(self.network) {
      let network = try argument.network()
      guard let bug else {
        return try network.quiz(inputs: inputs, targets: targets, count: questions, seed: seed)
      }
      return try network.quiz(
        inputs: inputs, targets: targets, count: questions, seed: seed, bug: bug.kind)
    }
    var round = QuizRound(quiz)
    tell(round.opening)
    while !round.isOver {
      if !json { print("   > ", terminator: "") }
      StandardOutput.flush()
      guard let line = InputLines.next() else { break }
      tell(round.take(line))
    }
    tell([round.score])
  }

  private func tell(_ sayings: [QuizRound.Saying]) {
    for line in sayings.flatMap({ json ? $0.jsonLine.map { [$0] } ?? [] : $0.lines }) {
      print(line)
    }
    if json { StandardOutput.flush() }
  }
}
