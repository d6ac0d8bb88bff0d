import Pictures
import SystemFiles

/// Heat maps as files; the ending of the name says of which kind.
enum HeatMapFile {
  static let endings = [".png", ".svg"]

  static func write(_ map: HeatMap, to path: String) throws {
    guard path.lowercased().hasSuffix(".svg") else {
      try PNGWriter().write(HeatMapSheet(map: map).picture, toPath: path)
      return
    }
    do {
      try AtomicFile.replace(path, with: Array(HeatMapSVG(map: map).text.utf8))
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }
}
