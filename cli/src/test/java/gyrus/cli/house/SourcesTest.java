package gyrus.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds for the text of every source file, and no compiler looks at.
class SourcesTest {
    private static final int WIDEST = 120;
    private static final int LONGEST = 400;
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?[\\w.]+\\.(\\w+);$");

    private final House house = House.find();

    @Test void linesFitTheirWidth() {
        List<String> wide = new ArrayList<>();
        for (Path source : house.sources()) {
            List<String> lines = House.lines(source);
            for (int i = 0; i < lines.size(); i++) {
                int width = lines.get(i).codePointCount(0, lines.get(i).length());
                if (width > WIDEST) {
                    wide.add("%s:%d is %d columns wide".formatted(name(source), i + 1, width));
                }
            }
        }
        assertThat(wide).as("lines wider than %d columns", WIDEST).isEmpty();
    }

    @Test void filesAreShort() {
        List<String> longs = new ArrayList<>();
        for (Path source : house.sources()) {
            int lines = House.lines(source).size();
            if (lines > LONGEST) {
                longs.add("%s has %d lines".formatted(name(source), lines));
            }
        }
        assertThat(longs).as("files longer than %d lines", LONGEST).isEmpty();
    }

    /// Error Prone has such a check, but it does not see that a Markdown comment uses a name.
    @Test void importsAreUsed() {
        List<String> unused = new ArrayList<>();
        for (Path source : house.sources()) {
            List<String> lines = House.lines(source);
            List<String> others = lines.stream().filter(line -> !line.startsWith("import ")).toList();
            String rest = String.join("\n", others);
            for (String line : lines) {
                var imported = IMPORT.matcher(line);
                if (imported.matches() && !hasWord(rest, imported.group(1))) {
                    unused.add(name(source) + " does not use " + imported.group(1));
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test void packagesOfTheHouseAreNullMarkedAndDescribed() {
        List<String> bare = new ArrayList<>();
        List<Path> packages = house.sources().stream()
                .filter(source -> source.startsWith(house.root()) && in(source, "main"))
                .filter(source -> !source.endsWith("module-info.java"))
                .map(Path::getParent).distinct().toList();
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            if (!info.toFile().isFile()) {
                bare.add(name(folder) + " has no package-info.java");
                continue;
            }
            List<String> lines = House.lines(info);
            if (lines.stream().noneMatch(line -> line.startsWith("@NullMarked"))) {
                bare.add(name(info) + " is not @NullMarked");
            }
            if (lines.stream().noneMatch(line -> line.startsWith("///"))) {
                bare.add(name(info) + " says nothing about its package");
            }
        }
        assertThat(bare).isEmpty();
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
    }

    private boolean in(Path source, String set) {
        Path inRoom = house.root().relativize(source);
        return inRoom.getNameCount() > 2 && inRoom.getName(2).toString().equals(set);
    }

    private String name(Path path) {
        return house.root().relativize(path).toString();
    }
}
