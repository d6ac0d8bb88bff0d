import Pictures
import SystemFiles

/// The stages from a file to the network's input, written as pictures.
package enum StagePictures {
  /// Writes `NAME-1-grey.png` and so on; each digit's own stages carry its number.
  ///
  /// - Parameter check: Is asked about every file before it is written, and may throw.
  package static func write(
    _ search: DigitFinder.Search, layout: PictureStage?, _ digits: [FoundDigit],
    named name: String, to folder: String, check: (_ path: String) throws -> Void = { _ in }
  ) throws {
    try OutputFolder.make(folder, option: "--show-stages")
    for stage in search.stages + [layout].compactMap(\.self) {
      try write(stage, to: "\(folder)/\(name)-\(stage.name).png", check)
    }
    for (index, digit) in digits.enumerated() {
      let number = digits.count > 1 ? "digit\(index + 1)-" : ""
      for stage in digit.stages {
        try write(stage, to: "\(folder)/\(name)-\(number)\(stage.name).png", check)
      }
    }
  }

  /// Small pictures are enlarged, so that people can see their pixels.
  private static func write(
    _ stage: PictureStage, to path: String, _ check: (String) throws -> Void
  ) throws {
    try check(path)
    let longest = max(stage.picture.width, stage.picture.height)
    let factor = longest < 100 ? 8 : 1
    try PNGWriter().write(stage.picture.enlarged(by: factor), toPath: path)
  }
}
