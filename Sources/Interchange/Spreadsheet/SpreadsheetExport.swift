import ModelFiles
import NetworkDescription
import TextFormats

extension ExportFormat {
  static let spreadsheet = ExportFormat(
    name: "xlsx", summary: "a workbook that learns by its formulas, for small networks",
    needsSamples: true
  ) { request in
    [ExportedFile(bytes: try TrainingWorkbook(request).workbook.bytes())]
  }
}

/// A network in a spreadsheet: its data, its first weights, and step after step of its training as
/// formulas.
struct TrainingWorkbook {
  /// What is written unless somebody asks for more.
  private static let (usualSteps, usualCells) = (1000, 600_000)
  /// What spreadsheets have room for, and can be waited for.
  private static let (mostRows, mostCells) = (1_048_576, 3_000_000)
  private static let mostCurves = 8
  private static let (networkSheet, curveSheet, stepSheet) = ("Network", "Curves", "Training")

  private(set) var workbook = Workbook()
  private let network: SheetNetwork
  private let samples: any SampleSource
  private let batches: [[Int]]

  init(_ request: ExportRequest) throws {
    network = try SheetNetwork(request.model)
    guard let samples = request.samples else {
      throw PlainError("xlsx: expected samples to learn from, found none: name them with --data")
    }
    self.samples = samples
    batches = try Self.batches(
      of: samples, network, steps: try Self.stepCount(of: samples, network, asked: request.steps))
    let rows = writeSteps()
    writeCurves(rows)
    writeData()
    writeNetwork(rows)
    writeIntroduction()
  }

  /// How many steps the sheet has: those of a training, as far as there is room.
  private static func stepCount(
    of samples: any SampleSource, _ network: SheetNetwork, asked: Int?
  ) throws -> Int {
    let training = network.blueprint.training
    let batchSize = min(training.batchSize, max(samples.count, 1))
    let cells = network.cellCount(samples: batchSize)
    let rows = StepRows(top: 1, sampleCount: batchSize, lineCount: network.updateLines.count)
    let most = min(mostCells / cells, (mostRows - 1) / (rows.next - rows.top))
    if let asked {
      guard 1...max(most, 1) ~= asked, most > 0 else {
        throw PlainError(
          "--steps: expected 1 to \(most), which a sheet has room for with batches of \(batchSize), "
            + "found \(asked)")
      }
      return asked
    }
    let perEpoch = (samples.count + batchSize - 1) / batchSize
    let whole = min(training.epochs, usualSteps) * perEpoch
    return max(1, min(whole, usualSteps, usualCells / cells))
  }

  /// The samples of every step, as training takes them; those of one batch in their order.
  private static func batches(
    of samples: any SampleSource, _ network: SheetNetwork, steps: Int
  ) throws -> [[Int]] {
    guard samples.count > 0 else { throw PlainError("xlsx: expected samples, found none") }
    let (blueprint, training) = (network.blueprint, network.blueprint.training)
    var batches: [[Int]] = []
    var epoch = 1
    while batches.count < steps {
      let order =
        training.shuffle
        ? SeededRandom(seed: blueprint.seed).permutation(of: samples.count, step: epoch)
        : Array(0..<samples.count)
      for start in stride(from: 0, to: order.count, by: training.batchSize)
      where batches.count < steps {
        batches.append(order[start..<min(start + training.batchSize, order.count)].sorted())
      }
      epoch += 1
    }
    return batches
  }

  /// The samples that any step learns from, in their order.
  private var usedSamples: [Int] { Set(batches.joined()).sorted() }

