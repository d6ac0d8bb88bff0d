import SystemFiles

/// The files that a command will write, found fault with before the long work and not after it.
///
/// No two of them may be the same file, none may be one that the command reads, and none may replace
/// a file of a folder that is read as data. Paths are compared by where they lead.
struct OutputList {
  private let inputs: [String]
  private var taken: [(option: String, place: FilePlace)] = []

  /// - Parameter inputs: What the command was given to read; what is no file or folder, such as the
  ///   name of a recipe, is no obstacle.
  init(reading inputs: [String?]) {
    self.inputs = inputs.compactMap(\.self)
  }

  /// Puts a file on the list.
  ///
  /// - Parameters:
  ///   - path: What the option said; nil for nothing.
  ///   - option: The option, for the message.
  ///   - mayReplace: An input that may be replaced, such as a model that is trained further.
  mutating func add(_ path: String?, option: String, mayReplace: String? = nil) throws {
    guard let path else { return }
    try reserve(path, option: option, mayReplace: mayReplace)
    do {
      try AtomicFile.check(path)
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }

  /// Puts several files on the list.
  mutating func add(_ places: [(option: String, path: String?)]) throws {
    for place in places { try add(place.path, option: place.option) }
  }

  /// Puts a file on the list whose folder need not be there yet.
  mutating func reserve(_ path: String, option: String, mayReplace: String? = nil) throws {
    // Where there is no folder, there is no file to be replaced.
    guard let place = FilePlace(ofPath: path) else { return }
    if let other = taken.first(where: { $0.place == place }) {
      throw CommandFailure(
        other.option == option
          ? "\(path): \(option) would write two files to it: choose another folder"
          : "\(path): \(option) and \(other.option) are the same file: choose another name")
    }
    let replaceable = mayReplace.flatMap { FilePlace(ofPath: $0) }
    if place != replaceable {
      for input in inputs where replaces(place, input) {
        throw CommandFailure(
          "\(path): \(option) would replace "
            + (FileType(ofPath: input) == .folder ? "a file of \(input)" : input)
            + ", which is read: choose another name")
      }
    }
    taken.append((option, place))
  }

  /// Whether writing to a place would take away something that an input has.
  private func replaces(_ place: FilePlace, _ input: String) -> Bool {
    guard let found = FileIdentity(ofPath: input) else { return false }
    if place.file == found || place == FilePlace(ofPath: input) { return true }
    guard let file = place.file, FileType(ofPath: input) == .folder else { return false }
    return place.isWithin(folder: found) || FolderWalk.finds(file, in: input)
  }
}
