import NetworkDescription
import TextFormats

/// What many steps have in common: which moments there are, and which slots they change.
struct StepPattern: Hashable {
  private let kinds: String
  private let extents: String
  private let subjects: String
  private let events: String
  /// How many slots the moments change, moment by moment.
  private let counts: String
  private let slots: String
  private let eventCount: Int

  init(_ moments: [Moment], eventCount: Int) {
    kinds = Base64.text(moments.map(\.kind.rawValue))
    extents = Base64.text(moments.map(\.extent.rawValue))
    subjects = Base64.text(moments.map(\.subject))
    events = Base64.text(moments.map(\.event))
    counts = Base64.text(moments.map(\.slots.count))
    slots = Base64.text(moments.flatMap(\.slots))
    self.eventCount = eventCount
  }

  var json: JSONValue {
    .object([
      ("kinds", .string(kinds)), ("extents", .string(extents)), ("subjects", .string(subjects)),
      ("events", .string(events)), ("counts", .string(counts)), ("slots", .string(slots)),
      ("eventCount", .integer(eventCount)),
    ])
  }
}
