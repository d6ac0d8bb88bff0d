import DigitReading
import ModelFiles
import NetworkDescription
import Pictures
import TextFormats

/// What the page about digits does, driven by words: it reads pictures and says why.
///
/// ```swift
/// let session = DigitSession()
/// _ = try session.answer(to: "model digits", with: modelBytes)
/// print(try session.answer(to: "read 28 28", with: pixels))
/// ```
public final class DigitSession {
  /// Who reads; nil before there is a model.
  private(set) var reader: DigitReader?
  /// What was read last.
  private(set) var reading: PictureReading?

  /// A session that has no model yet.
  public init() {}

  /// Whether something goes on that ``work(samples:)`` brings further.
  public var isBusy: Bool { false }

  /// Does what words say.
  ///
  /// - Parameter bytes: What the words are about: the pixels of a picture (red, green, blue, alpha), or a file.
  /// - Returns: The answer as JSON.
  /// - Throws: `PlainError` for words that cannot be done; everything is then as it was.
  public func answer(to words: String, with bytes: [UInt8] = []) throws(PlainError) -> String {
    var words = SessionWords(words)
    let verb = words.next() ?? ""
    guard let command = Self.commands.first(where: { $0.name == verb }) else {
      let known = Self.commands.map { $0.name }.joined(separator: ", ")
      throw PlainError("“\(verb.shortenedOnOneLine)”: expected \(known)")
    }
    return try command.act(self, &words, bytes).description
  }

  private struct Command: Sendable {
    let name: String
    let act: @Sendable (DigitSession, inout SessionWords, [UInt8]) throws(PlainError) -> JSONValue
  }

  private static let commands = [
    Command(name: "model") { session, words, bytes throws(PlainError) in
      try session.open(model: bytes, named: words.rest)
    },
    Command(name: "read") { session, words, bytes throws(PlainError) in
      try session.read(&words, bytes)
    },
    Command(name: "stages") { session, words, _ throws(PlainError) in
      try session.needReading().stages(of: words.index("the digit"))
    },
    Command(name: "forget") { session, _, _ throws(PlainError) in
      session.reading = nil
      return .object([])
    },
  ]

  /// Takes another model, if it reads pictures of digits.
  private func open(model bytes: [UInt8], named name: String) throws(PlainError) -> JSONValue {
    let model: TrainedModel
    do {
      model = try TrainedModel(bytes: bytes, name: name)
    } catch {
      throw PlainError(error.description)
    }
    let reader = try DigitReader(onOneThread: model, named: name)
    self.reader = reader
    try reading?.read(by: reader)
    return .object([
      ("name", .string(name)), ("weights", .integer(model.blueprint.parameterCount)),
      ("classNames", .array(reader.classNames.map { .string($0) })),
      ("reading", reading?.json ?? .null),
    ])
  }

  private func read(_ words: inout SessionWords, _ bytes: [UInt8]) throws(PlainError) -> JSONValue {
    let (width, height) = (try words.count("the width"), try words.count("the height"))
    guard let reader else { throw PlainError("there is no model: open one first") }
    let picture: TransparentPicture
    do {
      picture = try TransparentPicture(width: width, height: height, bytes: bytes)
    } catch {
      throw PlainError(
        "a picture of \(width) × \(height) pixels takes 4 bytes for each, found \(bytes.count)")
    }
    // As files are read: white drawings on nothing are not lost.
    let reading = try PictureReading(of: picture.grey(on: .contrasting), by: reader)
    self.reading = reading
    return reading.json
  }

  private func needReading() throws(PlainError) -> PictureReading {
    guard let reading else { throw PlainError("nothing was read yet: draw a digit first") }
    return reading
  }
}
