package gyrus.nn;

/// A file of weights breaks a rule of its format. The message names the file, the place in it and the rule.
public final class BadWeightsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String place;
    private final String rule;

    /// `<file>: <place>: <rule>`.
    public BadWeightsException(String file, String place, String rule) {
        super("%s: %s: %s".formatted(file, place, rule));
        this.file = file;
        this.place = place;
        this.rule = rule;
    }

    /// The file.
    public String file() {
        return file;
    }

    /// Where in the file, such as `header byte 17` or `tensor 'fc1.weight'`.
    public String place() {
        return place;
    }

    /// What is wrong there.
    public String rule() {
        return rule;
    }
}