  private mutating func writeSteps() -> [StepRows] {
    var sheet = Worksheet(Self.stepSheet)
    sheet.frozenColumns = 2
    sheet.columnWidths = [1: 15, 2: 9]
    let dataRows = Dictionary(
      uniqueKeysWithValues: usedSamples.enumerated().map { ($1, $0 + 2) })
    var written: [StepRows] = []
    for batch in batches {
      let rows = StepRows(
        top: sheet.nextRow, sampleCount: batch.count, lineCount: network.updateLines.count)
      StepBlock(
        network: network, rows: rows, before: written.last,
        samples: batch.map { ($0 + 1, dataRows[$0] ?? 0) }
      ).write(to: &sheet, strings: workbook.strings)
      written.append(rows)
    }
    let last = CellAddress.cell(max(network.end, SheetNetwork.firstColumn) - 1, sheet.nextRow)
    sheet.colouredCells = ["\(CellAddress.cell(SheetNetwork.firstColumn, 1)):\(last)"]
    workbook.sheets.append(sheet)
    return written
  }

  /// The loss and some outputs, step by step, with charts of them.
  private mutating func writeCurves(_ steps: [StepRows]) {
    var sheet = Worksheet(Self.curveSheet)
    for column in 3..<3 + Self.mostCurves { sheet.columnWidths[column] = 24 }
    let outputs = network.layers.last?.outputs ?? network.inputs
    let curves = usedSamples.flatMap { sample in outputs.map { (sample: sample, column: $0) } }
      .prefix(Self.mostCurves)
    let layer = network.layers.last?.position ?? 0
    let titles = curves.map { curve in
      let neuron = network.blueprint.neuronName(
        curve.column - outputs.lowerBound, ofLayer: layer)
      return "output \(neuron) of sample \(curve.sample + 1)"
    }
    sheet.add(
      [(1, .heading("step")), (2, .heading("loss"))]
        + titles.enumerated().map { ($0 + 3, .heading($1)) }, strings: workbook.strings)
    for (rows, batch) in zip(steps, batches) {
      var cells: [(column: Int, cell: Cell)] = [
        (1, .countFormula("\(Self.stepSheet)!B\(rows.step)")),
        (2, .formula("\(Self.stepSheet)!\(CellAddress.cell(network.loss, rows.mean))")),
      ]
      for (index, curve) in curves.enumerated() {
        guard let place = batch.firstIndex(of: curve.sample) else { continue }
        let cell = CellAddress.cell(curve.column, rows.samples.lowerBound + place)
        cells.append((index + 3, .formula("\(Self.stepSheet)!\(cell)")))
      }
      sheet.add(cells, strings: workbook.strings)
    }
    let range = 2..<2 + steps.count
    func curve(_ title: String, _ column: Int, _ colour: ScreenColour) -> Chart.Curve {
      Chart.Curve(
        title: title, x: CellAddress.fixed(1, range, in: Self.curveSheet),
        y: CellAddress.fixed(column, range, in: Self.curveSheet), colour: colour)
    }
    let colours = SignColours.light
    sheet.charts = [
      Chart(
        title: "Loss", horizontal: "step", vertical: "loss",
        curves: [curve("loss", 2, ScreenColour(red: 0x5f, green: 0x63, blue: 0x68))]),
      Chart(
        title: "Outputs: blue where the target is high, orange where it is low",
        horizontal: "step", vertical: "output",
        curves: zip(titles, curves).enumerated().map { index, named in
          let target = samples.target(of: named.1.sample)[named.1.column - outputs.lowerBound]
          return curve(
            named.0, index + 3,
            target > samples.classBoundary ? colours.positive : colours.negative)
        }),
    ]
    workbook.sheets.insert(sheet, at: 0)
  }

  private mutating func writeData() {
    var sheet = Worksheet(SheetNetwork.dataSheet)
    let columns = network.quantities.filter { $0.column < network.targets.upperBound }
    sheet.add(
      [(1, .heading("sample"))]
        + columns.map { ($0.column - 1, .heading("\($0.what) \($0.neuron)")) },
      strings: workbook.strings)
    for sample in usedSamples {
      let numbers = samples.input(of: sample) + samples.target(of: sample)
      sheet.add(
        [(1, .count(sample + 1))]
          + zip(columns, numbers).map { ($0.column - 1, .number($1)) },
        strings: workbook.strings)
    }
    workbook.sheets.insert(sheet, at: 0)
  }

