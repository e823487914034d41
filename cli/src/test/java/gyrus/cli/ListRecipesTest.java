package gyrus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListRecipesTest {

    @Test void everyRecipeHasALine() {
        Answer answer = Answer.of("list");
        assertThat(answer.status()).isZero();
        assertThat(answer.lines()).anyMatch(line -> line.matches("lenet +\\S.*"))
                .anyMatch(line -> line.matches("mlp +\\S.*"));
    }

    @Test void jsonIsAnArrayOfCards() {
        var json = Answer.of("list", "--json").json();
        assertThat(json.isArray()).isTrue();
        assertThat(json.get(0).propertyNames()).containsExactly("id", "title", "topic", "paper", "expect");
    }
}
