package gyrus.train.picture;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;

/// What tests need to start a JVM of their own.
public final class Children {

    private Children() {}

    /// A class path with all that this JVM has on its class path and its module path, and with the tests.
    public static String classPath(Class<?> test) {
        try {
            var name = test.getName().substring(test.getPackageName().length() + 1) + ".class";
            var root = Path.of(test.getResource(name).toURI());
            for (int i = 0; i <= test.getPackageName().chars().filter(c -> c == '.').count() + 1; i++) {
                root = root.getParent();
            }
            var paths = new LinkedHashSet<String>();
            paths.add(root.toString());
            for (var property : new String[] {"jdk.module.path", "java.class.path"}) {
                paths.add(System.getProperty(property, ""));
            }
            paths.remove("");
            return String.join(File.pathSeparator, paths);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
