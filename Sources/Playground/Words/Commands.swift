import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingDebugger

extension PlaygroundSession {
  /// Every word that something begins with.
  private static let known = [
    "open", "data", "features", "layers", "layer", "neuron", "activation", "set", "seed", "reset",
    "run", "back", "go", "play", "pause", "next", "previous", "edit", "undo", "redo", "future",
    "break", "unbreak", "continue", "prove", "blame", "why", "what-if", "quiz", "doctor", "liar",
  ]

  func perform(_ words: inout Words) throws(PlaygroundError) -> PlaygroundReply {
    let text = String(words.rest)
    guard let first = words.next() else {
      throw .unknownWords(found: "", known: Self.known)
    }
    switch first {
    case "open": try open(&words, text)
    case "data": try chooseData(&words, text)
    case "features":
      let features = try Feature.list(try words.all("the features", expected: "such as x,y,x^2"))
      try requirePlane()
      try change(text) { (changed) throws(PlaygroundError) in changed.setFeatures(features) }
    case "layers", "layer", "neuron", "activation": try changeLayers(first, &words, text)
    case "set": try set(&words, text)
    case "seed":
      let seed = try words.seed()
      try words.finish()
      try begin(again: text) { $0.seed = seed }
    case "reset":
      try words.finish()
      try begin(again: text) { _ in }
    case "run", "back", "go": try travel(first, &words)
    case "play":
      try words.finish()
      try play()
    case "pause":
      try words.finish()
      pause()
    case "next", "previous": return try step(first, &words)
    case "edit": try edit(&words, text)
    case "undo":
      try words.finish()
      try undo()
    case "redo":
      try words.finish()
      try redo()
    case "future": try change(toFuture: try words.integer("the future", in: 1...1000))
    case "break", "unbreak", "continue": return try stops(first, &words)
    case "prove", "blame", "why", "what-if", "quiz", "doctor", "liar":
      return try answer(first, &words)
    default: throw .unknownWords(found: first, known: Self.known)
    }
    return PlaygroundReply()
  }

  // MARK: - Beginning

  private func open(_ words: inout Words, _ text: String) throws(PlaygroundError) {
    let network: OpenedNetwork
    if words.take("blueprint") {
      let json = try words.all("the blueprint", expected: "a blueprint as JSON")
      network = try OpenedNetwork.blueprint(json, learned: nil)
    } else if words.take("model") {
      let json = try words.all("the model", expected: "a blueprint and its weights as JSON")
      let (blueprint, learned) = try Self.parts(ofModel: json)
      network = try OpenedNetwork.blueprint(blueprint, learned: learned)
    } else {
      let name = try words.next("open", expected: "the name of a recipe")
      let seed = words.take("--seed") ? try words.seed() : nil
      try words.finish()
      network = try OpenedNetwork.recipe(name, seed: seed)
    }
    try restart(try Self.opened(network, words: text), keepingOthers: false)
  }

