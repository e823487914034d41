package gyrus.data.text.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Puts a text together token by token, and holds the bytes of a character back until it is whole.
public final class Decoder {

    private final Tokenizer tokens;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /// One that has seen nothing yet.
    public Decoder(Tokenizer tokens) {
        this.tokens = tokens;
    }

    /// The text that is certain with this token more, which may be empty.
    public String next(int token) {
        held.writeBytes(tokens.bytes(token));
        byte[] bytes = held.toByteArray();
        int whole = bytes.length - unfinished(bytes);
        held.reset();
        held.write(bytes, whole, bytes.length - whole);
        return new String(bytes, 0, whole, StandardCharsets.UTF_8);
    }

    /// What is left: U+FFFD for a character that was begun, or nothing.
    public String end() {
        String left = held.toString(StandardCharsets.UTF_8);
        held.reset();
        return left;
    }

    /// How many bytes at the end are the beginning of a character.
    private static int unfinished(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int b = bytes[bytes.length - back] & 0xFF;
            if (b >= 0xC2 && b < 0xF5) {
                int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return length > back ? back : 0;
            }
            if ((b & 0xC0) != 0x80) return 0;
        }
        return 0;
    }
}
