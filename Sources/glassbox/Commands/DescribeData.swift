import ArgumentParser
import TextFormats
import TrainingData

/// `glassbox data describe`: what is in some data, and how it was understood.
struct DescribeData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what is in some data, and how a table is understood.",
    discussion: """
      glassbox data describe mnist
      glassbox data describe flowers.csv
      glassbox data describe prices.csv --targets price --ignore id --missing mean
      """)

  @Argument(help: "As for train --data.")
  var data: String

  @OptionGroup
  var table: TableOptionGroup

  @Flag(help: "One JSON object for each part, and one for each column of a table.")
  var json = false

  func run() throws {
    let split = try open()
    for (part, dataset) in [("train", split.train), ("test", split.test)] {
      guard let dataset else { continue }
      if json { printJSON(part, dataset) } else { describe(part, dataset) }
    }
    guard let form = split.train.table else { return }
    let table = try TableReader.table(data, options: self.table.choice)
    if json {
      for line in table.columnEntries { StandardOutput.print(line) }
    } else {
      for line in table.description(classNames: split.train.classNames, form) { print(line) }
    }
  }

  /// Pictures as they are; those of different sizes as networks that read digits get them.
  private func open() throws -> DataSplit {
    do {
      return try DataSource.open(data, table: table.choice)
    } catch let error as DataFileError where error.isAboutPictureSize {
      guard let split = try? DataSource.open(data, pictures: .normalisedDigits) else { throw error }
      StandardError.note(
        "\(error.file): \(error.found), others are of other sizes: shown as networks that read "
          + "digits get them")
      return split
    }
  }

  private func describe(_ part: String, _ dataset: Dataset) {
    print("\(part): \(counted(dataset.count, "sample")) of \(dataset.inputShape)")
    for (name, count) in zip(dataset.classNames ?? [], dataset.samplesPerClass()) {
      print("  \(name.shortenedOnOneLine)  \(grouped(count))")
    }
    if let imbalance = dataset.imbalance { print(imbalance) }
  }

  private func printJSON(_ part: String, _ dataset: Dataset) {
    let counts = zip(dataset.classNames ?? [], dataset.samplesPerClass()).map { name, count in
      (name, JSONValue.integer(count))
    }
    StandardOutput.print([
      ("part", .string(part)), ("samples", .integer(dataset.count)),
      ("shape", .array(dataset.inputShape.extents.map { .integer($0) })),
      ("classes", dataset.classNames == nil ? .null : .object(counts)),
    ])
  }
}
