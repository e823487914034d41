package gyrus.train;

import java.util.List;

/// A net that makes pictures.
public interface Sampler extends Skill {

    /// Makes pictures. The same request gives the same pictures.
    ///
    /// @throws IllegalArgumentException if the request is not one that this net can serve
    Samples sample(Request request);

    /// The names of the classes that can be asked for; empty where the net cannot be told what to make.
    default List<String> classes() {
        return List.of();
    }

    /// How pictures are made, as a record of options with a [Help] on each; one without components where there is
    /// nothing to choose.
    default Record settings() {
        return new None();
    }

    /// A request without a wish: these settings, any class.
    default Request request(int count, long seed) {
        return new Request(count, seed, "", settings());
    }

    /// The number of the class that `request` asks for, or −1 for any.
    ///
    /// @throws IllegalArgumentException if there is no such class
    default int kind(Request request) {
        if (request.kind().isEmpty()) return -1;
        if (classes().isEmpty()) {
            throw new IllegalArgumentException("this net cannot be told what to make; leave class=%s out"
                    .formatted(request.kind()));
        }
        int kind = classes().indexOf(request.kind());
        if (kind < 0) throw new IllegalArgumentException(OptionName.unknown("class", request.kind(), classes()));
        return kind;
    }

    /// What is asked for.
    ///
    /// @param count how many pictures
    /// @param seed of everything random in the making
    /// @param kind the class that all pictures shall be of; empty for any
    /// @param settings of the type of [Sampler#settings()]
    record Request(int count, long seed, String kind, Record settings) {

        /// Checks the number.
        public Request {
            if (count < 1) throw new IllegalArgumentException("count=%d must be 1 or more".formatted(count));
        }
    }

    /// No settings.
    record None() {}
}
