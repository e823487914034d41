/// Learning to learn: nets that tell classes apart of which they have seen an example or a few.
@NullMarked
package gyrus.methods.meta;

import org.jspecify.annotations.NullMarked;
