import Foundation
import Pictures
import Testing

@Suite("glassbox prove, blame, why, what-if, doctor, quiz")
struct QuestionTests {
  @Test("prove: slope and sensitivity side by side, for a link, a bias, and all of them")
  func prove() throws {
    let workspace = try Workspace()
    let link = try workspace.succeed("prove xor 0.1-1.0 --input 0,1 --target 1")
    for words in ["loss with weight + ε", "loss with weight − ε", "slope", "sensitivity", "agree"] {
      #expect(link.output.contains(words))
    }
    let all = try workspace.succeed("prove xor all --sample 2 --json").objects()
    #expect(all.count == 25 && all.allSatisfy { $0["agrees"] as? Bool == true })
    for object in all {
      let number = { (key: String) in try #require(object[key] as? Double) }
      let slope = try (number("lossAbove") - number("lossBelow")) / (2 * number("epsilon"))
      // Not every JSON parser is exact to the last bit, and ε divides it by a millionth.
      #expect(try abs(slope - number("slope")) < 1e-10)
      #expect(try abs(slope - number("sensitivity")) <= number("uncertainty"))
    }
    let bias = try workspace.succeed("prove xor 1.0 --sample 2 --json").objects()
    #expect(bias.count == 1 && bias[0]["bias"] as? String == "1.0")
  }

  @Test(
    "A secret bug is found by prove, and guessing tells right from wrong", arguments: [1, 7, 23])
  func bug(seed: Int) throws {
    let workspace = try Workspace()
    let options = "--bug secret --seed \(seed)"
    let proofs = try workspace.succeed("prove xor all --sample 4 \(options) --json").objects()
    let liars = proofs.filter { $0["agrees"] as? Bool == false }
    #expect(liars.count == 1)
    let name = try #require((liars[0]["link"] ?? liars[0]["bias"]) as? String)
    let right = try workspace.succeed("prove xor --guess \(name) \(options)").output
    #expect(right.hasPrefix("Right: ") && right.contains(name))
    let other = name == "0.0-1.1" ? "0.0-1.2" : "0.0-1.1"
    let wrong = try workspace.succeed("prove xor --guess \(other) \(options)").output
    #expect(wrong.hasPrefix("No, ") && !wrong.contains(name))
  }

  @Test("blame: the paths to a neuron add up, and so do the shares of all weights")
  func blame() throws {
    let workspace = try Workspace()
    let object = try workspace.succeed("blame xor 0.1 --sample 2 --json --top 4").objects()[0]
    let paths = try #require(object["paths"] as? [[String: Any]])
    let sum = paths.reduce(object["rest"] as? Double ?? .nan) {
      $0 + ($1["amount"] as? Double ?? 0)
    }
    #expect(try abs(sum - #require(object["sensitivity"] as? Double)) < 1e-12)
    #expect(paths.count == 4 && object["otherPaths"] as? Int == 2)
    let all = try workspace.succeed("blame xor --sample 2 --json").objects()
    let weights = all.filter { $0["input"] == nil }
    #expect(weights.count == 25 && all.count == 27)
    #expect(abs(weights.reduce(0) { $0 + ($1["share"] as? Double ?? 0) } - 1) < 1e-12)
    #expect(try workspace.succeed("blame xor --sample 2").output.contains("mostly by"))
  }

  @Test("why: shares add up to the difference, in the answer and in the picture")
  func why() throws {
    let workspace = try Workspace()
    try DigitPictures.write([7], to: workspace.file("7.png"))
    let object = try workspace.succeed("why 7.png --json --output map.svg").objects()[0]
    #expect(object["answer"] as? String == "7" && object["exact"] as? Bool == true)
    let difference = try #require(object["difference"] as? Double)
    let shares = try #require(object["inputs"] as? [Double])
    let biases = try #require(object["biases"] as? Double)
    #expect(shares.count == 784 && abs(shares.reduce(biases, +) - difference) < 1e-11)
    let svg = String(decoding: try workspace.bytes("map.svg"), as: UTF8.self)
    let drawn = svg.matches(of: /data-share="([^"]+)"/).compactMap { Double($0.1) }
    #expect(drawn.count > 50 && abs(drawn.reduce(0, +) - difference) < 1e-11)
    #expect(svg.contains("prefers-color-scheme: dark"))
    // What speaks for the answer is blue, what speaks against it orange.
    let cells = svg.matches(of: /fill="#(..)..(..)" data-share="([^"]+)"/)
    for cell in cells {
      let (red, blue) = (Int(cell.1, radix: 16) ?? 0, Int(cell.2, radix: 16) ?? 0)
      #expect(((Double(cell.3) ?? 0) > 0 ? blue >= red : red >= blue))
    }
    #expect(cells.count > 50)

