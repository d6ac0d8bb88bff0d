import ArgumentParser
import ModelFiles
import NetworkDescription
import SystemFiles
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox calibrate`: a model that is right as often as it says.
struct Calibrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate", _superCommandName: Glassbox.name,
    abstract: "Make a model's answers as sure as they are right.",
    discussion: """
      glassbox calibrate digits.safetensors --data strangers/ --output calibrated.safetensors
      glassbox calibrate digits.safetensors --data mnist --temperature 1.5 --output c.safetensors

      Networks are surer of new samples than they should be. The sums of the last layer, a softmax, \
      are divided by a temperature for which the cross-entropy is least on data that the model has \
      not learned from (temperature scaling; Guo and others, 2017). No answer changes, only how sure \
      it is; --lower makes one class win less easily.
      """)

  @Argument(help: "A model file.")
  var model: String

  @Option(help: "As for train; where it has a test part, that is used.")
  var data: String?

  @OptionGroup
  var table: TableOptionGroup

  @Option(help: "Divide by this temperature instead of looking for the best one.")
  var temperature: Double?

  @Option(
    help: ArgumentHelp(
      "Take a number off the bias of a class: with none=3 it wins only if it is e³ = 20 times as "
        + "likely as any other; none stands for all that are no digits.", valueName: "class=number")
  )
  var lower: [String] = []

  @Option(help: "Where to save the calibrated model.")
  var output: String

  @Option(help: "How many bits the saved numbers get: float16, float32 or float64.")
  var precision: TensorPrecision = .float64

  @Flag(
    help: """
      Print {"model":…,"temperature":…,"before":{"loss":…,"sure":…,"sureAndRight":…},"after":{…}}.
      """)
  var json = false

  func validate() throws {
    if let temperature, !Calibration.temperatures.contains(temperature) {
      let range = Calibration.temperatures
      throw ValidationError(
        "--temperature: expected \(range.lowerBound) to \(range.upperBound), found \(temperature)")
    }
  }

  func run() throws {
    let trained = try TrainedModel(contentsOf: model)
    let argument = NamedNetwork(trained)
    let lowered = try loweredOutputs(of: trained)
    var outputs = OutputList(reading: [model, data])
    let destination = try ModelDestination(output, precision: precision, &outputs, source: model)
    // Refuses what cannot be calibrated before it is asked anything.
    _ = try trained.calibrated(temperature: 1, lowering: lowered)
    let samples = try DataSource.open(
      data.map { [$0] } ?? [], for: argument, seed: argument.blueprint.seed, table: table.choice
    ).forEvaluation
    let network = try argument.network(
      .usual(for: argument.blueprint), threads: EngineChoice.usualThreads, samples: samples.count)
    let found = try Calibration(of: network, on: samples, temperature: temperature)
    try destination.save(
      trained.calibrated(temperature: found.temperature, lowering: lowered))
    report(found, samples: samples.count)
  }

  private func loweredOutputs(of model: TrainedModel) throws -> [Int: Double] {
    var lowered: [Int: Double] = [:]
    for text in lower {
      // A class may be called =.
      let end = text.lastIndex(of: "=") ?? text.startIndex
      let outputs = DigitClasses.outputs(called: String(text[..<end]), among: model.classNames)
      guard !outputs.isEmpty, let amount = Double(text[end...].dropFirst()), abs(amount) <= 100
      else {
        throw CommandFailure(
          "--lower: expected a class of the model and a number up to 100, such as "
            + "\(model.classNames.last ?? "none")=3, found \(text): its classes are "
            + model.classNames.joined(separator: ", "))
      }
      for output in outputs { lowered[output, default: 0] += amount }
    }
    return lowered
  }

  private func report(_ found: Calibration, samples: Int) {
    if json {
      func entries(_ sureness: Calibration.Sureness) -> JSONValue {
        .object([
          ("loss", .number(sureness.loss)), ("sure", .integer(sureness.sure)),
          ("sureAndRight", .integer(sureness.sureAndRight)),
        ])
      }
      return StandardOutput.print([
        ("model", .string(output)), ("temperature", .number(found.temperature)),
        ("before", entries(found.before)), ("after", entries(found.after)),
      ])
    }
    print(
      "temperature \(decimal(found.temperature, digits: 3)), from \(counted(samples, "sample"))")
    var table = TextTable(columns: [
      .left(""), .right("loss"), .right("90 % sure or more"), .right("of them right"),
    ])
    for (name, sureness) in [("before", found.before), ("after", found.after)] {
      let share = Double(sureness.sureAndRight) / Double(max(sureness.sure, 1))
      table.add([
        name, Metric.loss.text(sureness.loss), "\(sureness.sure)",
        sureness.sure == 0 ? "–" : percent(share),
      ])
    }
    print(table)
    print("saved in \(output.onOneLine)")
  }
}
