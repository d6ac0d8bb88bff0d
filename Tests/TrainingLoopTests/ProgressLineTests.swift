import NetworkDescription
import Testing
import TextFormats
import Thoroughness

@testable import TrainingLoop

@Suite("Training in words")
struct ProgressLineTests {
  @Test("The moving line says epoch, share, rate, time left, loss and accuracy")
  func movingLine() {
    let progress = TrainingProgress(
      epoch: 3, epochs: 5,
      soFar: BatchResult(lossSum: 2_500, correctCount: 22_500, sampleCount: 25_000),
      sampleCount: 60_000, seconds: 1)
    #expect(
      ProgressLine.text(progress, width: 120)
        == "Epoch 3/5  [████████████▌                 ]  25,000/60,000  25,000/s  1.4 s left  "
        + "loss 0.1000  accuracy 90.00 %")
  }

  @Test("The line that stays says what the epoch came to")
  func restingLine() {
    let training = BatchResult(lossSum: 30, correctCount: 50, sampleCount: 60)
    let validation = BatchResult(lossSum: 1, correctCount: 1, sampleCount: 3)
    let record = EpochRecord(
      epoch: 2, epochs: 2, training: training, validation: validation, seconds: 75,
      samplesPerSecond: 1234.5)
    #expect(
      ProgressLine.text(record, width: 130)
        == "Epoch 2/2  60 samples  1 min 15 s  1,234/s  loss 0.5000  accuracy 83.33 %  "
        + "validation loss 0.3333  validation accuracy 33.33 %")
  }

  @Test(
    "No line is wider than its terminal, whatever the numbers",
    arguments: [
      (1, 0.1, 25_000), (1_000_000_000, 1e300, 1_000_000_000), (7, .nan, 3), (7, .infinity, 3),
      (7, 0, 0), (500, 123_456.789, 4),
    ])
  func widths(epochs: Int, loss: Double, count: Int) {
    let result = BatchResult(
      lossSum: loss * Double(count), correctCount: count, sampleCount: count)
    for seconds in [0, 1e-12, 1, 1e12] {
      let progress = TrainingProgress(
        epoch: epochs, epochs: epochs, soFar: result, sampleCount: count, seconds: seconds)
      let record = EpochRecord(
        epoch: epochs, epochs: epochs, training: result, validation: result, seconds: seconds,
        samplesPerSecond: progress.samplesPerSecond)
      for width in Thoroughness.some(Array(1...200)) {
        #expect(ProgressLine.text(progress, width: width).columns <= width)
        #expect(ProgressLine.text(record, width: width).columns <= width)
      }
    }
  }

  @Test(
    "What matters least goes first, and the loss stays",
    arguments: [
      (
        100,
        "Epoch 3/5  [███████▉           ]  25,000/60,000  25,000/s  1.4 s left  loss 0.1000  accuracy 90.00 %"
      ),
      (79, "Epoch 3/5  [███▎    ]  25,000/60,000  1.4 s left  loss 0.1000  accuracy 90.00 %"),
      (50, "Epoch 3/5  loss 0.1000  accuracy 90.00 %"), (30, "Epoch 3/5  loss 0.1000"),
      (20, "3/5  loss 0.1000"), (10, "loss 0.10…"),
    ])
  func narrowing(width: Int, text: String) {
    let progress = TrainingProgress(
      epoch: 3, epochs: 5,
      soFar: BatchResult(lossSum: 2_500, correctCount: 22_500, sampleCount: 25_000),
      sampleCount: 60_000, seconds: 1)
    #expect(ProgressLine.text(progress, width: width) == text)
  }

  @Test("At the usual width, the line that stays still has both losses and both accuracies")
  func restingLineAt80() {
    let record = EpochRecord(
      epoch: 5, epochs: 5,
      training: BatchResult(lossSum: 6, correctCount: 50, sampleCount: 60),
      validation: BatchResult(lossSum: 1, correctCount: 1, sampleCount: 3), seconds: 2.4,
      samplesPerSecond: 26_651)
    #expect(
      ProgressLine.text(record)
        == "Epoch 5/5  2.4 s  loss 0.1000  accuracy 83.33 %  validation 0.3333, 33.33 %")
  }

  @Test(
    "The bar is always thirty cells wide",
    arguments: [0, 0.001, 0.03, 0.4999, 0.5, 0.999, 1, 1.7, -0.2])
  func bar(share: Double) {
    #expect(ProgressLine.bar(share).count == 32)
  }

  @Test("The bar is empty at first and full at the end")
  func barEnds() {
    #expect(ProgressLine.bar(0) == "[" + String(repeating: " ", count: 30) + "]")
    #expect(ProgressLine.bar(1) == "[" + String(repeating: "█", count: 30) + "]")
    #expect(ProgressLine.bar(1.0 / 240) == "[▏" + String(repeating: " ", count: 29) + "]")
  }

  @Test(
    "Whole numbers are grouped by threes",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (60_000, "60,000"),
      (1_234_567, "1,234,567"), (-999, "-999"), (-1000, "-1,000"),
      (Int.min, "-9,223,372,036,854,775,808"),
    ])
  func groups(number: Int, text: String) {
    #expect(grouped(number) == text)
  }

  @Test(
    "Decimals are rounded, and never lose a nought",
    arguments: [
      (0, 4, "0.0000"), (0.99999, 4, "1.0000"), (0.00004, 4, "0.0000"), (-0.00004, 4, "0.0000"),
      (-0.5, 2, "-0.50"), (12.345, 1, "12.3"), (1.05, 0, "1"), (99.995, 2, "100.00"),
      (0.05, 3, "0.050"), (-1234.5678, 2, "-1234.57"), (.nan, 2, "NaN"), (.infinity, 2, "∞"),
      (-.infinity, 2, "−∞"), (1e300, 4, "1e+300"),
    ])
  func decimals(number: Double, digits: Int, text: String) {
    #expect(decimal(number, digits: digits) == text)
  }

  @Test(
    "Durations are said as people say them",
    arguments: [
      (0, "0.000 s"), (0.0123, "0.012 s"), (0.45, "0.5 s"), (9.94, "9.9 s"), (9.97, "10 s"),
      (59.4, "59 s"), (59.6, "1 min 0 s"), (185, "3 min 5 s"), (3599.7, "1 h 0 min"),
      (7800, "2 h 10 min"), (.infinity, "a long time"), (.nan, "a long time"), (1e9, "a long time"),
      (-1, "0.000 s"),
    ])
  func durations(seconds: Double, text: String) {
    #expect(duration(seconds) == text)
  }
}
