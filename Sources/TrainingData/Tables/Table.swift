import NetworkDescription
import TextFormats

/// A table that has been read: samples, and how they were understood.
public struct Table: Sendable {
  /// The file.
  public let path: String
  /// What its columns mean.
  public let form: TableForm
  /// The shape of one sample's input.
  public let inputShape: Shape
  /// The inputs of all samples.
  public let inputs: Dataset.Inputs
  /// What should come out; nil where the table does not say.
  public let targets: Dataset.Targets?
  /// What stands in the answer columns of each sample, as it is written; empty without any.
  public let answerCells: [[String]]
  /// Which sample of the file each is, from 1; those with gaps may have been left out.
  public let numbers: [Int]
  /// How it is written, and what was done about its gaps.
  public let reading: Reading

  /// How a table is written, and what was done about its gaps.
  public struct Reading: Hashable, Sendable {
    /// What stands between cells, in words.
    public var separatorName: String
    /// Whether numbers have a decimal comma.
    public var decimalComma: Bool
    /// Whether the first line holds names.
    public var hasHeader: Bool
    /// How many lines with gaps were left out.
    public var droppedLines: Int
    /// How many gaps were filled.
    public var filledCells: Int
    /// The columns that count the samples, as identifiers do.
    public var countingColumns: [String]
  }

  /// How many samples there are.
  public var count: Int { numbers.count }

  /// The names of the answer columns that the table has.
  public var answerNames: [String] {
    answerCells.first?.isEmpty == false ? form.answers.map(\.name) : []
  }

  /// The samples as a dataset.
  ///
  /// - Throws: ``DataFileError`` if the table does not say what should come out.
  public func dataset(name: String? = nil) throws(DataFileError) -> Dataset {
    guard let targets else {
      throw DataFileError(
        file: path, place: .line(1),
        expected: "a column with what should come out, "
          + form.answers.map(\.name).shortList, found: form.inputs.map(\.name).shortList)
    }
    return Dataset(
      checkedName: name ?? path, inputShape: inputShape, inputs: inputs, targets: targets,
      count: count, table: form)
  }
}

extension Table {
  /// The inputs alone, with targets of 0 that nobody may ask for.
  ///
  /// - Parameter outputs: How many outputs the network has that is asked.
  public func inputDataset(outputs: Int) -> Dataset {
    Dataset(
      checkedName: path, inputShape: inputShape, inputs: inputs,
      targets: .numbers([Double](repeating: 0, count: count * outputs), perSample: outputs),
      count: count, table: form)
  }
}

extension Table.Reading {
  /// What was done about gaps, in sentences.
  ///
  /// - Parameter count: How many samples are left.
  func notes(of count: Int) -> [String] {
    var notes: [String] = []
    if droppedLines > 0 {
      notes.append(
        "\(grouped(droppedLines)) of \(counted(droppedLines + count, "line")) have empty cells and "
          + "are left out")
    }
    if filledCells > 0 {
      notes.append(
        "\(counted(filledCells, "empty cell")) got the mean of the column that the network learns "
          + "from")
    }
    return notes
  }
}
