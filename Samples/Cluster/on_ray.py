"""Makes the runs of an experiment on a Ray cluster.

    python on_ray.py mine.json results                       # a cluster that is there already
    python on_ray.py mine.json results --local-nodes 2       # two nodes on this machine, to try it

Every node needs the program glassbox and sees the same folders. The folder of results is what
`glassbox experiment mine.json --output results` would leave on one machine. A node that dies
loses nothing but the last second: Ray gives its run to another, which goes on from the checkpoint.
"""

import argparse
import json
import os
import subprocess

import ray


def glassbox(*arguments):
    """Runs the program, and returns what it prints."""
    program = os.environ.get("GLASSBOX", "glassbox")
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"glassbox {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


# As often as it takes: a run that was interrupted is none that fails.
@ray.remote(num_cpus=1, max_retries=-1)
def make(experiment, results, number):
    return glassbox("experiment", experiment, "--output", results, "--run", str(number),
                    "--threads", "1").strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("experiment", type=os.path.abspath)
    parser.add_argument("results", type=os.path.abspath)
    parser.add_argument("--local-nodes", type=int, help="start so many nodes on this machine")
    options = parser.parse_args()

    if options.local_nodes:
        from ray.cluster_utils import Cluster
        cluster = Cluster()
        for _ in range(options.local_nodes):
            cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address)
    else:
        ray.init(address="auto")

    # A search has several rounds: what comes next depends on what came out before.
    while waiting := glassbox("experiment", options.experiment, "--output", options.results,
                              "--list", "--json").splitlines():
        numbers = [json.loads(line)["run"] for line in waiting]
        tasks = [make.remote(options.experiment, options.results, number) for number in numbers]
        for done in tasks:
            print(ray.get(done))

    # Nothing is left to train; this writes the tables and curves of all runs.
    print(glassbox("experiment", options.experiment, "--output", options.results))


main()
