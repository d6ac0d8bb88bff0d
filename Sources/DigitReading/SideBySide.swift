import Dispatch
import Synchronization

/// Does the same work on many items, several at once, and hands on the results in the items' order.
///
/// No more than two items a thread are under way or wait to be handed on, so that memory stays
/// bounded however many items there are.
package enum SideBySide {
  /// - Parameters:
  ///   - threads: How many items are worked on at once; with one, or for one item, the calling
  ///     thread does it all and no other is started.
  ///   - makeTool: Makes what a thread works with; it is called once on each.
  ///   - work: What to do with an item, on any thread.
  ///   - use: What to do with its result, on the calling thread, as soon as all before are used.
  package static func forEach<Item: Sendable, Tool, Product: Sendable>(
    _ items: [Item], threads: Int, makeTool: @escaping @Sendable () -> Tool,
    work: @escaping @Sendable (Tool, Item) -> Product, use: (Product) -> Void
  ) {
    let workers = min(threads, items.count)
    guard workers > 1 else {
      let tool = makeTool()
      for item in items { use(work(tool, item)) }
      return
    }
    let line = ProductLine<Item, Product>(items: items, slots: 2 * workers)
    let queue = DispatchQueue(label: "glassbox.side-by-side", attributes: .concurrent)
    for _ in 0..<workers {
      queue.async {
        let tool = makeTool()
        line.work { work(tool, $0) }
      }
    }
    for index in items.indices { use(line.product(at: index)) }
  }
}

/// Items that workers take one after the other, and a ring of slots for what they make of them.
private final class ProductLine<Item: Sendable, Product: Sendable>: Sendable {
  private let items: [Item]
  private let next = Atomic(0)
  private let slots: [Slot<Product>]
  /// Counts the slots that nobody uses.
  ///
  /// As items are taken and used in order, the slot of the next one is free whenever any is.
  private let freeSlots: DispatchSemaphore

  init(items: [Item], slots: Int) {
    self.items = items
    self.slots = (0..<slots).map { _ in Slot() }
    freeSlots = DispatchSemaphore(value: slots)
  }

  /// Works on one item after the other until there are no more.
  func work(_ makeProduct: (Item) -> Product) {
    while true {
      freeSlots.wait()
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < items.count else {
        freeSlots.signal()  // for the others, who have to see as well that nothing is left
        return
      }
      slots[index % slots.count].put(makeProduct(items[index]))
    }
  }

  /// Waits for what was made of an item; to be asked once for each, in order.
  func product(at index: Int) -> Product {
    let product = slots[index % slots.count].take()
    freeSlots.signal()
    return product
  }
}

/// Holds one product from when it is made until it is used.
private final class Slot<Product: Sendable>: Sendable {
  private let content = Mutex<Product?>(nil)
  private let isFull = DispatchSemaphore(value: 0)

  func put(_ product: Product) {
    content.withLock { $0 = product }
    isFull.signal()
  }

  func take() -> Product {
    while true {
      isFull.wait()
      if let product = content.withLock({ $0.take() }) { return product }
    }
  }
}
