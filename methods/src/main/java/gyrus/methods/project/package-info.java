/// Data of many dimensions in few: principal components, and t-SNE's maps of the plane.
@NullMarked
package gyrus.methods.project;

import org.jspecify.annotations.NullMarked;
