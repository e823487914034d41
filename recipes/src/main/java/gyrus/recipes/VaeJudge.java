package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.models.generative.vae.Elbo;
import gyrus.models.generative.vae.Gaussian;
import gyrus.models.generative.vae.Vae;
import gyrus.tensor.Generator;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Judge;
import gyrus.train.metric.Measure;
import gyrus.train.picture.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Judges a variational autoencoder: the bound −ELBO and its two parts, in nats a picture, and at the end how like real
/// digits those are that it makes of nothing.
final class VaeJudge implements Judge<Batch> {

    /// The figure −ELBO, with β = 1 whatever is learned.
    static final String BOUND = "negative_elbo";

    /// Of every random number in judging, so that the same net has the same figures.
    private static final long SEED = 28;

    /// Pictures in a row of reconstructions, and steps of an interpolation.
    private static final int COLUMNS = 12;

    /// Rows of interpolations.
    private static final int ROWS = 8;

    /// Places of the latent plane along each side, where two numbers are all that there are.
    private static final int PLANE = 20;

    private final Vae net;
    private final VaeDigits.Options options;
    private final @Nullable DigitJudge likeness;
    private final Generator noise = Generator.seeded(SEED);
    private final SeenPictures seen = new SeenPictures();
    private double loss;
    private double reconstruction;
    private double divergence;

    /// @param likeness judges pictures; null where none are to be made
    VaeJudge(Vae net, VaeDigits.Options options, @Nullable DigitJudge likeness) {
        this.net = net;
        this.options = options;
        this.likeness = likeness;
    }

    @Override
    public void see(Batch batch) {
        Elbo elbo = noise.call(() -> Elbo.of(net, options.likelihood(), batch.inputs()));
        reconstruction += elbo.reconstruction().sum().item();
        divergence += elbo.divergence().sum().item();
        loss += elbo.loss(options.beta()).item() * batch.size();
        seen.see(batch.inputs());
    }

    @Override
    public Evaluation evaluation() {
        int count = seen.count();
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Measure.LOSS.id(), loss / count);
        metrics.put(BOUND, (reconstruction + divergence) / count);
        metrics.put("reconstruction", reconstruction / count);
        metrics.put("divergence", divergence / count);
        if (likeness == null) return Evaluation.of(count, metrics);
        Tensor made = VaeDigits.sampler(net, options).make(count, SEED);
        metrics.putAll(likeness.compare(seen.all(), made));
        return new Evaluation(count, metrics, drawings(made));
    }

    private List<Evaluation.Drawing> drawings(Tensor made) {
        List<Evaluation.Drawing> drawings = new ArrayList<>();
        drawings.add(DigitPictures.grid("samples", DigitPictures.show(made.slice(0, 0, 96)), COLUMNS));
        Tensor real = seen.first(4 * COLUMNS);
        Gaussian places = net.encode(real);
        drawings.add(DigitPictures.grid("reconstructions", reconstructions(real, places.mean()), COLUMNS));
        drawings.add(DigitPictures.grid("interpolation", interpolations(places.mean()), COLUMNS));
        if (options.latent() == 2) {
            drawings.add(DigitPictures.grid("latent-plane", DigitPictures.show(draw(plane())), PLANE));
        }
        return drawings;
    }

    private Tensor draw(Tensor latents) {
        return net.decode(latents).sigmoid();
    }

    /// A row of pictures, and below it what became of them, and so on.
    private List<Picture> reconstructions(Tensor real, Tensor places) {
        List<Picture> were = DigitPictures.show(real);
        List<Picture> are = DigitPictures.show(draw(places));
        List<Picture> both = new ArrayList<>();
        for (int from = 0; from < were.size(); from += COLUMNS) {
            int to = Math.min(from + COLUMNS, were.size());
            both.addAll(were.subList(from, to));
            both.addAll(are.subList(from, to));
        }
        return both;
    }

    /// Rows that lead from one picture to the next along a straight line between their places.
    private List<Picture> interpolations(Tensor places) {
        List<Picture> rows = new ArrayList<>();
        Tensor way = Tensor.linspace(0, 1, COLUMNS).unsqueeze(1); // (columns, 1)
        for (int row = 0; row < ROWS && 2 * row + 1 < places.size(0); row++) {
            Tensor from = places.slice(0, 2L * row, 2L * row + 1);
            Tensor to = places.slice(0, 2L * row + 1, 2L * row + 2);
            rows.addAll(DigitPictures.show(draw(from.add(to.sub(from).mul(way)))));
        }
        return rows;
    }

    /// Places of a plane that are equally likely: quantiles of the normal distribution. (places, 2)
    private static Tensor plane() {
        double edge = 0.5 / PLANE;
        Tensor line = Tensor.linspace(edge, 1 - edge, PLANE).mul(2).sub(1).erfinv().mul(Math.sqrt(2));
        Tensor[] grid = line.meshgrid(line);
        return Tensor.stack(List.of(grid[1].flatten(), grid[0].flatten()), 1);
    }
}
