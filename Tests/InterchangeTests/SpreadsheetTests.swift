import Foundation
import ModelFiles
import NetworkDescription
import NeuronGraph
import NeuronTrace
import OtherPrograms
import Testing
import TrainingData

@testable import Interchange

@Suite("A network in a spreadsheet")
struct SpreadsheetTests {
  @Test(
    "Every cell of a step is what the trace says",
    .enabled(if: LibreOffice.isThere, Comment(rawValue: LibreOffice.needed)))
  func trace() throws {
    let blueprint = try Self.blueprint(
      [.dense(Dense(units: 2, activation: .tanh)), .dense(Dense(units: 1, activation: .sigmoid))],
      .halfSquaredError, .sgd(SGD(learningRate: 0.5)), batchSize: 1)
    let samples = LogicGate.xor.dataset
    let computed = try Self.computed(["xor": blueprint], samples, steps: 12)
    let steps = try #require(computed["xor"])
    let network = try NeuronNetwork(blueprint)
    for step in steps {
      let sample = Int(try step.number("samples", row: 0, column: 1)) - 1
      let events = try network.trace(
        inputs: samples.input(of: sample), targets: samples.target(of: sample))
      var seen = 0
      func expect(_ heading: String, _ value: Double) throws {
        let found = try step.value(heading)
        #expect(abs(found - value) < 1e-9, "step \(step.number), \(heading)")
        seen += 1
      }
      for event in events {
        switch event {
        case .input(let input): try expect("input \(input.neuron)", input.output)
        case .neuronForward(let neuron):
          try expect("sum \(neuron.neuron)", neuron.sum)
          try expect("output \(neuron.neuron)", neuron.output)
        case .loss(let loss): try expect("loss", loss.value)
        case .neuronBackward(let neuron):
          try expect("sensitivity \(neuron.neuron)", neuron.sensitivity)
          try expect("inputSensitivity \(neuron.neuron)", neuron.inputSensitivity)
        case .linkForward(let link):
          #expect(abs(try step.weight("weights", "\(link.link.name)") - link.weight) < 1e-9)
        case .linkBackward(let link):
          #expect(
            abs(try step.weight("gradient", "\(link.link.name)") - link.weightGradient) < 1e-9)
        default: break
        }
      }
      #expect(seen == 2 + 3 * 2 + 1 + 3 * 2)
    }
  }

  @Test(
    "Every activation, loss, optimizer, schedule and penalty learns as the objects do",
    .enabled(if: LibreOffice.isThere, Comment(rawValue: LibreOffice.needed)))
  func everyKind() throws {
    let samples = try Self.madeUpSamples()
    var blueprints = try Self.kinds()
    blueprints["given"] = try Self.blueprint(
      [
        .normalization,
        .dense(Dense(units: 3, penalty: Penalty(l1: 0.01, l2: 0.02), frozen: .init(biases: true))),
        .activation(ActivationLayer(.tanh)),
        .dense(Dense(units: 2, useBias: false, penalty: Penalty(l1: 2, zeroStays: true))),
      ], .huber(delta: 0.3), .adam(Adam(learningRate: 0.1)))
    let computed = try Self.computed(blueprints, samples, steps: 7)
    for (name, blueprint) in blueprints {
      let steps = try #require(computed[name])
      #expect(steps.count == 7)
      let network = try NeuronNetwork(blueprint, parameters: Self.start(of: blueprint, samples))
      var random = SeededRandom(seed: blueprint.seed).permutation(of: samples.count, step: 1)[...]
      var epoch = 1
      for step in steps {
        if random.isEmpty {
          epoch += 1
          random =
            SeededRandom(seed: blueprint.seed).permutation(of: samples.count, step: epoch)[...]
        }
        let batch = random.prefix(blueprint.training.batchSize)
        random = random.dropFirst(batch.count)
        let result = try network.train(on: samples, samples: batch)
        #expect(
          abs(try step.number("mean", row: 0, heading: "loss") - result.loss) < 1e-9,
          "\(name), step \(step.number)")
        for layer in blueprint.layers.indices {
          for specification in blueprint.parameters(ofLayer: layer)
          where specification.role.isTrainable {
            let tensor = NetworkBlueprint.tensorName(layer: layer, specification.role)
            for (index, value) in (network.parameters[tensor]?.values ?? []).enumerated() {
              let place = try #require(
                blueprint.place(of: index, in: specification.role, ofLayer: layer))
              let found = try step.weight("new weight", place.description)
              #expect(abs(found - value) < 1e-9, "\(name), step \(step.number), \(place)")
            }
          }
        }
      }
    }
  }

  @Test("A thousand steps of XOR are far below 10 MB, and no number stands where a formula belongs")
  func size() throws {
    let workbook = try Self.workbook(
      of: Self.blueprint(
        [
          .dense(Dense(units: 2, activation: .tanh)), .dense(Dense(units: 1, activation: .sigmoid)),
        ],
        .binaryCrossEntropy, .sgd(SGD(learningRate: 0.5, momentum: 0.9)), batchSize: 4),
      LogicGate.xor.dataset, steps: 1000)
    #expect(try workbook.bytes().count < 3_000_000)
    let steps = try #require(workbook.sheets.last)
    #expect(steps.name == "Training")
    // Values are: the number of the first step, and in every step which samples it learns from.
    let values = steps.xmlRows.components(separatedBy: "<v>").count - 1
    let texts = steps.xmlRows.components(separatedBy: "t=\"s\"").count - 1
    #expect(values - texts == 1 + 4 * 1000)
  }

  @Test("What a sheet has no place for is refused by name")
  func refusals() throws {
    let samples = LogicGate.xor.dataset
    #expect {
      try Self.workbook(
        of: Self.blueprint(
          [.dense(Dense(units: 30, activation: .relu)), .dense(Dense(units: 1))],
          .meanSquaredError, .sgd(SGD())), samples, steps: 1)
    } throws: { "\($0)".contains("found 121") }
    #expect {
      try Self.workbook(
        of: Self.blueprint(
          [.dropout(Dropout(rate: 0.5)), .dense(Dense(units: 1))], .meanSquaredError, .sgd(SGD())),
        samples, steps: 1)
    } throws: { "\($0)".contains("layer 1, dropout") }
    #expect {
      try Self.workbook(
        of: Self.blueprint([.dense(Dense(units: 1))], .meanSquaredError, .sgd(SGD())), samples,
        steps: 10_000_000)
    } throws: { "\($0)".contains("--steps") }
  }

  @Test(
    "Names of cells are legal in Excel: none looks like a cell, and openpyxl reads the file",
    .enabled(if: Python.has("openpyxl"), Comment(rawValue: Python.needs("openpyxl"))))
  func names() throws {
    let workbook = try Self.workbook(
      of: try #require(try Self.kinds().values.first), Self.madeUpSamples(), steps: 2)
    for name in workbook.names.map(\.name) {
      #expect(name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.]*/) != nil, "\(name)")
      #expect(name.wholeMatch(of: /[A-Za-z]{1,3}[0-9]+|[RrCc]/) == nil, "\(name)")
    }
    #expect(Set(workbook.names.map { $0.name.lowercased() }).count == workbook.names.count)
    let file = FileManager.default.temporaryDirectory.appending(
      path: "glassbox-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(workbook.bytes()).write(to: file)
    let read = try Python.runProgram(
      """
      import sys, warnings, openpyxl
      warnings.simplefilter("error")
      book = openpyxl.load_workbook(sys.argv[1])
      print(*book.sheetnames, len(book.defined_names), *(len(s._charts) for s in book))
      """, file.path())
    #expect(read == "About Network Data Curves Training \(workbook.names.count) 0 0 0 2 0\n")
  }
}

extension SpreadsheetTests {
  /// Each activation, loss, optimizer and schedule at least once.
  private static func kinds() throws -> [String: NetworkBlueprint] {
    var blueprints: [String: NetworkBlueprint] = [:]
    let activations: [Activation] = [
      .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.2), .elu(alpha: 0.7), .gelu, .silu,
      .softplus, .softmax,
    ]
    let optimizers: [Optimizer] = [
      .sgd(SGD(learningRate: 0.1)), .sgd(SGD(learningRate: 0.1, momentum: 0.9)),
      .sgd(SGD(learningRate: 0.1, momentum: 0.9, nesterov: true)),
      .rmsprop(RMSprop(learningRate: 0.01)), .adam(Adam(learningRate: 0.01)),
      .adamw(AdamW(learningRate: 0.01)), .adadelta(Adadelta(learningRate: 1)),
      .adagrad(Adagrad(learningRate: 0.1)),
      .sgd(SGD(learningRate: 0.1, schedule: .step(every: 2, factor: 0.5))),
      .sgd(SGD(learningRate: 0.1, schedule: .exponential(decaySteps: 3, decayRate: 0.5))),
      .adam(Adam(learningRate: 0.1, schedule: .inverseTime(decaySteps: 3, decayRate: 0.5))),
    ]
    for (index, activation) in activations.enumerated() {
      for (number, last) in [activation, .softmax, .sigmoid].enumerated() {
        let losses = Loss.allKinds.filter { $0.accepts(last) }
        let position = 3 * index + number
        blueprints["kind\(position)"] = try blueprint(
          [
            .dense(Dense(units: 3, activation: activation)),
            .dense(Dense(units: 2, activation: last, penalty: Penalty(l1: 0.01, l2: 0.1))),
          ], losses[position % losses.count], optimizers[position % optimizers.count])
      }
    }
    return blueprints
  }

  private static func blueprint(
    _ layers: [Layer], _ loss: Loss, _ optimizer: Optimizer, batchSize: Int = 3
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "small", input: .list(2), layers: layers, loss: loss, optimizer: optimizer, seed: 3,
      training: TrainingDefaults(epochs: 100, batchSize: batchSize))
  }

  /// Eight samples with targets that suit every loss.
  private static func madeUpSamples() throws -> Dataset {
    var random = SeededRandom(seed: 5).sequence(.check)
    let inputs = (0..<16).map { _ in 4 * random.nextUnit() - 2 }
    return try Dataset(
      name: "made up", inputShape: .list(2), inputs: .numbers(inputs),
      targets: .classes([0, 1, 1, 0, 1, 0, 0, 1], names: ["a", "b"]))
  }

  private static func start(
    of blueprint: NetworkBlueprint, _ samples: Dataset
  ) -> Parameters {
    blueprint.initialParameters(fitting: samples)
  }

  private static func workbook(
    of blueprint: NetworkBlueprint, _ samples: Dataset, steps: Int
  ) throws -> Workbook {
    let model = try TrainedModel(
      blueprint: blueprint, parameters: start(of: blueprint, samples))
    return try TrainingWorkbook(ExportRequest(model: model, samples: samples, steps: steps))
      .workbook
  }

  /// The steps of workbooks as LibreOffice computes them.
  private static func computed(
    _ blueprints: [String: NetworkBlueprint], _ samples: Dataset, steps: Int
  ) throws -> [String: [ComputedStep]] {
    let workbooks = try blueprints.mapValues {
      try workbook(of: $0, samples, steps: steps).bytes()
    }
    return try LibreOffice.sheets(of: workbooks).mapValues {
      ComputedStep.all(in: $0["Training"] ?? [])
    }
  }
}

