/// Recipes: how each system is made, trained, judged and asked, one file a system.
@NullMarked
package gyrus.recipes;

import org.jspecify.annotations.NullMarked;
