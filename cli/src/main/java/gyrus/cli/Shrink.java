package gyrus.cli;

/// `gyrus shrink`: makes a trained net smaller.
final class Shrink implements Verb {

    @Override
    public String help() {
        return """
                gyrus shrink RUN --int8 | --prune 0.9
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("shrink is not here yet");
    }
}
