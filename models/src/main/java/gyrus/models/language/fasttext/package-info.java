/// Text classification by averaged embeddings of hashed pieces of text.
@NullMarked
package gyrus.models.language.fasttext;

import org.jspecify.annotations.NullMarked;
