package gyrus.cli;

/// `gyrus play`: lets a trained agent play.
final class Play implements Verb {

    @Override
    public String help() {
        return """
                gyrus play RUN [episodes=100]
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("play is not here yet");
    }
}
