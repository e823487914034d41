package gyrus.train;

/// A job whose net can be judged on data.
public interface Judged {

    /// Judges the net as it is on a part of the data.
    Evaluation evaluate(Split split);
}
