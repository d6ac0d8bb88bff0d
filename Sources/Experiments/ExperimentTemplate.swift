import NetworkDescription

/// An experiment to begin with: every setting with what it is for.
public enum ExperimentTemplate {
  /// The text of the file.
  public static let text = """
    // An experiment: a network, and what is tried with it. Run it with
    //
    //   glassbox experiment FILE --output results
    //
    // It ends with a table and curves of all variations. Lines may have comments such as these.
    {
      "experiment": 1,                      // the version of this format
      "name": "hidden neurons for XOR",
      "question": "How many hidden neurons does XOR need?",

      "base": "xor",                        // a recipe, or a blueprint's .json file beside this one
      // "data": "mnist",                   // as train --data, one or a list; seen from where you are
      "seeds": [1, 2, 3],                   // every variation is tried with each

      // Settings up here are for all variations; a variation's own ones win.
      "epochs": 200,
      // "batchSize": 4,
      // "learningRate": 0.5,
      // "limit": 1000,                     // learn from the first so many samples
      // "validationSplit": 0.1,            // hold back a share of them to validate on
      // "augment": "shift=0.1,flip",       // as train --augment; "off" for not at all
      // "engine": "objects",               // or "matrix"

      "variations": [
        {"name": "as it is"},
        {"name": "no hidden layer", "layers": [{"dense": {"units": 1, "activation": "sigmoid"}}]},
        {"name": "two hidden neurons", "layers": [
          {"dense": {"units": 2, "activation": "tanh"}},
          {"dense": {"units": 1, "activation": "sigmoid"}}
        ]},
        {"name": "relu", "activation": "relu"},            // of all layers but the last
        {"name": "squares", "loss": "meanSquaredError"},
        {"name": "Adam", "optimizer": {"adam": {"learningRate": 0.05}}},
        {"name": "no biases", "useBias": false},
        {"name": "L2", "l2": 0.001}
        // Also: "outputActivation", "dropout" (the rate of all dropout layers; 0 takes them out),
        // "l1", "base" (another recipe), "data", and everything from above.
      ]

      // Instead of "variations", a search: every combination of lists; with "runs", so many drawn
      // from lists and ranges; with "budget", so many epochs for all, which the better ones get.
      // "search": {
      //   "settings": {
      //     "batchSize": [1, 2, 4],
      //     "learningRate": {"from": 0.01, "to": 10, "scale": "log"}
      //   },
      //   "runs": 16,
      //   "budget": 640
      // }
    }

    """
}
