package gyrus.data.sets;

import gyrus.data.internal.SplitMix;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Generated stories, for a net to learn writing from where there is no other text.
///
/// A small grammar writes them. Each story chooses its hero, a friend, an animal, a thing and a town, and stays with
/// them, so that there is something to remember from one sentence to the next.
public final class GeneratedStories {

    private static final List<String> WOMEN = List.of("Anna", "Clara", "Edith", "Greta", "Ida", "Klara", "Maud");
    private static final List<String> MEN = List.of("Bruno", "David", "Felix", "Hugo", "Jonas", "Leo", "Niklas");
    private static final List<String> PETS = List.of("cat", "dog", "goat", "duck", "donkey", "mouse", "parrot");
    private static final List<String> THINGS =
            List.of("lamp", "key", "ring", "ladder", "letter", "clock", "basket", "kite");
    private static final List<String> TOWNS = List.of("Ashby", "Brookfield", "Coldwater", "Dunmere", "Eastgate",
            "Farrow");
    private static final Grammar GRAMMAR = Grammar.read("stories.txt");

    private GeneratedStories() { }

    /// So many characters or a story more, with an empty line after each story; a pure function of the arguments.
    public static String of(int characters, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SplitMix.mix(seed + 2));
        var text = new StringBuilder(characters + 1000);
        while (text.length() < characters) {
            text.append(GRAMMAR.write("story", chosen(random), random)).append("\n\n");
        }
        return text.toString();
    }

    private static Map<String, String> chosen(RandomGenerator random) {
        boolean woman = random.nextBoolean();
        return Map.of("hero", one(woman ? WOMEN : MEN, random), "his", woman ? "her" : "his",
                "friend", one(woman ? MEN : WOMEN, random), "pet", one(PETS, random), "thing", one(THINGS, random),
                "town", one(TOWNS, random));
    }

    private static String one(List<String> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }
}
