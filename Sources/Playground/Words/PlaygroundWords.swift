import TextFormats

/// Words about words: which of them lead to a moment again.
enum PlaygroundWords {
  /// The weight or bias that words edit; nil for other words.
  static func subject(of words: String) -> String? {
    let parts = words.split(separator: " ")
    guard parts.count == 4, parts[0] == "edit" else { return nil }
    return parts[1] + " " + parts[2]
  }

  /// Words done at one moment after others: what only replaces the last takes its place.
  static func joined(_ earlier: [String], _ later: [String]) -> [String] {
    var words = earlier
    for word in later {
      if let last = words.last, replaces(word, last) { words.removeLast() }
      words.append(word)
    }
    return words
  }

  private static func replaces(_ word: String, _ earlier: String) -> Bool {
    if let subject = subject(of: word) { return subject == self.subject(of: earlier) }
    let new = word.split(separator: " ")
    let old = earlier.split(separator: " ")
    guard let first = new.first, first == old.first else { return false }
    switch first {
    case "seed", "features": return true
    case "data":
      return old.count > 1 && new.count > 1 && new[1] == old[1]
        && new[1] == PlaygroundData.ownPoints
    case "set":
      // Another optimizer brings its own rate, so that only the same setting is replaced.
      return new.count > 2 && old.count > 2 && new[1] == old[1]
    default: return false
    }
  }
}

extension PlaygroundSession {
  /// The shortest list of words that leads to this very moment again.
  public var addressWords: [String] {
    var words = course.future.opening
    var here = Moment()
    for stretch in course.future.stretches[...course.stretch] {
      words += Self.way(from: here, to: stretch.start)
      words += stretch.words
      here = stretch.start
    }
    return words + Self.way(from: here, to: course.moment)
  }

  /// The same as a list in JSON.
  public var addressJSON: String {
    JSONValue.array(addressWords.map { .string($0) }).description
  }

  /// What leads to the first weights of the present settings.
  var openingWords: [String] {
    course.future.opening
      + course.future.stretches[...course.stretch].flatMap { $0.words }
      .filter { PlaygroundWords.subject(of: $0) == nil }
  }

  private static func way(from start: Moment, to end: Moment) -> [String] {
    guard end.step > start.step else { return [] }
    if start.isBetweenEpochs, end.isBetweenEpochs, end.epoch > start.epoch {
      return ["run \(end.epoch - start.epoch) epochs"]
    }
    return ["run \(end.step - start.step) steps"]
  }
}
