package gyrus.models.language.gpt;

/// The plan of a GPT. Radford et al. 2019, Language Models are Unsupervised Multitask Learners, table 2.
///
/// @param vocabulary tokens that there are
/// @param context positions that it sees at most
/// @param width of what flows through it
/// @param depth number of blocks
/// @param heads of attention in a block
/// @param dropout probability of dropping an element of the embeddings and of what a block adds, in training
public record GptConfig(long vocabulary, long context, long width, int depth, long heads, double dropout) {

    /// GPT-2's tokens.
    public static final long TOKENS = 50_257;

    /// Checks the numbers.
    public GptConfig {
        if (vocabulary < 1) {
            throw new IllegalArgumentException("vocabulary=%d must be 1 or more".formatted(vocabulary));
        }
        if (context < 1) throw new IllegalArgumentException("context=%d must be 1 or more".formatted(context));
        if (depth < 1) throw new IllegalArgumentException("depth=%d must be 1 or more".formatted(depth));
        if (heads < 1 || width < 1 || width % heads != 0) {
            throw new IllegalArgumentException("width=%d must be a multiple of heads=%d".formatted(width, heads));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout=%s must be 0 or more and below 1".formatted(dropout));
        }
    }

    /// The smallest published one: 124 million parameters.
    public static GptConfig small() {
        return new GptConfig(TOKENS, 1024, 768, 12, 12, 0.1);
    }

    /// 355 million parameters.
    public static GptConfig medium() {
        return new GptConfig(TOKENS, 1024, 1024, 24, 16, 0.1);
    }

    /// 774 million parameters.
    public static GptConfig large() {
        return new GptConfig(TOKENS, 1024, 1280, 36, 20, 0.1);
    }

    /// 1.6 billion parameters, the largest published one.
    public static GptConfig xl() {
        return new GptConfig(TOKENS, 1024, 1600, 48, 25, 0.1);
    }
}
