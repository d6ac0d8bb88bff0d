// Draws the pictures in Samples/Digits and Samples/Sheets.
//
//     swift run DrawSampleDigits [FOLDER]
//
// Everything depends on a seed, so the same pictures come out every time. FOLDER is Samples unless
// told otherwise.

import Foundation
import NetworkDescription
import Pictures
import TrainingData

/// Four of each digit, each in another look.
let pictureCount = 40
/// Somewhat neater than the digits a network is trained with.
let hands = DrawnDigits(seed: 5, liveliness: 0.6)

/// A canvas with one digit where the look wants it.
func canvas(with digit: DrawnDigit, _ look: Look) -> InkCanvas {
  let (width, height) = (Double(look.width), Double(look.height))
  var canvas = InkCanvas(width: look.width, height: look.height)
  digit.draw(
    on: &canvas,
    in: (
      look.place.x * width, look.place.y * height, look.place.width * width,
      look.place.height * height
    ),
    penWidth: look.pen)
  return canvas
}

/// A canvas with lines of digits, each a little off its place, as people write.
func canvas(
  with lines: [String], _ look: Look, _ random: inout SeededRandom.Sequence
) -> InkCanvas {
  var canvas = InkCanvas(width: look.width, height: look.height)
  let columns = lines.map(\.count).max() ?? 1
  let cell = (
    width: Double(look.width) / (Double(columns) + 0.8),
    height: Double(look.height) / (Double(lines.count) + 0.3)
  )
  for (row, line) in lines.enumerated() {
    for (column, label) in line.compactMap(\.wholeNumberValue).enumerated() {
      let size = random.nextUniform(0.66...0.76)
      let x = (Double(column) + 0.5 + random.nextUniform(0...0.1)) * cell.width
      let y = (Double(row) + 0.22 + random.nextUniform(0...0.12)) * cell.height
      let digit = hands.digit(at: 1000 + 10 * (row * columns + column) + label)
      digit.draw(
        on: &canvas, in: (x, y, 0.72 * cell.width, size * cell.height), penWidth: look.pen)
    }
  }
  return canvas
}

func drawPictures(into folder: URL) throws {
  var random = SeededRandom(seed: hands.seed).sequence(.data, layer: 1)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  var rows: [String] = []
  for index in 0..<pictureCount {
    let look = Look.ofDigits[index % Look.ofDigits.count]
    let digit = hands.digit(at: index)
    let name = "\(digit.label)-\(look.name)-\(look.width)x\(look.height).png"
    let bytes = try look.file(showing: canvas(with: digit, look), random: &random)
    try Data(bytes).write(to: folder.appending(path: name), options: .atomic)
    rows.append("\(name),\(digit.label)\n")
  }
  let table = "file,label\n" + rows.sorted().joined()
  try Data(table.utf8).write(to: folder.appending(path: "labels.csv"), options: .atomic)
}

func drawSheets(into folder: URL) throws {
  var random = SeededRandom(seed: hands.seed).sequence(.data, layer: 2)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  var table = "file,digits\n"
  for (look, lines) in [
    (Look.ofPhoneNumber, ["040715928"]), (Look.ofThreeLines, ["31415", "92653", "58979"]),
  ] {
    let name = "sheet-\(look.name).png"
    let bytes = try look.file(showing: canvas(with: lines, look, &random), random: &random)
    try Data(bytes).write(to: folder.appending(path: name), options: .atomic)
    table += "\(name),\(lines.joined(separator: " "))\n"
  }
  try Data(table.utf8).write(to: folder.appending(path: "digits.csv"), options: .atomic)
}

do {
  let folder = URL(filePath: CommandLine.arguments.dropFirst().first ?? "Samples")
  try drawPictures(into: folder.appending(path: "Digits"))
  try drawSheets(into: folder.appending(path: "Sheets"))
  print("Drew \(pictureCount) digits and 2 sheets into \(folder.path).")
} catch {
  let file = (error as? CocoaError)?.filePath
  let problem = file.map { "\($0): cannot write here: choose another folder" } ?? "\(error)"
  FileHandle.standardError.write(Data("error: \(problem)\n".utf8))
  exit(1)
}
