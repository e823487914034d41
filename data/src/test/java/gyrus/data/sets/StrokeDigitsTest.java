package gyrus.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class StrokeDigitsTest {

    private final StrokeDigits digits = new StrokeDigits(7);

    @Test
    void aPictureIsAFunctionOfSeedAndIndex() {
        assertThat(new StrokeDigits(7).draw(1234)).isEqualTo(digits.draw(1234));
        assertThat(new StrokeDigits(8).draw(1234)).isNotEqualTo(digits.draw(1234));
        assertThat(digits.draw(1244)).isNotEqualTo(digits.draw(1234));
    }

    @Test
    void theSameBitsOnEveryMachine() {
        var crc = new CRC32();
        for (int i = 0; i < 1000; i++) {
            crc.update(digits.draw(i));
        }
        assertThat(crc.getValue()).isEqualTo(3_436_310_802L);
    }

    @Test
    void labelsComeInTurn() {
        for (long i = 0; i < 30; i++) {
            assertThat(digits.label(i)).isEqualTo((int) (i % 10));
        }
    }

    @Test
    void inkIsThatOfHandwriting() {
        double total = 0;
        for (int i = 0; i < 2000; i++) {
            double ink = ink(digits.draw(i));
            assertThat(ink).as("digit %d", i).isBetween(0.01, 0.45);
            total += ink;
        }
        assertThat(total / 2000).isCloseTo(0.131, within(0.01));    // MNIST: 0.13
    }

    @Test
    void inkIsInTheBoxAndInTheMiddle() {
        for (int i = 0; i < 500; i++) {
            var picture = digits.draw(i);
            double mass = 0;
            double x = 0;
            double y = 0;
            for (int p = 0; p < picture.length; p++) {
                int value = Byte.toUnsignedInt(picture[p]);
                mass += value;
                x += value * (p % 28 + 0.5);
                y += value * (Math.floorDiv(p, 28) + 0.5);
            }
            assertThat(x / mass).as("digit %d", i).isCloseTo(14, within(3.5));
            assertThat(y / mass).as("digit %d", i).isCloseTo(14, within(3.5));
        }
    }

    @Test
    void noTwoAreAlike() {
        var seen = new HashSet<Integer>();
        for (int i = 0; i < 5000; i++) {
            seen.add(Arrays.hashCode(digits.draw(i)));
        }
        assertThat(seen).hasSize(5000);
    }

    /// The nearest class mean, learned from other digits, tells most of them: the labels are not shuffled.
    @Test
    void classesDiffer() {
        var means = new double[10][784];
        for (int i = 0; i < 2000; i++) {
            var picture = digits.draw(i);
            for (int p = 0; p < 784; p++) {
                means[i % 10][p] += Byte.toUnsignedInt(picture[p]) / 200.0;
            }
        }
        int right = 0;
        for (int i = 2000; i < 3000; i++) {
            var picture = digits.draw(i);
            int best = -1;
            double least = Double.MAX_VALUE;
            for (int digit = 0; digit < 10; digit++) {
                double distance = 0;
                for (int p = 0; p < 784; p++) {
                    double d = Byte.toUnsignedInt(picture[p]) - means[digit][p];
                    distance += d * d;
                }
                if (distance < least) {
                    least = distance;
                    best = digit;
                }
            }
            right += best == i % 10 ? 1 : 0;
        }
        assertThat(right).isGreaterThan(650);
    }

    @Test
    void templatesOfAFamilyHaveTheSamePoints() {
        for (int digit = 0; digit < 10; digit++) {
            assertThat(DigitShapes.families(digit)).isNotEmpty();
            for (var family : DigitShapes.families(digit)) {
                for (var template : family.templates()) {
                    assertThat(template.length).as("%d %s", digit, family.name())
                            .isEqualTo(family.templates()[0].length);
                    for (int s = 0; s < template.length; s++) {
                        assertThat(template[s]).as("%d %s", digit, family.name())
                                .hasSameSizeAs(family.templates()[0][s]);
                        assertThat(corners(template[s])).as("%d %s", digit, family.name())
                                .isEqualTo(corners(family.templates()[0][s]));
                    }
                }
            }
        }
    }

    private static String corners(float[] points) {
        var corners = new StringBuilder();
        for (int i = 2; i < points.length; i += 2) {
            corners.append(points[i] == points[i - 2] && points[i + 1] == points[i - 1] ? 'c' : '-');
        }
        return corners.toString();
    }

    private static double ink(byte[] picture) {
        double ink = 0;
        for (byte value : picture) {
            ink += Byte.toUnsignedInt(value) / 255.0;
        }
        return ink / picture.length;
    }
}
