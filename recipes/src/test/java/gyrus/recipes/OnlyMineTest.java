package gyrus.recipes;
import gyrus.train.Recipe;
import java.util.List;
class OnlyMineTest extends RecipesTest {
    @Override public List<Recipe<?>> recipes() { return List.of(new VaeDigits(), new GanDigits()); }
}