/// The block of one step, its rows found by what stands before them.
private struct ComputedStep {
  let number: Int
  private let rows: [[String]]

  static func all(in sheet: LibreOffice.Sheet) -> [ComputedStep] {
    let starts = sheet.indices.filter { sheet[$0].first == "step" }
    return zip(starts, starts.dropFirst() + [sheet.count]).map { start, end in
      ComputedStep(number: Int(sheet[start][1]) ?? 0, rows: Array(sheet[start..<end]))
    }
  }

  private func row(_ name: String) throws -> Int {
    try #require(rows.firstIndex { $0.first == name }, "no row \(name)")
  }

  /// A number that many rows below a name; in the name's own row for rows that have numbers.
  func number(_ name: String, row offset: Int, column: Int) throws -> Double {
    let hasNames = name == "samples" || name == "weights"
    let text = rows[try row(name) + (hasNames ? 1 : 0) + offset][column]
    return try #require(Double(text), "\(name): \(text)")
  }

  func number(_ name: String, row offset: Int, heading: String) throws -> Double {
    let headings = rows[try row("samples")]
    let column = try #require(headings.firstIndex(of: heading), "no column \(heading)")
    return try number(name, row: offset, column: column)
  }

  /// What the first sample has in a column.
  func value(_ heading: String) throws -> Double {
    try number("samples", row: 0, heading: heading)
  }

  /// What a row has for a weight.
  func weight(_ name: String, _ place: String) throws -> Double {
    let column = try #require(
      rows[try row("weights")].firstIndex(of: place), "no weight \(place)")
    return try number(name, row: 0, column: column)
  }
}
