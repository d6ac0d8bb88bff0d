import Testing

@testable import Explanation

@Suite("Numbers as text")
struct NumberTextTests {
  @Test("Four decimals, four significant digits, powers of ten where it is tiny or huge")
  func rule() {
    let expected: [(Double, String)] = [
      (0.731058, "0.7311"), (-0.521, "−0.5210"), (12.5, "12.5000"), (1, "1.0000"),
      (0.094126, "0.09413"), (0.0012345, "0.001234"), (0.00012345, "1.234e-04"),
      (0.00001234, "1.234e-05"), (0.0999999, "0.1000"), (99949, "99949.0000"),
      (100000, "1.000e+05"), (99999, "1.000e+05"), (-1.5e300, "−1.500e+300"),
      (.leastNonzeroMagnitude, "4.941e-324"),
      (0, "0.0000"), (-0.0, "0.0000"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
    ]
    for (number, text) in expected { #expect(NumberText(number).text == text) }
  }

  @Test("More digits on request, without zeros that say nothing new")
  func extraDigits() {
    #expect(NumberText(0.0946, extraDigits: 3).text == "0.09460000")
    #expect(OperandDigits.rounded(extraDigits: 3).text(of: 0.0946).text == "0.09460")
    #expect(OperandDigits.rounded(extraDigits: 3).text(of: 1).text == "1.0000")
    #expect(OperandDigits.rounded(extraDigits: 3).text(of: 0).text == "0.0000")
    #expect(OperandDigits.rounded(extraDigits: 3).text(of: 1.5e-7).text == "1.500e-07")
    #expect(OperandDigits.rounded(extraDigits: 2).text(of: 1.0 / 3).text == "0.333333")
    #expect(OperandDigits.all.text(of: 1.0 / 3).text == "0.3333333333333333")
    #expect(OperandDigits.all.text(of: -2).text == "−2")
  }

  @Test("A text knows which number it says, and how fine")
  func valueAndUnit() {
    let text = NumberText(0.094126)
    #expect(text.value == 0.09413)
    #expect(abs(text.unit - 1e-5) < 1e-20)
    #expect(NumberText(-1.23456e-7).value == -1.235e-7)
    // Rounded to four digits it is 1.000e-04, but to five it has another power of ten.
    #expect(NumberText(9.9996e-05, extraDigits: 1).text == "9.9996e-05")
    #expect(abs(NumberText(9.9996e-05, extraDigits: 1).unit - 1e-9) < 1e-24)
  }
}
