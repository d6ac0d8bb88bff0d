import ArgumentParser

/// Numbers as people type them after `--input`: `0,1` or `0.5 -2`.
struct NumberList: ExpressibleByArgument {
  let numbers: [Double]

  init?(argument: String) {
    // Between two commas there has to be something; of spaces there may be many.
    let fields = argument.split(separator: ",", omittingEmptySubsequences: false)
    let words = fields.flatMap { $0.allSatisfy { $0 == " " } ? [""] : $0.split(separator: " ") }
    let numbers = words.compactMap { Double($0) }
    guard !numbers.isEmpty, numbers.count == words.count, numbers.allSatisfy(\.isFinite) else {
      return nil
    }
    self.numbers = numbers
  }
}

/// What stands after `--input`: numbers, or what has to be said to be none when the network is known.
struct InputList: ExpressibleByArgument {
  let text: String
  /// The numbers; nil if it is no list of such.
  let numbers: [Double]?

  init?(argument: String) {
    text = argument
    numbers = NumberList(argument: argument)?.numbers
  }
}
