import Foundation
import NetworkDescription
import Testing

@testable import ToySets
@testable import TrainingData

@Suite("Toy sets")
struct ToySetTests {
  /// Points that Playground's own dataset.ts made (Fixtures/make_playground_fixture.mjs).
  struct Made: Decodable, CustomTestStringConvertible {
    let set: String
    let noise: Double
    let points: [[Double]]

    var testDescription: String { "\(set) with a noise of \(noise)" }

    static let all: [Made] = {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/playground.json")
      let data = (try? Data(contentsOf: file)) ?? Data()
      return (try? JSONDecoder().decode([Made].self, from: data)) ?? []
    }()
  }

  /// The generator of Park and Miller (1988), as the fixture's script has it.
  final class ParkMiller {
    private var state = 1
    func next() -> Double {
      state = state * 16807 % 2_147_483_647
      return Double(state) / 2_147_483_647
    }
  }

  @Test("From the same random numbers come Playground's points", arguments: Made.all)
  func playground(made: Made) throws {
    let set = try #require(ToySet(rawValue: made.set))
    let random = ParkMiller()
    let points = ToyPoints(noise: made.noise, next: random.next)
      .points(of: set, count: made.points.count)
    #expect(points.count == made.points.count)
    for (point, numbers) in zip(points, made.points) {
      for (own, theirs) in zip([point.x, point.y, point.label], numbers) {
        #expect(abs(own - theirs) < 1e-12)
      }
    }
  }

  @Test("There is a fixture for every set, with noise and without")
  func fixtures() {
    #expect(Made.all.count == 2 * ToySet.allCases.count)
  }

  @Test(
    "Half of the points are to train with, classes are even, and seeds differ",
    arguments: ToySet.allCases)
  func splits(set: ToySet) throws {
    let split = set.split(seed: 4)
    let test = try #require(split.test)
    #expect(split.train.count == set.usualCount / 2 && test.count == set.usualCount / 2)
    #expect(split == set.split(seed: 4))
    #expect(split.train.inputs != set.split(seed: 5).train.inputs)
    #expect(
      split.train.inputShape == .list(2) && split.train.targetCount == (set.isRegression ? 1 : 2))
    let all = try split.train.joined(with: test)
    if set == .xor {
      // Here a class is a matter of chance: 250 ± 4 deviations.
      #expect((205...295).contains(all.samplesPerClass()[0]))
    } else if !set.isRegression {
      #expect(all.samplesPerClass() == [250, 250])
    }
    // Shuffled: each class is in both halves, about as often.
    for count in split.train.samplesPerClass() { #expect((90...160).contains(count)) }
  }

  @Test("Features are functions of the two coordinates, in the order they are asked for")
  func features() throws {
    let choice = try #require(try ToySetChoice(parsing: "gauss:features=siny+xy+x+x2,seed=9"))
    let plain = ToySet.gauss.split(seed: 9).train
    let told = choice.split(seed: 1).train
    #expect(told.inputShape == .list(4) && told.targets == plain.targets)
    for sample in [0, 100, 249] {
      let point = plain.input(of: sample)
      let (x, y) = (point[0], point[1])
      #expect(told.input(of: sample) == [sin(y), x * y, x, x * x])
    }
    #expect(
      PlaneFeature.allCases.map { $0.value(0.5, -2) }
        == [0.5, -2, 0.25, 4, -1, sin(0.5), sin(-2)])
  }

  @Test("A choice is read with its settings, and what is wrong in it is named")
  func choices() throws {
    let choice = try #require(try ToySetChoice(parsing: "spiral:noise=0.25,samples=300"))
    #expect(choice.set == .spiral && choice.noise == 0.25 && choice.count == 300)
    #expect(try ToySetChoice(parsing: "circle") == ToySetChoice(.circle))
    #expect(try ToySetChoice(parsing: "xor") == nil, "that is the gate")
    for (settings, found) in [
      ("noise=0.6", "0.6"), ("noise=", "noise="), ("samples=3", "3"), ("samples=many", "many"),
      ("features=x+z", "x+z"), ("features=x+x", "x+x"), ("colour=red", "colour"), ("", "nothing"),
      ("noise=0.1,", "nothing"), ("noise=nan", "nan"),
    ] {
      let wrong = error(DataFileError.self) { _ = try ToySetChoice(parsing: "spiral:\(settings)") }
      #expect(wrong?.found == found, "\(settings)")
      #expect(wrong?.file == "spiral:\(settings)")
    }
  }
}
