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
            case "dqn" -> List.of("steps=384", "envs=4", "round=64", "updates=8", "hidden=16");
            case "ppo" -> List.of("steps=384", "envs=4", "round=64", "batch=32", "passes=2", "hidden=16");
            case "ddpm" -> List.of("epochs=1", "batch=25", "digits=100", "width=16", "samples=10", "steps=2");
            case "gpt" -> List.of("epochs=1", "batch=256", "context=32", "width=64", "depth=2", "heads=2",
                    "rate=0.005");
            case "maml" -> List.of("steps=4", "batch=1", "width=16", "queries=1", "tasks=24", "inner=1",
                    "rate=0.01");
            case "protonet" -> List.of("steps=4", "batch=1", "ways=5", "width=8", "queries=1", "tasks=24");
            case "spam" -> List.of("epochs=2", "batch=500", "buckets=4096");
            case "kmeans", "pca" -> List.of("count=400");
            case "tsne" -> List.of("count=300", "iterations=12", "perplexity=10");
            case "insurance" -> List.of("epochs=2", "batch=200");
            case "search" -> List.of("trials=4", "ranges=epochs=1 batch=32,200");
            case "vae" -> List.of("epochs=1", "batch=40", "digits=160", "latent=2", "width=4", "hidden=16");
            case "wgan" -> List.of("steps=12", "evaluate=6", "batch=16", "digits=160", "latent=8", "width=8",
                    "rate=4e-3");
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
        assertThat(Recipes.all()).extracting(recipe -> recipe.card().id())
                .contains("mlp", "ddpm", "spam", "insurance", "lenet",
                "resnet18", "resnet34", "resnet50", "resnet101", "resnet152");
    }
}
