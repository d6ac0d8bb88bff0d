import ArgumentParser
import Pictures

/// Drawings as files; the ending of the name says whether of vectors or of pixels.
enum DrawnFile {
  private static let (vectors, pixels) = (".svg", ".png")

  /// Refuses names with other endings.
  static func checkEnding(_ path: String?, option: String) throws {
    guard let path, !isNamed(path) else { return }
    throw ValidationError("\(option): expected a name ending in .png or .svg, found '\(path)'")
  }

  /// Refuses folders that are named like pictures of a kind that is not written.
  static func checkFolder(_ path: String, option: String) throws {
    guard let dot = path.lastIndex(of: "."), otherKinds.contains(path[dot...].lowercased())
    else { return }
    throw ValidationError(
      "\(option): expected a folder, or a name ending in .png or .svg, found '\(path)'")
  }

  private static let otherKinds: Set = [
    ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".pdf", ".html",
  ]

  /// Whether a name is one of a drawing, not of a folder.
  static func isNamed(_ path: String) -> Bool {
    path.lowercased().hasSuffix(vectors) || path.lowercased().hasSuffix(pixels)
  }

  static func write(_ drawing: Drawing, to path: String) throws {
    try write(to: path, svg: drawing.svg(), picture: drawing.sheet)
  }

  static func write(
    to path: String, svg: @autoclosure () throws -> String,
    picture: @autoclosure () throws -> ColourPicture
  ) throws {
    guard path.lowercased().hasSuffix(vectors) else {
      try PNGWriter().write(picture(), toPath: path)
      return
    }
    try TextOutput.write(svg(), to: path)
  }
}
