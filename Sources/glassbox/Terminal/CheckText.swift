import EngineAgreement
import NetworkDescription
import TextFormats
import TrainingLoop

/// How a check of the engines is shown.
enum CheckText {
  static let agreement = """

    The engines agree, and finite differences of the loss with them.
    """

  /// What is about to be compared.
  static func introduction(_ check: AgreementCheck) -> String {
    let blueprint = check.blueprint
    // Layers that only pass values on have the width of the one before.
    let widths =
      [blueprint.input.description]
      + zip(blueprint.layers, blueprint.outputShapes).compactMap { layer, shape in
        layer.traits.links.mixes ? shape.description : nil
      }
    let planted = check.fault.map {
      "\nPlanted on purpose: \($0.kind.rawValue), in layer \($0.position + 1)."
    }
    return
      "\(blueprint.name.onOneLine) (\(widths.joined(separator: "-"))), \(blueprint.optimizer.name), "
      + "made-up samples of seed \(blueprint.seed)\(planted ?? "")\n"
  }

  /// A row for everything that was compared, with its worst place.
  static func table(_ report: AgreementReport) -> TextTable {
    var table = TextTable(columns: [
      .left("layer"), .left("compared"), .right("numbers"), .left("worst"), .right("objects"),
      .right("matrices"), .right("differences"), .right("error"), .right("allowed"), .left(""),
    ])
    for (index, layer) in report.blueprint.layers.enumerated() {
      let comparisons = report.comparisons(ofLayer: index + 1)
      guard !comparisons.isEmpty else { continue }
      if index > 0 { table.addRule() }
      for (row, comparison) in comparisons.enumerated() {
        table.add([row == 0 ? "\(index + 1) \(layer.name)" : ""] + cells(comparison))
      }
    }
    return table
  }

  private static func cells(_ comparison: Comparison) -> [String] {
    [
      comparison.quantity.words, grouped(comparison.count), comparison.worst.description,
      number(comparison.objects), comparison.matrices.map(number) ?? "",
      comparison.quotient.map(number) ?? "", size(comparison.error), size(comparison.tolerance),
      comparison.agrees ? "" : "✗",
    ]
  }

  /// All digits, since it is the last ones that differ.
  private static func number(_ number: Double) -> String { "\(number)" }

  /// A size of an error: two digits are enough.
  private static func size(_ number: Double) -> String {
    guard number.isFinite, number > 0 else { return "\(number)" }
    var (digits, exponent) = (number, 0)
    // What would be rounded to 10.0 counts as more than 10.
    while digits < 0.995 { (digits, exponent) = (digits * 10, exponent - 1) }
    while digits >= 9.95 { (digits, exponent) = (digits / 10, exponent + 1) }
    let rounded = (digits * 10).rounded() / 10
    return exponent == 0 ? "\(rounded)" : "\(rounded)e\(exponent)"
  }
}

extension Comparison {
  /// The comparison as a line of JSON.
  var json: [(String, JSONValue)] {
    var entries: [(String, JSONValue)] = [
      ("layer", .integer(layer)), ("check", .string(quantity.name)),
    ]
    if case .parameters(let steps) = quantity { entries.append(("steps", .integer(steps))) }
    switch worst {
    case .neuron(let name): entries.append(("neuron", name.json))
    case .weight(let place): entries.append((place.kind, .string(place.name)))
    case .number: entries.append(("number", .string("\(worst)")))
    case .loss: break
    }
    entries.append(("objects", .number(objects)))
    if let matrices { entries.append(("matrices", .number(matrices))) }
    if let quotient { entries.append(("differences", .number(quotient))) }
    return entries + [
      ("error", .number(error)), ("tolerance", .number(tolerance)), ("numbers", .integer(count)),
      ("agrees", .bool(agrees)),
    ]
  }
}
