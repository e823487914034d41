package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvalTest {

    private final Trained trained = Trained.once();

    @Test void jsonHasTheFieldsOfTheContract() {
        Answer answer = trained.ask("eval", "lenet", "--json");
        assertThat(answer.status()).as(answer.err()).isZero();
        var json = answer.json();
        assertThat(json.propertyNames()).containsExactly("run", "recipe", "split", "samples", "metrics");
        assertThat(json.get("run").stringValue()).isEqualTo(trained.run("lenet").toString());
        assertThat(json.get("split").stringValue()).isEqualTo("test");
        assertThat(json.get("samples").longValue()).isPositive();
        assertThat(json.get("metrics")).isEqualTo(trained.lenet().json().get("metrics"));
    }

    @Test void aRunHasThreeNames() {
        String newest = trained.ask("eval", "insurance", "--json").out();
        assertThat(trained.ask("eval", "insurance/1", "--json").out()).isEqualTo(newest);
        assertThat(Answer.of("eval", trained.run("insurance").toString(), "--json").out()).isEqualTo(newest);
    }

    @Test void theSplitsAddUp() {
        long all = samples("all");
        long sum = 0;
        for (String split : new String[] {"train", "validation", "test"}) {
            sum += samples(split);
        }
        assertThat(sum).isEqualTo(all);
    }

    private long samples(String split) {
        return trained.ask("eval", "insurance", "--split", split, "--json").json().get("samples").longValue();
    }

    @Test void weightsOfAFileGiveTheSame() {
        String file = trained.run("insurance").resolve("best", "model.safetensors").toString();
        var json = trained.ask("eval", "insurance", "weights=" + file, "--json").json();
        assertThat(json.get("run").isNull()).isTrue();
        assertThat(json.get("metrics"))
                .isEqualTo(trained.ask("eval", "insurance", "--json").json().get("metrics"));
    }

    @Test void weightsOfAnotherNetAreRefusedByName() {
        String file = trained.run("lenet").resolve("best", "model.safetensors").toString();
        Answer answer = trained.ask("eval", "mlp", "--weights", file);
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.errors().getFirst()).startsWith("gyrus: " + file + " is not for mlp: ")
                .contains("missing layers.0.bias", "extra conv1.bias", "fc3.weight");
        assertThat(trained.ask("eval", "mlp", "weights=none.safetensors").errors().getFirst())
                .isEqualTo("gyrus: there is no file none.safetensors; weights= takes a .safetensors file");
    }

    @Test void optionsGoOverThoseOfTheRun() {
        Answer answer = trained.ask("eval", "insurance", "data=" + trained.runs().resolve("no.csv"));
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.errors().getFirst()).startsWith("gyrus: ").contains("no.csv");
        Answer unknown = trained.ask("eval", "insurance", "epocs=1");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.errors()).containsExactly("gyrus: unknown option \"epocs\"; did you mean epochs?",
                "see: gyrus train insurance --help");
    }

    @Test void peopleGetATable() {
        assertThat(trained.ask("eval", "lenet").out()).startsWith("lenet/1 on ")
                .containsPattern("(?m)^accuracy +\\d+\\.\\d\\d%$");
    }
}
