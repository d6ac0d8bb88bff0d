#!/usr/bin/env python3
"""Measures Glassbox and its peers in turn, on this machine, and prints how many times as fast it is.

    Samples/Benchmarks/compare.py                       # everything, three repetitions
    Samples/Benchmarks/compare.py mnist-mlp xor         # some workloads
    Samples/Benchmarks/compare.py objects               # neurons and links; the peer needs Node 18
    Samples/Benchmarks/compare.py --growth growth.svg   # a step's time as networks grow, as curves

Builds Glassbox in release, and installs the peers (PyTorch, JAX, Keras with TensorFlow, scikit-learn,
Pillow) from PyPI into an environment of their own the first time they are needed, 2 to 3 GB. FANN is a
C library (Debian's libfann-dev): its side is compiled where it is installed, and left out with a line
where not. Every repetition measures one side after the other; the ratio is between the medians. Let
the machine rest meanwhile.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent
MODEL = PACKAGE / "Sources/ShippedFiles/digit-reader.safetensors"
PICTURES = 1000
OUR_ENGINES = ["objects", "matrix", "glassbox"]

# Workload: the programs that measure its peers.
PEERS = {
    "objects": ["playground.js", "fann_peer.c"],
    "mnist-softmax": ["pytorch_peer.py", "jax_peer.py", "keras_peer.py"],
    "mnist-mlp": ["pytorch_peer.py", "jax_peer.py", "keras_peer.py", "scikit_peer.py"],
    "mnist-30": ["pytorch_peer.py", "jax_peer.py"],
    "mnist-15": ["fann_peer.c"],
    "tiny": ["fann_peer.c"],
    "xor": ["fann_peer.c", "jax_peer.py", "pytorch_peer.py"],
    "mnist-cnn": ["pytorch_peer.py", "jax_peer.py", "keras_peer.py"],
    "cifar10-cnn": ["pytorch_peer.py", "jax_peer.py", "keras_peer.py"],
    "predict-mlp": ["pytorch_peer.py", "jax_peer.py", "keras_peer.py"],
    "predict-mlp-one": ["pytorch_peer.py", "jax_peer.py", "keras_peer.py"],
    "read": ["reading_peer.py"],
}


def fail(message, status=1):
    print(f"error: {message}", file=sys.stderr)
    sys.exit(status)


def progress(text):
    print(text, file=sys.stderr, flush=True)


def run(*command, **options):
    """What a program prints; its messages go on to standard error."""
    result = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True,
                            **options)
    if result.returncode != 0:
        fail(f"'{' '.join(map(str, command))}' ended with status {result.returncode}")
    return result.stdout


def built_glassbox():
    if not shutil.which("swift"):
        fail("there is no 'swift' on the PATH; install Swift (swift.org) or pass --glassbox PATH")
    progress("Building Glassbox in release")
    build = ["swift", "build", "-c", "release", "--package-path", PACKAGE]
    sys.stderr.write(run(*build, "--product", "glassbox"))
    return pathlib.Path(run(*build, "--show-bin-path").strip()) / "glassbox"


def environment(folder):
    """The Python of an environment with the peers in it, made if need be.

    A folder that holds something else is left alone.
    """
    python = folder / "bin/python"
    started, done = folder / "begun-for-peers", folder / "complete"
    if done.exists():
        return python
    if folder.is_file() or folder.is_dir() and not started.exists() and any(folder.iterdir()):
        fail(f"{folder} holds files and no environment made for the peers; choose a new folder"
             " for --environment")
    progress(f"Installing the peers from PyPI in {folder}")
    folder.mkdir(parents=True, exist_ok=True)
    started.touch()
    venv.create(folder, with_pip=True)
    run(python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt")
    done.touch()
    return python


def check_node():
    if not shutil.which("node"):
        fail("the peer of 'objects' needs Node 18 or newer, and there is no 'node' on the PATH")
    version = run("node", "-p", "process.versions.node").strip()
    if int(version.split(".")[0]) < 18:
        fail(f"the peer of 'objects' needs Node 18 or newer, and this is Node {version}")


def built_fann_peers(folder):
    """The programs that measure FANN, in single and double precision; none where FANN or a C compiler is
    missing."""
    compiler = shutil.which("cc") or shutil.which("clang")
    programs = []
    for library, definition in [("fann", "-DSINGLE"), ("doublefann", "-DDOUBLE")]:
        program = pathlib.Path(folder) / f"{library}_peer"
        command = [compiler, "-O3", definition, HERE / "fann_peer.c", f"-l{library}", "-lm", "-o",
                   program]
        if compiler and subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0:
            programs.append(program)
    if len(programs) < 2:
        progress("FANN is left out: it needs a C compiler and FANN (apt-get install libfann-dev)")
        return []
    return programs


def lines_of_json(text):
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def measure_bench(glassbox, name, options):
    return lines_of_json(run(
        glassbox, "bench", name, "--json", "--seconds", options.seconds, "--threads",
        options.threads))


def measure_peer(program, name, python, options):
    settings = ["--seconds", options.seconds]
    if program.endswith(".js"):
        return lines_of_json(run("node", HERE / program, *settings))
    if program.endswith(".c"):
        # Only the tiny networks are measured in both precisions.
        programs = options.fann if name == "tiny" else options.fann[:1]
        return [line for program in programs
                for line in lines_of_json(run(program, name, *settings))]
    return lines_of_json(run(
        python, HERE / program, name, *settings, "--threads", options.threads,
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}, stderr=subprocess.DEVNULL))


def measure_reading(engine, *command):
    """Pictures a second of a whole process, from its start to its end."""
    start = time.perf_counter()
    lines = run(*command).splitlines()
    seconds = time.perf_counter() - start
    if len(lines) < PICTURES:
        fail(f"{engine} read {len(lines)} of {PICTURES} pictures")
    return [{"workload": "read", "engine": engine, "samplesPerSecond": round(len(lines) / seconds)}]


def flat_folder(glassbox, folder):
    """Digits drawn by Glassbox, all in one folder."""
    drawn = pathlib.Path(folder) / "drawn"
    run(glassbox, "data", "draw", "--output", drawn, "--count", PICTURES)
    flat = pathlib.Path(folder) / "flat"
    flat.mkdir()
    for picture in drawn.rglob("*.png"):
        picture.rename(flat / f"{picture.parent.name}-{picture.name}")
    return flat


def measurements(name, glassbox, python, options):
    """The sides of a workload, each as a function that measures it once."""
    if name == "read":
        folder = options.pictures or flat_folder(glassbox, options.scratch)
        yield lambda: measure_reading("glassbox", glassbox, "read", folder)
        yield lambda: measure_reading(
            "Pillow and PyTorch", python, HERE / "reading_peer.py", MODEL, folder, "--threads",
            options.threads)
        return
    yield lambda: measure_bench(glassbox, name, options)
    for program in PEERS[name]:
        if program.endswith(".c") and not options.fann:
            continue
        yield lambda program=program: measure_peer(program, name, python, options)


def draw_growth(glassbox, python, options):
    """Our curves and PyTorch's beside the limit, and a line for each of our networks."""
    progress("growth: PyTorch")
    steps = run(
        python, HERE / "pytorch_peer.py", "growth", "--seconds", options.seconds, "--threads",
        options.threads, stderr=subprocess.DEVNULL)
    peers = pathlib.Path(options.scratch) / "peers.jsonl"
    peers.write_text(steps)
    progress("growth: Glassbox")
    ours = lines_of_json(run(
        glassbox, "bench", "--growth", "--json", "--peers", peers, "--output", options.growth,
        "--seconds", options.seconds, "--threads", options.threads))
    theirs = {(step["varied"], step["value"]): step for step in lines_of_json(steps)}
    for step in ours:
        peer = theirs.get((step["varied"], step["value"]))
        least = max(step["secondsOfArithmetic"], step["secondsOfMemory"])
        print(f"{step['varied']:8}{step['value']:5}  {step['secondsPerStep'] * 1e6:10.1f} µs"
              + f"  at least {least * 1e6:10.1f} µs"
              + (f"  PyTorch {peer['secondsPerStep'] * 1e6:10.1f} µs,"
                 f" {peer['secondsPerStep'] / step['secondsPerStep']:.1f} times" if peer else ""))


