package gyrus.data.image;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;

/// A picture of 8 bits a sample.
///
/// @param height   in pixels
/// @param width    in pixels
/// @param channels 1 (grey) or 3 (red, green, blue)
/// @param samples  by rows, channels fastest: `(H, W, C)`
public record Picture(int height, int width, int channels, byte[] samples) {

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if they do not agree
    public Picture {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a picture of %d×%d has no pixels".formatted(height, width));
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("a picture has 1 or 3 channels, not " + channels);
        }
        if (samples.length != (long) height * width * channels) {
            throw new IllegalArgumentException("a picture of %d×%d×%d has %,d samples, not %,d"
                    .formatted(height, width, channels, (long) height * width * channels, samples.length));
        }
    }

    /// Sample of a channel at a row and a column, 0 to 255.
    public int sample(int y, int x, int channel) {
        return Byte.toUnsignedInt(samples[(y * width + x) * channels + channel]);
    }

    /// The same in one channel: `0.299 R + 0.587 G + 0.114 B` (ITU-R 601), rounded.
    public Picture grey() {
        if (channels == 1) {
            return this;
        }
        var grey = new byte[height * width];
        for (int i = 0; i < grey.length; i++) {
            int r = Byte.toUnsignedInt(samples[3 * i]);
            int g = Byte.toUnsignedInt(samples[3 * i + 1]);
            int b = Byte.toUnsignedInt(samples[3 * i + 2]);
            grey[i] = (byte) (19595 * r + 38470 * g + 7471 * b + 0x8000 >> 16);
        }
        return new Picture(height, width, 1, grey);
    }

    /// The same in three channels.
    public Picture rgb() {
        if (channels == 3) {
            return this;
        }
        var rgb = new byte[3 * samples.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = samples[i / 3];
        }
        return new Picture(height, width, 3, rgb);
    }

    /// The same in `channels` channels.
    public Picture channels(int channels) {
        return switch (channels) {
            case 1 -> grey();
            case 3 -> rgb();
            default -> throw new IllegalArgumentException("a picture has 1 or 3 channels, not " + channels);
        };
    }

    /// Resized with a triangle filter that widens when shrinking, so that nothing aliases.
    public Picture resize(int height, int width) {
        return resize(height, width, Resampling.BILINEAR);
    }

    /// Resized bit for bit as Pillow does, and with it torchvision; see [Resampling].
    public Picture resize(int height, int width, Resampling resampling) {
        return resampling.resize(this, height, width);
    }

    /// Resized so that the shorter side is `side`; the longer is rounded down.
    public Picture resizeShorter(int side) {
        return height <= width ? resize(side, Math.toIntExact((long) side * width / height))
                : resize(Math.toIntExact((long) side * height / width), side);
    }

    /// The rectangle whose upper left corner is at (`top`, `left`).
    public Picture crop(int top, int left, int height, int width) {
        if (top < 0 || left < 0 || height > this.height - top || width > this.width - left) {
            throw new IllegalArgumentException("crop %d×%d at (%d, %d) leaves the picture of %d×%d"
                    .formatted(height, width, top, left, this.height, this.width));
        }
        var cropped = new byte[height * width * channels];
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, ((top + y) * this.width + left) * channels, cropped,
                    y * width * channels, width * channels);
        }
        return new Picture(height, width, channels, cropped);
    }

    /// The rectangle in the middle; the picture must be at least as large.
    public Picture cropCenter(int height, int width) {
        return crop((int) Math.rint((this.height - height) / 2.0),
                (int) Math.rint((this.width - width) / 2.0), height, width);
    }

    /// Float values in \[0, 1\] as (C, H, W).
    public Tensor tensor() {
        return bytes().to(DType.FLOAT32).div(255);
    }

    /// The samples as uint8 (C, H, W).
    public Tensor bytes() {
        return Tensor.of(samples, height, width, channels).permute(2, 0, 1).contiguous();
    }

    /// A picture of float values in \[0, 1\], (C, H, W) or (H, W); what is outside is cut off.
    public static Picture of(Tensor values) {
        int rank = values.rank();
        if (rank != 2 && rank != 3) {
            throw new IllegalArgumentException("a picture is (C, H, W) or (H, W), not " + values.shape());
        }
        int height = Math.toIntExact(values.size(-2));
        int width = Math.toIntExact(values.size(-1));
        int channels = rank == 2 ? 1 : Math.toIntExact(values.size(0));
        var planes = values.detach().to(DType.FLOAT32).toFloats();
        var samples = new byte[planes.length];
        for (int i = 0; i < samples.length; i++) {
            int channel = i % channels;
            float value = planes[channel * height * width + i / channels];
            samples[i] = (byte) Math.round(255 * Math.clamp(value, 0f, 1f));
        }
        return new Picture(height, width, channels, samples);
    }
}
