import ArgumentParser
import TextFormats

/// The `glassbox` command: each subcommand has a file of its own in `Commands/`.
@main
struct Glassbox: ParsableCommand {
  static let name = "glassbox"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "A neural network you can see through.",
    discussion: """
      Networks of neurons and links that learn in front of your eyes, and read digits.

        glassbox tour                         see everything once
        glassbox train xor --output xor.safetensors
        glassbox trace xor --input 0,1 --target 1
        glassbox read digit.png

      Results go to standard output, progress and errors to standard error. The status is 0 when \
      all went well, 64 for a wrong command line, 1 for anything else.
      """,
    version: Version.text,
    subcommands: [Tour.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Train and use networks:",
        subcommands: [
          Recipes.self, Summary.self, Train.self, Experiment.self, Compare.self, Evaluate.self,
          Calibrate.self, Predict.self, Read.self, DataCommand.self, ExportCommand.self,
          ImportCommand.self,
        ]),
      CommandGroup(
        name: "Look inside:",
        subcommands: [
          Play.self, Trace.self, Step.self, Draw.self, Prove.self, BlameCommand.self,
          WhyCommand.self,
          WhatIfCommand.self, DoctorCommand.self, QuizCommand.self,
        ]),
      CommandGroup(name: "Check and measure:", subcommands: [Check.self, Bench.self]),
    ])

  /// Runs a command, and turns whatever it throws into one line and a status.
  static func main() {
    Surroundings.makeSafe()
    do {
      try refuseEmptyArguments()
      try refuseMistypedCommand()
      try run()
      try StandardOutput.finish()
    } catch  where exitCode(for: error) == .validationFailure {
      StandardError.report(usageMessage(for: error))
      exit(withError: ExitCode.validationFailure)
    } catch {
      StandardOutput.flush()
      if let message = CommandFailure.message(of: error) { StandardError.report(message) }
      exit(withError: ExitCode.failure)
    }
  }

  private static func run() throws {
    do {
      var command = try command(of: TypedArguments.all)
      try command.run()
    } catch  where exitCode(for: error) == .success {
      print(fullMessage(for: error))  // --help and --version
    }
  }

  /// The command that is asked for.
  ///
  /// Asked from the root, the parser takes all options on the way to a command apart, and looks for a request
  /// for completions by parsing all arguments twice, which takes as long as reading a digit. So the
  /// command that is named first is asked alone; if it does not understand, or help is wanted, the root is.
  /// That each command names its super-command is what keeps the parser from looking for the request there.
  private static func command(of arguments: [String]) throws -> any ParsableCommand {
    guard let command = arguments.first.flatMap({ subcommand(of: Self.self, named: $0) }),
      let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())),
      type(of: parsed)._commandName != "help"
    else { return try parseAsRoot(arguments) }
    return parsed
  }

  private static func subcommand(
    of command: any ParsableCommand.Type, named name: String
  ) -> (any ParsableCommand.Type)? {
    command.configuration.subcommands.first { $0._commandName == name }
  }

  /// Nothing has an empty name, and a folder of that name would be taken for the root.
  private static func refuseEmptyArguments() throws {
    let arguments = TypedArguments.all
    if let option = arguments.first(where: { $0.hasPrefix("--") && $0.hasSuffix("=") }) {
      throw ValidationError("\(option.dropLast()): expected a value, found an empty one")
    }
    if arguments.contains("") {
      throw ValidationError("expected arguments with something in them, found an empty one")
    }
  }

  /// Says which command was meant, where the parser would call it an unexpected argument.
  private static func refuseMistypedCommand() throws {
    var command: any ParsableCommand.Type = Self.self
    for typed in TypedArguments.all {
      let subcommands = command.configuration.subcommands
      guard !subcommands.isEmpty, !typed.hasPrefix("-"), typed != "help" else { return }
      guard let next = subcommand(of: command, named: typed) else {
        let meant = EditDistance.nearest(to: typed, among: subcommands.map { $0._commandName })
        throw ValidationError(
          "no command '\(typed.shortenedOnOneLine)'"
            + (meant.map { ": did you mean \($0)?" } ?? ""))
      }
      command = next
    }
  }

  /// The parser's message on one line, with the command that says more.
  private static func usageMessage(for error: any Error) -> String {
    let help = fullMessage(for: error).split(separator: "'").last { $0.hasSuffix(" --help") }
    return message(for: error).onOneLine + (help.map { ": see \($0)" } ?? "")
  }
}

/// An error whose message is complete, or has been printed already.
struct CommandFailure: Error {
  let message: String?

  init(_ message: String? = nil) {
    self.message = message
  }

  /// What there is to say about any error.
  static func message(of error: any Error) -> String? {
    if let failure = error as? CommandFailure { failure.message } else { "\(error)" }
  }
}
