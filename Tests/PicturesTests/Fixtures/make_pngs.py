#!/usr/bin/env python3
"""Makes pngs.csv: a PNG of every colour type, bit depth and interlacing, with the pixels it shows.

The files are put together byte by byte from the PNG specification (third edition) with nothing but
zlib, so that they and the expected pixels are independent of libpng. Run in this directory:

    python3 make_pngs.py > pngs.csv

With Pillow installed, `--check` compares every picture with what Pillow reads.
"""

import struct
import sys
import zlib

WIDTH, HEIGHT = 9, 7
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
NAMES = {GREY: "grey", RGB: "rgb", PALETTE: "palette", GREY_ALPHA: "grey-alpha", RGBA: "rgba"}
# First column, first row, column step and row step of Adam7's passes.
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def sample(x, y, channel, depth):
    """A value that differs from its neighbours in every bit plane."""
    mixed = (x * 2654435761 + y * 40503 * 65537 + channel * 97003 * 257 + x * y * 7919) & 0xFFFFFFFF
    return (mixed >> 7) % (1 << depth)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack(samples, depth):
    if depth == 16:
        return b"".join(struct.pack(">H", value) for value in samples)
    bits = "".join(format(value, f"0{depth}b") for value in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    distances = [(abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c)]
    return min(distances)[2]


def filtered(rows, bytes_per_pixel):
    """Uses the five filters in turn."""
    result, before = b"", None
    for number, row in enumerate(rows):
        before = before or bytes(len(row))
        kind = number % 5
        result += bytes([kind])
        for i, value in enumerate(row):
            a = row[i - bytes_per_pixel] if i >= bytes_per_pixel else 0
            c = before[i - bytes_per_pixel] if i >= bytes_per_pixel else 0
            b = before[i]
            result += bytes([(value - [0, a, b, (a + b) // 2, paeth(a, b, c)][kind]) % 256])
        before = row
    return result


def to_byte(value, depth):
    return (value * 255 * 2 + (2**depth - 1)) // (2 * (2**depth - 1))


def make(kind, depth, interlaced, transparent, extra=b""):
    channels = CHANNELS[kind]
    pixels = [[[sample(x, y, c, depth) for c in range(channels)] for x in range(WIDTH)] for y in range(HEIGHT)]
    colours = 1 << min(depth, 8)
    palette = [[(i * 37 + 11 + 90 * c) % 256 for c in range(3)] for i in range(colours)]
    alphas = [(i * 71) % 256 for i in range(colours // 2)]
    clear = pixels[2][3]

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, kind, 0, 0, interlaced)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra
    if kind == PALETTE:
        file += chunk(b"PLTE", bytes(sum(palette, [])))
    if transparent:
        file += chunk(b"tRNS", bytes(alphas) if kind == PALETTE else b"".join(struct.pack(">H", v) for v in clear))
    data = b""
    for left, top, across, down in ADAM7 if interlaced else [(0, 0, 1, 1)]:
        rows = [pack(sum((pixels[y][x] for x in range(left, WIDTH, across)), []), depth)
                for y in range(top, HEIGHT, down)]
        if rows and rows[0]:
            data += filtered(rows, max(channels * depth // 8, 1))
    packed = zlib.compress(data, 9)
    # In two chunks, because readers must join them.
    file += chunk(b"IDAT", packed[:10]) + chunk(b"IDAT", packed[10:]) + chunk(b"IEND", b"")

    shown = b""
    for row in pixels:
        for pixel in row:
            values = [to_byte(v, depth) for v in pixel]
            if kind == PALETTE:
                alpha = alphas[pixel[0]] if transparent and pixel[0] < len(alphas) else 255
                shown += bytes(palette[pixel[0]] + [alpha])
            elif kind == GREY:
                shown += bytes(values * 3 + [0 if transparent and pixel == clear else 255])
            elif kind == RGB:
                shown += bytes(values + [0 if transparent and pixel == clear else 255])
            elif kind == GREY_ALPHA:
                shown += bytes(values[:1] * 3 + values[1:])
            else:
                shown += bytes(values)
    return file, shown


def everything():
    for kind, depths in [(GREY, (1, 2, 4, 8, 16)), (RGB, (8, 16)), (PALETTE, (1, 2, 4, 8)), (GREY_ALPHA, (8, 16)), (RGBA, (8, 16))]:
        for depth in depths:
            for transparent in (False, True) if kind in (GREY, RGB, PALETTE) else (False,):
                for interlaced in (0, 1):
                    name = f"{NAMES[kind]}-{depth}" + ("-trns" if transparent else "") + ("-adam7" if interlaced else "")
                    yield (name, *make(kind, depth, interlaced, transparent))
    extra = (chunk(b"gAMA", struct.pack(">I", 100000)) + chunk(b"tEXt", b"Comment\0made by hand")
             + chunk(b"iCCP", b"broken\0\0not a profile") + chunk(b"teSt", b"unknown"))
    yield ("rgb-8-extra-chunks", *make(RGB, 8, 0, False, extra))


def check(name, file, shown):
    import io
    from PIL import Image
    image = Image.open(io.BytesIO(file))
    if image.mode.startswith("I"):
        return  # Pillow keeps 16 bits of grey
    if "trns" in name and any(part in name for part in ("grey-2", "grey-4", "rgb-16")):
        return  # Pillow compares the transparent colour after changing the depth
    seen = image.convert("RGBA").tobytes()
    worst = max(abs(a - b) for a, b in zip(seen, shown))
    # Pillow cuts 16 bits to 8 where the specification advises rounding.
    if worst > (1 if "16" in name else 0):
        print(name, "differs from Pillow by", worst, file=sys.stderr)


if __name__ == "__main__":
    print("name,width,height,png,rgba")
    for name, file, shown in everything():
        if "--check" in sys.argv:
            check(name, file, shown)
        print(f"{name},{WIDTH},{HEIGHT},{file.hex()},{shown.hex()}")
