import SystemFiles

/// The files that a command will write, found fault with before the long work and not after it.
///
/// No two of them may be the same file, none may be one that the command reads, and none may replace
/// a file of a folder that is read as data. Paths are compared by where they lead.
struct OutputList {
  /// The files that are read, and the folders.
  private var files: [FileIdentity: String] = [:]
  private var places: [FilePlace: String] = [:]
  private var folders: [(path: String, identity: FileIdentity)] = []
  /// The option that each place on the list is for.
  private var taken: [FilePlace: String] = [:]

  /// - Parameter inputs: What the command was given to read; what is no file or folder, such as the
  ///   name of a recipe, is no obstacle.
  init(reading inputs: [String?]) {
    for input in inputs.compactMap(\.self) {
      guard let identity = FileIdentity(ofPath: input) else { continue }
      if FileType(ofPath: input) == .folder {
        folders.append((input, identity))
      } else {
        files[identity] = input
        if let place = FilePlace(ofPath: input) { places[place] = input }
      }
    }
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

  /// Puts a file on the list whose folder need not be there yet, or that is one of very many.
  ///
  /// - Parameter followsLinks: Whether folders of data are searched for links that lead to the file.
  mutating func reserve(
    _ path: String, option: String, mayReplace: String? = nil, followsLinks: Bool = true
  ) throws {
    // Where there is no folder, there is no file to be replaced.
    guard let place = FilePlace(ofPath: path) else { return }
    if let other = taken.updateValue(option, forKey: place) {
      throw CommandFailure(
        other == option
          ? "\(path): \(option) would write two files to it: choose another folder"
          : "\(path): \(option) and \(other) are the same file: choose another name")
    }
    if let mayReplace, place == FilePlace(ofPath: mayReplace) { return }
    if let lost = lost(by: place, followsLinks) {
      throw CommandFailure(
        "\(path): \(option) would replace \(lost), which is read: choose another name")
    }
  }

  /// What writing to a place would take away from the inputs, in words.
  private func lost(by place: FilePlace, _ followsLinks: Bool) -> String? {
    if let input = places[place] ?? place.file.flatMap({ files[$0] }) { return input }
    guard let file = place.file else { return nil }
    let folder = folders.first { folder in
      place.isWithin(folder: folder.identity)
        || followsLinks && FolderWalk.finds(file, in: folder.path)
    }
    return folder.map { "a file of \($0.path)" }
  }
}
