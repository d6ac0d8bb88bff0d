import ModelFiles
import NetworkDescription
import TextFormats

extension ExportFormat {
  static let keras = ExportFormat(
    name: "keras", summary: "a Keras program that checks itself, evaluates and goes on training",
    isFolder: true
  ) { request in
    if let index = request.model.blueprint.layers.firstIndex(where: { $0.traits.penalty.zeroStays })
    {
      throw PlainError(
        "layers[\(index)]: a penalty with zeroStays, which Keras has not: export it to pytorch")
    }
    return try ProgramFolder(request: request).files(
      program: KerasProgram(request).text, packages: ["keras", "tensorflow"])
  }
}

/// A network as a program for Keras, as a tutorial would write it.
struct KerasProgram {
  private let request: ExportRequest
  private let blueprint: NetworkBlueprint

  init(_ request: ExportRequest) {
    self.request = request
    blueprint = request.model.blueprint
  }

  /// The program.
  var text: String {
    let network = KerasNetwork(blueprint)
    return [
      head, network.helpers, network.text, loss, optimizer, Self.files, Self.training, Self.main,
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n\n\n") + "\n"
  }

  private var head: String {
    let folder = ProgramFolder(request: request)
    return """
      \"\"\"\(folder.title) Exported by Glassbox.

          pip install -r requirements.txt
          python model.py check
          python model.py evaluate --data DATA
          python model.py train --data DATA --save trained.safetensors
          python model.py save --save model.keras

      DATA is a .csv or .npz file or a folder with MNIST's files; data.py says more. Glassbox opens what
      is saved as .safetensors: glassbox evaluate trained.safetensors --data DATA
      \"\"\"

      import argparse
      import json
      import pathlib

      import keras
      import numpy as np
      from keras import layers, ops
      from safetensors import safe_open
      from safetensors.numpy import save_file

      import data

      \(folder.constants)
      FOLDER = pathlib.Path(__file__).parent
      """
  }

  private var loss: String {
    let losses =
      switch blueprint.loss {
      case .halfSquaredError: "0.5 * ops.sum(ops.square(outputs - targets), axis=1)"
      case .meanSquaredError: "ops.mean(ops.square(outputs - targets), axis=1)"
      case .meanAbsoluteError: "ops.mean(ops.abs(outputs - targets), axis=1)"
      case .huber(let delta): "keras.losses.huber(targets, outputs, delta=\(Python.number(delta)))"
      case .binaryCrossEntropy:
        "keras.losses.binary_crossentropy(targets, sums, from_logits=True)"
      case .categoricalCrossEntropy where blueprint.outputActivation == .softmax:
        "-ops.sum(targets * ops.log_softmax(sums, axis=1), axis=1)"
      case .categoricalCrossEntropy:
        "ops.sum(targets * ops.softplus(-sums), axis=1)  # −t·ln σ(s)"
      }
    let needsOutputs = losses.contains("outputs")
    return """
      def losses(targets, sums):
          \"\"\"The \(blueprint.loss.name) of each sample, from what goes into the last activation.\"\"\"
      \(needsOutputs ? "    outputs = activate(sums)\n" : "")    return \(losses)
      """
  }

  private var optimizer: String {
    """
    class Schedule(keras.optimizers.schedules.LearningRateSchedule):
        def __call__(self, step):
            step = ops.cast(step, "float32")
            return \(Python.rate(blueprint.optimizer)) + 0 * step


    def optimizer():
        return keras.optimizers.\(kerasOptimizer)
    """
  }

  private var kerasOptimizer: String {
    func call(_ name: String, _ settings: [(String, Double)]) -> String {
      "\(name)(Schedule()"
        + settings.map { ", \($0.0)=\(Python.number($0.1))" }.joined() + ")"
    }
    func adam(_ adam: Adam) -> [(String, Double)] {
      [("beta_1", adam.beta1), ("beta_2", adam.beta2), ("epsilon", adam.epsilon)]
    }
    switch blueprint.optimizer {
    case .sgd(let sgd):
      return "SGD(Schedule(), momentum=\(Python.number(sgd.momentum)), "
        + "nesterov=\(Python.bool(sgd.nesterov)))"
    case .rmsprop(let kind): return call("RMSprop", [("rho", kind.rho), ("epsilon", kind.epsilon)])
    case .adam(let kind): return call("Adam", adam(kind))
    case .adamw(let kind):
      return call("AdamW", [("weight_decay", kind.weightDecay)] + adam(kind.adam))
    case .adagrad(let kind):
      return call(
        "Adagrad",
        [("initial_accumulator_value", kind.initialAccumulator), ("epsilon", kind.epsilon)])
    case .adadelta(let kind):
      return call("Adadelta", [("rho", kind.rho), ("epsilon", kind.epsilon)])
    }
  }

  private static let files = """
    def load(path):
        \"\"\"Glassbox has weights in the order of Keras.\"\"\"
        with safe_open(path, framework="numpy") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        network = build(tensors)
        for layer in network.layers:
            for variable, role in zip(layer.weights, ["weight", "bias"]):
                variable.assign(tensors[f"layers.{layer.name[6:]}.{role}"])
        return network


    def save(network, path):
        \"\"\"Writes a model file of Glassbox, or one of Keras with the answers as outputs.\"\"\"
        if not str(path).endswith(".safetensors"):
            return answering(network).save(path)
        with safe_open(FOLDER / "weights.safetensors", framework="numpy") as file:
            texts = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        for layer in network.layers:
            for variable, role in zip(layer.weights, ["weight", "bias"]):
                tensors[f"layers.{layer.name[6:]}.{role}"] = np.asarray(variable, np.float64)
        save_file(tensors, path, metadata=texts)


    def answering(network):
        \"\"\"The network with its last activation, which training has apart.\"\"\"
        return keras.Model(network.inputs, activate(network.outputs[0]))
    """

  private static let training = """
    def check(network):
        \"\"\"Whether the network answers as it did in Glassbox.\"\"\"
        stored = json.loads((FOLDER / "answers.json").read_text())
        inputs = np.array([sample["inputs"] for sample in stored]).reshape(-1, *INPUT)
        expected = np.array([sample["outputs"] for sample in stored])
        outputs = answering(network).predict(inputs, verbose=0)
        difference = np.abs(outputs - expected).max()
        print(f"{len(stored)} stored answers: they differ by {difference:.2g} at most")
        if not difference <= 1e-5 * max(1, np.abs(expected).max()):
            raise SystemExit("error: expected the stored answers, found others")


    def evaluate(network, inputs, targets):
        \"\"\"The mean loss, and the share of samples whose class is right.\"\"\"
        loss = network.evaluate(inputs, targets, batch_size=1000, verbose=0)
        outputs = answering(network).predict(inputs, batch_size=1000, verbose=0)
        if OUTPUTS > 1:
            right = outputs.argmax(1) == targets.argmax(1)
        else:
            right = (outputs > 0.5) == (targets > 0.5)
        return loss, right.mean()


    def train(network, inputs, targets, epochs, batch_size, shuffle, steps=None):
        \"\"\"Trains on the batches of Glassbox.\"\"\"
        done = 0
        for epoch in range(1, epochs + 1):
            order = data.order(len(inputs), SEED, epoch) if shuffle else list(range(len(inputs)))
            if steps is not None:
                order = order[: (steps - done) * batch_size]
            if not order:
                return
            network.fit(inputs[order], targets[order], batch_size, shuffle=False, verbose=0)
            done += -(-len(order) // batch_size)
            loss, accuracy = evaluate(network, inputs, targets)
            print(f"epoch {epoch}/{epochs}: loss {loss:.6f}, accuracy {accuracy:.2%}")
    """

  private static let main = """
    def main():
        parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
        parser.add_argument("what", choices=["check", "evaluate", "train", "save"])
        parser.add_argument("--data", help="a .csv or .npz file, or a folder with MNIST's files")
        parser.add_argument("--weights", default=FOLDER / "weights.safetensors")
        parser.add_argument("--epochs", type=int, default=EPOCHS)
        parser.add_argument("--batch-size", type=int, default=BATCH_SIZE)
        parser.add_argument("--steps", type=int, help="stop after so many steps")
        parser.add_argument("--no-shuffle", action="store_true", help="keep the order of the data")
        parser.add_argument("--precision", type=int, choices=[32, 64], default=32)
        parser.add_argument("--save", help="where the model goes: .safetensors or .keras")
        options = parser.parse_args()
        keras.config.set_floatx(f"float{options.precision}")
        keras.utils.set_random_seed(SEED % 2**32)
        network = load(options.weights)
        network.compile(optimizer(), losses)
        if options.what == "check":
            return check(network)
        if options.what in ["evaluate", "train"]:
            if options.data is None:
                parser.error("expected --data, found none")
            part = "train" if options.what == "train" else "t10k"
            inputs, targets = data.read(options.data, part, INPUT, OUTPUTS, CLASSES, ONE_CLASS_EACH)
        if options.what == "evaluate":
            loss, accuracy = evaluate(network, inputs, targets)
            print(f"{len(inputs)} samples: loss {loss:.6f}, accuracy {accuracy:.2%}")
        if options.what == "train":
            shuffle = SHUFFLE and not options.no_shuffle
            train(network, inputs, targets, options.epochs, options.batch_size, shuffle, options.steps)
        if options.save:
            save(network, options.save)


    if __name__ == "__main__":
        main()
    """
}
