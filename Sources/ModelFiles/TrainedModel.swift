import NetworkDescription

/// A network with everything it has learned, as model files keep it.
///
/// ```swift
/// let model = try TrainedModel(contentsOf: "xor.safetensors")
/// print(model.blueprint.name, model.blueprint.parameterCount)  // xor 17
/// try model.write(to: "small.safetensors", precision: .float32)
/// ```
///
/// A file is safetensors (Hugging Face, https://github.com/huggingface/safetensors) with the
/// blueprint in its metadata, so that other programs can open it: see Docs/ModelFiles.md.
public struct TrainedModel: Equatable, Sendable {
  /// What the network is.
  public let blueprint: NetworkBlueprint
  /// What it has learned: the tensors that the blueprint asks for, and no others.
  public let parameters: Parameters
  /// What its outputs stand for, in their order; empty where nobody has said.
  ///
  /// There is a name for each output. A single output may have two: what below ½ means, and above.
  public let classNames: [String]
  /// What the columns mean of the table it has learned from; nil where there was none.
  public let table: TableForm?

  /// Puts a network and what it has learned together.
  ///
  /// - Throws: ``BlueprintError`` if the parameters do not belong to the
  ///   blueprint, or if there are names but not the right number of them.
  public init(
    blueprint: NetworkBlueprint, parameters: Parameters, classNames: [String] = [],
    table: TableForm? = nil
  ) throws(BlueprintError) {
    try blueprint.validate(parameters)
    if let expected = Self.expectedClassNames(of: blueprint, insteadOf: classNames) {
      throw .badParameter(name: "class names", expected: expected, found: "\(classNames.count)")
    }
    try table?.check(fits: blueprint)
    self.blueprint = blueprint
    self.parameters = parameters
    self.classNames = classNames
    self.table = table
  }
}

extension TrainedModel {
  /// Puts a network of a form and what it has learned together.
  ///
  /// - Throws: ``BlueprintError``, as for the parts.
  public init(_ form: ModelForm, parameters: Parameters) throws(BlueprintError) {
    try self.init(
      blueprint: form.blueprint, parameters: parameters, classNames: form.classNames,
      table: form.table)
  }

  /// All but what it has learned.
  package var form: ModelForm {
    ModelForm(blueprint: blueprint, classNames: classNames, table: table)
  }

  /// How many names the outputs need, in words, or nil where these are as many.
  static func expectedClassNames(
    of blueprint: NetworkBlueprint, insteadOf names: [String]
  ) -> String? {
    let outputs = blueprint.output.count
    let fits = names.isEmpty || names.count == outputs || (outputs == 1 && names.count == 2)
    return fits ? nil : "\(outputs), one for each output, or none"
  }

  /// Reads a model from the bytes of a model file, such as one embedded in a program.
  ///
  /// - Parameters:
  ///   - bytes: The complete file; they may start at any address.
  ///   - name: What error messages call it.
  /// - Throws: ``ModelFileError``, as for a file.
  public init(bytes: UnsafeRawBufferPointer, name: String) throws(ModelFileError) {
    self = try ModelReading(bytes: bytes, name: name).model()
  }

  /// Reads a model from the bytes of a model file.
  ///
  /// - Throws: ``ModelFileError``, as for a file.
  public init(bytes: [UInt8], name: String) throws(ModelFileError) {
    self = try ModelReading(
      file: SafetensorsReading(name: name, size: bytes.count) { range throws(ModelFileError) in
        Array(bytes[range])
      }
    ).model()
  }
}
