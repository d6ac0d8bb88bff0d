import NetworkDescription
import Testing
import Thoroughness

@testable import TrainingData

@Suite("Marks that are no digits, drawn by the program")
struct DrawnMarkTests {
  private let marks = DrawnMarks(seed: 1)

  @Test("A mark depends on seed and number only, and each kind is a class of its own")
  func deterministic() {
    let set = marks.dataset(0..<30)
    #expect(set.picture(at: 17) == marks.dataset(17..<18).picture(at: 0))
    #expect(set.classNames == DrawnMarks.classNames)
    #expect(Set(DrawnMarks.classNames).count == DrawnMarks.classNames.count)
    #expect(Set(marks.dataset(0..<300).labels ?? []).count > 60)
    #expect(DrawnMarks(seed: 2).picture(at: 3) != marks.picture(at: 3))
    // Blots of a single dot are alike.
    #expect(Set((0..<30).map(marks.picture)).count >= 28)
  }

  @Test("Marks are centred and as large as digits, all with ink", arguments: 0..<60)
  func convention(index: Int) throws {
    let picture = marks.picture(at: index)
    // The parts of a mark's box that its pen does not reach are small.
    try expectConvention(of: picture, sides: 14...20, offCentre: 0.5)
  }

  /// Expects a picture to be as MNIST's: its longer side within bounds, its centre of mass in the middle.
  private func expectConvention(
    of picture: [UInt8], sides: ClosedRange<Int>, offCentre: Double
  ) throws {
    let places = picture.indices.filter { picture[$0] > 48 }
    let columns = places.map { $0 % 28 }
    let rows = places.map { $0 / 28 }
    let width = try #require(columns.max()) - (columns.min() ?? 0) + 1
    let height = try #require(rows.max()) - (rows.min() ?? 0) + 1
    #expect(sides.contains(max(width, height)))
    let centre = try #require(CentreOfMass.centre(of: picture, size: 28))
    #expect(abs(centre.x - 14.5) <= offCentre && abs(centre.y - 14.5) <= offCentre)
  }

  @Test("Of five marks one is printed: centred, as large as digits, and never twice the same")
  func printed() throws {
    let pictures = Thoroughness.cases(200).map { PrintedMarks(seed: 1).mark(at: $0).picture }
    #expect(Set(pictures).count == pictures.count)
    for picture in pictures { try expectConvention(of: picture, sides: 18...21, offCentre: 0.6) }
    let split = PrintedMarks.split(seed: 1, training: 10, test: 5)
    #expect(split.train.count == 10 && split.test?.count == 5)
    #expect(split.train.picture(at: 4) == pictures[4])
    #expect(split.train.picture(at: 3) == marks.picture(at: 3))
  }