    let text = try workspace.succeed("why 7.png --against 2 --output map.png").output
    #expect(text.contains("sum of 7 less sum of 2") && text.contains("Check: the 784 shares"))
    let map = try PNGReader().colour(atPath: workspace.file("map.png"))
    #expect(map.width > 900 && map.height > 450)
    try workspace.fail("why 7.png --against 7", naming: "--against", "another answer")
    try workspace.fail("why 7.png --against seven", naming: "--against", "0, 1, 2")
    try workspace.fail("why 7.png --output map.jpg", status: 64, naming: "--output", ".svg")
    try workspace.fail("why 8.png", naming: "8.png")
  }

  @Test("what-if: the change turns the answer of a model")
  func whatIf() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train xor --output xor.safetensors")
    var norms: [Double] = []
    for count in 1...3 {
      let run = try workspace.succeed(
        "what-if xor.safetensors --input 0,1 --weights \(count) --json")
      let object = try run.objects()[0]
      #expect(object["answerBefore"] as? Int == 1 && object["answerAfter"] as? Int == 0)
      let outputs = try #require(object["outputsAfter"] as? [Double])
      #expect(outputs[0] <= 0.5 && outputs[0] > 0.4999)
      #expect((object["changes"] as? [Any])?.count ?? 0 <= count)
      norms.append(try #require(object["norm"] as? Double))
    }
    #expect(norms == norms.sorted(by: >))
    let text = try workspace.succeed("what-if xor.safetensors --sample 2").output
    #expect(text.contains("Run with that change:"))
    try workspace.fail("what-if xor.safetensors --sample 2 --answer 1", naming: "answer")
  }

  @Test("doctor: healthy with the recipe's rate, ill with a large one, the same every time")
  func doctor() throws {
    let workspace = try Workspace()
    #expect(try workspace.succeed("doctor xor").output.contains("Healthy"))
    let ill = "doctor linear --learning-rate 10 --steps 300"
    let found = try workspace.glassbox("\(ill) --json").objects()
    #expect(found.last?["healthy"] as? Bool == false)
    let broken = try #require(found.first { $0["illness"] as? String == "not a number" })
    #expect((broken["step"] as? Int ?? 0) > 0 && broken["place"] is String)
    let run = try workspace.glassbox(ill)
    #expect(run.output.contains("What usually helps: a smaller learning rate"))
    #expect(run.errors.hasPrefix("error: linear: ") && run.errorLines.count == 1)
    // Numbers are rounded, and their minus is the typographic one, unlike in JSON.
    #expect(
      run.output.contains(/link 1\.0-2\.0 \(−\d\.\d{3}e\+\d+ × −\d\.\d{3}e\+\d+\)/), "\(run.output)"
    )
    #expect((broken["place"] as? String)?.contains(/-\d\.\d{9}/) == true)
    #expect(try workspace.glassbox(ill).output == run.output)
  }

  @Test("quiz: answers through a pipe are judged, and the score is told at their end")
  func quiz() throws {
    let workspace = try Workspace()
    let quiz = "quiz xor --seed 3 --questions 5 --sample 2"
    let asked = try workspace.succeed("\(quiz) --json")
    #expect(try asked.objects().last?["asked"] as? Int == 0)
    // Skipping tells the solutions, whose last word is the answer.
    let skipped = try workspace.shell("printf 's\\ns\\ns\\ns\\ns\\n' | $GLASSBOX \(quiz) --json")
    let solutions = try skipped.objects().compactMap { $0["solution"] as? String }
    #expect(solutions.count == 5)
    let answers = solutions.map { solution -> String in
      if solution.contains("falls") { return "-" }
      if solution.contains("rises") { return "+" }
      let words = solution.split(separator: " ").map { $0.replacing("−", with: "-") }
      let numbers = words.compactMap { Double($0) }
      if solution.hasPrefix("sigmoid"), let output = numbers.last {
        return output > 0.5 ? "+" : "-"
      }
      if solution.hasPrefix("it moves"), numbers.count == 2 {
        return numbers[1] > numbers[0] ? "up" : "down"
      }
      return words.last.map(String.init) ?? ""
    }
    try workspace.write("answers", Data((answers.joined(separator: "\n") + "\n").utf8))
    let right = try workspace.succeed("\(quiz) --json", input: "answers").objects()
    #expect(right.last?["points"] as? Int == 5, "\(right)")
    let wrong = try workspace.shell(
      "printf 'h\\n1e9\\nnonsense\\n1e9\\n' | $GLASSBOX \(quiz)")
    #expect(wrong.status == 0 && wrong.errors == "")
    #expect(wrong.lines.last == "Your score: 0 of 1. Practice helps.", "\(wrong.output)")
    let suspect = try workspace.succeed("quiz xor --bug secret --questions 1 --sample 4").output
    #expect(suspect.contains("One of these gradients is a lie"))
  }

  @Test(
    "What cannot be asked is refused in one line that says what to do",
    arguments: [
      ("prove xor 0.1-1.9 --sample 2", 1, "0.1-1.0"),
      ("prove xor 7.7 --sample 2", 1, "layer.index"),
      ("prove xor 0.0 --sample 2", 1, "no bias"), ("prove xor 1.0 --sample 9", 1, "1 to 4"),
      ("prove xor 1.0 --input 0,1", 64, "--target"),
      ("prove xor 1.0 --input 0 --target 1", 1, "--input"),
      ("prove xor 1.0 --input 0,1 --target 2", 1, "--target"), ("prove xor", 64, "--guess"),
      ("prove xor --guess 1.0", 64, "--bug"), ("prove xor 1.0 --bug steam", 64, "steam"),
      ("prove lernmi-mnist 1.0", 1, "--picture"),
      ("prove mnist-mlp all --data drawn-digits", 1, "too long"),
      ("blame xor 1.9 --sample 2", 1, "1.0"), ("blame xor --sample 0", 64, "--sample"),
      ("what-if xor --sample 2 --weights 0", 64, "--weights"),
      ("what-if xor --sample 2 --answer 5", 1, "0 to 1"), ("doctor xor --steps 0", 64, "--steps"),
      ("doctor nosuch", 1, "nosuch"), ("quiz xor --questions 0", 64, "--questions"),
      ("quiz xor --input 1,1", 64, "--target"),
    ])
  func refused(arguments: String, status: Int, words: String) throws {
    let run = try Workspace().glassbox(arguments)
    #expect(run.status == Int32(status) && !run.wasKilled && run.output == "", "\(run)")
    let errors = run.errorLines.filter { !$0.hasPrefix("note: ") }
    #expect(
      errors.count == 1 && errors[0].hasPrefix("error: ") && errors[0].contains(words), "\(run)")
  }
}
