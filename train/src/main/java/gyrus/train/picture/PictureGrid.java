package gyrus.train.picture;

import java.util.Arrays;
import java.util.List;

/// Pictures side by side in rows, without captions, as one picture.
public final class PictureGrid {

    private PictureGrid() {}

    /// Lays the pictures out, row by row from the top left. Each is in the middle of a place that the largest would
    /// fill; between two places, not around them, there is a gap.
    ///
    /// ```java
    /// PictureGrid.of(samples, 8, 1, 0xFFFFFF).enlarged(3).save(folder.resolve("samples.png"));
    /// ```
    ///
    /// @param columns pictures in a row
    /// @param gap pixels between two
    /// @param ground colour of what no picture covers, `0xRRGGBB`
    public static Picture of(List<Picture> pictures, int columns, int gap, int ground) {
        if (pictures.isEmpty()) throw new IllegalArgumentException("a grid needs one picture or more");
        if (columns < 1) throw new IllegalArgumentException("columns=%d; use 1 or more".formatted(columns));
        if (gap < 0) throw new IllegalArgumentException("gap=%d; use 0 or more".formatted(gap));
        int tileWidth = pictures.stream().mapToInt(Picture::width).max().orElseThrow();
        int tileHeight = pictures.stream().mapToInt(Picture::height).max().orElseThrow();
        int across = Math.min(columns, pictures.size());
        int down = (pictures.size() + across - 1) / across;
        int width = across * (tileWidth + gap) - gap;
        int height = down * (tileHeight + gap) - gap;
        int[] pixels = new int[Math.multiplyExact(width, height)];
        Arrays.fill(pixels, ground);
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            int left = i % across * (tileWidth + gap) + (tileWidth - picture.width()) / 2;
            int top = i / across * (tileHeight + gap) + (tileHeight - picture.height()) / 2;
            int[] from = picture.pixels();
            for (int row = 0; row < picture.height(); row++) {
                System.arraycopy(from, row * picture.width(), pixels, (top + row) * width + left, picture.width());
            }
        }
        return new Picture(width, height, pixels);
    }

    /// Lays the pictures out on white with one pixel between two, about as many in a row as there are rows.
    public static Picture of(List<Picture> pictures) {
        return of(pictures, (int) Math.ceil(Math.sqrt(Math.max(1, pictures.size()))), 1, 0xFFFFFF);
    }
}
