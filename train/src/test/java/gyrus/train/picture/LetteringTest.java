package gyrus.train.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetteringTest {

    private static final Map<Integer, List<Integer>> PIXELS = new HashMap<>();

    @Test
    void everyPrintableCharacterHasAShapeWithinItsBounds() {
        for (int c = 32; c < 127; c++) {
            assertThat(Glyphs.has(c)).as("%c", c).isTrue();
            var glyph = Glyphs.of(c);
            var bounds = glyph.path().getBounds2D();
            assertThat(bounds.getMinY()).as("%c", c).isGreaterThanOrEqualTo(-4.01);
            assertThat(bounds.getMaxY()).as("%c", c).isLessThanOrEqualTo(15.5);
            if (c != ' ') {
                assertThat(bounds.getMinX()).as("%c", c).isBetween(-0.5, 1.3);
                assertThat(bounds.getMaxX()).as("%c", c).isBetween(glyph.width() - 4.1, glyph.width() + 0.6);
            }
        }
    }

    @Test
    void noTwoCharactersLookAlike() {
        for (int a = 33; a < 127; a++) {
            for (int b = a + 1; b < 127; b++) {
                assertThat(pixels(a)).as("%c and %c", a, b).isNotEqualTo(pixels(b));
            }
        }
    }

    private static List<Integer> pixels(int character) {
        return PIXELS.computeIfAbsent(character, c -> {
            var canvas = new Canvas(20, 24);
            canvas.text(Character.toString(c), 3, 18, 16, 0, Canvas.Align.LEFT);
            var pixels = new ArrayList<Integer>();
            for (int y = 0; y < canvas.height(); y++) {
                for (int x = 0; x < canvas.width(); x++) {
                    pixels.add(canvas.colourAt(x, y) & 0x80);
                }
            }
            return pixels;
        });
    }

    @Test
    void figuresAreEquallyWide() {
        for (char c = '0'; c <= '9'; c++) {
            assertThat(Lettering.width(Character.toString(c), 10)).isEqualTo(Lettering.width("0", 10));
        }
    }

    @Test
    void widthGrowsWithTextAndSize() {
        assertThat(Lettering.width("", 10)).isZero();
        assertThat(Lettering.width("ab", 10)).isGreaterThan(Lettering.width("a", 10));
        assertThat(Lettering.width("ab", 20)).isCloseTo(2 * Lettering.width("ab", 10), within(1e-9));
        assertThat(Lettering.path("gyrus", 10).getBounds2D().getWidth())
                .isCloseTo(Lettering.width("gyrus", 10), within(0.5));
    }

    @Test
    void lettersLoseTheirAccentsAndStrangersAreBoxes() {
        assertThat(Lettering.width("é", 10)).isEqualTo(Lettering.width("e", 10));
        assertThat(Glyphs.has('漢')).isFalse();
        assertThat(Glyphs.of('漢').width()).isEqualTo(7);
        assertThat(Lettering.width("\uD83D\uDE00", 10)).isEqualTo(Lettering.width("漢", 10));
    }

    @Test
    void longTextsAreCut() {
        assertThat(Lettering.fit("short", 10, 1000)).isEqualTo("short");
        var cut = Lettering.fit("a rather long name of a class", 10, 60);
        assertThat(cut).startsWith("a rat").endsWith("…");
        assertThat(Lettering.width(cut, 10)).isLessThanOrEqualTo(60);
        assertThat(Lettering.fit("abc", 10, 1)).isEmpty();
    }
}
