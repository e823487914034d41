package gyrus.cli;

/// `gyrus generate`: lets a trained net write.
final class Generate implements Verb {

    @Override
    public String help() {
        return """
                gyrus generate RUN prompt=TEXT
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("generate is not here yet");
    }
}
