package gyrus.train;

/// What a system is, in a few words.
///
/// @param id the name in commands and folders, such as `lenet`
/// @param title the name for people
/// @param topic where it belongs, such as `vision`
/// @param paper authors, year, title of what it follows
/// @param expect what it reaches, on which data, in what time
public record Card(String id, String title, String topic, String paper, String expect) {

    /// Checks that the id can be a folder's name.
    public Card {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("recipe id \"%s\" must be lower-case letters, digits and hyphens"
                    .formatted(id));
        }
    }
}
