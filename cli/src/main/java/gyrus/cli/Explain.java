package gyrus.cli;

/// `gyrus explain`: shows what in a picture a net's answer rests on.
final class Explain implements Verb {

    @Override
    public String help() {
        return """
                gyrus explain RUN FILE
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("explain is not here yet");
    }
}
