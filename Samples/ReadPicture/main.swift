// From a PNG file to digits, with the model that comes with the library.
//
//     swift run -c release ReadPicture [PICTURE]

import DigitReading
import Foundation

let path = CommandLine.arguments.dropFirst().first ?? "Samples/Digits/5-red-on-yellow-200x150.png"
do {
  for answer in try DigitReader().read(pngFile: path) {
    let (box, sure) = (answer.digit.box, (answer.probability * 100).rounded())
    print("\(answer.answer) at x \(box.x), y \(box.y), says the network: \(sure) %")
  }
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(1)
}
