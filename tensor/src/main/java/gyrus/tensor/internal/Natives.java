package gyrus.tensor.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/// The jars that hold the native libraries: which are on the path, and the folder they are unpacked into.
final class Natives {

    private static final List<String> PLATFORMS = List.of("linux-x86_64", "macosx-arm64", "windows-x86_64");

    private Natives() {}

    /// Such as `linux-x86_64`.
    static String platform() {
        return Loader.getPlatform();
    }

    /// Where a library lies in the jar of a project, or null if that jar is not on the path.
    static @Nullable URL find(String project, String classifier, String file) {
        var loader = Loader.class.getClassLoader();
        var name = "org/bytedeco/" + project + "/" + classifier + "/" + file;
        return loader == null ? ClassLoader.getSystemResource(name) : loader.getResource(name);
    }

    static boolean has(String project, String classifier, String library) {
        return find(project, classifier, System.mapLibraryName(library)) != null;
    }

    static boolean hasMkl() {
        var files = List.of("libmkl_rt.so.2", "mkl_rt.2.dll", "libmkl_rt.2.dylib");
        return files.stream().anyMatch(file -> find("mkl", platform(), file) != null);
    }

    static String version(String project) {
        try {
            var version = Loader.getVersion("org.bytedeco", project);
            return version == null ? "" : version;
        } catch (IOException e) {
            return "";
        }
    }

    /// The folder that JavaCPP unpacks into, found as JavaCPP finds it but without making it.
    static Path cache() {
        for (var property : List.of("org.bytedeco.javacpp.cachedir", "org.bytedeco.javacpp.cacheDir")) {
            var folder = System.getProperty(property);
            if (folder != null) return Path.of(folder);
        }
        return Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    }

    /// Bytes in the cache; what several names link to counts once.
    static long cacheBytes() {
        var folder = cache();
        if (!Files.isDirectory(folder)) return 0;
        try (var files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }

    /// Whether LibTorch's own library of this classifier has been unpacked, as far as can be told.
    static boolean unpacked(String classifier) {
        var file = System.mapLibraryName("torch_cpu");
        var url = find("pytorch", classifier, file);
        try {
            if (url == null || !(url.openConnection() instanceof JarURLConnection inside)) return true;
            var jar = Path.of(new URI(inside.getJarFileURL().toString())).getFileName();
            var folder = cache().resolve(jar).resolve("org/bytedeco/pytorch").resolve(classifier);
            return Files.exists(folder.resolve(file));
        } catch (IOException | URISyntaxException | RuntimeException notPlain) {
            return true;
        }
    }

    /// What to put on the path so that the engine loads; empty if nothing is missing.
    static String advice() {
        var platform = platform();
        if (!PLATFORMS.contains(platform)) {
            return "LibTorch is published for " + String.join(", ", PLATFORMS) + " but not for " + platform;
        }
        var missing = new ArrayList<String>();
        for (var project : List.of("javacpp", "openblas", "pytorch")) {
            var library = project.equals("pytorch") ? "jnitorch" : "jni" + project;
            if (has(project, platform, library) || has(project, platform + "-gpu", library)) continue;
            missing.add("org.bytedeco:" + project + ":" + version(project) + ":" + platform);
        }
        if (missing.isEmpty()) return "";
        return "the native libraries for " + platform + " are not on the path; add "
            + String.join(" and ", missing) + " (group:artifact:version:classifier);"
            + " on the module path, also --add-modules ALL-MODULE-PATH";
    }
}
