/// GPT-2: a transformer that foretells the next token, and so writes.
@NullMarked
package gyrus.models.language.gpt;

import org.jspecify.annotations.NullMarked;
