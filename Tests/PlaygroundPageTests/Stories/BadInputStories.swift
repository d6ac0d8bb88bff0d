import BrowserTabs
import Playground
import Testing

extension PlaneStories {
  @Suite("Bad input")
  struct BadInputStories {
    @Test(
      "What cannot be done is said in a sentence, and everything stays as it was",
      arguments: [
        "fly", "open nothing", "set learning-rate many", "set batch-size 0", "features 1/0",
        "data points 1,1", "layer remove 7", "edit weight 9.9-9.9 1", "edit weight 0.0-1.0 NaN",
        "run many epochs", "activation 1 nothing", "layers 1000000",
        "data csv a,b\n1,2,3", "prove 9.9", "open model {\"blueprint\":{},\"parameters\":{}}",
        "break link 9.9-9.9", "unbreak 7", "continue",
      ])
    func refused(words: String) throws {
      try Story.withLearner { learner in
        try learner.say("run 2 epochs")
        let before = try learner.tab.state()
        let sentence = try learner.tab.refusal(of: words)
        #expect(sentence != "done")
        #expect(sentence.count > 8)
        #expect(try learner.tab.state() == before)
        try learner.say("run 1 epochs")
      }
    }

    @Test("A worker that breaks down is replaced by another, which has the numbers there were")
    func breakdown() throws {
      try Story.withLearner { learner in
        try learner.say("run 3 epochs")
        // What no page sends makes the worker fail, as too little memory would.
        _ = try learner.tab.value(
          """
          (() => {
            const post = Worker.prototype.postMessage;
            Worker.prototype.postMessage = function (message, ...rest) {
              if (!("do" in message)) return post.call(this, message, ...rest);
              Worker.prototype.postMessage = post;
              return post.call(this, { ...message, do: 0 }, ...rest);
            };
          })()
          """)
        #expect(try learner.tab.refusal(of: "run 2 epochs").contains("started anew"))
        try learner.tab.wait(for: "document.getElementById('note').className.includes('error')")
        try learner.expectSameNumbers()
        try learner.say("run 1 epochs")
      }
    }

    @Test("Where memory runs out the page says so, and has the numbers there were")
    func memoryIsFull() throws {
      try Story.withPage(beginningWith: ["open xor --seed 1"]) { file in
        try LittleMemory.give(to: file)
        let tab = try Story.open(file)
        let learner = Learner(tab: tab, native: try PlaygroundSession())
        try learner.native.finish("open xor --seed 1")
        try learner.say("run 3 epochs")
        #expect(try learner.tab.refusal(of: "layers 500,500").contains("not enough memory"))
        try learner.tab.wait(for: "document.getElementById('note').className.includes('error')")
        try learner.expectSameNumbers()
        try learner.say("run 1 epochs")
        try Story.end(tab, file)
      }
    }

    @Test("A name that would end the page's program is a name and nothing else")
    func scripts() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        let table = "</script><script>window.broken=1</script>,b,kind\n1,2,0\n2,1,1\n3,4,0\n4,3,1"
        try learner.tab.drop("<img onerror=1>.csv", table)
        try learner.tab.wait(for: "!document.getElementById('columns').hidden")
        try learner.tab.click("#columns .primary")
        try learner.tab.wait(for: "document.getElementById('columns').hidden")
        #expect(try learner.tab.isTrue("window.broken === undefined"))
        try learner.tab.perform("run 1 epochs")
      }
    }

    @Test("A table that is too large is refused before it is read")
    func tooLarge() throws {
      try Story.withLearner { learner in
        _ = try learner.tab.value(
          """
          (() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(21_000_000)], "all.csv"));
            dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
          })()
          """)
        try learner.tab.wait(for: "!document.getElementById('note').hidden")
        #expect(
          try learner.tab.text("document.querySelector('#note p').textContent").contains("all.csv"))
        try learner.expectSameNumbers()
      }
    }
  }
}
