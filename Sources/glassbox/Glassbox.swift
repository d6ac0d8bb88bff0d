import ArgumentParser

/// The `glassbox` command: each subcommand has a file of its own in `Commands/`.
@main
struct Glassbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glassbox",
    abstract: "A neural network you can see through.",
    discussion: """
      Networks of neurons and links that learn in front of your eyes, and read digits.

        glassbox tour                         see everything once, in half a minute
        glassbox train xor --output xor.safetensors
        glassbox trace xor --input 0,1 --target 1
        glassbox read digit.png

      Results go to standard output, progress and errors to standard error. The status is 0 when \
      all went well, 64 for a wrong command line, 1 for anything else.
      """,
    version: Version.text,
    subcommands: [
      Tour.self, Recipes.self, Summary.self, Train.self, Evaluate.self, Predict.self, Trace.self,
      Check.self, Read.self, DataCommand.self, Bench.self,
    ])

  /// Runs a command, and turns whatever it throws into one line and a status.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      try StandardOutput.finish()
    } catch let error as CommandFailure {
      if let message = error.message { StandardError.write("error: \(message)\n") }
      exit(withError: ExitCode.failure)
    } catch  where exitCode(for: error) == .success {
      exit(withError: error)  // --help and --version
    } catch  where exitCode(for: error) == .validationFailure {
      StandardError.write("error: \(usageMessage(for: error))\n")
      exit(withError: ExitCode.validationFailure)
    } catch {
      StandardError.write("error: \(error)\n")
      exit(withError: ExitCode.failure)
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
}
