import BrowserTabs
import Foundation
import Playground
import Testing

extension PlaneStories {
  @Suite("Addresses")
  struct AddressStories {
    @Test("The address in a second tab gives the same network and the same numbers")
    func secondTab() throws {
      try Story.withPage(beginningWith: ["open circle --seed 1"]) { file in
        let first = try Story.open(file)
        for words in [
          "layers 3,2", "activation 1 relu", "set learning-rate 0.1", "run 12 epochs",
          "edit weight 0.1-1.0 0.5", "run 5 epochs",
        ] { try first.perform(words) }
        try first.wait(for: "location.hash.endsWith('run+5+epochs')")
        let address = try first.text("location.hash")
        let second = try Story.open(file, address)
        try second.wait(for: "playground.state().epoch === 17")
        #expect(try second.state() == first.state())
        try Story.end(first, file)
        try Story.end(second, file)
      }
    }

    @Test("A lesson hides what it does not need")
    func hidden() throws {
      try Story.withLearner(address: "#hide+settings,foot,learningRate") { learner in
        try learner.tab.wait(for: "document.getElementById('settings').offsetHeight === 0")
        #expect(try learner.tab.number("document.querySelector('.foot').offsetHeight") == 0)
        #expect(try learner.tab.number("document.getElementById('stage').offsetHeight") > 0)
        try learner.tab.perform("show all")
        #expect(try learner.tab.number("document.getElementById('settings').offsetHeight") > 0)
      }
    }

    @Test("An address that was cut or made up says what is wrong with it, and the page works")
    func madeUp() throws {
      for address in ["#open+nothing", "#open+circle&run+many+epochs", "#%E0%A4%A"] {
        try Story.withLearner(address: address) { learner in
          try learner.tab.wait(for: "!document.getElementById('note').hidden")
          #expect(
            try learner.tab.isTrue("document.getElementById('note').className.includes('error')"))
          try learner.tab.perform("open xor --seed 1")
          try learner.follow("open xor --seed 1")
        }
      }
    }

    @Test("The command that is shown does the same in a terminal")
    func command() throws {
      try Story.withLearner("open circle --seed 3") { learner in
        try learner.say("run 4 epochs")
        try learner.tab.click("#asCommand")
        let command = "document.querySelector('#dialog .command')?.textContent"
        try learner.tab.wait(for: command)
        #expect(try learner.tab.text(command) == learner.native.commandText)
        #expect(try learner.tab.text(command).contains("glassbox train circle --seed 3"))
      }
    }
  }
}