def report(results, as_json):
    """Every figure, the medians, and the ratio to the fastest peer, for each workload."""
    workloads = {}
    for result in results:
        engines = workloads.setdefault(result["workload"], {})
        engines.setdefault(result["engine"], []).append(result["samplesPerSecond"])
    for workload, engines in workloads.items():
        medians = {engine: statistics.median(figures) for engine, figures in engines.items()}
        ours = next(name for name in OUR_ENGINES if name in engines)
        ratios = {engine: medians[ours] / median for engine, median in medians.items()}
        if as_json:
            print(json.dumps({"workload": workload, "figures": engines, "ratios": ratios}))
            continue
        print(f"{workload} (samples a second)")
        for engine, figures in engines.items():
            listed = "  ".join(f"{figure:,}" for figure in figures)
            print(f"  {engine:34} {listed}   median {medians[engine]:,.0f}")
        peers = [ratio for engine, ratio in ratios.items() if engine != ours]
        print(f"  Glassbox is {min(peers):.2f} times as fast as the fastest peer")


def parse_options():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="WORKLOAD", help=", ".join(PEERS))
    parser.add_argument("--repetitions", type=int, default=3, help="how often each is measured")
    parser.add_argument("--seconds", type=float, default=3, help="how long each time")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="for every side")
    parser.add_argument("--glassbox", type=pathlib.Path, help="measure this executable, build none")
    parser.add_argument("--pictures", type=pathlib.Path,
                        help=f"a folder of at least {PICTURES} PNGs to read, a digit in each")
    parser.add_argument("--environment", type=pathlib.Path, default=cache / "glassbox-peers",
                        help="where the peers are installed")
    parser.add_argument("--json", action="store_true", help="one JSON object a workload")
    parser.add_argument("--growth", metavar="FILE",
                        help="measure how a training step grows, and draw it: a .svg or .png")
    options = parser.parse_args()
    for name in options.names:
        if name not in PEERS:
            parser.error(f"there is no workload {name}; there are {', '.join(PEERS)}")
    if options.growth and options.names:
        parser.error("--growth measures networks of its own, and takes no workloads")
    if options.repetitions < 1 or options.seconds <= 0 or options.threads < 1:
        parser.error("--repetitions, --seconds and --threads must be more than 0")
    if options.glassbox and not os.access(options.glassbox, os.X_OK):
        parser.error(f"{options.glassbox} is not an executable file")
    return options


def main():
    options = parse_options()
    names = [] if options.growth else options.names or list(PEERS)
    if "objects" in names:
        check_node()
    glassbox = (options.glassbox or built_glassbox()).resolve()
    if options.growth:
        python = environment(options.environment.resolve())
        with tempfile.TemporaryDirectory() as options.scratch:
            return draw_growth(glassbox, python, options)
    needs_python = any(peer.endswith(".py") for name in names for peer in PEERS[name])
    python = environment(options.environment.resolve()) if needs_python else None
    results = []
    with tempfile.TemporaryDirectory() as options.scratch:
        needs_fann = any(peer.endswith(".c") for name in names for peer in PEERS[name])
        options.fann = built_fann_peers(options.scratch) if needs_fann else []
        for name in names:
            sides = list(measurements(name, glassbox, python, options))
            for repetition in range(options.repetitions):
                progress(f"{name}: repetition {repetition + 1} of {options.repetitions}")
                for measure in sides:
                    results += measure()
    report(results, options.json)


if __name__ == "__main__":
    main()
