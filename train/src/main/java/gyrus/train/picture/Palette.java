package gyrus.train.picture;

import java.util.List;

/// The colours that all pictures share.
public final class Palette {

    public static final int TITLE = 0x111827;
    public static final int TEXT = 0x4B5563;
    public static final int FAINT = 0x9CA3AF;
    public static final int GRID = 0xE9ECF1;
    public static final int AXIS = 0xB6BDC9;
    public static final int RIGHT = 0x15803D;
    public static final int WRONG = 0xDC2626;

    /// Colours of lines, told apart also by those who see few colours.
    public static final List<Integer> LINES = List.of(0x2563EB, 0xF97316, 0x0D9488, 0xA855F7, 0x64748B, 0xDB2777);

    /// Colours of the points of classes.
    static final List<Integer> CLASSES = List.of(0x2563EB, 0xF97316, 0x15803D, 0xDC2626, 0xA855F7, 0x8B5E3C, 0xEC4899,
            0x64748B, 0xB5A70A, 0x06A6C4);

    private Palette() {}

    /// White at 0 to deep blue at 1.
    public static int heat(double share) {
        double s = Math.clamp(share, 0, 1);
        int[] stops = {0xFFFFFF, 0xDBEAFE, 0x93C5FD, 0x3B82F6, 0x1E40AF};
        double place = s * (stops.length - 1);
        int index = Math.min((int) place, stops.length - 2);
        return mix(stops[index], stops[index + 1], place - index);
    }

    /// A colour between two.
    public static int mix(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            mixed |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return mixed;
    }
}
