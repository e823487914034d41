package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumeTest {

    @Test void aFinishedRunTellsItsResultAgain() {
        Trained trained = Trained.once();
        Answer answer = trained.ask("resume", "lenet", "--json");
        assertThat(answer.status()).isZero();
        assertThat(answer.err()).contains("lenet/1 is finished already");
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("run", "recipe", "seed", "seconds", "metrics");
        assertThat(json.get("metrics")).isEqualTo(trained.lenet().json().get("metrics"));
        assertThat(json.get("seed")).isEqualTo(trained.lenet().json().get("seed"));
    }

    @Test void aRunThatIsNotThereIsWrongUsage() {
        Answer answer = Trained.once().ask("resume", "spam");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.errors().getFirst()).startsWith("gyrus: no run \"spam\"").contains("lenet/1");
    }
}
