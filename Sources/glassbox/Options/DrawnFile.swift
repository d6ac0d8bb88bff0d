import ArgumentParser
import Pictures
import SystemFiles

/// Drawings as files; the ending of the name says whether of vectors or of pixels.
enum DrawnFile {
  private static let (vectors, pixels) = (".svg", ".png")

  /// Refuses names with other endings.
  static func checkEnding(_ path: String?, option: String) throws {
    guard let path, !path.lowercased().hasSuffix(vectors), !path.lowercased().hasSuffix(pixels)
    else { return }
    throw ValidationError("\(option): expected a name ending in .png or .svg, found '\(path)'")
  }

  /// The same for drawings that are made of pixels only.
  static func checkPixels(_ path: String?, option: String) throws {
    guard let path, !path.lowercased().hasSuffix(pixels) else { return }
    throw ValidationError("\(option): expected a name ending in .png, found '\(path)'")
  }

  static func write(
    to path: String, svg: @autoclosure () throws -> String,
    picture: @autoclosure () throws -> ColourPicture
  ) throws {
    guard path.lowercased().hasSuffix(vectors) else {
      try PNGWriter().write(picture(), toPath: path)
      return
    }
    let text = try svg()
    do {
      try AtomicFile.replace(path, with: Array(text.utf8))
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }
}
