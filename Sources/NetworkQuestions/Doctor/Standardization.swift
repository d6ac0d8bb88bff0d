/// Means and deviations of some columns of numbers, and how to bring them to 0 and 1.
struct Standardization {
  let means: [Double]
  let deviations: [Double]

  /// Goes through rows of numbers; a column that never changes gets a deviation of 1.
  init(of rows: [[Double]]) {
    let count = Double(max(1, rows.count))
    let columns = (rows.first ?? []).indices
    let means = columns.map { column in rows.reduce(0) { $0 + $1[column] } / count }
    self.means = means
    deviations = columns.map { column in
      let squares = rows.reduce(0) { total, row in
        let distance = row[column] - means[column]
        return total + distance * distance
      }
      return squares > 0 ? (squares / count).squareRoot() : 1
    }
  }

  /// The numbers of a row with a mean of 0 and a deviation of 1.
  func standardized(_ row: [Double]) -> [Double] {
    row.indices.map { (row[$0] - means[$0]) / deviations[$0] }
  }

  /// What scaled outputs are in the targets' own unit.
  func unscaled(_ outputs: [Double]) -> [Double] {
    outputs.indices.map { outputs[$0] * deviations[$0] + means[$0] }
  }
}
