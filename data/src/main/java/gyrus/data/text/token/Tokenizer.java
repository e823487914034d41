package gyrus.data.text.token;

/// Cuts a text into tokens, numbered from 0, and puts it together again. Nothing that a text contains is taken for a
/// command: a special token's name is text like any other.
public sealed interface Tokenizer permits Characters, BytePairs {

    /// Number of tokens that there are.
    int size();

    /// The numbers of a text's tokens.
    ///
    /// @throws IllegalArgumentException if something in it is no token
    int[] encode(String text);

    /// The bytes, in UTF-8, that a token stands for; they may be a part of a character.
    ///
    /// @throws IndexOutOfBoundsException if there is no such token
    byte[] bytes(int token);

    /// The text of these tokens. Bytes that are no character become U+FFFD.
    default String decode(int... tokens) {
        Decoder decoder = new Decoder(this);
        StringBuilder text = new StringBuilder();
        for (int token : tokens) text.append(decoder.next(token));
        return text.append(decoder.end()).toString();
    }

    /// How many characters begin in each token, by its number: what a figure a token is divided by to be one a
    /// character.
    default long[] characters() {
        long[] counts = new long[size()];
        for (int token = 0; token < counts.length; token++) {
            for (byte b : bytes(token)) {
                if ((b & 0xC0) != 0x80) counts[token]++; // the others go on with a character
            }
        }
        return counts;
    }
}
