package gyrus.models.language.fasttext;

import gyrus.nn.Dropout;
import gyrus.nn.Embedding;
import gyrus.nn.Layer;
import gyrus.nn.Linear;
import gyrus.tensor.Tensor;

/// A bag of pieces of text: the mean of their embeddings, and a linear map from it. Fast, and hard to beat where words
/// and parts of words decide. (B, T) int64 → (B, classes)
///
/// Joulin et al. 2017, Bag of Tricks for Efficient Text Classification, §2. The pieces are numbered by hashing
/// ([Pieces]), so that there is no vocabulary to build, save or outgrow.
///
/// @param embedding a row for each piece; row [Pieces#NONE] stands for the end of a text that is shorter than others
/// @param dropout of the mean
/// @param head width → classes
public record FastText(Embedding embedding, Dropout dropout, Linear head) implements Layer {

    /// With fresh weights.
    ///
    /// @param buckets numbers that pieces can have
    /// @param width of an embedding
    public static FastText of(int buckets, int width, int classes, double dropout) {
        return new FastText(Embedding.of(buckets, width, Pieces.NONE), new Dropout(dropout), Linear.of(width, classes));
    }

    @Override
    public Tensor forward(Tensor pieces) {
        Tensor there = pieces.ne(Pieces.NONE).unsqueeze(2).to(embedding.weight().dtype()); // (B, T, 1)
        Tensor sum = embedding.apply(pieces).mul(there).sum(1); // (B, width)
        return head.apply(dropout.apply(sum.div(there.sum(1).clamp(1, null)))); // (B, classes)
    }
}
