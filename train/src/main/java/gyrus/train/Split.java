package gyrus.train;

import gyrus.data.Dataset;
import gyrus.data.Splits;
import java.util.Arrays;
import java.util.List;
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

    /// These parts of some data.
    public <B> List<Dataset<B>> of(Splits<B> data) {
        return switch (this) {
            case TRAIN -> List.of(data.train());
            case VALIDATION -> List.of(data.validation());
            case TEST -> List.of(data.test());
            case ALL -> data.parts();
        };
    }

    /// The name in lower case.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
