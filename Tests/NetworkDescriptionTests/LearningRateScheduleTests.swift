import Foundation
import NetworkDescription
import Testing

@Suite("Learning-rate schedules")
struct LearningRateScheduleTests {
  @Test("Every schedule begins with the rate that was set")
  func start() {
    let schedules: [LearningRateSchedule] = [
      .constant, .step(every: 3, factor: 0.1), .exponential(decaySteps: 5, decayRate: 0.5),
      .inverseTime(decaySteps: 5, decayRate: 0.5),
    ]
    for schedule in schedules { #expect(schedule.rate(from: 0.3, at: 0) == 0.3) }
  }

  @Test("Stairs stay level, then multiply")
  func stairs() {
    let schedule = LearningRateSchedule.step(every: 3, factor: 0.5)
    let rates = (0..<8).map { schedule.rate(from: 8, at: $0) }
    #expect(rates == [8, 8, 8, 4, 4, 4, 2, 2])
  }

  @Test("Exponential decay has multiplied once after so many steps, in equal ratios")
  func exponential() {
    let schedule = LearningRateSchedule.exponential(decaySteps: 4, decayRate: 0.5)
    #expect(schedule.rate(from: 8, at: 4) == 4)
    #expect(schedule.rate(from: 8, at: 12) == 1)
    for step in 0..<20 {
      let ratio = schedule.rate(from: 1, at: step + 1) / schedule.rate(from: 1, at: step)
      #expect(abs(ratio - pow(0.5, 0.25)) < 1e-15)
    }
  }

  @Test("Inverse time has halved when decayRate × step / decaySteps is 1")
  func inverseTime() {
    let schedule = LearningRateSchedule.inverseTime(decaySteps: 10, decayRate: 0.5)
    #expect(schedule.rate(from: 8, at: 20) == 4)
    #expect(schedule.rate(from: 8, at: 60) == 2)
  }

  @Test("An optimizer's rate at a step is its own rate, by its schedule")
  func optimizers() {
    let schedule = LearningRateSchedule.step(every: 1, factor: 0.5)
    let optimizers: [Optimizer] = [
      .sgd(SGD(learningRate: 4, schedule: schedule)),
      .rmsprop(RMSprop(learningRate: 4, schedule: schedule)),
      .adam(Adam(learningRate: 4, schedule: schedule)),
      .adadelta(Adadelta(learningRate: 4, schedule: schedule)),
    ]
    for optimizer in optimizers {
      var optimizer = optimizer
      #expect(optimizer.learningRate(at: 2) == 1)
      optimizer.learningRate = 8
      #expect(optimizer.learningRate(at: 2) == 2)
    }
  }
}
