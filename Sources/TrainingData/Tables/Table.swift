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
    /// Whether the other mark may stand between thousands: a point, where commas are for decimals.
    public var hasThousands: Bool
    /// A number whose mark may mean decimals or thousands, for all that the table says; nil for none.
    public var unsureNumber: String?
    /// Whether the first line holds names.
    public var hasHeader: Bool
    /// How many lines with gaps were left out.
    public var droppedLines: Int
    /// How many gaps were filled.
    public var filledCells: Int
    /// The columns that count the samples, as identifiers do.
    public var countingColumns: [String]
    /// The columns that have a name and hold nothing.
    public var emptyColumns: [String]
    /// How many lines of comments above the table were skipped.
    public var commentLines: Int
    /// Whether the lines begin with a cell that has no name, as those of R do.
    public var hasIndex: Bool
    /// Whether it is a guess that the first line holds names, or that it does not.
    public var headerIsGuessed: Bool
    /// The column that was taken for the answer because of its name; nil if another reason decided.
    public var answerFoundByName: String?
    /// The numbers to put out that are the same in all samples.
    public var constantTargets: [String]
    /// The classes, where the table itself says what they are.
    public var classNames: [String]
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
    if commentLines > 0 {
      notes.append("\(counted(commentLines, "line")) of comments above the table skipped")
    }
    if hasIndex { notes.append("the first cell of each line has no name and is left out") }
    if let unsureNote { notes.append(unsureNote) }
    if headerIsGuessed {
      notes.append(
        hasHeader
          ? "the first line is taken for names by its looks: if it is a sample, add --header no"
          : "the first line is taken for a sample by its looks: if it holds names, add --header yes"
      )
    }
    if let answerFoundByName {
      notes.append(
        "column \(answerFoundByName.shortenedOnOneLine) is taken for the answer by its name: another "
          + "one is chosen with --label or --targets")
    }
    for name in emptyColumns {
      notes.append("column \(name.shortenedOnOneLine) is empty and left out")
    }
    for name in constantTargets {
      notes.append(
        "\(name.shortenedOnOneLine) is the same number in all samples: there is nothing else to learn "
          + "of it")
    }
    notes += classNotes
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

  /// How a number was understood that may mean something else; nil where there is none.
  package var unsureNote: String? {
    unsureNumber.map { number in
      let isComma = number.contains(",")
      let isForThousands = isComma != decimalComma
      let (taken, other) =
        isForThousands
        ? ("between thousands", "before decimals") : ("before decimals", "between thousands")
      return "the \(isComma ? "comma" : "point") of \"\(number)\" and the like is taken to stand "
        + "\(taken): if it stands \(other), add --decimal \(decimalComma ? "point" : "comma")"
    }
  }

  /// What is odd about the classes.
  private var classNotes: [String] {
    if classNames.count == 1 {
      return ["one class, \(classNames[0].shortenedOnOneLine): there is nothing to tell apart"]
    }
    let alike = Dictionary(grouping: classNames) { $0.lowercased() }.values.filter { $0.count > 1 }
    return alike.sorted { $0[0] < $1[0] }.map {
      "the classes \($0.shortList) differ in capital letters alone: write one of them everywhere if "
        + "they are the same"
    }
  }
}
