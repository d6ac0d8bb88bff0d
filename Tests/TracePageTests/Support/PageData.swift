import Foundation
import Testing
import TracePages

extension TracePage {
  /// What the page's program is given.
  var data: [String: Any] {
    get throws {
      let opening = try #require(html.range(of: #"{"title":"#))
      let end = try #require(
        html.range(of: "</script>", range: opening.upperBound..<html.endIndex))
      let text = Data(html[opening.lowerBound..<end.lowerBound].utf8)
      return try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
    }
  }
}
