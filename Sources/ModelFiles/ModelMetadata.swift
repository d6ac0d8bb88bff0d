/// The texts that make a safetensors file a model of this program.
enum ModelMetadata {
  /// Says which program the other texts are for.
  static let format = "format"
  /// What stands under `format`.
  static let formatName = "glassbox"
  /// Tells later layouts of these texts from this one.
  static let version = "version"
  /// The only version so far.
  static let supportedVersion = "1"
  /// The blueprint file, as people read and write it.
  static let blueprint = "blueprint"
  /// A JSON list with the names of the outputs.
  static let classes = "classes"
}
