package gyrus.data.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedStoriesTest {

    @Test
    void storiesAreAFunctionOfLengthAndSeed() {
        String text = GeneratedStories.of(5000, 1);
        assertThat(text).isEqualTo(GeneratedStories.of(5000, 1)).isNotEqualTo(GeneratedStories.of(5000, 2))
                .endsWith("\n\n").doesNotContain("{", "}", "#");
        assertThat(text.length()).isBetween(5000, 6500);
        assertThat(GeneratedStories.of(200_000, 1)).as("a longer one begins the same").startsWith(text);
        assertThat(text.chars().distinct().count()).isLessThan(80);
    }

    @Test
    void aStoryStaysWithItsTown() {
        for (String story : GeneratedStories.of(20_000, 3).strip().split("\n\n")) {
            assertThat(Stream.of("Ashby", "Brookfield", "Coldwater", "Dunmere", "Eastgate", "Farrow")
                    .filter(story::contains)).as(story).hasSizeLessThanOrEqualTo(1);
        }
    }
}
