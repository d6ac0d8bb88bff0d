import Testing

@testable import DataDownload

@Suite("SHA-256")
struct SHA256Tests {
  private func digest(_ bytes: [UInt8]) -> String {
    var sum = SHA256()
    sum.update(bytes)
    return sum.hexDigest()
  }

  @Test(
    "The examples that NIST publishes for FIPS 180-4 come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
          + "klmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(text: String, expected: String) {
    #expect(digest(Array(text.utf8)) == expected)
  }

  @Test("Lengths around a block, as Python's hashlib has them")
  func blockBorders() {
    // hashlib.sha256(b"a" * n).hexdigest()[:16]
    let expected = [
      55: "9f4390f8d30c2dd9", 56: "b35439a4ac6f0948", 57: "f13b2d724659eb3b",
      63: "7d3e74a05d7db15b", 64: "ffe054fe7ae0cb6d", 65: "635361c48bb9eab1",
    ]
    for (length, start) in expected {
      #expect(digest([UInt8](repeating: 97, count: length)).hasPrefix(start), "\(length)")
    }
  }

  @Test("It does not matter in which pieces the bytes come")
  func pieces() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for step in [1, 3, 63, 64, 65, 500] {
      var sum = SHA256()
      for start in stride(from: 0, to: bytes.count, by: step) {
        sum.update(bytes[start..<min(start + step, bytes.count)])
      }
      #expect(sum.hexDigest() == digest(bytes))
    }
  }
}
