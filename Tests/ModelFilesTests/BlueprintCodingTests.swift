import Foundation
import ModelFiles
import NetworkDescription
import Testing

@Suite("Blueprints with encoders and decoders")
struct BlueprintCodingTests {
  @Test("Every recipe survives Foundation's JSON coders", arguments: Recipe.allCases)
  func recipes(recipe: Recipe) throws {
    let blueprint = try recipe.blueprint()
    let data = try JSONEncoder().encode(blueprint)
    #expect(try JSONDecoder().decode(NetworkBlueprint.self, from: data) == blueprint)
  }

  @Test("What is encoded is the blueprint's own file")
  func shape() throws {
    let blueprint = try Recipe.xor.blueprint()
    let text = String(decoding: try JSONEncoder().encode(blueprint), as: UTF8.self)
    #expect(try NetworkBlueprint(json: text) == blueprint)
  }
}
