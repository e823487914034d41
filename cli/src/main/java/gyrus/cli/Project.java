package gyrus.cli;

/// `gyrus project`: lays data, or a layer of a net, out in the plane.
final class Project implements Verb {

    @Override
    public String help() {
        return """
                gyrus project RUN|RECIPE [data=...]
                """;
    }

    @Override
    public void run(Call call) {
        throw new Usage("project is not here yet");
    }
}
