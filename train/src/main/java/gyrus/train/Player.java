package gyrus.train;

import gyrus.train.picture.Picture;
import java.util.List;

/// A net that acts in a world and can be watched there.
public interface Player extends Skill {

    /// Return of each episode: the sum of its rewards.
    ///
    /// @param episodes how many are played
    /// @param seed of how they begin
    double[] play(int episodes, long seed);

    /// The pictures of the first episode that [#play] plays, from its start to its end.
    ///
    /// @param most pictures at most; a longer episode is cut there
    List<Picture> film(long seed, int most);
}
