package gyrus.train;

import gyrus.nn.Mode;
import gyrus.tensor.Gradients;
import gyrus.tensor.Scope;
import java.util.Optional;
import java.util.function.Supplier;

/// Something that a trained net can be asked for, besides being judged: what it says of a file ([Predictor]), a text,
/// a picture. [Job#skills] lists what a job has.
public interface Skill {

    /// The skill of that kind, if `job` has it.
    static <S extends Skill> Optional<S> of(Job job, Class<S> kind) {
        return job.skills().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// Runs `body` as nets are used: in evaluation mode, with nothing recorded, and what it made freed at the end.
    ///
    /// @return what `body` gave, which must hold no tensors
    static <T> T use(Supplier<T> body) {
        return Mode.EVAL.call(() -> Gradients.off(() -> {
            try (Scope _ = Scope.open()) {
                return body.get();
            }
        }));
    }
}
