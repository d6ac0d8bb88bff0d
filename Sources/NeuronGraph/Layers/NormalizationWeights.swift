/// What stands on the links that normalize inputs.
///
/// output = (input − mean) / deviation is what a link and a bias do:
///
///     output = −mean / deviation + input × 1 / deviation
///
/// A model stores mean and deviation; the links share their `scale` among all inputs of a feature,
/// the neurons their `offset`. None of them is trained.
struct NormalizationWeights {
  let means: [Weight]
  let deviations: [Weight]
  let scales: [Weight]
  let offsets: [Weight]

  init(means: [Double], deviations: [Double]) {
    func fixed(_ values: [Double]) -> [Weight] { values.map { Weight($0, isTrainable: false) } }
    self.means = fixed(means)
    self.deviations = fixed(deviations)
    scales = fixed(deviations)
    offsets = fixed(means)
    prepare()
  }

  /// Works out what stands on the links, after mean or deviation have changed.
  func prepare() {
    for feature in means.indices {
      let deviation = deviations[feature].value
      scales[feature].value = 1 / deviation
      offsets[feature].value = -means[feature].value / deviation
    }
  }
}
