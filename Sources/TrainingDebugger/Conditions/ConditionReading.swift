import NetworkDescription
import NeuronTrace

/// A condition or quantity as text, read word by word.
private struct WordReader {
  let text: String
  private var words: [(text: String, position: Int)] = []
  private var next = 0

  /// Operators are words of their own even without spaces around them.
  init(_ text: String) {
    self.text = text
    let signs: Set<Character> = ["<", ">", "=", "!", "≤", "≥", "≠"]
    var word = ""
    for (offset, character) in text.enumerated() {
      let isOperator = signs.contains(character)
      if let last = word.last, signs.contains(last) != isOperator || character.isWhitespace {
        words.append((word, offset - word.count + 1))
        word = ""
      }
      if !character.isWhitespace { word.append(character) }
    }
    if !word.isEmpty { words.append((word, text.count - word.count + 1)) }
  }

  var peek: String? { next < words.count ? words[next].text : nil }
  var isAtEnd: Bool { next == words.count }

  /// Takes these words if they are the next ones.
  mutating func take(_ phrase: String) -> Bool {
    let wanted = phrase.split(separator: " ")
    guard next + wanted.count <= words.count else { return false }
    for (offset, word) in wanted.enumerated()
    where words[next + offset].text.lowercased() != word {
      return false
    }
    next += wanted.count
    return true
  }

  mutating func neuron() throws(SessionError) -> NeuronName {
    guard let name = peek.flatMap({ NeuronName($0) }) else {
      throw error("the name of a neuron, such as 1.0")
    }
    next += 1
    return name
  }

  mutating func link() throws(SessionError) -> LinkName {
    guard let name = peek.flatMap({ LinkName($0) }) else {
      throw error("the name of a link, such as 0.1-1.0")
    }
    next += 1
    return name
  }

  mutating func phase() throws(SessionError) -> TraceEvent.Phase {
    guard let phase = peek.flatMap({ TraceEvent.Phase(rawValue: $0) }) else {
      throw error("forward, loss, backward or update")
    }
    next += 1
    return phase
  }

  mutating func number() throws(SessionError) -> Double {
    let text = String((peek ?? "").map { $0 == "−" ? "-" : $0 })
    guard let number = Double(text), !number.isNaN else { throw error("a number") }
    next += 1
    return number
  }

  mutating func comparison() throws(SessionError) -> Condition.Comparison {
    let others: [String: Condition.Comparison] = [
      "≤": .atMost, "≥": .atLeast, "==": .equal, "≠": .different,
    ]
    guard let word = peek, let found = Condition.Comparison(rawValue: word) ?? others[word] else {
      throw error("<, <=, >, >=, = or != and a number")
    }
    next += 1
    return found
  }

  func finish() throws(SessionError) {
    guard isAtEnd else { throw error("nothing more") }
  }

  func error(_ expected: String) -> SessionError {
    let (found, position) = isAtEnd ? ("", text.count + 1) : words[next]
    return .unreadable(text: text, position: position, found: found, expected: expected)
  }
}

extension Condition {
  /// Reads a condition as people type it.
  ///
  /// - Throws: ``SessionError/unreadable(text:position:found:expected:)`` that says where it cannot
  ///   be understood and what is possible there. Whether the network has such a link or neuron is
  ///   seen when it is used.
  public init(_ text: String) throws(SessionError) {
    var reader = WordReader(text)
    self = try Self.read(&reader)
    try reader.finish()
  }

  private static func read(_ reader: inout WordReader) throws(SessionError) -> Condition {
    if reader.take("sample is wrong") { return .sampleIs(right: false) }
    if reader.take("sample is right") { return .sampleIs(right: true) }
    if reader.take("sample") { throw reader.error("“is wrong” or “is right”") }
    if reader.take("neuron") {
      let neuron = try reader.neuron()
      if reader.take("saturates") { return .saturates(neuron: neuron) }
      return try comparison(of: .neuron(.output, neuron), &reader, orWords: "“saturates”")
    }
    if reader.take("link") {
      let link = try reader.link()
      if reader.take("changes sign") { return .changesSign(link: link) }
      return try comparison(of: .link(.weight, link), &reader, orWords: "“changes sign”")
    }
    guard let quantity = try Quantity.read(&reader) else {
      throw reader.error(
        "\(Quantity.possible), “sample is wrong”, “link NAME changes sign” or “neuron NAME "
          + "saturates”")
    }
    if case .link(.weight, let link) = quantity, reader.take("changes sign") {
      return .changesSign(link: link)
    }
    return try comparison(of: quantity, &reader)
  }

  private static func comparison(
    of quantity: Quantity, _ reader: inout WordReader, orWords words: String? = nil
  ) throws(SessionError) -> Condition {
    if let words, reader.peek?.first?.isLetter ?? true {
      throw reader.error("\(words), or <, >, = and a number")
    }
    let comparison = try reader.comparison()
    return .comparison(quantity, comparison, try reader.number())
  }
}

extension Breakpoint {
  /// Reads a breakpoint as people type it: `link 0.1-1.0`, `neuron 1.0`, `phase backward`, or a
  /// condition.
  ///
  /// - Throws: ``SessionError/unreadable(text:position:found:expected:)``.
  public init(_ text: String) throws(SessionError) {
    var reader = WordReader(text)
    if reader.take("phase") {
      self = .phase(try reader.phase())
      try reader.finish()
      return
    }
    // With more words after the name, it is a condition about the link or the neuron.
    if reader.take("link"), let link = try? reader.link(), reader.isAtEnd {
      self = .link(link)
      return
    }
    reader = WordReader(text)
    if reader.take("neuron"), let neuron = try? reader.neuron(), reader.isAtEnd {
      self = .neuron(neuron)
      return
    }
    self = .condition(try Condition(text))
  }
}

extension Quantity {
  /// Reads a quantity as people type it: `loss`, `weight 0.1-1.0`, `output 2.0`.
  ///
  /// - Throws: ``SessionError/unreadable(text:position:found:expected:)``.
  public init(_ text: String) throws(SessionError) {
    var reader = WordReader(text)
    if reader.take("link") {
      self = .link(.weight, try reader.link())
    } else if reader.take("neuron") {
      self = .neuron(.output, try reader.neuron())
    } else if let quantity = try Self.read(&reader) {
      self = quantity
    } else {
      throw reader.error(Self.possible)
    }
    try reader.finish()
  }

  /// All there are, in words.
  public static let possible =
    (OfTraining.allCases.map { $0.rawValue } + OfLink.allCases.map { "\($0.rawValue) LINK" }
    + OfNeuron.allCases.map { "\($0.rawValue) NEURON" }).joined(separator: ", ")

  fileprivate static func read(_ reader: inout WordReader) throws(SessionError) -> Quantity? {
    for kind in OfTraining.allCases where reader.take(kind.rawValue) { return .training(kind) }
    for kind in OfLink.allCases where reader.take(kind.rawValue) {
      return .link(kind, try reader.link())
    }
    for kind in OfNeuron.allCases where reader.take(kind.rawValue) {
      return .neuron(kind, try reader.neuron())
    }
    return nil
  }
}
