import NetworkDescription
import TextFormats

/// Weights and biases by the names of links and neurons, as `--weights` takes them back.
struct WeightTable {
  /// The names with their numbers, in the order of the layers.
  let entries: [(name: String, value: Double)]

  init(_ request: ExportRequest) {
    let (blueprint, parameters) = (request.model.blueprint, request.model.parameters)
    var entries: [(name: String, value: Double)] = []
    for layer in blueprint.layers.indices {
      for specification in blueprint.parameters(ofLayer: layer) {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        for (index, value) in (parameters[name]?.values ?? []).enumerated() {
          guard let place = blueprint.place(of: index, in: specification.role, ofLayer: layer)
          else { continue }
          entries.append((place.description, value))
        }
      }
    }
    self.entries = entries
  }
}

extension ExportFormat {
  static let jsonWeights = ExportFormat(
    name: "json", summary: "weights and biases by the names of links and neurons, as JSON"
  ) { request in
    let lines = WeightTable(request).entries.map { name, value in
      "  \(JSONValue.string(name)): \(JSONValue.number(value))"
    }
    return [ExportedFile(text: "{\n" + lines.joined(separator: ",\n") + "\n}\n")]
  }

  static let csvWeights = ExportFormat(
    name: "csv", summary: "the same as a table"
  ) { request in
    let lines = WeightTable(request).entries.map { "\($0.name),\($0.value)\n" }
    return [ExportedFile(text: "name,value\n" + lines.joined())]
  }
}
