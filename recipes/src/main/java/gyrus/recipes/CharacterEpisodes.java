package gyrus.recipes;

import gyrus.data.Dataset;
import gyrus.data.Episode;
import gyrus.data.Episodes;
import gyrus.data.Splits;
import gyrus.data.image.Affine;
import gyrus.data.sets.Characters;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/// What the recipes that learn to learn characters share: tasks of a few characters, parted by alphabets, so that no
/// character of the alphabets that test was ever trained on.
///
/// @param data as [Characters#of(String, long)] takes it
/// @param seed of drawn characters
/// @param validation alphabets that validate, with / between; empty takes one in ten
/// @param test alphabets that test, with / between; empty takes one in five
/// @param shots examples of a class
/// @param tasks that test
record CharacterEpisodes(String data, long seed, String validation, String test, int shots, int tasks) {

    /// Classes in a task that judges.
    static final int WAYS = 5;

    /// Queries of a class in a task that judges.
    private static final int QUERIES = 5;

    /// Tasks that test for each that validates, which happens several times in a run.
    private static final int TEST_TO_VALIDATION = 6;

    private static final String BETWEEN = "/";

    /// The tasks.
    ///
    /// @param ways classes in a task to learn from
    /// @param queries of a class in it
    /// @param size tasks that count as an epoch
    Splits<Episode> splits(int ways, int queries, int size, boolean augment) {
        Characters all = Characters.of(data, seed);
        List<List<String>> parts = all.parts(names(validation), names(test));
        Dataset<Episode> train = episodes(all.of(parts.get(0)), ways, queries, size);
        return new Splits<>(augment ? train.map(change(new Affine(12, 0.15, 0.2, 0.08))) : train,
                episodes(all.of(parts.get(1)), WAYS, QUERIES, Math.max(1, tasks / TEST_TO_VALIDATION)),
                episodes(all.of(parts.get(2)), WAYS, QUERIES, tasks));
    }

    private Dataset<Episode> episodes(Characters characters, int ways, int queries, int size) {
        return new Episodes(characters.turned().pictures(), ways, shots, queries, size)
                .map(change(pictures -> pictures.to(DType.FLOAT32).div(255)));
    }

    /// Episodes whose pictures (B, C, H, W) are changed.
    private static UnaryOperator<Episode> change(UnaryOperator<Tensor> change) {
        return episode -> new Episode(change(episode.support(), change), change(episode.query(), change));
    }

    private static Tensor change(Tensor pictures, UnaryOperator<Tensor> change) {
        return change.apply(pictures.flatten(0, 2)).unflatten(0, pictures.size(0), pictures.size(1), pictures.size(2));
    }

    private static List<String> names(String list) {
        return list.isBlank() ? List.of() : List.of(list.split(BETWEEN));
    }
}
