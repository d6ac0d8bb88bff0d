/// What is fuzzed; libFuzzer's callback can carry nothing with it.
enum Chosen {
  // Set once, before the only thread begins.
  nonisolated(unsafe) static var reader = Reader.png
}
