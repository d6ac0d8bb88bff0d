import CTerminal

/// What was typed after the program's name.
enum TypedArguments {
  static let all: [String] = {
    var words: [String] = []
    // Swift itself looks in /proc, which is not everywhere.
    while let word = terminal_argument(Int32(words.count)) { words.append(String(cString: word)) }
    return Array((words.isEmpty ? CommandLine.arguments : words).dropFirst())
  }()
}
