package gyrus.cli;

/// `gyrus search`: searches for the best options of a recipe.
final class Search implements Verb {

    @Override
    public String help() {
        return """
                gyrus search RECIPE [trials=20] [option=range...]
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("search is not here yet");
    }
}
