/// What tests of every module share: golden files that PyTorch wrote, and how closely results must match
/// them.
@NullMarked
package gyrus.testing;

import org.jspecify.annotations.NullMarked;
