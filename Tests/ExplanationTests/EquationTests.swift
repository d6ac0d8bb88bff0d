import ExplanationTestSupport
import NetworkDescription
import NeuronGraph
import Testing

@testable import Explanation

@Suite("Equations")
struct EquationTests {
  private func product(_ left: Double, _ right: Double) -> String {
    Equation(.product(.number(left), .number(right)), gives: left * right).text
  }

  private func sum(_ terms: Double...) -> String {
    Equation(.sum(terms.map(Expression.number)), gives: terms.reduce(0, +)).text
  }

  @Test("Operands get more digits where four would give another result")
  func moreDigits() {
    #expect(product(0.731058, -0.521) == "0.7311 × −0.5210 = −0.3809")
    #expect(product(30.00004, 30.00004) == "30.00004 × 30.00004 = 900.0024")
  }

  @Test("A result just between two roundings gets one digit more")
  func ties() {
    #expect(product(0.5, 0.2501) == "0.5000 × 0.2501 = 0.12505")
  }

  @Test("Rounding dust left by cancelling terms is not printed as if it meant something")
  func cancellation() {
    #expect(sum(0.1, 0.2, -0.3) == "0.1000 + 0.2000 − 0.3000 = 0.0000")
    #expect(sum(1, 1e-9, -1) == "1.0000 + 1.000e-09 − 1.0000 = 1.000e-09")
  }

  @Test("Zero, infinity and what is not a number")
  func extremes() {
    #expect(product(0, -3) == "0.0000 × −3.0000 = 0.0000")
    #expect(product(1e200, 1e200) == "1.000e+200 × 1.000e+200 = ∞")
    #expect(product(.infinity, 0) == "∞ × 0.0000 = NaN")
    #expect(sum(-.infinity, 1) == "−∞ + 1.0000 = −∞")
    #expect(product(1e-200, 1e-200) == "1.000e-200 × 1.000e-200 = 0.0000")
    #expect(
      sum(.greatestFiniteMagnitude, 0)
        == "1.7977e+308 + 0.0000 = 1.7977e+308"
        || sum(.greatestFiniteMagnitude, 0).hasSuffix("e+308"))
  }

  @Test("Parentheses stand where they are needed and nowhere else")
  func parentheses() {
    let (a, b) = (Expression.number(-0.5), Expression.number(0.25))
    func text(_ expression: Expression) -> String { expression.text(.rounded(extraDigits: 0)) }
    #expect(text(.difference(a, a)) == "−0.5000 − (−0.5000)")
    #expect(text(.difference(b, .product(a, b))) == "0.2500 − (−0.5000 × 0.2500)")
    #expect(text(.difference(b, .product(b, a))) == "0.2500 − 0.2500 × −0.5000")
    #expect(text(.half(.square(.difference(b, a)))) == "½ (0.2500 − (−0.5000))²")
    #expect(text(.square(a)) == "(−0.5000)²")
    #expect(text(.negative(.function(.logarithm, b))) == "−ln(0.2500)")
    #expect(text(.quotient(.sum([a, b]), .constant(2))) == "(−0.5000 + 0.2500) ÷ 2")
    #expect(text(.quotient(b, .product(b, b))) == "0.2500 ÷ (0.2500 × 0.2500)")
    #expect(text(.larger(a, .constant(0))) == "max(−0.5000, 0)")
  }

  @Test("One unit in the last digit more or less, and the checker complains")
  func mutations() throws {
    var altered = 0
    for (last, loss) in ManyNetworks.endings {
      let network = try ManyNetworks.network(
        sizes: [2, 3, 2], hidden: .leakyRelu(slope: 0.1), last: last, loss: loss,
        optimizer: ManyNetworks.optimizers[2], seed: 5)
      let step = try ExplainedStep(network, inputs: [0.3, -0.8], targets: [0, 1], top: nil)
      for equation in step.equations where equation.expression != nil {
        for wrong in Self.neighbours(of: equation.result) {
          var mutant = equation
          mutant.result = wrong
          #expect(try mutant.fault() != nil)
          altered += 1
        }
      }
    }
    #expect(altered > 1000)
  }

  /// The same text with another last digit.
  private static func neighbours(of result: String) -> [String] {
    let parts = result.split(separator: "e")
    guard let mantissa = parts.first, let last = mantissa.last?.wholeNumberValue else { return [] }
    return [last - 1, last + 1].filter { (0...9).contains($0) }.map { digit in
      ([mantissa.dropLast() + "\(digit)"] + parts.dropFirst()).joined(separator: "e")
    }
  }
}
