package gyrus.train;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// The recipes on the module path: those of Gyrus and any that a program brings.
public final class Recipes {

    private Recipes() {}

    /// All of them, by topic and id.
    public static List<Recipe<?>> all() {
        return ServiceLoader.load(Recipe.class).stream()
                .<Recipe<?>>map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing((Recipe<?> recipe) -> recipe.card().topic())
                        .thenComparing(recipe -> recipe.card().id()))
                .toList();
    }

    /// The recipe of that id.
    ///
    /// @throws IllegalArgumentException if there is none; the message has the nearest
    public static Recipe<?> named(String id) {
        List<Recipe<?>> all = all();
        return all.stream().filter(recipe -> recipe.card().id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        OptionName.unknown("recipe", id, all.stream().map(recipe -> recipe.card().id()).toList())));
    }
}