  /// The two parts of `{"blueprint":{…},"parameters":{…}}`.
  private static func parts(
    ofModel text: String
  ) throws(PlaygroundError) -> (blueprint: String, parameters: String) {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      var object = try JSONObjectReader(
        try JSONValue(blueprint: text), at: .root, expected: "an object with a blueprint")
      let blueprint = try object.required("blueprint").description
      let parameters = try object.required("parameters").description
      try object.finish()
      return (blueprint, parameters)
    }
  }

  /// The present network from its first weights on; what it has been is kept as another course.
  private func begin(
    again text: String, _ change: (inout Setup) -> Void
  ) throws(PlaygroundError) {
    var setup = course.prepared.setup
    change(&setup)
    let prepared = try PreparedSetup(setup)
    let first = Stretch(
      start: Moment(), prepared: prepared, state: try prepared.firstState(), words: [])
    let opening = PlaygroundWords.joined(openingWords, [text])
    try restart(Future(first, opening: opening), keepingOthers: true)
  }

  // MARK: - Data

  private func chooseData(_ words: inout Words, _ text: String) throws(PlaygroundError) {
    let kind = try words.next("data", expected: "a set's name, points, csv or curve")
    let data: PlaygroundData
    switch kind {
    case PlaygroundData.ownPoints:
      let isRegression = words.take("--regression")
      data = try PlaygroundData.points(
        try words.all("the points", expected: "x,y,class;x,y,class"), isRegression: isRegression)
    case "rows":
      data = try PlaygroundData.rows(try words.all("the rows", expected: "an object as JSON"))
    case "csv":
      var table = TableData()
      while words.rest.hasPrefix("--") { try Self.readOption(of: &table, &words) }
      data = try table.data(try words.all("the table", expected: "rows of numbers"))
    case "curve":
      let drawing = try drawing(&words)
      data = try PlaygroundData.curve(
        try Formula(try words.all("the curve", expected: "a formula of x")), drawing)
    default:
      data = try PlaygroundData.named(kind, try drawing(&words))
      try words.finish()
    }
    try change(text) { (changed) throws(PlaygroundError) in try changed.setData(data) }
  }

  private func drawing(_ words: inout Words) throws(PlaygroundError) -> PlaygroundData.Drawing {
    let present = course.prepared.setup
    var drawing = PlaygroundData.Drawing(seed: present.data.seed ?? present.seed)
    while words.rest.hasPrefix("--") {
      let option = try words.next("an option", expected: "")
      switch option {
      case "--noise": drawing.noise = try words.number("the noise", in: 0...0.5)
      case "--share": drawing.share = try words.number("the share", in: 0.01...1)
      case "--seed": drawing.seed = try words.seed()
      case "--count":
        drawing.count = try words.integer("the count", in: 4...PlaygroundData.mostRows)
      default:
        throw .unknownWords(found: option, known: ["--noise", "--share", "--seed", "--count"])
      }
    }
    return drawing
  }

  private static func readOption(
    of table: inout TableData, _ words: inout Words
  ) throws(PlaygroundError) {
    let option = try words.next("an option", expected: "")
    switch option {
    case "--columns":
      table.columns = try words.next("the columns", expected: "names with commas between them")
        .split(separator: ",").map { String($0) }
    case "--label": table.label = try words.next("the label", expected: "the name of a column")
    case "--share": table.share = try words.number("the share", in: 0.01...1)
    default: throw .unknownWords(found: option, known: ["--columns", "--label", "--share"])
    }
  }

  private func requirePlane() throws(PlaygroundError) {
    guard course.prepared.setup.data.isPlane, course.prepared.setup.picture == nil else {
      throw .missing(what: "plane", advice: "formulas are for data of two columns, x and y")
    }
  }

  // MARK: - Layers

  private func changeLayers(
    _ first: String, _ words: inout Words, _ text: String
  ) throws(PlaygroundError) {
    switch first {
    case "layers":
      let counts = try Self.counts(words.next() ?? "")
      try words.finish()
      try change(text) { (changed) throws(PlaygroundError) in
        try changed.setHidden(counts, activation: .tanh)
      }
    case "activation":
      let layer = try words.integer("the layer", in: 1...1000)
      let activation = try Self.named(
        try words.all("the activation", expected: "its name"), Activation.self)
      try change(text) { (changed) throws(PlaygroundError) in
        try changed.setActivation(ofLayer: layer, to: activation)
      }
    case "layer":
      if words.take("add") {
        let units = try words.integer("the neurons", in: 1...100_000)
        let position = words.take("at") ? try words.integer("at", in: 1...1000) : nil
        try words.finish()
        try change(text) { (changed) throws(PlaygroundError) in
          try changed.addLayer(units: units, at: position)
        }
      } else if words.take("remove") {
        let layer = try words.integer("the layer", in: 1...1000)
        try words.finish()
        try change(text) { (changed) throws(PlaygroundError) in
          try changed.removeLayer(named: layer)
        }
      } else {
        throw .unknownWords(found: String(words.rest), known: ["add", "remove"])
      }
    default:
      let isAdded = words.take("add")
      guard isAdded || words.take("remove") else {
        throw .unknownWords(found: String(words.rest), known: ["add", "remove"])
      }
      let layer = try words.integer("the layer", in: 1...1000)
      try words.finish()
      try change(text) { (changed) throws(PlaygroundError) in
        try changed.changeUnits(ofLayer: layer, by: isAdded ? 1 : -1)
      }
    }
  }

  private static func counts(_ text: String) throws(PlaygroundError) -> [Int] {
    var counts: [Int] = []
    for part in text.split(separator: ",") {
      guard let count = Int(part), count > 0 else {
        throw .badValue(
          what: "the layers", expected: "numbers of neurons, such as 4,2", found: text)
      }
      counts.append(count)
    }
    guard counts.count <= 100 else {
      throw .badValue(what: "the layers", expected: "at most 100", found: "\(counts.count)")
    }
    return counts
  }

  // MARK: - Settings

  private func set(_ words: inout Words, _ text: String) throws(PlaygroundError) {
    let what = try words.next("set", expected: Setting.names)
    guard let setting = Setting(rawValue: what) else {
      throw .badValue(what: "set", expected: Setting.names, found: what)
    }
    let value = try words.all("\(what)", expected: "a value")
    try change(text) { (changed) throws(PlaygroundError) in
      try setting.apply(value, to: &changed)
    }
  }

  /// Reads the name of a case, or its JSON.
  static func named<Case: NamedCase>(
    _ text: String, _: Case.Type
  ) throws(PlaygroundError) -> Case {
    try PlaygroundError.ofBlueprint { () throws(BlueprintError) in
      let isJSON = text.hasPrefix("{")
      let json = isJSON ? try JSONValue(blueprint: text) : .string(text)
      return try Case(json: json, at: .root)
    }
  }

  // MARK: - Time

  private func travel(_ first: String, _ words: inout Words) throws(PlaygroundError) {
    if first == "go" {
      if words.take("event") {
        let event = try words.integer("the event", in: 0...1_000_000_000)
        try words.finish()
        return try go(toEvent: event)
      }
      let epoch = try words.integer("the epoch", in: 0...1_000_000_000)
      try words.finish()
      return try travel(to: .epoch(epoch))
    }
    let count = try words.integer("how many", in: 0...1_000_000_000)
    let unit = try words.next("\(first) \(count)", expected: "epochs, steps or samples")
    try words.finish()
    let here = course.moment
    let isBack = first == "back"
    switch unit {
    case "event", "events":
      for _ in 0..<min(count, 10_000) { try takeEvent(isBack ? .backward : .forward, .event) }
    case "epoch", "epochs":
      // In the middle of an epoch, the way back leads to its beginning first.
      let begun = isBack && here.seen > 0 ? 1 : 0
      try travel(
        to: .epoch(max(0, isBack ? here.epoch + begun - count : here.epoch + count)))
    case "step", "steps":
      try travel(to: .step(max(0, isBack ? here.step - count : here.step + count)))
    case "sample", "samples":
      let batch = course.prepared.setup.training.batchSize
      let steps = (count + batch - 1) / batch
      try travel(to: .step(max(0, isBack ? here.step - steps : here.step + steps)))
    default:
      throw .unknownWords(found: unit, known: ["epochs", "steps", "samples", "events"])
    }
  }

  // MARK: - Edits

  private func edit(_ words: inout Words, _ text: String) throws(PlaygroundError) {
    let what = try words.next("edit", expected: "weight or bias")
    guard what == "weight" || what == "bias" else {
      throw .unknownWords(found: what, known: ["weight", "bias"])
    }
    let name = try words.next("edit \(what)", expected: "a name such as 0.1-1.0")
    let value = try words.finiteNumber("\(what) \(name)")
    try words.finish()
    try changeWeights(text) { (network) throws(PlaygroundError) in
      let weight = try network.editableWeight(what, name)
      network.change(weight, to: value)
    }
  }
}
