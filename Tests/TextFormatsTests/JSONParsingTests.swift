import NetworkDescription
import Testing
import TextFormats

/// The kinds of text follow the categories of Nicolas Seriot's "Parsing JSON is a minefield".
@Suite("JSON as RFC 8259 defines it")
struct JSONParsingTests {
  @Test(
    "Valid text is read and written again",
    arguments: [
      // Arrays and objects.
      ("[]", "[]"), ("[[]   ]", "[[]]"), ("[\"\"]", "[\"\"]"), (" [1\n,\r\t2 ] ", "[1,2]"),
      ("[null,true,false]", "[null,true,false]"), ("{}", "{}"), ("{\"\":0}", "{\"\":0}"),
      ("{ \"a\" : [ {} ] }", "{\"a\":[{}]}"), ("{\"a\\u0000b\":1}", "{\"a\\u0000b\":1}"),
      ("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
      // Numbers.
      ("0", "0"), ("-0", "0"), ("-1", "-1"), ("-123", "-123"), ("0e1", "0"), ("0E+1", "0"),
      ("20e1", "200"), ("1E22", "1e+22"), ("1e-2", "0.01"), ("1E+2", "100"), ("0.5", "0.5"),
      ("123.456e78", "1.23456e+80"), ("-0.000000000000000000001", "-1e-21"), ("-0.0", "-0.0"),
      ("9223372036854775807", "9223372036854775807"),
      ("9223372036854775808", "9.223372036854776e+18"), ("1e-400", "0"),
      // Strings.
      (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#), (#""\u0041\u00e9""#, "\"Aé\""),
      (#""\uD834\uDD1E""#, "\"𝄞\""), (#""\ud834\udd1e""#, "\"𝄞\""), ("\"é€𝄞\"", "\"é€𝄞\""),
      ("\"\u{7F}\u{9B}\u{2028}\"", "\"\\u007f\\u009b\\u2028\""), (#""\\u0041""#, #""\\u0041""#),
      ("\"// no comment\"", "\"// no comment\""),
      // Structure: a mark at the beginning, lonely values, space at the end.
      ("\u{FEFF}true", "true"), ("null", "null"), ("\"a\"", "\"a\""), ("[1]\n", "[1]"),
    ])
  func valid(text: String, written: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(value.description == written)
    #expect(try JSONValue(parsing: written).description == written)
  }

  @Test(
    "Text that is not JSON is refused",
    arguments: [
      // Arrays.
      "[", "]", "[1 true]", "[1,]", "[,1]", "[1,,2]", "[,]", "[1", "[1}", "[1]]", "[1]x", "[\"a\"",
      "[\"\": 1]", "[1:2]", "[1;2]", "[#]", "[*]", "[\u{C}]", "[\u{A0}]", "[\u{2060}]", "[1]\u{0}",
      // Objects.
      "{", "}", "{1:1}", "{a:1}", "{'a':1}", "{\"a\"}", "{\"a\":}", "{\"a\" 1}", "{\"a\"::1}",
      "{\"a\":1,}", "{,}", "{\"a\":1,,\"b\":2}", "{\"a\":1 \"b\":2}", "{\"a\":1}}", "{\"a\":1}#",
      "{\"a\":/**/1}", "{\"a\":1}//", "{true:1}", "{\"a\"=1}", "{null}",
      // Numbers.
      "+1", "-", "--1", "- 1", "-a", "01", "-01", "00", "0.", "1.", "-1.", ".5", "-.5", "2.e3",
      "0e", "0e+", "1e", "1eE2", "1e+-2", "1.5e", "1.2.3", "1+2", "1-2", "0x1", "1_000", "1 000",
      "1a", "1e1.5", "NaN", "nan", "-NaN", "Infinity", "-Infinity", "Inf", "1f", "١", "１", "1e400",
      "-1e400", "01e5", "00e1",
      // Strings.
      "\"", "\"a", "'a'", "a", "\"\\x00\"", "\"\\a\"", "\"\\", "\"\\\"", "\"\\u\"", "\"\\u12\"",
      "\"\\u12G4\"", "\"\\u+123\"", "\"\\u 123\"", "\"\\U0041\"", "\"\t\"", "\"\n\"", "\"\r\"",
      "\"\u{0}\"", "\"\u{1F}\"", "\"a\"b", "\"\\🌀\"", "“a”",
      // Words and structure.
      "", " ", "\n", "True", "TRUE", "tru", "truee", "nul", "nulll", "fals", "undefined", "1 2",
      "{} []", "<a>", "\u{FEFF}", "\u{FEFF}\u{FEFF}1", "\\u0031",
    ])
  func invalid(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }

  @Test(
    "An error says where the text stops being JSON, and what was expected there",
    arguments: [
      ("", "line 1, column 1: expected a value, found the end of the text"),
      ("{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: expected a comma or }, found '\"'"),
      ("{\r\n\"a\": 1,\r\n}", "line 3, column 1: expected a key in quotes, found '}'"),
      ("[1,\n 2,\n]", "line 3, column 1: expected a value, found ']'"),
      ("[1 2]", "line 1, column 4: expected a comma or ], found '2'"),
      ("{\"a\" 1}", "line 1, column 6: expected a colon after the key \"a\", found '1'"),
      ("[\"é€𝄞\" x]", "line 1, column 8: expected a comma or ], found 'x'"),
      ("[é]", "line 1, column 2: expected a value, found byte 195"),
      ("{\"a\":1,\"a\":2}", "line 1, column 8: expected each key once, found \"a\" again"),
      (
        "[\"a\n\"]",
        "line 1, column 4: expected a closing quote before the end of the line, found byte 10"
      ),
      (
        "[\"\t\"]",
        "line 1, column 3: expected control characters written as \\t or \\u0009, found byte 9"
      ),
      ("\"abc", "line 1, column 5: expected a closing quote, found the end of the text"),
      ("\"\\q\"", "line 1, column 3: expected one of \" \\ / b f n r t u after \\, found 'q'"),
      ("\"\\u00G0\"", "line 1, column 6: expected four hexadecimal digits after \\u, found 'G'"),
      ("[01]", "line 1, column 3: expected no digit after a leading 0, found '1'"),
      ("[-x]", "line 1, column 3: expected a digit after -, found 'x'"),
      ("[1.]", "line 1, column 4: expected a digit after the point, found ']'"),
      ("[1e+]", "line 1, column 5: expected a digit in the exponent, found ']'"),
      (
        "[1e400]", "line 1, column 2: expected a number between -1.8e308 and 1.8e308, found 1e400"
      ),
      ("{} x", "line 1, column 4: expected nothing more after the end, found 'x'"),
    ])
  func places(text: String, problem: String) {
    #expect(throws: JSONError(problem: problem)) { try JSONValue(parsing: text) }
  }

  @Test("Brackets nest 64 deep; a hundred thousand of them are an error, not a crash")
  func nesting() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(try JSONValue(parsing: deep).description == deep)
    for opening in ["[", "{\"a\":"] {
      let text = String(repeating: opening, count: 100_000)
      let column = 64 * opening.count + 1
      let found = opening.prefix(1)
      #expect(
        throws: JSONError(
          problem: "line 1, column \(column): expected at most 64 brackets inside each other, "
            + "found '\(found)'")
      ) { try JSONValue(parsing: text) }
    }
  }

  @Test("Half a surrogate pair becomes the replacement character")
  func loneSurrogates() throws {
    for text in [#""\uD834""#, #""\uDD1E""#, #""\uD834x""#, #""\uD834\n""#, #""\uD834\u0041""#] {
      guard case .string(let value) = try JSONValue(parsing: text) else {
        Issue.record("expected a string for \(text)")
        continue
      }
      #expect(value.hasPrefix("\u{FFFD}"))
    }
  }

  @Test("Numbers read back as they were written")
  func numbers() throws {
    var random = SeededRandom(seed: 1).sequence(.check)
    for _ in 0..<1000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let json = try JSONValue(parsing: JSONValue.number(number).description)
      switch json {
      case .number(let read): #expect(read.bitPattern == number.bitPattern)
      case .integer(let read): #expect(Double(read) == number)
      default: Issue.record("expected a number for \(number)")
      }
    }
  }
}
