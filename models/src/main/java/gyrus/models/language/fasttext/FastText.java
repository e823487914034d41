package gyrus.models.language.fasttext;

import gyrus.nn.Dropout;
import gyrus.nn.Embedding;
import gyrus.nn.Init;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.nn.Trace;
import gyrus.tensor.Tensor;

/// A bag of pieces of text: the mean of their embeddings, weighted by how much each piece tells, and a linear map
/// from it. Fast, and hard to beat where words and parts of words decide. (B, T) int64 → (B, classes)
///
/// Joulin et al. 2017, Bag of Tricks for Efficient Text Classification, §2; there every piece has the same weight,
/// here it is the softmax of a score that is learned for the piece, so that the few that tell are not drowned by the
/// many that do not. The pieces are numbered by hashing ([Pieces]), so that there is no vocabulary to build, save or
/// outgrow.
///
/// @param embedding a row for each piece; row [Pieces#NONE] stands for the end of a text that is shorter than others
/// @param importance the score of each piece, (buckets, 1)
/// @param dropout of the mean
/// @param head width → classes
public record FastText(Embedding embedding, Embedding importance, Dropout dropout, Linear head) implements Layer {

    /// Deviation of the first embeddings. It is small, so that a piece that was never met adds nearly nothing.
    private static final double DEVIATION = 0.05;

    /// With fresh weights.
    ///
    /// @param buckets numbers that pieces can have
    /// @param width of an embedding
    public static FastText of(int buckets, int width, int classes, double dropout) {
        return new FastText(new Embedding(Init.normal(0, DEVIATION, buckets, width), Pieces.NONE),
                new Embedding(Init.zeros(buckets, 1), Pieces.NONE), new Dropout(dropout), Linear.of(width, classes));
    }

    @Override
    public Tensor forward(Tensor pieces) {
        Tensor none = pieces.eq(Pieces.NONE).unsqueeze(2); // (B, T, 1)
        Tensor weights = importance.apply(pieces).maskedFill(none, -1e9).softmax(1); // (B, T, 1)
        Trace.note(this, "weights", weights);
        return head.apply(dropout.apply(embedding.apply(pieces).mul(weights).sum(1))); // (B, classes)
    }
}
