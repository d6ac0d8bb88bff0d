import Testing
import TextFormats

@Suite("What people read cannot steer what shows it")
struct ShownTextTests {
  private let hostile = "\u{1B}[31ma\u{9B}b\u{202E}c\u{200F}\nd\r\u{7}\u{2028}e\u{E0001}"

  @Test("Controls, marks of direction and ends of lines become escapes on one line")
  func oneLine() {
    #expect(
      hostile.onOneLine
        == #"\u{1B}[31ma\u{009B}b\u{202E}c\u{200F}\nd\r\u{07}\u{2028}e\u{000E0001}"#)
    #expect("a\n\u{1B}b".withoutControls == "a\n" + #"\u{1B}b"#)
    #expect("Grüße, 数 – ∂ → ½ 🙂".onOneLine == "Grüße, 数 – ∂ → ½ 🙂")
  }

  @Test("JSON holds them as escapes that read back to the same text")
  func json() throws {
    let text = JSONValue.string(hostile).description
    #expect(text.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
    guard case .string(let again) = try JSONValue(parsing: text) else {
      Issue.record("no text")
      return
    }
    #expect(again.unicodeScalars.elementsEqual(hostile.unicodeScalars))
  }

  @Test(
    "Markdown shows a text as it is",
    arguments: [
      ("<script>alert(1)</script>", #"\<script\>alert(1)\</script\>"#),
      ("[a](http://x.y)", #"\[a\](http:\//x.y)"#),
      ("see HTTPS://x and www.x.org", #"see HTTPS:\//x and www\.x.org"#),
      ("![](x) `b` *c* _d_ | e & f", #"\!\[\](x) \`b\` \*c\* \_d\_ \| e \& f"#),
      ("- a", #"\- a"#), ("12. a-b", #"12\. a-b"#), ("a\nb", #"a\\nb"#),
      ("learning rate 0.1, Adam", "learning rate 0.1, Adam"),
    ])
  func markdown(text: String, expected: String) {
    #expect(text.markdown == expected)
  }

  @Test(
    "Sizes in words",
    arguments: [
      (999, "999 bytes"), (1_700, "1.7 kB"), (5_240_000_000, "5.2 GB"), (Int.max, "9.2 EB"),
      (999_600, "1.0 MB"),
    ])
  func bytes(count: Int, words: String) {
    #expect(byteCount(count) == words)
  }
}
