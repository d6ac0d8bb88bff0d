import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger

/// What the keys of the full-screen stepper do: each stands for a command that can be typed, too.
enum KeyBindings {
  /// What a key stands for.
  enum Meaning: Sendable {
    /// A command that is done at once.
    case command(String)
    /// The beginning of a command, to be completed and sent with return.
    case beginning(@Sendable (Stepper) -> String)
    /// The page of keys.
    case keys
  }

  private struct Binding: Sendable {
    let keys: [Key]
    let label: String
    let meaning: Meaning
    let summary: String
  }

  private static let bindings: [Binding] = [
    Binding(
      keys: [.right, .character("n"), .character(" ")], label: "→  n  space",
      meaning: .command("next"), summary: "next event"),
    Binding(
      keys: [.left, .character("p")], label: "←  p", meaning: .command("back"),
      summary: "event before"),
    Binding(
      keys: [.down], label: "↓", meaning: .command("next neuron"), summary: "next neuron"),
    Binding(
      keys: [.up], label: "↑", meaning: .command("back neuron"), summary: "neuron before"),
    Binding(
      keys: [.character("]")], label: "]", meaning: .command("next layer"), summary: "next layer"),
    Binding(
      keys: [.character("[")], label: "[", meaning: .command("back layer"),
      summary: "layer before"),
    Binding(
      keys: [.character("}")], label: "}", meaning: .command("next phase"), summary: "next phase"),
    Binding(
      keys: [.character("{")], label: "{", meaning: .command("back phase"),
      summary: "phase before"),
    Binding(
      keys: [.pageDown], label: "Page↓", meaning: .command("next sample"),
      summary: "next sample"),
    Binding(
      keys: [.pageUp], label: "Page↑", meaning: .command("back sample"),
      summary: "sample before"),
    Binding(
      keys: [.end, .character(".")], label: "End  .", meaning: .command("next step"),
      summary: "next step"),
    Binding(
      keys: [.home, .character(",")], label: "Home  ,", meaning: .command("back step"),
      summary: "beginning of the step"),
    Binding(
      keys: [.character(">")], label: ">", meaning: .command("next epoch"), summary: "next epoch"),
    Binding(
      keys: [.character("<")], label: "<", meaning: .command("back epoch"),
      summary: "epoch before"),
    Binding(
      keys: [.character("/")], label: "/", meaning: .beginning { _ in "run " },
      summary: "run until a condition"),
    Binding(
      keys: [.character("b")], label: "b", meaning: .beginning { "break \($0.breakable)" },
      summary: "breakpoint here"),
    Binding(
      keys: [.character("w")], label: "w", meaning: .beginning { "watch \($0.watchable)" },
      summary: "watch a number"),
    Binding(
      keys: [.character("e")], label: "e", meaning: .beginning { "edit \($0.editable)" },
      summary: "edit a number"),
    Binding(
      keys: [.character("u")], label: "u", meaning: .command("undo"), summary: "undo an edit"),
    Binding(
      keys: [.character(":")], label: ":", meaning: .beginning { _ in "" },
      summary: "type any command"),
    Binding(
      keys: [.character("?")], label: "?", meaning: .keys,
      summary: "this page; :help has all commands"),
    Binding(
      keys: [.character("q"), .endOfInput, .interrupt], label: "q", meaning: .command("quit"),
      summary: "quit"),
  ]

  static func meaning(of key: Key) -> Meaning? {
    bindings.first { $0.keys.contains(key) }?.meaning
  }

  /// Whether a key begins something that is then typed, or shows the keys.
  static func beginsCommand(_ key: Key) -> Bool {
    switch meaning(of: key) {
    case .beginning, .keys: return true
    case .command: return false
    case nil:
      guard case .character(let letter) = key else { return false }
      return letter.isLetter
    }
  }

  /// Every key with what it does.
  static var lines: [String] {
    var table = TextTable(columns: [.left(""), .left(""), .left(""), .left("")])
    for start in stride(from: 0, to: bindings.count, by: 2) {
      let pair = bindings[start..<min(start + 2, bindings.count)]
      let cells = pair.flatMap { [$0.label, $0.summary] }
      table.add(cells + Array(repeating: "", count: 4 - cells.count))
    }
    return table.rowLines
  }
}

extension Stepper {
  /// What a breakpoint here would be set on.
  fileprivate var breakable: String {
    if let link = session.event.link { return "link \(link.name)" }
    if let neuron = session.event.neuron { return "neuron \(neuron)" }
    return "phase \(session.position.phase.rawValue)"
  }

  fileprivate var watchable: String {
    if let link = session.event.link { return "weight \(link.name)" }
    if let neuron = session.event.neuron { return "output \(neuron)" }
    return "loss"
  }

  fileprivate var editable: String {
    if let link = session.event.link { return "weight \(link.name) " }
    if let neuron = session.event.neuron, !neuron.isInput { return "bias \(neuron) " }
    return ""
  }
}
