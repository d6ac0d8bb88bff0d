import NetworkDescription

/// Takes the texts out of a file's header: what models and checkpoints have in common.
struct HeaderTexts {
  let file: SafetensorsReading
  let header: SafetensorsHeader
  /// What is wrong with the file if so much is missing.
  let problem: (_ missing: String) -> ModelFileError.Problem

  /// Refuses files of another format or another version.
  func check(format: String, version supported: String) throws(ModelFileError) {
    guard header.metadata[ModelMetadata.format] == format else {
      throw file.error(problem("\"\(ModelMetadata.format)\": \"\(format)\""))
    }
    let version = try text(ModelMetadata.version)
    guard version == supported else {
      throw file.error(.unsupportedVersion(found: version, supported: supported))
    }
  }

  /// The blueprint of the network.
  func blueprint() throws(ModelFileError) -> NetworkBlueprint {
    let text = try text(ModelMetadata.blueprint)
    do {
      return try NetworkBlueprint(json: text)
    } catch {
      throw file.error(.badBlueprint(error))
    }
  }

  /// The text of a key that has to be there.
  func text(_ key: String) throws(ModelFileError) -> String {
    guard let text = header.metadata[key] else { throw file.error(problem("\"\(key)\"")) }
    return text
  }
}
