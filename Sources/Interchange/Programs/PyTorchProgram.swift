import ModelFiles
import NetworkDescription
import TextFormats

extension ExportFormat {
  static let pytorch = ExportFormat(
    name: "pytorch",
    summary: "a PyTorch program that checks itself, evaluates and goes on training",
    isFolder: true
  ) { request in
    try ProgramFolder(request: request).files(
      program: PyTorchProgram(request).text, packages: ["torch"])
  }
}

/// A network as a program for PyTorch, as a tutorial would write it.
struct PyTorchProgram {
  private let request: ExportRequest
  private let blueprint: NetworkBlueprint

  init(_ request: ExportRequest) {
    self.request = request
    blueprint = request.model.blueprint
  }

  /// The program.
  var text: String {
    let network = PyTorchNetwork(blueprint)
    return [
      head, network.classes, network.text, loss, PyTorchOptimizer(blueprint).text, Self.files,
      Self.training, Self.main,
    ].filter { !$0.isEmpty }.joined(separator: "\n\n\n") + "\n"
  }

  private var head: String {
    let folder = ProgramFolder(request: request)
    return """
      \"\"\"\(folder.title) Exported by Glassbox.

          pip install -r requirements.txt
          python model.py check
          python model.py evaluate --data DATA
          python model.py train --data DATA --save trained.safetensors
          torchrun --nproc-per-node 2 model.py train --data DATA --save trained.safetensors

      DATA is a .csv or .npz file or a folder with MNIST's files; data.py says more. Glassbox opens what
      is saved: glassbox evaluate trained.safetensors --data DATA
      \"\"\"

      import argparse
      import json
      import os
      import pathlib

      import torch
      import torch.nn.functional as F
      from safetensors import safe_open
      from safetensors.torch import save_file
      from torch import distributed, nn

      import data

      \(folder.constants)
      FOLDER = pathlib.Path(__file__).parent
      """
  }

  private var loss: String {
    let last = blueprint.outputActivation
    let losses =
      switch blueprint.loss {
      case .halfSquaredError: "0.5 * ((outputs - targets) ** 2).sum(1)"
      case .meanSquaredError: "((outputs - targets) ** 2).mean(1)"
      case .meanAbsoluteError: "(outputs - targets).abs().mean(1)"
      case .huber(let delta):
        "F.huber_loss(outputs, targets, delta=\(Python.number(delta)), reduction=\"none\").mean(1)"
      case .binaryCrossEntropy:
        "F.binary_cross_entropy_with_logits(sums, targets, reduction=\"none\").mean(1)"
      case .categoricalCrossEntropy where last == .softmax:
        "-(targets * F.log_softmax(sums, dim=1)).sum(1)"
      case .categoricalCrossEntropy:
        "(targets * F.softplus(-sums)).sum(1)  # −t·ln σ(s)"
      }
    let needsOutputs = losses.contains("outputs")
    return """
      def losses(sums, targets):
          \"\"\"The \(blueprint.loss.name) of each sample.\"\"\"
      \(needsOutputs ? "    outputs = activate(sums)\n" : "")    return \(losses)


      def penalty(network):
          \"\"\"What large weights cost.\"\"\"
          return \(penalties)
      """
  }

  private var penalties: String {
    let terms = blueprint.layers.indices.flatMap { index -> [String] in
      let penalty = blueprint.layers[index].traits.penalty
      let weight = "network.layer_\(index).weight"
      return
        (penalty.l1OfGradient > 0
        ? ["\(Python.number(penalty.l1OfGradient)) * \(weight).abs().sum()"] : [])
        + (penalty.l2 > 0 ? ["\(Python.number(penalty.l2 / 2)) * (\(weight) ** 2).sum()"] : [])
    }
    return terms.isEmpty ? "0.0" : terms.joined(separator: " + ")
  }

  private static let files = """
    def turned(tensor):
        \"\"\"Glassbox has weights as [inputs, units] and [rows, columns, channels, filters].\"\"\"
        return tensor.permute(3, 2, 0, 1) if tensor.dim() == 4 else tensor.T if tensor.dim() == 2 else tensor


    def turned_back(tensor):
        return tensor.permute(2, 3, 1, 0) if tensor.dim() == 4 else tensor.T if tensor.dim() == 2 else tensor


    def load(network, path=FOLDER / "weights.safetensors"):
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}
        network.load_state_dict(
            {name.replace("layers.", "layer_"): turned(tensor) for name, tensor in tensors.items()}
        )
        return network


    def save(network, path):
        \"\"\"Writes a model file of Glassbox: the new weights with the texts of the old file.\"\"\"
        with safe_open(FOLDER / "weights.safetensors", framework="pt") as file:
            texts = file.metadata()
        tensors = {
            name.replace("layer_", "layers."): turned_back(tensor).double().cpu().contiguous()
            for name, tensor in network.state_dict().items()
        }
        save_file(tensors, path, metadata=texts)
    """

