import Pictures

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The stages from a file to the network's input, written as pictures.
enum StagePictures {
  /// Writes `NAME-1-grey.png` and so on; each digit's own stages carry its number.
  static func write(_ search: DigitFinder.Search, of file: String, to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure("\(folder): the folder cannot be made: choose another for --show-stages")
    }
    let name = baseName(file)
    for stage in search.stages {
      try write(stage, to: "\(folder)/\(name)-\(stage.name).png")
    }
    for (index, digit) in search.digits.enumerated() {
      let number = search.digits.count > 1 ? "digit\(index + 1)-" : ""
      for stage in digit.stages {
        try write(stage, to: "\(folder)/\(name)-\(number)\(stage.name).png")
      }
    }
  }

  /// Small pictures are enlarged, so that people can see their pixels.
  private static func write(_ stage: PictureStage, to path: String) throws {
    let longest = max(stage.picture.width, stage.picture.height)
    let factor = longest < 100 ? 8 : 1
    try PNGWriter().write(stage.picture.enlarged(by: factor), toPath: path)
  }

  private static func baseName(_ file: String) -> String {
    if file == PictureFiles.standardInput { return "standard-input" }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.lowercased().hasSuffix(".png") ? String(name.dropLast(4)) : name
  }
}
