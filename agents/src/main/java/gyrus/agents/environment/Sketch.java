package gyrus.agents.environment;

import gyrus.train.picture.Picture;
import java.util.Arrays;

/// A small sheet of pixels to draw a world on. Colours are `0xRRGGBB`, (0, 0) is at the top left.
final class Sketch {

    private final int width;
    private final int height;
    private final int[] pixels;

    Sketch(int width, int height, int ground) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
        Arrays.fill(pixels, ground);
    }

    /// A filled rectangle.
    void rectangle(double left, double top, double wide, double high, int colour) {
        int right = (int) Math.min(width, Math.rint(left + wide));
        int bottom = (int) Math.min(height, Math.rint(top + high));
        for (int row = (int) Math.max(0, Math.rint(top)); row < bottom; row++) {
            for (int column = (int) Math.max(0, Math.rint(left)); column < right; column++) {
                pixels[row * width + column] = colour;
            }
        }
    }

    /// A straight line of this thickness: what is no farther from it than half of that.
    void line(double x1, double y1, double x2, double y2, double thick, int colour) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double square = Math.max(1e-9, dx * dx + dy * dy);
        int right = (int) Math.min(width, Math.max(x1, x2) + thick);
        int bottom = (int) Math.min(height, Math.max(y1, y2) + thick);
        for (int row = (int) Math.max(0, Math.min(y1, y2) - thick); row < bottom; row++) {
            for (int column = (int) Math.max(0, Math.min(x1, x2) - thick); column < right; column++) {
                double px = column + 0.5 - x1;
                double py = row + 0.5 - y1;
                double along = Math.clamp((px * dx + py * dy) / square, 0, 1);
                double away = Math.hypot(px - along * dx, py - along * dy);
                if (away <= thick / 2) pixels[row * width + column] = colour;
            }
        }
    }

    Picture picture() {
        return new Picture(width, height, pixels);
    }
}
