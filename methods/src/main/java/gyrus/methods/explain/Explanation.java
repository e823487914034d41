package gyrus.methods.explain;

import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.train.picture.Canvas;
import gyrus.train.picture.Palette;
import gyrus.train.picture.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A picture and what explains an answer to it, side by side for people.
public final class Explanation {

    private static final double TILE = 224;
    private static final double GAP = 20;
    private static final double HEAD = 70;
    private static final double FOOT = 40;
    private static final int FOR = 0xB91C1C;
    private static final int AGAINST = 0x1D4ED8;
    private static final int PAPER = 0xFFFFFF;

    /// The share of pixels that may be beyond the colours' range, lest one pixel make all others pale.
    private static final double BRIGHT = 0.99;

    private final String title;
    private final Picture input;
    private final List<Tile> tiles = new ArrayList<>();

    private record Tile(Picture picture, String title, String caption) {}

    /// @param title what is explained
    /// @param input as people see it
    /// @param said what the net said of it
    public Explanation(String title, Picture input, String said) {
        this.title = title;
        this.input = input;
        tiles.add(new Tile(input, "Input", said));
    }

    /// With what each pixel adds, summed over channels: red speaks for the class, blue against it.
    public Explanation with(Attribution attribution) {
        Tensor sums = attribution.values().sum(1).squeeze(0); // (H, W)
        double bound = Math.max(sums.abs().flatten().quantile(BRIGHT, 0).item(), Double.MIN_NORMAL);
        double[] shares = sums.div(bound).to(DType.FLOAT64).toDoubles();
        int[] pixels = new int[shares.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Palette.mix(PAPER, shares[i] < 0 ? AGAINST : FOR, Math.min(1, Math.abs(shares[i])));
        }
        tiles.add(new Tile(picture(pixels, sums), "Integrated gradients",
                "red for, blue against; %d steps".formatted(attribution.steps())));
        return this;
    }

    /// With where the class was seen, laid over the picture.
    public Explanation with(GradCam.ClassMap map) {
        double[] shares = map.values().to(DType.FLOAT64).toDoubles();
        int[] pixels = new int[shares.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Palette.mix(pale(input.at(i % input.width(), i / input.width())), FOR, 0.75 * shares[i]);
        }
        tiles.add(new Tile(picture(pixels, map.values()), "Grad-CAM", "layer " + map.layer()));
        return this;
    }

    /// Half as far from white as the colour's grey is, so that red stands out.
    private static int pale(int colour) {
        int grey = ((colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255)) / 3;
        return Palette.mix(PAPER, grey * 0x010101, 0.5);
    }

    private static Picture picture(int[] pixels, Tensor values) {
        return new Picture((int) values.size(1), (int) values.size(0), pixels);
    }

    /// Draws it and writes it as PNG, whole or not at all.
    public void save(Path file) {
        Canvas canvas = new Canvas((int) (GAP + tiles.size() * (TILE + GAP)), (int) (HEAD + TILE + FOOT));
        canvas.bold(title, GAP, 28, 15, Palette.TITLE, Canvas.Align.LEFT);
        for (int i = 0; i < tiles.size(); i++) {
            Tile tile = tiles.get(i);
            double x = GAP + i * (TILE + GAP);
            double pixel = TILE / Math.max(tile.picture().width(), tile.picture().height());
            canvas.bold(tile.title(), x, HEAD - 10, 13, Palette.TITLE, Canvas.Align.LEFT);
            canvas.picture(tile.picture(), x, HEAD, pixel);
            canvas.frame(x, HEAD, pixel * tile.picture().width(), pixel * tile.picture().height(), 1, Palette.AXIS);
            canvas.text(tile.caption(), x, HEAD + TILE + 20, 12, Palette.TEXT, Canvas.Align.LEFT);
        }
        canvas.save(file);
    }
}
