import Foundation
import NetworkPictures
import Pictures
import Testing
import TrainingRuns

@Suite("Curves of finished runs")
struct RunCurveTests {
  private func runs(_ texts: [String]) throws -> [FinishedRun] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-curves-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try texts.enumerated().map { index, text in
      let file = folder.appending(path: "run\(index).csv")
      try Data(text.utf8).write(to: file)
      return file.path
    }
    return try FinishedRun.all(at: paths)
  }

  @Test("Each metric has a panel, each run a colour, and validation the stronger line")
  func panels() throws {
    let chart = LearningCurves.chart(
      of: try runs([
        "epoch,loss,meanAbsoluteError,validationLoss,seconds\n1,3,2,4,0\n2,1,1,2,0\n",
        "epoch,loss,accuracy,seconds\n1,2,0.5,0\n",
      ]))
    #expect(chart.panels.map(\.title) == ["loss", "mean absolute error", "accuracy"])
    #expect(chart.panels.map(\.kind) == [.loss, .loss, .score])
    let loss = chart.panels[0].lines
    #expect(loss.map(\.name) == ["run0", "run0", "run1"])
    #expect(loss.map(\.colour) == [0, 0, 1] && loss.map(\.isFaint) == [true, false, false])
    #expect(loss[1].points == [.init(x: 1, y: 4), .init(x: 2, y: 2)])
  }
}
