package gyrus.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gyrus.data.file.BadFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    private static Table parse(String text) {
        return Table.parse("t.csv", text, ',');
    }

    @Test
    void readsQuotesEndsAndMarks() {
        var table = parse("\uFEFFname,text\r\nann,\"a, \"\"b\"\"\nc\"\r\nbob,\n\n");
        assertThat(table.header()).containsExactly("name", "text");
        assertThat(table.column("text")).containsExactly("a, \"b\"\nc", "");
        assertThat(table.select(1, 0).column("name")).containsExactly("bob", "ann");
        assertThat(table.without("name").header()).containsExactly("text");
        assertThat(Table.parse("t", "a;b\n1;2", ';').numbers("b")).containsExactly(2);
    }

    @Test
    void badTablesAreRefused() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(BadFileException.class)
                .hasMessage("t.csv: is empty; a header was expected");
        assertThatThrownBy(() -> parse("a,b\n1,2\n3")).isInstanceOf(BadFileException.class)
                .hasMessage("t.csv: line 3 has 1 cells, the header 2");
        assertThatThrownBy(() -> parse("a,b\n1,2,3")).isInstanceOf(BadFileException.class);
        assertThatThrownBy(() -> parse("a,a\n1,2")).hasMessageContaining("twice");
        assertThatThrownBy(() -> parse("a\n1").column("b")).hasMessage("no column 'b' among [a]");
        assertThatThrownBy(() -> parse("a\nx").numbers("a"))
                .hasMessage("column 'a', row 1: 'x' is no number");
    }

    @Test
    void anEndlessQuoteIsRefusedOrEnds() {
        assertThat(parse("a\n\"never closed").column("a")).containsExactly("never closed");
    }

    @Test
    void otherEncodingsAreRefused(@TempDir Path folder) throws IOException {
        var file = folder.resolve("latin.csv");
        Files.write(file, "a\nü".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Table.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void tellsNumbersFromWords() {
        var table = parse("a,b,c,d,e\n1,x,,1d,NaN\n-2.5e3,2,NA,2,3\n");
        assertThat(table.numeric("a")).isTrue();
        assertThat(table.numeric("b")).isFalse();
        assertThat(table.numeric("c")).isFalse();
        assertThat(table.numeric("d")).isFalse();
        assertThat(table.numeric("e")).isTrue();
        assertThat(table.numbers("e")).containsExactly(Double.NaN, 3);
    }

    @Test
    void encodingIsFittedOnTrainingRowsOnly() {
        var train = parse("x,kind,same\n1,b,5\n3,a,5\n,b,5\n");
        var encoding = Encoding.fit(train);
        assertThat(encoding.features()).containsExactly("x", "kind=a", "kind=b", "same");
        var rows = encoding.encode(parse("kind,x,same,extra\nb,4,6,?\nnew,,5,?\n"));
        assertThat(rows[0]).containsExactly(2, 0, 1, 1);            // mean 2, deviation 1
        assertThat(rows[1]).containsExactly(0, 0, 0, 0);
        assertThat(encoding.tensor(train).shape()).hasToString("(3, 4)");
        assertThatThrownBy(() -> encoding.encode(parse("x,kind\n1,b\n"))).hasMessageContaining("same");
        assertThatThrownBy(() -> encoding.encode(parse("x,kind,same\nhello,b,5\n")))
                .hasMessageContaining("hello");
    }

    @Test
    void columnsGoBack() {
        var train = parse("y,type\n10,ham\n30,spam\n");
        var y = Column.Numeric.fit(train, "y");
        assertThat(y.restore(y.standardize(17))).isCloseTo(17, within(1e-12));
        var type = Column.Categorical.fit(train, "type");
        assertThat(type.id("spam")).isEqualTo(1);
        assertThatThrownBy(() -> type.id("eggs")).hasMessageContaining("eggs")
                .hasMessageContaining("[ham, spam]");
    }
}
