package gyrus.tensor.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A program in a Java virtual machine of its own, because an engine starts only once in each.
///
/// @param output what it printed
/// @param errors what it printed to the standard error
record Child(int exit, String output, List<String> errors) {

    /// Runs a main class of the tests with changed variables, more options, and a class path of the jars that
    /// `keep` accepts after the folders in `first`.
    static Child run(Class<?> main, Map<String, String> variables, List<String> options, Predicate<String> keep,
                     Path... first) throws IOException, InterruptedException {
        var path = new ArrayList<String>();
        for (var folder : first) path.add(folder.toString());
        path.add(Path.of("target", "test-classes").toAbsolutePath().toString());
        path.add(Path.of("target", "classes").toAbsolutePath().toString());
        Stream.of("jdk.module.path", "java.class.path").map(name -> System.getProperty(name, ""))
            .flatMap(list -> Stream.of(list.split(File.pathSeparator))).filter(keep).forEach(path::add);
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED", "-cp", String.join(File.pathSeparator, path)));
        command.addAll(options);
        command.add(main.getName());
        var out = Files.createTempFile("child", ".out");
        var err = Files.createTempFile("child", ".err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        for (var name : List.of("OPENBLAS_CORETYPE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")) {
            builder.environment().remove(name);
        }
        builder.environment().putAll(variables);
        try {
            int exit = builder.start().waitFor();
            return new Child(exit, Files.readString(out), Files.readAllLines(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
