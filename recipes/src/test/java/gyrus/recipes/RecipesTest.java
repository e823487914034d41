package gyrus.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import gyrus.testing.RecipeContract;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every recipe of Gyrus keeps the contract.
class RecipesTest implements RecipeContract {

    @Override
    public List<String> small(Recipe<?> recipe) {
        return switch (recipe.card().id()) {
            case "lenet", "mlp" -> List.of("epochs=1", "batch=1000");
            case "gpt" -> List.of("epochs=1", "batch=256", "context=32", "width=64", "depth=2", "heads=2", "rate=0.005");
            case "spam" -> List.of("epochs=2", "batch=500", "buckets=4096");
            case "insurance" -> List.of("epochs=2", "batch=200");
            default -> List.of("epochs=1", "batch=400", "size=16");
        };
    }

    /// The deeper residual networks differ in depth alone.
    @Override
    public boolean trained(Recipe<?> recipe) {
        return !(recipe instanceof ResidualNet net) || net.depth() == 18;
    }

    @Test
    void theTableOfContents() {
        assertThat(Recipes.all()).extracting(recipe -> recipe.card().id()).contains("mlp", "spam", "insurance", "lenet",
                "resnet18", "resnet34", "resnet50", "resnet101", "resnet152");
    }
}
