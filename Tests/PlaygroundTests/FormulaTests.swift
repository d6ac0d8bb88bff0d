import Foundation
import Playground
import Testing

@Suite("Formulas")
struct FormulaTests {
  @Test(
    "Powers come before signs, products and sums",
    arguments: [
      ("1+2*3", 7.0), ("(1+2)*3", 9), ("-x^2", -4), ("2^3^2", 512), ("2^-1", 0.5), ("6/3/2", 1),
      ("x*y-1", 5), ("abs(-3)", 3), ("sqrt(y+1)", 2), (" x ^ 2 + y ", 7), ("--2", 2), (".5*4", 2),
    ])
  func precedence(text: String, value: Double) throws {
    #expect(try Formula(text).value(x: 2, y: 3) == value)
  }

  @Test("Functions are those of everybody", arguments: [0.1, 1.7, -2.4])
  func functions(x: Double) throws {
    for (name, function) in [
      ("sin", sin), ("cos", cos), ("tanh", tanh), ("exp", exp),
    ] as [(String, (Double) -> Double)] {
      let value = try Formula("\(name)(x)").value(x: x, y: 0)
      #expect(abs(value - function(x)) <= function(x).ulp)
    }
  }

  @Test(
    "What is no formula says at which character",
    arguments: [
      ("", 1), ("x+", 3), ("(x", 3), ("x y", 3), ("foo(x)", 1), ("sin x", 1), ("2..3", 1),
    ])
  func refusals(text: String, position: Int) {
    #expect(
      performing: { _ = try Formula(text) },
      throws: { error in
        guard case .badFormula(_, let found, _)? = error as? PlaygroundError else { return false }
        return found == position
      })
  }

  @Test("Depth has an end before the stack has one")
  func depth() {
    for deep in [
      String(repeating: "(", count: 900), String(repeating: "2^", count: 400) + "2",
      String(repeating: "x+", count: 5000) + "x",
    ] { #expect(throws: PlaygroundError.self) { try Formula(deep) } }
  }

  @Test("A division by zero is named with its point")
  func division() throws {
    #expect(throws: PlaygroundError.self) { try Formula("1/x").finiteValue(x: 0, y: 1) }
  }
}
