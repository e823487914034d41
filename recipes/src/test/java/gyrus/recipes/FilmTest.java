package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.data.Batch;
import gyrus.models.generative.gan.Gan;
import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.Update;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmTest {

    private final Gan net = Gan.convolutional(4, 2);
    private final Batch batch = new Batch(Tensor.rand(2, 1, 28, 28), Tensor.zeros(2));

    private static Film film() {
        Film film = new Film(new Update<>() {
            @Override
            public Map<String, Tensor> step(Gan net, Batch batch, long step) {
                return Map.of("loss", Tensor.scalar(step));
            }

            @Override
            public double rate(long step) {
                return 0.5;
            }

            @Override
            public Snapshot state() {
                return Snapshot.EMPTY.with("what", "filmed");
            }

            @Override
            public void restore(Snapshot state) {
                assertThat(state.text("what")).isEqualTo("filmed");
            }
        });
        film.begin(80);
        return film;
    }

    @Test
    void aFrameEverySoManySteps(@TempDir Path folder) throws Exception {
        Film film = film();
        assertThat(film.drawing()).isEmpty();
        for (int step = 0; step < 5; step++) {
            assertThat(film.step(net, batch, step).get("loss").item()).isEqualTo(step);
        }
        assertThat(film.state().whole("frames")).isEqualTo(2);
        var drawing = film.drawing().orElseThrow();
        assertThat(drawing.file()).hasToString("training.gif");
        drawing.save().accept(folder.resolve(drawing.file()));
        assertThat(Files.readAllBytes(folder.resolve("training.gif"))).startsWith('G', 'I', 'F');
    }

    @Test
    void goesOnFromItsState() {
        Film film = film();
        film.step(net, batch, 1);
        Film other = film();
        other.restore(film.state());
        assertThat(other.state().tensor("frame/0").toBytes()).isEqualTo(film.state().tensor("frame/0").toBytes());
        assertThat(other.rate(3)).isEqualTo(0.5);
    }
}
