import Testing
import TextFormats
import TrainingData

@testable import TrainingRuns

@Suite("What --augment says")
struct AugmentChoiceTests {
  @Test(
    "Changes are read, and written as they are read",
    arguments: [
      ("digits", .digits),
      (
        "shift=0.1,flip,rotate=15", .pictures(.init(seed: 0, shift: 0.1, flips: true, rotation: 15))
      ),
      ("flip", .pictures(.init(seed: 0, flips: true))),
      ("shift=0", .pictures(.init(seed: 0))),
      (
        "flip,zoom=0.9,crop=0.125,contrast=0.2,brightness=0.1,cutout=0.25",
        .pictures(
          .init(
            seed: 0, flips: true, zoom: 0.9, crop: 0.125, contrast: 0.2, brightness: 0.1,
            cutout: 0.25))
      ),
    ] as [(String, AugmentChoice)])
  func words(text: String, choice: AugmentChoice) throws {
    #expect(try AugmentChoice(parsing: text) == choice)
    #expect(choice.description == text)
  }

  @Test(
    "What is out of range or unknown is named, with what there is",
    arguments: [
      ("zoom=0.95", "zoom: expected a number from 0 to 0.9, found 0.95"),
      ("crop=4", "crop: expected a number from 0 to 1, found 4"),
      ("contrast=-0.1", "contrast: expected a number from 0 to 1, found -0.1"),
      ("brightness=nan", "brightness: expected a number from 0 to 1, found nan"),
      ("cutout=half", "cutout: expected a number from 0 to 1, found half"),
      ("rotate=181", "rotate: expected a number from 0 to 180, found 181"),
      ("flip=1", "expected \(AugmentChoice.words), found flip=1"),
      ("zoom", "expected \(AugmentChoice.words), found zoom"),
      ("flip,,zoom=0.1", "expected \(AugmentChoice.words), found "),
    ])
  func faults(text: String, message: String) {
    let error = #expect(throws: PlainError.self) { try AugmentChoice(parsing: text) }
    #expect(error?.description == "--augment: \(message)")
  }
}
