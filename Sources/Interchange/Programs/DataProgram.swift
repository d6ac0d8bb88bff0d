/// The module of exported programs that reads data and puts it in the order of Glassbox.
enum DataProgram {
  static let text = """
    \"\"\"Reads what the network learns from, in the order in which Glassbox sees it.\"\"\"

    import csv
    import gzip
    import pathlib

    import numpy as np


    def read(path, part, input_shape, outputs, classes, one_class_each):
        \"\"\"The inputs [samples, *input_shape] and targets [samples, outputs] of

        - a .csv file: the inputs, then the class or the targets; a line of titles may come first,
        - an .npz file with the arrays x and y,
        - a folder with MNIST's four files, as they are published; part is "train" or "t10k".
        \"\"\"
        path = pathlib.Path(path)
        if path.is_dir():
            inputs = idx(path, f"{part}-images-idx3-ubyte") / 255
            targets = idx(path, f"{part}-labels-idx1-ubyte")
        elif path.suffix == ".npz":
            with np.load(path) as arrays:
                inputs, targets = arrays["x"], arrays["y"]
        else:
            inputs, targets = table(path, int(np.prod(input_shape)), classes)
        inputs = np.asarray(inputs, np.float64).reshape(len(inputs), *input_shape)
        targets = np.asarray(targets)
        if one_class_each and targets.size == len(targets):
            targets = np.eye(outputs)[targets.reshape(-1).astype(int)]
        return inputs, targets.astype(np.float64).reshape(len(inputs), outputs)


    def table(path, input_count, classes):
        with open(path, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.reader(file) if row]
        if not is_number(rows[0][0]):
            rows = rows[1:]
        inputs = [[float(cell) for cell in row[:input_count]] for row in rows]
        targets = [
            [float(cell) if is_number(cell) else classes.index(cell) for cell in row[input_count:]]
            for row in rows
        ]
        return inputs, targets


    def is_number(text):
        try:
            float(text)
            return True
        except ValueError:
            return False


    def idx(folder, name):
        \"\"\"Bytes in the format of http://yann.lecun.com/exdb/mnist, packed or not.\"\"\"
        for file, open_file in [(folder / name, open), (folder / f"{name}.gz", gzip.open)]:
            if file.exists():
                with open_file(file, "rb") as stream:
                    data = stream.read()
                shape = np.frombuffer(data, ">i4", data[3], offset=4)
                return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(shape)
        raise SystemExit(f"{folder}: expected {name} or {name}.gz, found neither")


    def order(count, seed, epoch):
        \"\"\"The order of an epoch, counted from 1: a Fisher–Yates shuffle with the numbers of Glassbox.\"\"\"
        order = list(range(count))
        numbers = philox(seed, purpose=2, step=epoch, count=count)
        for last in range(count - 1, 0, -1):
            pick = int(numbers[count - 1 - last]) * (last + 1) >> 64
            order[last], order[pick] = order[pick], order[last]
        return order


    def philox(seed, purpose, step, count):
        \"\"\"64 random bits for each index: Philox 4x32-10 of Salmon and others, 2011.\"\"\"
        low = np.uint64(0xFFFFFFFF)
        shift = np.uint64(32)
        full = lambda value: np.full(count, value, np.uint64)
        a, b, c, d = np.arange(count, dtype=np.uint64), full(0), full(step), full(purpose << 24)
        for turn in range(10):
            key = (seed + turn * 0x9E3779B9) & 0xFFFFFFFF
            other_key = ((seed >> 32) + turn * 0xBB67AE85) & 0xFFFFFFFF
            first, second = np.uint64(0xD2511F53) * a, np.uint64(0xCD9E8D57) * c
            a, b = (second >> shift) ^ b ^ np.uint64(key), second & low
            c, d = (first >> shift) ^ d ^ np.uint64(other_key), first & low
        return b << shift | a

    """
}
