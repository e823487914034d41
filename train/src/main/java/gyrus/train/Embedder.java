package gyrus.train;

import java.util.List;

/// A net with its data: what a layer makes of each example, as a row of numbers. The data itself counts as the first
/// layer.
public interface Embedder extends Skill {

    /// The name under which the data itself is asked for.
    String INPUT = "input";

    /// The name of what the whole net gives.
    String OUTPUT = "output";

    /// What can be asked for, in the order in which it is computed: [#INPUT], then the net's layers.
    List<String> layers();

    /// The last layer but one, which is the last hidden one; [#INPUT] where the net has none.
    default String hidden() {
        List<String> layers = layers().stream().filter(name -> !name.equals(OUTPUT)).toList();
        return layers.get(Math.max(0, layers.size() - 2));
    }

    /// What `layer` makes of the first `count` examples, or of all where there are fewer: first those that test, then
    /// those that validate, then those that the net learned from.
    ///
    /// @throws IllegalArgumentException if there is no such layer, or it does not give a row for each example
    Embedded embed(String layer, int count);

    /// Examples as rows of numbers.
    ///
    /// @param width numbers in a row
    /// @param rows the rows, one after the other
    /// @param classes the number of each example's class; empty where the data has no classes
    /// @param names the classes' names; empty where they have none
    record Embedded(int width, float[] rows, long[] classes, List<String> names) {

        /// Number of examples.
        public int size() {
            return rows.length / width;
        }

        /// The name of the class of example `i`, or its number; empty where there is none.
        public String label(int i) {
            if (classes.length == 0) return "";
            int kind = (int) classes[i];
            return kind >= 0 && kind < names.size() ? names.get(kind) : Long.toString(classes[i]);
        }
    }
}
