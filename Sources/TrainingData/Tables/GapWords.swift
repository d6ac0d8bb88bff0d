/// What people and programs write into cells that hold nothing.
enum GapWords {
  /// Words that mean nothing else.
  static let sure: Set<String> = [
    "", "?", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "NaT", "null", "NULL",
    "#DIV/0!", "#VALUE!", "#NUM!", "#REF!", "#NAME?", "#NULL!",
  ]

  /// Words that mean nothing among numbers, and may be a text among texts: a roof of kind "none".
  ///
  /// Infinity is no number that a network could learn from.
  static let amongNumbers: Set<String> = [
    "None", "none", "-", "--", "–", "—", ".", "missing", "Missing", "inf", "-inf", "+inf", "Inf",
    "-Inf", "INF", "-INF", "Infinity", "-Infinity", "infinity", "-infinity", "∞", "-∞",
  ]

  /// No word is longer, in bytes.
  static let longest = 10
}