  private static let training = """
    def check(network):
        \"\"\"Whether the network answers as it did in Glassbox.\"\"\"
        stored = json.loads((FOLDER / "answers.json").read_text())
        network.eval()
        inputs = torch.tensor([sample["inputs"] for sample in stored], dtype=torch.get_default_dtype())
        expected = torch.tensor([sample["outputs"] for sample in stored], dtype=torch.float64)
        with torch.no_grad():
            outputs = activate(network(inputs.reshape(-1, *INPUT))).double()
        difference = (outputs - expected).abs().max().item()
        print(f"{len(stored)} stored answers: they differ by {difference:.2g} at most")
        if not difference <= 1e-5 * max(1, expected.abs().max().item()):
            raise SystemExit("error: expected the stored answers, found others")


    def read(path, part):
        inputs, targets = data.read(path, part, INPUT, OUTPUTS, CLASSES, ONE_CLASS_EACH)
        number = torch.get_default_dtype()
        return torch.as_tensor(inputs, dtype=number), torch.as_tensor(targets, dtype=number)


    @torch.no_grad()
    def evaluate(network, inputs, targets):
        \"\"\"The mean loss, and the share of samples whose class is right.\"\"\"
        network.eval()
        total, right = 0.0, 0
        for x, y in zip(inputs.split(1000), targets.split(1000)):
            sums = network(x)
            total += losses(sums, y).sum().item()
            outputs = activate(sums)
            if OUTPUTS > 1:
                right += (outputs.argmax(1) == y.argmax(1)).sum().item()
            else:
                right += ((outputs > 0.5) == (y > 0.5)).sum().item()
        return total / len(inputs) + float(penalty(network)), right / len(inputs)


    def train(network, inputs, targets, epochs, batch_size, shuffle, steps=None):
        \"\"\"Trains, alone or as one of several processes, each of which takes its share of every batch.\"\"\"
        rank, processes = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
        learner = nn.parallel.DistributedDataParallel(network) if processes > 1 else network
        optimizer = Optimizer(network)
        for epoch in range(1, epochs + 1):
            network.train()
            order = data.order(len(inputs), SEED, epoch) if shuffle else list(range(len(inputs)))
            for start in range(0, len(order), batch_size):
                if steps is not None and optimizer.steps >= steps:
                    return
                batch = order[start : start + batch_size]
                mine = batch[rank::processes]
                network.zero_grad()
                # The gradients of all processes are averaged, so that each has to count for all.
                share = losses(learner(inputs[mine]), targets[mine]).sum() * processes / len(batch)
                (share + penalty(network)).backward()
                optimizer.step()
            if rank == 0:
                loss, accuracy = evaluate(network, inputs, targets)
                print(f"epoch {epoch}/{epochs}: loss {loss:.6f}, accuracy {accuracy:.2%}")
    """

  private static let main = """
    def main():
        parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
        parser.add_argument("what", choices=["check", "evaluate", "train"])
        parser.add_argument("--data", help="a .csv or .npz file, or a folder with MNIST's files")
        parser.add_argument("--weights", default=FOLDER / "weights.safetensors")
        parser.add_argument("--epochs", type=int, default=EPOCHS)
        parser.add_argument("--batch-size", type=int, default=BATCH_SIZE)
        parser.add_argument("--steps", type=int, help="stop after so many steps")
        parser.add_argument("--no-shuffle", action="store_true", help="keep the order of the data")
        parser.add_argument("--precision", type=int, choices=[32, 64], default=32)
        parser.add_argument("--save", help="where the trained model goes")
        options = parser.parse_args()
        torch.set_default_dtype(torch.float64 if options.precision == 64 else torch.float32)
        torch.manual_seed(SEED)
        device = torch.device("cpu")
        if torch.cuda.is_available():
            device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
        several = "WORLD_SIZE" in os.environ
        if several:
            distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
        network = load(Network(), options.weights)
        if options.what == "check":
            return check(network)
        if options.data is None:
            parser.error("expected --data, found none")
        network.to(device)
        part = "train" if options.what == "train" else "t10k"
        inputs, targets = (tensor.to(device) for tensor in read(options.data, part))
        if options.what == "evaluate":
            loss, accuracy = evaluate(network, inputs, targets)
            return print(f"{len(inputs)} samples: loss {loss:.6f}, accuracy {accuracy:.2%}")
        shuffle = SHUFFLE and not options.no_shuffle
        train(network, inputs, targets, options.epochs, options.batch_size, shuffle, options.steps)
        if options.save and int(os.environ.get("RANK", 0)) == 0:
            save(network, options.save)
        if several:
            distributed.destroy_process_group()


    if __name__ == "__main__":
        main()
    """
}
