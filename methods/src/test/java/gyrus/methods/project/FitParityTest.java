package gyrus.methods.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import gyrus.data.Batch;
import gyrus.methods.cluster.KMeans;
import gyrus.methods.cluster.Lloyd;
import gyrus.tensor.DType;
import gyrus.tensor.Tensor;
import gyrus.testing.Golden;
import gyrus.testing.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fits against NumPy and scikit-learn.
class FitParityTest {

    @ParameterizedTest
    @ValueSource(strings = {"pca_tall", "pca_wide"})
    void componentsAreThoseOfTheSingularValueDecomposition(String name) {
        Golden.Case golden = Golden.open("fits", DType.FLOAT64).at(name);
        Tensor x = golden.in("x");
        Pca pca = Pca.fit(x, (int) golden.number("components", 0));
        Tolerance.check("mean", pca.mean(), golden.out("mean"));
        Tolerance.check("components", pca.components(), golden.out("components"));
        Tolerance.check("variance", pca.variance(), golden.out("variance"));
        Tolerance.check("share", pca.share(), golden.out("share"));
        Tolerance.check("codes", pca.apply(x), golden.out("codes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "kmeans_ordinary", "kmeans_empty"})
    void groupsAreThoseOfTheReferenceFromTheSameStart(String name) {
        Golden.Case golden = Golden.open("fits", DType.FLOAT64).at(name);
        Tensor x = golden.in("x");
        KMeans net = new KMeans(golden.in("start").copy());
        Lloyd lloyd = Lloyd.given();
        Batch batch = new Batch(x, Tensor.zeros(DType.INT64, x.size(0)));
        for (int step = 0; step < 300 && !lloyd.done(); step++) lloyd.step(net, batch, step);
        KMeans.Nearest nearest = net.nearest(x);
        assertThat(nearest.groups().toLongs()).isEqualTo(golden.out("groups").toLongs());
        Tolerance.check("centroids", net.centroids(), golden.out("centroids"));
        assertThat(nearest.squares().sum().item()).isCloseTo(golden.out("inertia").item(), offset(1e-7));
    }

    @Test
    void affinitiesAreThoseOfTheFormula() {
        Golden.Case golden = Golden.open("fits", DType.FLOAT64).at("affinities");
        Neighbours near = Neighbours.of(golden.in("x"), (int) golden.number("near", 0));
        Affinities p = Affinities.of(near, golden.number("perplexity", 0));
        double[] expected = golden.out("p").toDoubles();
        double[] found = new double[expected.length];
        for (int i = 0; i < p.size(); i++) {
            for (int e = p.starts()[i]; e < p.starts()[i + 1]; e++) {
                found[i * p.size() + p.columns()[e]] = p.values()[e];
            }
        }
        assertThat(found).containsExactly(expected, offset(1e-8));
    }
}
