package gyrus.bench.peers;

import gyrus.nn.Embedding;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.recurrent.Lstm;
import gyrus.tensor.Tensor;

/// Foretells the next character by an LSTM. (B, T) int64 → (B, T, vocabulary)
///
/// @param tokens a vector for each character
/// @param lstm reads them
/// @param logits of the next one
public record LstmText(Embedding tokens, Lstm lstm, Linear logits) implements Layer {

    static LstmText of(long vocabulary, long width, int depth) {
        return new LstmText(Embedding.of(vocabulary, width), Lstm.of(width, width, depth, false),
                Linear.of(width, vocabulary));
    }

    @Override
    public Tensor forward(Tensor ids) {
        return logits.apply(lstm.apply(tokens.apply(ids)));
    }
}
