package gyrus.cli;

/// `gyrus tune`: teaches a trained net more.
final class Tune implements Verb {

    @Override
    public String help() {
        return """
                gyrus tune RUN --lora [rank=8] [data=...]
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("tune is not here yet");
    }
}
