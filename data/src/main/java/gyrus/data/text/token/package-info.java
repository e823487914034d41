/// Tokens: text as numbers and back, by characters or by pairs of bytes that are learned from a text, kept in the
/// format of Hugging Face's `tokenizer.json`.
@NullMarked
package gyrus.data.text.token;

import org.jspecify.annotations.NullMarked;
