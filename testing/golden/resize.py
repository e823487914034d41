"""Pictures as Pillow reads and resizes them, for the tests of gyrus.data.image.

    python resize.py        writes small PNG and JPEG files into data/src/test/resources
"""

from pathlib import Path

import numpy as np
from PIL import Image

OUT = Path(__file__).parents[2] / "data/src/test/resources/gyrus/data/image"
SIZES = [(7, 5), (13, 17), (26, 34), (4, 40), (31, 9), (1, 1), (28, 28)]


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    values = np.random.default_rng(0)
    y, x = np.mgrid[0:13, 0:17]
    smooth = np.stack([x * 15, y * 19, (x * y) % 256], 2)
    picture = np.where(values.random((13, 17, 1)) < 0.4, values.integers(0, 256, (13, 17, 3)), smooth).astype(np.uint8)
    source = Image.fromarray(picture)
    source.save(OUT / "source.png")
    source.convert("L").save(OUT / "source-grey.png")
    for height, width in SIZES:
        for name, filter in (("bilinear", Image.BILINEAR), ("bicubic", Image.BICUBIC)):
            # along the rows first, as Pillow did until version 13, which takes the order it reckons faster
            source.resize((width, 13), filter).resize((width, height), filter).save(OUT / f"resize-{height}x{width}-{name}.png")

    inks = Image.fromarray(np.concatenate([np.kron(picture[:4, :4], np.ones((8, 8, 1))),
                                           np.full((32, 32, 1), 40)], 2).astype(np.uint8), "CMYK")
    inks.save(OUT / "cmyk.jpg", quality=95, subsampling=0)
    Image.open(OUT / "cmyk.jpg").convert("RGB").save(OUT / "cmyk-as-rgb.png")
    grey = (y * 17 + x).astype(np.uint8)
    Image.fromarray(grey).save(OUT / "grey.png")
    Image.fromarray(grey.astype(np.uint16) * 257).save(OUT / "grey-16.png")
    source.quantize(8).save(OUT / "palette.png")
    source.quantize(8).convert("RGB").save(OUT / "palette-as-rgb.png")
    clear = source.copy()
    clear.putalpha(Image.fromarray(grey))
    clear.save(OUT / "transparent.png")
    Image.fromarray(np.array([[200]], np.uint8)).save(OUT / "one.png")
    Image.fromarray((np.add.outer(np.arange(5), np.arange(11)) % 2 > 0)).save(OUT / "bits.png")
    source.convert("L").save(OUT / "grey.gif")


if __name__ == "__main__":
    main()
