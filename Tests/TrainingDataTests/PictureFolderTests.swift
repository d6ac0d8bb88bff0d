import Foundation
import NetworkDescription
import Pictures
import Testing

@testable import TrainingData

@Suite("Folders of pictures and finding out what data is")
struct PictureFolderTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  // Written by Python's Pillow: grey 2 × 2 [0 64 128 255] and [1 2 3 4], 3 × 2, a dark bar of
  // 6 × 40 on 40 × 60, and an empty sheet.
  private let first =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNgcGBo+A8AAwUBwE4zW+kAAAAASUVORK5CYII="
  private let second =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNkZGRhYgQAACYAC45g50EAAAAASUVORK5CYII="
  private let wide =
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNkZGRkYWZkBAAAPgAOtE4/fwAAAABJRU5ErkJggg=="
  private let bar =
    "iVBORw0KGgoAAAANSUhEUgAAACgAAAA8CAAAAAAx0qc8AAAAN0lEQVR4nGP8z0AcYCJS3ahCKilkwRBhZGBgYGDAiLCh4JlRhaMKRxWOKhxVOOgUMo62AAapQgBsowN3pCzXuAAAAABJRU5ErkJggg=="
  private let blank =
    "iVBORw0KGgoAAAANSUhEUgAAACgAAAA8CAAAAAAx0qc8AAAAJElEQVR4nO3KMREAAAgEILV/Z63w5wwzvZWZ8ImiKIqiKIrveNw2AXc6OCPAAAAAAElFTkSuQmCC"

  @Test("Folders named after classes give pictures as they are, in order")
  func classFolders() throws {
    _ = try folder.write("cat/b.png", base64: second)
    _ = try folder.write("cat/a.PNG", base64: first)
    _ = try folder.write("ant/z.png", base64: first)
    _ = try folder.write("ant/notes.txt", text: "not a picture")
    _ = try folder.write("ant/.hidden.png", text: "not a picture")
    let split = try DataSource.open(folder.path)
    #expect(split.test == nil)
    #expect(split.train.inputShape == .picture(height: 2, width: 2, channels: 1))
    #expect(split.train.inputs == .pixels([0, 64, 128, 255, 0, 64, 128, 255, 1, 2, 3, 4]))
    #expect(split.train.targets == .classes([0, 1, 1], names: ["ant", "cat"]))
  }

  @Test("One picture with colour makes all of a folder colour pictures; a form may say otherwise")
  func colour() throws {
    // Two pixels, red and a mixed one, written by this library's own PNG writer.
    let coloured = try ColourPicture(width: 2, height: 1, bytes: [255, 0, 0, 10, 20, 30])
    let grey = try GreyPicture(width: 2, height: 1, pixels: [7, 8])
    _ = try folder.write("train/a/1.png", PNGWriter().bytes(of: grey))
    _ = try folder.write("train/a/2.png", PNGWriter().bytes(of: ColourPicture(grey)))
    _ = try folder.write("train/b/1.png", PNGWriter().bytes(of: coloured))
    _ = try folder.write("test/a/1.png", PNGWriter().bytes(of: grey))
    let split = try DataSource.open(folder.path)
    #expect(split.train.inputShape == .picture(height: 1, width: 2, channels: 3))
    #expect(
      split.train.inputs
        == .pixels([7, 7, 7, 8, 8, 8, 7, 7, 7, 8, 8, 8, 255, 0, 0, 10, 20, 30]))
    #expect(split.test?.inputs == .pixels([7, 7, 7, 8, 8, 8]))
    let inGrey = try DataSource.open(folder.path, pictures: .grey)
    // 0.299 · 255 = 76.2; 0.299 · 10 + 0.587 · 20 + 0.114 · 30 = 18.15
    #expect(inGrey.train.inputs == .pixels([7, 8, 7, 8, 76, 18]))
    let single = try DataSource.open("\(folder.path)/test", pictures: .colour)
    #expect(single.train.inputShape == .picture(height: 1, width: 2, channels: 3))
  }

  @Test("Training and test folders share their classes")
  func trainAndTest() throws {
    _ = try folder.write("train/0/a.png", base64: first)
    _ = try folder.write("test/2/a.png", base64: second)
    let split = try DataSource.open(folder.path)
    #expect(split.train.targets == .classes([0], names: ["0", "1", "2"]))
    #expect(split.test?.targets == .classes([2], names: ["0", "1", "2"]))
  }

  @Test("A list names files and labels")
  func list() throws {
    _ = try folder.write("b.png", base64: second)
    _ = try folder.write("a.png", base64: first)
    _ = try folder.write("labels.csv", text: "label,file\n1,b.png\n0,a.png\n")
    let split = try DataSource.open(folder.path)
    #expect(split.train.inputs == .pixels([1, 2, 3, 4, 0, 64, 128, 255]))
    #expect(split.train.labels == [1, 0])
  }

  @Test("A list that names a missing file, or no label, says where")
  func wrongList() throws {
    _ = try folder.write("a.png", base64: first)
    let path = try folder.write("labels.csv", text: "file,label\na.png,1\nnone.png,2\n")
    let missing = error(DataFileError.self) { _ = try DataSource.open(folder.path) }
    #expect(missing?.file == path)
    #expect(missing?.place == .field(line: 3, column: 1))
    _ = try folder.write("labels.csv", text: "file,label\na.png,\n")
    let unlabelled = error(DataFileError.self) { _ = try DataSource.open(folder.path) }
    #expect(unlabelled?.place == .field(line: 2, column: 2))
    _ = try folder.write("labels.csv", text: "name,digit\na.png,1\n")
    let columns = error(DataFileError.self) { _ = try DataSource.open(folder.path) }
    #expect(columns?.found == "\"name,digit\"")
  }

  @Test("A picture of another size is named with both sizes")
  func sizes() throws {
    _ = try folder.write("a/1.png", base64: first)
    let path = try folder.write("a/2.png", base64: wide)
    let wrong = try #require(error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    #expect(wrong.file == path)
    #expect(wrong.expected.hasPrefix("2 pixels by 2 like"))
    #expect(wrong.found == "3 pixels by 2")
  }

  @Test("A file that is no PNG is named")
  func notPNG() throws {
    let path = try folder.write("a/1.png", text: "hello")
    let wrong = try #require(error(PictureError.self) { _ = try DataSource.open(folder.path) })
    #expect(wrong.description.contains(path))
  }

  @Test("Digits of any size become pictures like MNIST's, with all ten classes")
  func normalised() throws {
    _ = try folder.write("1/a.png", base64: bar)
    let split = try DataSource.open(folder.path, pictures: .normalisedDigits)
    #expect(split.train.inputShape == .picture(height: 28, width: 28, channels: 1))
    #expect(split.train.targetCount == 10)
    #expect(split.train.labels == [1])
    let picture = try #require(split.train.picture(at: 0))
    let rows = (0..<28).filter { row in picture[row * 28..<(row + 1) * 28].contains { $0 > 128 } }
    #expect(rows.count == 20)
  }

  @Test("A picture without a digit is an error that names it")
  func blankPicture() throws {
    let path = try folder.write("1/a.png", base64: blank)
    let wrong = error(DataFileError.self) {
      _ = try DataSource.open(folder.path, pictures: .normalisedDigits)
    }
    #expect(wrong?.file == path)
  }

  @Test(
    "Other people's digits are read with their labels",
    .enabled(if: RealData.hasDigits, "needs digit pictures: set GLASSBOX_DATA"))
  func realDigits() throws {
    // Those of 16 × 16 pixels, which are found quickly even without optimisation.
    let data = try #require(RealData.folder)
    let list = try String(contentsOfFile: "\(data)/digits/labels.csv", encoding: .utf8)
    let lines = list.split(separator: "\n").filter { $0.hasPrefix("post-") }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/theirs", withDestinationPath: "\(data)/digits")
    _ = try folder.write(
      "labels.csv",
      text: "file,label\n" + lines.map { "theirs/\($0)" }.joined(separator: "\n"))
    let asTheyAre = try DataSource.open(folder.path).train
    let normalised = try DataSource.open(folder.path, pictures: .normalisedDigits).train
    #expect(asTheyAre.inputShape == .picture(height: 16, width: 16, channels: 1))
    #expect(normalised.inputShape == .picture(height: 28, width: 28, channels: 1))
    #expect(normalised.count == lines.count)
    #expect(normalised.labels == lines.compactMap { line in line.last.flatMap { Int("\($0)") } })
    #expect(asTheyAre.targets == normalised.targets)
  }

  @Test("What fits nothing is refused with a list of what would fit")
  func nothingFits() throws {
    _ = try folder.write("notes/readme.txt", text: "nothing here")
    let wrong = try #require(error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    for wanted in ["train-images-idx3-ubyte", "labels.csv", "folders named after classes"] {
      #expect(wrong.expected.contains(wanted))
    }
    let file = try folder.write("data.txt", text: "x")
    #expect(error(DataFileError.self) { _ = try DataSource.open(file) }?.file == file)
    let missing = error(DataFileError.self) { _ = try DataSource.open("/no/such/place") }
    #expect(missing?.found == "nothing of that name")
  }
}
