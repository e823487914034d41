package gyrus.recipes;

import gyrus.data.Batch;
import gyrus.models.generative.gan.Gan;
import gyrus.nn.Mode;
import gyrus.tensor.DType;
import gyrus.tensor.Generator;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import gyrus.tensor.Tensor;
import gyrus.train.Evaluation;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import gyrus.train.picture.Animation;
import gyrus.train.picture.Picture;
import gyrus.train.picture.PictureGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An update that is filmed: now and then what the net that is kept makes of the same random numbers.
final class Film implements Update<Gan, Batch> {

    private static final int FRAMES = 40;
    private static final int SIDE = 6;
    private static final long SEED = 5;
    private static final Duration DELAY = Duration.ofMillis(200);

    private final Update<Gan, Batch> filmed;
    private final List<byte[]> frames = new ArrayList<>();
    private long every = 1;

    Film(Update<Gan, Batch> filmed) {
        this.filmed = filmed;
    }

    @Override
    public void begin(long steps) {
        every = Math.max(1, steps / FRAMES);
        filmed.begin(steps);
    }

    @Override
    public Map<String, Tensor> step(Gan net, Batch batch, long step) {
        Map<String, Tensor> told = filmed.step(net, batch, step);
        if ((step + 1) % every == 0) frames.add(frame(kept(net)));
        return told;
    }

    private static byte[] frame(Gan net) {
        return Mode.EVAL.call(() -> Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                Tensor made = net.generate(Generator.seeded(SEED).call(() -> net.latents(SIDE * SIDE)));
                return made.mul(255).round().to(DType.UINT8).toBytes();
            }
        }));
    }

    /// The film, where something was filmed.
    Optional<Evaluation.Drawing> drawing() {
        if (frames.isEmpty()) return Optional.empty();
        return Optional.of(new Evaluation.Drawing("training", "gif", file -> new Animation(
                frames.stream().map(Film::picture).toList(), DELAY, 2).save(file)));
    }

    private static Picture picture(byte[] frame) {
        Tensor made = Tensor.of(frame, SIDE * SIDE, 1, DigitPictures.SIZE, DigitPictures.SIZE);
        return PictureGrid.of(DigitPictures.show(made.to(DType.FLOAT32).div(255)), SIDE, 1, DigitPictures.GROUND);
    }

    @Override
    public double rate(long step) {
        return filmed.rate(step);
    }

    @Override
    public void observe(double metric) {
        filmed.observe(metric);
    }

    @Override
    public boolean done() {
        return filmed.done();
    }

    @Override
    public Gan kept(Gan net) {
        return filmed.kept(net);
    }

    @Override
    public Snapshot state() {
        Snapshot state = Snapshot.EMPTY.with("filmed", filmed.state()).with("frames", (long) frames.size());
        for (int i = 0; i < frames.size(); i++) state = state.with("frame/" + i, Tensor.of(frames.get(i)));
        return state;
    }

    @Override
    public void restore(Snapshot state) {
        filmed.restore(state.part("filmed"));
        frames.clear();
        for (long i = 0; i < state.whole("frames"); i++) frames.add(state.tensor("frame/" + i).toBytes());
    }
}
