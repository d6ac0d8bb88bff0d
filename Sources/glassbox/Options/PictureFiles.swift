import Pictures
import SystemFiles

/// The picture files that a command is given.
enum PictureFiles {
  static let standardInput = "-"

  /// The files an entry stands for: itself, or the .png files of a folder in order of name.
  static func expand(_ entry: String) throws -> [String] {
    guard entry != standardInput, isFolder(entry) else { return [entry] }
    let names: [String]
    do {
      names = try FolderWalk.names(in: entry)
    } catch {
      throw CommandFailure("\(entry): the folder cannot be read: \(error)")
    }
    let pictures = names.filter { $0.lowercased().hasSuffix(".png") }
    guard !pictures.isEmpty else {
      throw CommandFailure("\(entry): expected .png files in the folder, found none")
    }
    let prefix = entry.hasSuffix("/") ? entry : entry + "/"
    return pictures.map { prefix + $0 }
  }

  /// A picture in grey, from a file or from standard input.
  static func grey(_ file: String, on backdrop: Backdrop) throws -> GreyPicture {
    guard file == standardInput else {
      return try PNGReader().grey(atPath: file, on: backdrop)
    }
    return try PNGReader().grey(
      from: StandardInput.bytes(limit: PNGLimits().maximumFileLength), named: shownName(file),
      on: backdrop)
  }

  /// What results and errors call a file.
  static func shownName(_ file: String) -> String {
    file == standardInput ? "standard input" : file
  }

  /// The name of a file without its folder and its .png, for files made from it.
  static func baseName(_ file: String) -> String {
    if file == standardInput { return "standard-input" }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.lowercased().hasSuffix(".png") ? String(name.dropLast(4)) : name
  }

  private static func isFolder(_ path: String) -> Bool { FileType(ofPath: path) == .folder }
}
