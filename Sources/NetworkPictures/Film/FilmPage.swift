import FilmPageFiles
import Pictures
import TextFormats
import TracePages
import TrainingData

extension Film {
  /// The film as a page for browsers: one file that stands alone, with a slider over the epochs.
  public var page: String {
    let frame = glassbox_film_page()
    let template = String(
      decoding: UnsafeRawBufferPointer(start: frame.bytes, count: frame.count), as: UTF8.self)
    return PageTemplate(template).filled(
      [("{{title}}", Drawing.escaped(title))] + PageTemplate.signColours + [
        ("{{title}}", Drawing.escaped(title)), ("{{data}}", PageTemplate.safe(data)),
      ])
  }

  private var data: JSONValue {
    let side = frames.first?.survey.answer.side ?? 0
    return .object([
      ("title", .string(title)),
      ("epochs", .integer(epochs)),
      ("x", .array([.number(view.x.lowerBound), .number(view.x.upperBound)])),
      ("y", .array([.number(view.y.lowerBound), .number(view.y.upperBound)])),
      ("regression", .bool(view.isRegression)),
      ("points", .array(points(view.training, isTest: 0) + points(view.test, isTest: 1))),
      ("frames", .array(frames.map(Self.entry))),
      (
        "losses",
        .array(
          LearningCurves.thinned(losses).map { .array([.integer($0.epoch), .number($0.loss)]) })
      ),
      ("layers", .array(casts.map(Self.entry))),
      ("side", .integer(side)),
      ("answers", .string(answerBytes)),
      ("neuronSide", .integer((side + 1) / 2)),
      ("neurons", .string(neuronBytes)),
    ])
  }

  private static func entry(_ frame: Frame) -> JSONValue {
    .object([
      ("epoch", .integer(frame.epoch)), ("loss", frame.loss.map { .number($0) } ?? .null),
      ("limit", .string(scaleNumber(frame.survey.answerLimit))),
    ])
  }

  private static func entry(_ cast: Cast) -> JSONValue {
    .object([
      ("layer", .integer(cast.layer)), ("activation", .string(cast.activation)),
      ("shown", .integer(cast.shown)), ("all", .integer(cast.all)),
    ])
  }

  private func points(_ points: [LabelledPoint], isTest: Int) -> [JSONValue] {
    points.map {
      .array([.number($0.x), .number($0.y), .number($0.label), .integer(isTest)])
    }
  }

  /// The answers of all frames, two bytes for each place: 1 is 32767.
  private var answerBytes: String {
    Base64.text(
      frames.flatMap { frame in
        frame.survey.answer.values.flatMap { value -> [UInt8] in
          let bits = UInt16(bitPattern: Int16((32767 * min(max(value, -1), 1)).rounded()))
          return [UInt8(bits >> 8), UInt8(bits & 255)]
        }
      })
  }

  /// The maps of all neurons in all frames, a byte for each place: 1 for −1, 128 for 0, 255 for 1.
  ///
  /// Every second place is enough for small pictures.
  private var neuronBytes: String {
    let step = 2
    var bytes: [UInt8] = []
    for frame in frames {
      for (layer, position) in neurons {
        let map = frame.survey.maps[layer][position]
        for row in stride(from: 0, to: map.side, by: step) {
          for column in stride(from: 0, to: map.side, by: step) {
            let share = min(max(map.values[row * map.side + column], -1), 1)
            bytes.append(UInt8((128 + 127 * share).rounded()))
          }
        }
      }
    }
    return Base64.text(bytes)
  }
}
