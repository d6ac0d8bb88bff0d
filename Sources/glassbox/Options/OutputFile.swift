import SystemFiles

/// A file that a command will write, found fault with before the long work and not after it.
enum OutputFile {
  /// Refuses a place that cannot be written to, and one whose file the command reads.
  ///
  /// - Parameters:
  ///   - path: What the option said.
  ///   - option: The option, for the message.
  ///   - inputs: What else the command was given; what is no file is no obstacle.
  static func check(_ path: String, option: String, sparing inputs: [String]) throws {
    if let file = FileIdentity(ofPath: path),
      let input = inputs.first(where: { FileIdentity(ofPath: $0) == file })
    {
      throw CommandFailure(
        "\(path): \(option) would replace \(input), which is read: choose another name")
    }
    do {
      try AtomicFile.check(path)
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }

  /// Checks the places of several options, each of which needs a file of its own.
  static func check(_ places: [(option: String, path: String?)], sparing inputs: [String]) throws {
    var taken: [String] = []
    for (option, path) in places {
      guard let path else { continue }
      guard !taken.contains(path) else {
        throw CommandFailure("\(path): \(option) needs a file of its own: choose another name")
      }
      try check(path, option: option, sparing: inputs + taken)
      taken.append(path)
    }
  }
}
