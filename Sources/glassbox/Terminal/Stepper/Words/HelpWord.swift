import TextFormats

/// `help`: all words, or one of them.
struct HelpWord: StepperWord {
  let names = ["help", "?", "h"]
  let usage = "[WORD]"
  let summary = "list all commands, or say more about one"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    if let typed = arguments.words.first {
      let word = try StepperWords.word(typed)
      let others = word.names.dropFirst().joined(separator: ", ")
      return StepperReply(
        lines: ["\(word.name) \(word.usage)", word.summary]
          + (others.isEmpty ? [] : ["also: \(others)"]) + word.details.map { "  \($0)" })
    }
    var table = TextTable(columns: [.left("Command"), .left("What it does")])
    for word in StepperWords.all {
      table.add([word.name + (word.usage.isEmpty ? "" : " …"), word.summary])
    }
    return StepperReply(lines: table.rowLines + ["help WORD says more, with examples"])
  }
}

/// `quit`: the end.
struct QuitWord: StepperWord {
  let names = ["quit", "q", "exit"]
  let usage = ""
  let summary = "leave; nothing is saved unless by save"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    stepper.isOver = true
    return StepperReply()
  }
}
