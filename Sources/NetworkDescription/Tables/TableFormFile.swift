import TextFormats

// How a model file keeps the form of its table: as JSON, a column an entry.

extension TableForm: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(json, at: path, expected: "an object with columns")
    let found = try object.required("columns")
    guard case .array(let items) = found else {
      throw .wrongType(
        path: path.appending("columns"), expected: "a list of columns", found: found.kind)
    }
    var columns: [Column] = []
    for (index, item) in items.enumerated() {
      columns.append(
        try Column(json: item, at: path.appending("columns").appending(index: index)))
    }
    self.init(columns: columns, fillsGaps: try object.bool("fillsGaps", default: false))
    try object.finish()
  }

  package var json: JSONValue {
    .object([
      ("columns", .array(columns.map { $0.json })), ("fillsGaps", .bool(fillsGaps)),
    ])
  }
}

extension TableForm.Column: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(json, at: path, expected: "an object such as {\"name\":…}")
    name = try object.string("name")
    let found = try object.string("role")
    switch found {
    case "number": role = .number(mean: try object.number("mean"))
    case "pixel": role = .pixel
    case "texts":
      role = try Self.texts(try object.required("texts"), at: path.appending("texts"))
    case "label": role = .label
    case "target":
      let mean = try object.optionalNumber("mean")
      let deviation = try object.optionalNumber("deviation")
      if let mean, let deviation {
        guard mean.isFinite, deviation.isFinite, deviation > 0 else {
          throw .badValue(
            path: path, key: "deviation", expected: "a positive number", found: "\(deviation)")
        }
        role = .target(TargetScale(mean: mean, deviation: deviation))
      } else {
        role = .target(nil)
      }
    case "leftOut": role = .leftOut
    default:
      throw .unknownName(
        path: path.appending("role"), what: "role", found: found,
        known: ["number", "pixel", "texts", "label", "target", "leftOut"])
    }
    try object.finish()
  }

  /// Texts with their shares, as an object: {"female": 0.35, "male": 0.65}.
  private static func texts(
    _ json: JSONValue, at path: JSONPath
  ) throws(BlueprintError) -> TableForm.Role {
    guard case .object(let entries) = json, !entries.isEmpty else {
      throw .wrongType(path: path, expected: "an object of texts", found: json.kind)
    }
    var shares: [Double] = []
    for (text, value) in entries {
      switch value {
      case .number(let share): shares.append(share)
      case .integer(let share): shares.append(Double(share))
      default:
        throw .wrongType(path: path.appending(text), expected: "a number", found: value.kind)
      }
    }
    return .texts(entries.map { $0.0 }, shares: shares)
  }

  package var json: JSONValue {
    func entry(_ role: String, _ more: [(String, JSONValue)] = []) -> JSONValue {
      .object([("name", .string(name)), ("role", .string(role))] + more)
    }
    switch role {
    case .number(let mean): return entry("number", [("mean", .number(mean))])
    case .pixel: return entry("pixel")
    case .texts(let texts, let shares):
      var entries: [(String, JSONValue)] = []
      for (index, text) in texts.enumerated() { entries.append((text, .number(shares[index]))) }
      return entry("texts", [("texts", .object(entries))])
    case .label: return entry("label")
    case .target(nil): return entry("target")
    case .target(let scale?):
      return entry(
        "target", [("mean", .number(scale.mean)), ("deviation", .number(scale.deviation))])
    case .leftOut: return entry("leftOut")
    }
  }
}
