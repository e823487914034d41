/// Nets and what they are made of.
///
/// A net is a record: its components are its parts, its canonical constructor composes it, a static `of(…)` makes it
/// with fresh weights. [gyrus.nn.Layer] is a net from one tensor to one tensor; [gyrus.nn.Nets] names the weights of a
/// net, loads, counts, freezes and rebuilds it; [gyrus.nn.Trace] sees what every layer gives; [gyrus.nn.Mode] tells
/// training from use.
@NullMarked
package gyrus.nn;

import org.jspecify.annotations.NullMarked;
