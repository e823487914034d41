package gyrus.cli;

import gyrus.train.Card;
import gyrus.train.Recipe;
import gyrus.train.Recipes;
import java.util.List;

/// `gyrus list`: the recipes by topic.
final class ListRecipes implements Verb {

    @Override
    public String help() {
        return """
                gyrus list [--json]

                The recipes, which are what can be trained, by topic.
                More about one, and its options: gyrus train RECIPE --help
                """;
    }

    @Override
    public void run(Call call) {
        call.arguments().end();
        List<Card> cards = Recipes.all().stream().map(Recipe::card).toList();
        if (call.json()) {
            Json.print(call.out(), cards.stream().map(ListRecipes::json).toList());
            return;
        }
        Table table = new Table("", "lll");
        String topic = "";
        for (Card card : cards) {
            table.row(card.id(), card.title(), card.topic().equals(topic) ? "" : card.topic());
            topic = card.topic();
        }
        table.print(call.out());
        call.say("more about one: gyrus train RECIPE --help");
    }

    private static Object json(Card card) {
        return Json.object("id", card.id(), "title", card.title(), "topic", card.topic(),
                "paper", card.paper(), "expect", card.expect());
    }
}
