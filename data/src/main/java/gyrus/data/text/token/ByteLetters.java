package gyrus.data.text.token;

import java.util.Arrays;

/// A visible character for every byte, so that tokens of bytes can be written as text: printable ones are themselves,
/// the others follow from U+0100 on. A space is Ġ, the end of a line Ċ.
///
/// Radford et al. 2019, Language Models are Unsupervised Multitask Learners, §2.2; the table is that of its code.
final class ByteLetters {

    private static final char[] LETTERS = new char[256];
    private static final int[] BYTES = new int[0x100 + 68];

    static {
        Arrays.fill(BYTES, -1);
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b != 0xAD;
            LETTERS[b] = printable ? (char) b : next++;
            BYTES[LETTERS[b]] = b;
        }
    }

    private ByteLetters() {}

    /// The letter of a byte, 0 to 255.
    static char letter(int b) {
        return LETTERS[b];
    }

    /// The byte of a letter; −1 where it is none.
    static int number(char letter) {
        return letter < BYTES.length ? BYTES[letter] : -1;
    }

    /// Bytes as letters.
    static String write(byte[] bytes) {
        char[] letters = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) letters[i] = LETTERS[bytes[i] & 0xFF];
        return new String(letters);
    }

    /// Letters as bytes.
    ///
    /// @throws IllegalArgumentException if a character is no letter of a byte
    static byte[] read(String letters) {
        byte[] bytes = new byte[letters.length()];
        for (int i = 0; i < bytes.length; i++) {
            int b = number(letters.charAt(i));
            if (b < 0) {
                throw new IllegalArgumentException("'%s' (U+%04X) stands for no byte"
                        .formatted(letters.charAt(i), (int) letters.charAt(i)));
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }
}
