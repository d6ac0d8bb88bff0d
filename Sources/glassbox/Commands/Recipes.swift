import ArgumentParser
import NetworkDescription
import TrainingRuns

/// `glassbox recipes`: what can be trained by name.
struct Recipes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipes", _superCommandName: Glassbox.name,
    abstract: "List the networks that come with a name, or print one as a blueprint.",
    discussion: """
      glassbox recipes                       the list
      glassbox recipes xor > mine.json       a blueprint to edit
      glassbox train mine.json
      """)

  @Argument(help: "A recipe to print as a blueprint file.")
  var name: String?

  @Flag(help: "One JSON object a line.")
  var json = false

  func run() throws {
    if let name {
      print(try NamedNetwork(name).blueprint.jsonText, terminator: "")
      return
    }
    for recipe in Recipe.allCases {
      if json {
        StandardOutput.print([
          ("recipe", .string(recipe.rawValue)), ("summary", .string(recipe.summary)),
          ("blueprint", try recipe.blueprint().json),
        ])
      } else {
        let padding = String(repeating: " ", count: max(1, 17 - recipe.rawValue.count))
        print(recipe.rawValue + padding + recipe.summary)
      }
    }
  }
}
