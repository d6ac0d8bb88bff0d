import SwiftProtobuf
import TextFormats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What TensorBoard shows under a tag.
package struct LoggedValue {
  let summary: TBSummary.Value

  private init(_ tag: String, _ fill: (inout TBSummary.Value) -> Void) {
    var value = TBSummary.Value()
    value.tag = tag
    fill(&value)
    summary = value
  }

  /// A point of a curve.
  package static func scalar(_ tag: String, _ number: Double) -> LoggedValue {
    LoggedValue(tag) { $0.simpleValue = Float(number) }
  }

  /// How numbers are spread; those that are not finite are left out.
  package static func histogram(_ tag: String, _ numbers: [Double]) -> LoggedValue {
    LoggedValue(tag) { $0.histo = TBHistogramProto(numbers.filter(\.isFinite)) }
  }

  /// A picture, as the bytes of a PNG file in colour.
  package static func picture(_ tag: String, png: [UInt8], width: Int, height: Int) -> LoggedValue {
    LoggedValue(tag) {
      $0.image.width = Int32(width)
      $0.image.height = Int32(height)
      $0.image.colorspace = 3
      $0.image.encodedImageString = Data(png)
    }
  }

  /// A text in Markdown.
  package static func text(_ tag: String, _ markdown: String) -> LoggedValue {
    LoggedValue(tag) {
      $0.metadata.pluginData.pluginName = "text"
      $0.metadata.dataClass = .tensor
      $0.tensor.dtype = .dtString
      $0.tensor.stringVal = [Data(markdown.utf8)]
    }
  }

  /// The settings that a run begins with; only texts, numbers and truth values are kept.
  package static func hyperparameters(
    _ settings: [(name: String, value: JSONValue)], start: Date = Date()
  ) -> LoggedValue {
    var information = TBSessionStartInfo()
    information.startTimeSecs = start.timeIntervalSince1970
    for (name, value) in settings { information.hparams[name] = TBValue(value) }
    return hyperparameters("session_start_info") { $0.sessionStartInfo = information }
  }

  /// How a run has ended.
  package static func end(isSuccess: Bool) -> LoggedValue {
    hyperparameters("session_end_info") {
      $0.sessionEndInfo.status = isSuccess ? .success : .failure
      $0.sessionEndInfo.endTimeSecs = Date().timeIntervalSince1970
    }
  }

  private static func hyperparameters(
    _ name: String, _ fill: (inout TBHParamsPluginData) -> Void
  ) -> LoggedValue {
    LoggedValue("_hparams_/\(name)") {
      var data = TBHParamsPluginData()
      fill(&data)
      $0.metadata.pluginData.pluginName = "hparams"
      $0.metadata.pluginData.content = (try? data.serializedData()) ?? Data()
      $0.metadata.dataClass = .tensor
      // The reader asks for a tensor, and looks at none.
      $0.tensor.dtype = .dtFloat
      $0.tensor.floatVal = [0]
    }
  }
}

extension TBHistogramProto {
  private static let bucketCount = 30

  /// Counts numbers in buckets of one width, from the least number to the largest.
  init(_ numbers: [Double]) {
    self.init()
    num = Double(numbers.count)
    sum = numbers.reduce(0, +)
    sumSquares = numbers.reduce(0) { $0 + $1 * $1 }
    guard let least = numbers.min(), let largest = numbers.max() else { return }
    min = least
    max = largest
    // Halved, because the difference of two numbers can be too large for a number.
    let half = largest / 2 - least / 2
    guard half > 0 else {
      bucketLimit = [largest]
      bucket = [num]
      return
    }
    bucket = [Double](repeating: 0, count: Self.bucketCount)
    for number in numbers {
      let share = (number / 2 - least / 2) / half
      bucket[Swift.min(Int(share * Double(Self.bucketCount)), Self.bucketCount - 1)] += 1
    }
    bucketLimit = (1...Self.bucketCount).map {
      $0 == Self.bucketCount
        ? largest : least + 2 * (half * (Double($0) / Double(Self.bucketCount)))
    }
  }
}

extension TBValue {
  /// A text, a number or a truth value; anything else as the text that it is in JSON.
  fileprivate init(_ json: JSONValue) {
    self.init()
    switch json {
    case .string(let text): stringValue = text
    case .number(let number): numberValue = number
    case .integer(let number): numberValue = Double(number)
    case .bool(let truth): boolValue = truth
    case .null, .array, .object: stringValue = json.description
    }
  }
}
