package gyrus.nn;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name that published checkpoints use for a component of a net, where it is not the component's own name in
/// snake_case. An empty one adds nothing to the path.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /// One or more steps of the path, joined by dots.
    String value();
}
