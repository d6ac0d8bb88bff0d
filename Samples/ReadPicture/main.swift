// From a PNG file to digits, with the model that comes with the library.
//
//     swift run -c release ReadPicture [PICTURE]

import DigitReading
import Foundation

let path = CommandLine.arguments.dropFirst().first ?? "Samples/Digits/5-red-on-yellow-200x150.png"
do {
  for reading in try DigitReader().read(pngFile: path) {
    let (box, sure) = (reading.digit.box, (reading.probability * 100).rounded())
    print("\(reading.answer) at x \(box.x), y \(box.y), says the network: \(sure) %")
  }
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(1)
}
