package gyrus.train;

import java.util.Arrays;
import java.util.Locale;

/// A part of the data.
public enum Split {
    /// What the net learns from.
    TRAIN,
    /// What decides which weights are kept.
    VALIDATION,
    /// What nothing was decided on.
    TEST,
    /// All of it.
    ALL;

    /// The part of that name, in lower case.
    ///
    /// @throws IllegalArgumentException for any other name
    public static Split of(String name) {
        return Arrays.stream(values()).filter(split -> split.toString().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no split \"%s\"; there are train, validation, test and all".formatted(name)));
    }

    /// The name in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
