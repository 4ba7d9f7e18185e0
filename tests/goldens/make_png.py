"""Writes small PNG files and the grey values that they stand for, for tests/core/images.

Usage, with Pillow 13 and NumPy installed:

    python tests/goldens/make_png.py > tests/goldens/png.json

Files named "pillow …" are written by Pillow, the others byte by byte from the PNG specification with zlib alone. Grey values are
computed from the samples that went in, with the weights of ITU-R BT.601 in exact fractions; no decoder takes part.
"""

import base64
import io
import json
import struct
import zlib
from fractions import Fraction

import numpy as np
from PIL import Image

ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def luma(samples, white):
    """Grey values of an array [height, width, channels]."""

    def grey(pixel):
        values = [int(value) for value in pixel]
        if len(values) < 3:
            return float(Fraction(values[0], white))
        red, green, blue = values[:3]
        return float(Fraction(299 * red + 587 * green + 114 * blue, 1000 * white))

    return [[grey(pixel) for pixel in row] for row in samples]


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def packed(row, depth):
    """The bytes of a row [width, channels]."""
    bits = "".join(format(int(value), f"0{depth}b") for pixel in row for value in pixel)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    return min((a, b, c), key=lambda value: (abs(p - value), (a, b, c).index(value)))


def filtered(rows, pixel_bytes, first_filter):
    """The rows, each behind the byte of its filter; filters take turns."""
    out, above = b"", bytes(len(rows[0]))
    for number, row in enumerate(rows):
        kind = (first_filter + number) % 5
        left = bytes(pixel_bytes) + row
        corner = bytes(pixel_bytes) + above
        guess = {
            0: lambda i: 0,
            1: lambda i: left[i],
            2: lambda i: above[i],
            3: lambda i: (left[i] + above[i]) // 2,
            4: lambda i: paeth(left[i], above[i], corner[i]),
        }[kind]
        out += bytes([kind]) + bytes((row[i] - guess(i)) % 256 for i in range(len(row)))
        above = row
    return out


def png(samples, depth, color_type, palette=None, alpha=None, interlaced=False, parts=1):
    height, width, channels = samples.shape
    pixel_bytes = max(1, channels * depth // 8)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    raw = b""
    for x, y, dx, dy in passes:
        part = samples[y::dy, x::dx]
        if part.size > 0:
            raw += filtered([packed(row, depth) for row in part], pixel_bytes, 0 if interlaced else 1)
    body = zlib.compress(raw, 9)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, interlaced))
    file += chunk(b"gAMA", struct.pack(">I", 45455))
    if palette is not None:
        file += chunk(b"PLTE", bytes(value for color in palette for value in color))
    if alpha is not None:
        file += chunk(b"tRNS", alpha)
    cuts = [len(body) * k // parts for k in range(parts + 1)]
    for start, end in zip(cuts, cuts[1:]):
        file += chunk(b"IDAT", body[start:end])
    return file + chunk(b"IEND", b"")


def pillow(image):
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    return buffer.getvalue()


random = np.random.default_rng(7)
cases = []


def case(name, file, values):
    cases.append({"name": name, "file": base64.b64encode(file).decode(), "values": values})


for depth in (1, 2, 4, 8, 16):
    samples = random.integers(0, 2**depth, (6, 5, 1))
    case(f"grey, {depth} bits", png(samples, depth, 0), luma(samples, 2**depth - 1))
for depth in (8, 16):
    for color_type, channels in ((4, 2), (2, 3), (6, 4)):
        samples = random.integers(0, 2**depth, (6, 5, channels))
        values = luma(samples, 2**depth - 1)
        case(f"{channels} channels, {depth} bits", png(samples, depth, color_type, parts=3), values)
        if depth == 8 or channels == 3:
            samples = random.integers(0, 2**depth, (9, 11, channels))
            values = luma(samples, 2**depth - 1)
            case(f"{channels} channels, {depth} bits, interlaced", png(samples, depth, color_type, interlaced=True), values)
for depth in (1, 2, 4, 8):
    colors = random.integers(0, 256, (min(2**depth, 7), 3))
    indices = random.integers(0, len(colors), (5, 7, 1))
    alpha = bytes([0]) if depth == 4 else None
    values = luma(colors[indices[..., 0]], 255)
    case(f"palette, {depth} bits", png(indices, depth, 3, palette=colors.tolist(), alpha=alpha), values)
samples = random.integers(0, 256, (3, 4, 3))
case("colours beside a suggested palette", png(samples, 8, 2, palette=[[1, 2, 3]]), luma(samples, 255))
samples = random.integers(0, 256, (3, 4, 1))
case("grey with a transparent value", png(samples, 8, 0, alpha=b"\x00\x07"), luma(samples, 255))

for mode, channels in (("L", 1), ("LA", 2), ("RGB", 3), ("RGBA", 4)):
    samples = random.integers(0, 256, (4, 6, channels), dtype=np.uint8)
    image = Image.fromarray(samples[..., 0] if channels == 1 else samples)
    assert image.mode == mode
    case(f"pillow {mode}", pillow(image), luma(samples, 255))
samples = random.integers(0, 65536, (4, 6, 1), dtype=np.uint16)
case("pillow I;16", pillow(Image.fromarray(samples[..., 0])), luma(samples, 65535))
samples = random.integers(0, 2, (4, 11, 1))
case("pillow 1", pillow(Image.fromarray(samples[..., 0].astype(bool))), luma(samples, 1))
image = Image.fromarray(random.integers(0, 256, (4, 6, 3), dtype=np.uint8)).quantize(5)
colors = np.array(image.getpalette()).reshape(-1, 3)
case("pillow P", pillow(image), luma(colors[np.array(image)], 255))

print(json.dumps(cases))
