"""Trains the multi-layer network of `glassbox bench` with scikit-learn.

    python3 scikit_peer.py [--seconds 3] [--threads 2] [WORKLOAD ...]

scikit-learn has neither RMSprop nor dropout: its network of the same size learns with Adam.
"""

import os
import warnings

import measuring

OPTIONS = measuring.parse_options(__doc__.splitlines()[0], ["mnist-mlp"])
# The numeric libraries read this when they are loaded.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(OPTIONS.threads)

import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    inputs, labels = measuring.pictures()
    network = MLPClassifier((512, 512), solver="adam", batch_size=128, max_iter=1,
                            warm_start=True, random_state=1)

    def epoch(limit):
        network.fit(inputs, labels)
        return len(inputs)

    result = measuring.rate(epoch, OPTIONS.seconds)
    measuring.report("mnist-mlp", f"scikit-learn {sklearn.__version__}", result)


if __name__ == "__main__":
    main()