  /// Settings and first weights, which may be changed, and the weights at the end.
  private mutating func writeNetwork(_ steps: [StepRows]) {
    var sheet = Worksheet(Self.networkSheet)
    sheet.columnWidths = [1: 22, 2: 14, 3: 14]
    sheet.add([(1, .title("Settings"))], strings: workbook.strings)
    for (name, value) in network.settings {
      define(name, CellAddress.fixed(2, sheet.nextRow, in: Self.networkSheet))
      sheet.add([(1, .text(name)), (2, .number(value))], strings: workbook.strings)
    }
    sheet.skipRow()
    sheet.add([(1, .title("Weights"))], strings: workbook.strings)
    sheet.add(
      [(1, .heading("link or bias")), (2, .heading("at the start")), (3, .heading("at the end"))],
      strings: workbook.strings)
    let first = sheet.nextRow
    for number in network.learned {
      define(
        network.startName(of: number), CellAddress.fixed(2, sheet.nextRow, in: Self.networkSheet))
      let end = steps.last.map {
        Cell.formula("\(Self.stepSheet)!\(CellAddress.cell(number.column, $0.newWeights))")
      }
      define(
        "end_" + SheetNetwork.name(of: number.place),
        CellAddress.fixed(3, sheet.nextRow, in: Self.networkSheet))
      sheet.add(
        [(1, .text(number.place.description)), (2, .number(number.value))]
          + (end.map { [(3, $0)] } ?? []), strings: workbook.strings)
    }
    sheet.colouredCells = ["B\(first):C\(sheet.nextRow)"]
    defineFirstStep(steps)
    workbook.sheets.insert(sheet, at: 0)
  }

  /// Names for what the first step has, as a trace calls it: `sum_1.0` is the sum of neuron 1.0 for
  /// each of its samples.
  private mutating func defineFirstStep(_ steps: [StepRows]) {
    guard let rows = steps.first else { return }
    for quantity in network.quantities {
      define(
        "\(quantity.what)_\(quantity.neuron)",
        CellAddress.fixed(quantity.column, rows.samples, in: Self.stepSheet))
    }
    define("loss", CellAddress.fixed(network.loss, rows.mean, in: Self.stepSheet))
    for number in network.learned {
      let place = SheetNetwork.name(of: number.place)
      define(
        "weight_\(place)", CellAddress.fixed(number.column, rows.weights, in: Self.stepSheet))
      define(
        "gradient_\(place)", CellAddress.fixed(number.column, rows.gradient, in: Self.stepSheet))
    }
  }

  private mutating func define(_ name: String, _ target: String) {
    workbook.names.append((name, target))
  }

  private mutating func writeIntroduction() {
    var sheet = Worksheet("About")
    sheet.columnWidths = [1: 100]
    let name = network.blueprint.name.shortenedOnOneLine
    sheet.add([(1, .title("\(name): a network in a spreadsheet"))], strings: workbook.strings)
    for line in [
      "It learns by its formulas alone: \(counted(batches.count, "training step")), each a block of "
        + "rows below the last in \(Self.stepSheet).",
      "\(Self.networkSheet): settings and first weights. Change one, and it learns anew.",
      "\(SheetNetwork.dataSheet): what it learns from.",
      "\(Self.curveSheet): loss and outputs, step by step.",
      "\(Self.stepSheet), each step: the weights; every sample forward (sum, output), its loss, and "
        + "backward (sensitivity is ∂loss/∂output, inputSensitivity ∂loss/∂sum); the gradient of "
        + "every weight; the update.",
      "Neurons are named layer.index, links from-to; the inputs are layer 0. Formulas and the box of "
        + "names know the first step's cells as sum_1.0, weight_0.0_1.0 and so on.",
      "Blue is above zero, orange below.",
    ] { sheet.add([(1, .text(line))], strings: workbook.strings) }
    workbook.sheets.insert(sheet, at: 0)
  }
}
