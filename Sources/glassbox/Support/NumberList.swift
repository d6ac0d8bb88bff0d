import ArgumentParser

/// Numbers as people type them after `--input`: `0,1` or `0.5 -2`.
struct NumberList: ExpressibleByArgument {
  let numbers: [Double]

  init?(argument: String) {
    let words = argument.split { $0 == "," || $0 == " " }
    let numbers = words.compactMap { Double($0) }
    guard !numbers.isEmpty, numbers.count == words.count, numbers.allSatisfy(\.isFinite) else {
      return nil
    }
    self.numbers = numbers
  }
}
