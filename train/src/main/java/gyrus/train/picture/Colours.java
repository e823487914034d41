package gyrus.train.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// The colours of a picture that may have no more than 256.
///
/// Where there are more they are parted as by Heckbert 1982, Color Image Quantization for Frame Buffer Display, §3.2:
/// the box of colours that spans most is cut at its median, until there are 256 boxes; a box shows its mean.
final class Colours {

    private static final int MOST = 256;

    private final int[] palette;
    private final Map<Integer, Integer> places = new HashMap<>();

    /// A colour and how many pixels have it.
    private record Count(int colour, long pixels) {

        int channel(int shift) {
            return colour >> shift & 255;
        }
    }

    /// Colours that one colour may stand for.
    private record Box(List<Count> counts, int shift, long weight) {

        static Box of(List<Count> counts) {
            int widest = 0;
            int most = -1;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int at = shift;
                var channel = counts.stream().mapToInt(count -> count.channel(at)).summaryStatistics();
                int span = channel.getMax() - channel.getMin();
                if (span > most) {
                    most = span;
                    widest = shift;
                }
            }
            long pixels = counts.stream().mapToLong(Count::pixels).sum();
            return new Box(counts, widest, most * pixels);
        }

        List<Box> halves() {
            var sorted = new ArrayList<>(counts);
            sorted.sort(Comparator.comparingInt((Count count) -> count.channel(shift))
                    .thenComparingInt(Count::colour));
            long half = sorted.stream().mapToLong(Count::pixels).sum() / 2;
            int cut = 0;
            for (long below = 0; below < half; cut++) below += sorted.get(cut).pixels();
            cut = Math.clamp(cut, 1, sorted.size() - 1);
            return List.of(of(List.copyOf(sorted.subList(0, cut))),
                    of(List.copyOf(sorted.subList(cut, sorted.size()))));
        }

        int mean() {
            int mean = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                long sum = 0;
                long pixels = 0;
                for (Count count : counts) {
                    sum += count.pixels() * count.channel(shift);
                    pixels += count.pixels();
                }
                mean |= (int) Math.round((double) sum / pixels) << shift;
            }
            return mean;
        }
    }

    private Colours(int[] palette) {
        this.palette = palette;
        for (int i = 0; i < palette.length; i++) places.putIfAbsent(palette[i], i);
    }

    /// The colours of these pictures, or those that stand for them best.
    static Colours of(List<Picture> pictures) {
        Map<Integer, Long> seen = new HashMap<>();
        for (Picture picture : pictures) {
            for (int pixel : picture.pixels()) seen.merge(pixel & 0xFFFFFF, 1L, Long::sum);
        }
        List<Count> counts = seen.entrySet().stream().map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Count::colour)).toList();
        if (counts.size() <= MOST) return new Colours(counts.stream().mapToInt(Count::colour).toArray());
        var boxes = new PriorityQueue<Box>(Comparator.comparingLong(Box::weight).reversed());
        boxes.add(Box.of(counts));
        while (boxes.size() < MOST && boxes.element().weight() > 0) boxes.addAll(boxes.remove().halves());
        return new Colours(boxes.stream().mapToInt(Box::mean).sorted().distinct().toArray());
    }

    /// The palette as Java has it.
    IndexColorModel model() {
        var red = new byte[palette.length];
        var green = new byte[palette.length];
        var blue = new byte[palette.length];
        for (int i = 0; i < palette.length; i++) {
            red[i] = (byte) (palette[i] >> 16);
            green[i] = (byte) (palette[i] >> 8);
            blue[i] = (byte) palette[i];
        }
        int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(palette.length - 1));
        return new IndexColorModel(bits, palette.length, red, green, blue);
    }

    /// A picture by the palette.
    BufferedImage indexed(Picture picture, IndexColorModel model) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
        int[] places = new int[picture.width() * picture.height()];
        int[] pixels = picture.pixels();
        for (int i = 0; i < pixels.length; i++) places[i] = place(pixels[i] & 0xFFFFFF);
        image.getRaster().setPixels(0, 0, picture.width(), picture.height(), places);
        return image;
    }

    private int place(int colour) {
        return places.computeIfAbsent(colour, this::nearest);
    }

    private int nearest(int colour) {
        int nearest = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(colour, palette[i]) < distance(colour, palette[nearest])) nearest = i;
        }
        return nearest;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int difference = (a >> shift & 255) - (b >> shift & 255);
            sum += difference * difference;
        }
        return sum;
    }
}
