package gyrus.cli;

/// `gyrus sample`: lets a trained net make pictures.
final class Sample implements Verb {

    @Override
    public String help() {
        return """
                gyrus sample RUN [count=64]
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("sample is not here yet");
    }
}
