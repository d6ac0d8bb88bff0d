/// Names for the files that are made from pictures, no two alike.
struct PictureNames {
  private var taken: Set<String> = []

  /// The picture's own name without folder and ending; with a number where another has it already.
  mutating func next(for file: String) -> String {
    let base = PictureFiles.baseName(file)
    var name = base
    var number = 1
    // Many file systems take capital and small letters for the same.
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    return name
  }
}
