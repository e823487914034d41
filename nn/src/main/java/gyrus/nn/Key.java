package gyrus.nn;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name that published checkpoints use for a component of a net, where it is not the component's own name
/// in snake_case. An empty one adds nothing to the path.
///
/// For keys that are no paths there are two signs: `#` is where the number of a list's element goes, and `*`
/// where the keys go of what is in the part. `@Key("*_l#") List<Cell> layers` gives `weight_ih_l0`, and
/// `@Key("in_proj_*") Linear in` gives `in_proj_weight`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /// One or more steps of the path, joined by dots.
    String value();
}