  @Test("What a hand does to a letter leaves it where it was; signs only bend")
  func habits() {
    var random = SeededRandom(seed: 3).sequence(.check)
    var changed = 0
    let letters = MarkForms.all.filter { $0.name.count <= 2 && $0.name.allSatisfy(\.isLetter) }
    for form in MarkForms.all {
      let other = LetterHabits(&random).change(form)
      #expect(other.name == form.name && other.weight == form.weight)
      // Nothing lies further outside than a tail is long.
      func ends(_ points: some Sequence<SIMD2<Double>>) -> (SIMD2<Double>, SIMD2<Double>) {
        points.reduce((SIMD2(repeating: 9), SIMD2(repeating: -9))) {
          (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1))
        }
      }
      let (before, after) = (ends(form.strokes.joined()), ends(other.strokes.joined()))
      #expect((before.0 - after.0).max() < 0.6 && (after.1 - before.1).max() < 0.6)
      guard other.strokes.map(\.count) != form.strokes.map(\.count) else { continue }
      changed += 1
      #expect(letters.contains { $0.name == form.name })
    }
    // Of two letters about one gets a tail, a lead-in, bars, or loses its corners.
    #expect(3 * changed > letters.count && 3 * changed < 2 * letters.count)
  }

  @Test("Every form has a name and a place in the row, and forms are chosen by their weights")
  func forms() {
    for (label, forms) in DigitForms.all.enumerated() {
      #expect(forms.count >= 7, "digit \(label)")
      #expect(forms.allSatisfy { !$0.name.isEmpty && $0.weight > 0 })
    }
    var counts: [String: Int] = [:]
    let drawn = DrawnDigits(seed: 5)
    for index in 0..<4_000 { counts[drawn.digit(at: 10 * index + 1).form, default: 0] += 1 }
    let total = DigitForms.one.reduce(0) { $0 + $1.weight }
    for name in Set(DigitForms.one.map(\.name)) {
      let weight = DigitForms.one.filter { $0.name == name }.reduce(0) { $0 + $1.weight }
      #expect(abs(Double(counts[name] ?? 0) / 4_000 - weight / total) < 0.03, "\(name)")
    }
  }

  @Test("A letter's picture is of the class with its name, written or printed")
  func letters() throws {
    let names = DrawnMarks.classNames
    let printed = PrintedMarks(seed: 1)
    for index in 0..<Thoroughness.cases(200).count {
      let mark = printed.mark(at: index)
      #expect(names.contains(mark.className), "\(mark.className)")
      let set = DrawnMarks.dataset(of: [mark, marks.mark(at: index)], name: "two")
      #expect(set.labels?.map { names[$0] } == [mark.className, marks.mark(at: index).className])
    }
  }

  @Test("The digit reader learns MNIST's ten classes and all kinds of marks together")
  func manyClasses() throws {
    let blueprint = try Recipe.digitReader.blueprint()
    #expect(blueprint.output.count == 10 + DrawnMarks.classNames.count)
    #expect(DigitClasses.names(of: blueprint) == (0...9).map(String.init) + DrawnMarks.classNames)
    let names = DigitClasses.names(of: blueprint) ?? []
    let matching = ClassMatching(blueprint: blueprint, known: names, source: "test")
    let digits = try matching.matched(DrawnDigits(seed: 1).dataset(0..<10))
    let marks = try matching.matched(DigitClasses.fitting(marks.dataset(0..<3), known: names))
    let labels = try #require(digits.joined(with: marks).labels)
    #expect(Array(labels.prefix(10)) == Array(0..<10))
    #expect(labels.suffix(3).map { names[$0] } == (0..<3).map { self.marks.mark(at: $0).className })
    #expect(DigitClasses.outputs(called: "none", among: names) == Array(10..<names.count))
    #expect(DigitClasses.outputs(called: "B", among: names).map { names[$0] } == ["B"])
    #expect(DigitClasses.outputs(called: "S", among: names).isEmpty)
  }

  @Test("A network of eleven outputs learns MNIST's ten classes, and all marks as one")
  func eleven() throws {
    let blueprint = try NetworkBlueprint(
      name: "eleven", input: .picture(height: 28, width: 28, channels: 1),
      layers: [.flatten, .dense(Dense(units: 11, activation: .softmax))],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.1)))
    #expect(DigitClasses.names(of: blueprint)?.last == "none")
    #expect(
      DigitClasses.outputs(called: "none", among: DigitClasses.names(of: blueprint) ?? []) == [10])
    #expect(try DigitClasses.names(of: Recipe.mnistMLP.blueprint())?.count == 10)
    #expect(try DigitClasses.names(of: Recipe.xor.blueprint()) == nil)
    let names = DigitClasses.names(of: blueprint) ?? []
    let matching = ClassMatching(blueprint: blueprint, known: names, source: "test")
    let digits = try matching.matched(DrawnDigits(seed: 1).dataset(0..<10))
    let marks = try matching.matched(DigitClasses.fitting(marks.dataset(0..<2), known: names))
    #expect(try digits.joined(with: marks).labels == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10])
  }

  @Test("Blurring by 1 is the mean of nine pixels, and by 0 and less nothing")
  func soft() {
    var picture = [UInt8](repeating: 0, count: 784)
    picture[14 * 28 + 14] = 90
    let blurred = SoftEdges.blurred(picture, by: 1)
    #expect(blurred.count { $0 == 10 } == 9)
    #expect(SoftEdges.blurred(picture, by: 0) == picture)
    #expect(SoftEdges.blurred(picture, by: -0.4) == picture)
  }

  @Test("Tables of labels may call the column digits, and may have kinds and pictures without any")
  func labelTable() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "labels.csv", text: "kind,file,digits\nrow,a.png,12/3\nblank,b.png,\n")
    let table = try LabelTable(path, labelNames: ["digits", "label"], allowsNone: true)
    #expect(table.rows.map(\.label) == ["12/3", ""])
    #expect(table.rows.map(\.kind) == ["row", "blank"])
    let missing = #expect(throws: DataFileError.self) { try LabelTable(path) }
    #expect(missing.map { "\($0)" }?.contains("the columns file and label") == true)
  }
}
