import TextFormats
import TracePages

extension PageTemplate {
  /// What goes in the places of the colours of signs, in the order in which pages ask for them.
  package static var signColours: [(mark: String, text: String)] {
    let (light, dark) = (SignColours.light, SignColours.dark)
    return [
      ("{{positive-light}}", light.positive.hex), ("{{negative-light}}", light.negative.hex),
      ("{{zero-light}}", light.zero.hex), ("{{positive-dark}}", dark.positive.hex),
      ("{{negative-dark}}", dark.negative.hex), ("{{zero-dark}}", dark.zero.hex),
    ]
  }
}
