import NetworkDescription
import TextFormats

extension PlaygroundData {
  /// Rows as a page is given them: how many `columns`, their `values`, the `targets` (classes if
  /// `classes` has names, else `perRow` numbers each), and how many rows are for `train`ing.
  static func rows(_ text: String) throws(PlaygroundError) -> PlaygroundData {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      var object = try JSONObjectReader(
        try JSONValue(blueprint: text), at: .root, expected: "an object with values and targets")
      let name = try object.string("name")
      let width = try object.integer("columns")
      let values = try numbers(object.required("values"), called: "values")
      let targets = try numbers(object.required("targets"), called: "targets")
      let train = try object.integer("train")
      let classes = object.value("classes")
      let perRow = try object.integer("perRow", default: 1)
      try object.finish()
      guard width > 0, perRow > 0, values.count % width == 0, values.count / width <= mostRows,
        targets.count == values.count / width * perRow, (1...targets.count).contains(train)
      else {
        throw .badValue(
          path: .root, key: "values", expected: "\(width) numbers a row, and targets for each",
          found: "\(values.count) values, \(targets.count) targets, \(train) for training")
      }
      var answers = Answers.numbers(targets, perRow: perRow)
      if case .array(let items)? = classes {
        let names = items.map { (item) -> String in
          if case .string(let name) = item { name } else { "\(item)" }
        }
        guard targets.allSatisfy({ $0 == $0.rounded() && $0 >= 0 && $0 < Double(names.count) })
        else {
          throw .badValue(
            path: .root, key: "targets", expected: "classes from 0 to \(names.count - 1)",
            found: "others")
        }
        answers = .classes(targets.map { Int($0) }, names: names)
      }
      let columns = width == 2 ? ["x", "y"] : (0..<width).map { "input \($0)" }
      return PlaygroundData(
        name: name, columns: columns, values: values, answers: answers, trainCount: train)
    }
  }

  private static func numbers(
    _ json: JSONValue, called name: String
  ) throws(BlueprintError) -> [Double] {
    guard let numbers = json.numbers else {
      throw .wrongType(
        path: .root.appending(name), expected: "a list of numbers", found: json.kind)
    }
    return numbers
  }
}

extension JSONValue {
  /// The numbers of a list of nothing else; nil for anything else.
  var numbers: [Double]? {
    guard case .array(let items) = self else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      switch item {
      case .integer(let number): numbers.append(Double(number))
      case .number(let number): numbers.append(number)
      default: return nil
      }
    }
    return numbers
  }
}
