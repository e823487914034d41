import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Makes a build that starts quickly out of the jars that Maven has gathered, for `gyrus` and `gyrus.cmd`:
/// the file of JVM arguments, and an archive of the classes that everyday commands load (class data
/// sharing), which saves half of the start. A new build gets a folder of its own, so that programs which
/// still run from the last one keep their files.
///
/// An AOT cache (JEP 514) was no quicker for `predict`, took twice as long for `--help`, and is made of one
/// rehearsal only.
///
/// Run as `java Assemble.java DIST HOME PROFILES`.
class Assemble {
    private static final String MAIN = "gyrus.cli/gyrus.cli.Main";

    /// What is run to learn which classes are needed. Each may fail; it still teaches. The first ends before the
    /// last begins, which asks what it trained about a picture that it drew.
    private static List<List<String>> rehearsal(Path runs) {
        String picture = runs.resolve("lenet", "1", "predictions.png").toString();
        return List.of(
                List.of("train", "lenet", "epochs=1", "batch=256", "augment=false", "--quiet",
                        "--runs", runs.toString()),
                List.of("--help"), List.of("list"), List.of("train", "lenet", "--help"),
                List.of("doctor", "--json"),
                List.of("predict", "lenet", picture, "--runs", runs.toString()));
    }

    public static void main(String[] args) throws Exception {
        Path dist = Path.of(args[0]).toAbsolutePath();
        Path home = Path.of(args[1]).toAbsolutePath();
        String profiles = args.length > 2 ? args[2] : "";
        var clock = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
        String name = "build-" + LocalDateTime.now().format(clock);
        Path build = dist.resolve(name);
        Files.move(dist.resolve("own"), build);

        List<String> classPath = new ArrayList<>();
        List<String> modulePath = new ArrayList<>();
        for (Path jar : jars(dist, build)) {
            (nativeOnly(jar) ? classPath : modulePath).add(jar.toString());
        }
        List<String> arguments = arguments(classPath, modulePath);
        Path archive = build.resolve("classes.jsa");
        rehearse(build, arguments, archive);

        List<String> lines = new ArrayList<>();
        if (Files.exists(archive)) {
            lines.add("-XX:SharedArchiveFile=" + archive);
        }
        lines.addAll(arguments);
        lines.addAll(List.of("-m", MAIN));
        Files.write(build.resolve("arguments"), lines.stream().map(Assemble::quoted).toList());

        Path next = dist.resolve("current.next");
        Files.write(next, List.of(name, System.getProperty("java.home"), profiles, home.toString()));
        Files.move(next, dist.resolve("current"), StandardCopyOption.REPLACE_EXISTING);
        prune(dist);
    }

    /// The jars of the class path that Maven wrote down, from this build's folder or the one of libraries.
    private static List<Path> jars(Path dist, Path build) throws IOException {
        List<Path> jars = new ArrayList<>(files(build, "gyrus-cli-*.jar"));
        String listed = Files.readString(dist.resolve("class-path")).strip();
        for (String entry : listed.split(File.pathSeparator)) {
            Path name = Path.of(entry).getFileName();
            Path own = build.resolve(name);
            jars.add(Files.exists(own) ? own : dist.resolve("lib").resolve(name));
        }
        return jars;
    }

    /// Whether a jar serves native libraries. No module requires it, so it is seen on the class path alone.
    private static boolean nativeOnly(Path jar) {
        String name = jar.getFileName().toString();
        return name.contains("-linux-") || name.contains("-macosx-") || name.contains("-windows-")
                || name.startsWith("mkl-") || name.startsWith("cuda-");
    }

    private static List<String> arguments(List<String> classPath, List<String> modulePath) {
        return List.of(
                // The JVM's own warnings would go to standard output, where results belong.
                "-Xlog:disable", "-Xlog:all=error:stderr",
                "-Djava.awt.headless=true",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED,gyrus.tensor,org.bytedeco.javacpp,org.bytedeco.pytorch",
                "-cp", String.join(File.pathSeparator, classPath),
                "-p", String.join(File.pathSeparator, modulePath));
    }

    /// Runs the rehearsal two at a time, and dumps what was loaded into the archive.
    private static void rehearse(Path build, List<String> arguments, Path archive) throws Exception {
        List<Process> running = new ArrayList<>();
        Path runs = build.resolve("rehearsal");
        List<List<String>> rehearsal = rehearsal(runs);
        for (int i = 0; i < rehearsal.size(); i++) {
            List<String> command = new ArrayList<>();
            command.add("-XX:DumpLoadedClassList=" + build.resolve(i + ".classes"));
            command.addAll(arguments);
            command.addAll(List.of("-m", MAIN));
            command.addAll(rehearsal.get(i));
            running.add(java(command));
            if (running.size() == 2) {
                running.removeFirst().waitFor();
            }
        }
        for (Process process : running) {
            process.waitFor();
        }
        if (Files.exists(runs)) {
            delete(runs);
        }

        var classes = new TreeSet<String>();
        for (Path list : files(build, "*.classes")) {
            for (String line : Files.readAllLines(list)) {
                // Numbers of classes mean something in one list alone.
                if (!line.startsWith("#") && !line.contains(" source: ")) {
                    classes.add(line.replaceFirst(" id: \\d+$", ""));
                }
            }
            Files.delete(list);
        }
        Path merged = build.resolve("classes.list");
        Files.write(merged, classes);
        List<String> dump = new ArrayList<>(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + merged,
                "-XX:SharedArchiveFile=" + archive));
        dump.addAll(arguments);
        dump.addAll(List.of("-m", MAIN));
        java(dump).waitFor();
    }

    private static Process java(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start();
    }

    /// Keeps this build and the one before.
    private static void prune(Path dist) throws IOException {
        List<Path> builds = files(dist, "build-*");
        for (Path old : builds.subList(0, Math.max(0, builds.size() - 2))) {
            delete(old);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
        }
        found.sort(null);
        return found;
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\") + '"';
    }
}
