package gyrus.agents.environment;

import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.picture.Picture;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A grid of cells with walls, in which a goal is to be reached from any free cell by going up (0), right (1), down (2)
/// or left (3). Who walks into a wall stays where he is. A step costs 0.01, reaching the goal earns 1 and ends the
/// episode; time is up after 100 steps.
///
/// Three planes are seen, each 0 or 1 a cell: walls, the goal, and who walks. Where only a part is seen, it is the
/// square around who walks, and what lies outside of the grid is wall: then one observation may stand for several
/// cells.
///
/// Sutton & Barto 2018, Reinforcement Learning, example 3.5 and §6.5, whose grids these are like.
public final class GridWorld implements Environment {

    private static final int WALL = '#';
    private static final int GOAL = 'G';
    private static final double COST = 0.01;
    private static final int LIMIT = 100;
    private static final int PIXELS = 16;
    private static final int[] DOWN = {-1, 0, 1, 0};
    private static final int[] RIGHT = {0, 1, 0, -1};

    private final Clock clock = new Clock(LIMIT);
    private final int height;
    private final int width;
    private final boolean[] wall;
    private final int[] free;
    private final int goal;
    private final int sight;
    private int cell;

    private GridWorld(List<String> rows, int sight) {
        String all = String.join("", rows);
        height = rows.size();
        width = height == 0 ? 0 : rows.getFirst().length();
        if (width == 0 || rows.stream().anyMatch(row -> row.length() != width)) {
            throw new IllegalArgumentException("the rows %s of a grid are not equally long".formatted(rows));
        }
        goal = all.indexOf(GOAL);
        if (goal < 0 || goal != all.lastIndexOf(GOAL)) {
            throw new IllegalArgumentException("the grid %s must have one goal, G".formatted(rows));
        }
        wall = new boolean[all.length()];
        for (int i = 0; i < wall.length; i++) wall[i] = all.charAt(i) == WALL;
        this.sight = sight;
        int[] distances = distances();
        for (int i = 0; i < wall.length; i++) {
            if (!wall[i] && distances[i] < 0) {
                throw new IllegalArgumentException("from row %d, column %d of the grid %s no way leads to the goal"
                        .formatted(i / width + 1, i % width + 1, rows));
            }
        }
        int[] cells = new int[wall.length];
        int count = 0;
        for (int i = 0; i < wall.length; i++) if (!wall[i] && i != goal) cells[count++] = i;
        free = Arrays.copyOf(cells, count);
        if (count == 0) throw new IllegalArgumentException("the grid %s has no cell to start in".formatted(rows));
    }

    /// A grid of these rows: `#` is a wall, `G` the goal, anything else free.
    ///
    /// @throws IllegalArgumentException unless there is one goal, and a way to it from every free cell
    public static GridWorld of(String... rows) {
        return new GridWorld(List.of(rows), 0);
    }

    /// Four rooms with doors between them, 9×9 cells, after Sutton, Precup & Singh 1999, figure 2.
    public static GridWorld rooms() {
        return of(
                "....#....",
                "....#....",
                ".........",
                "....#....",
                "#.###.###",
                "....#....",
                "....#....",
                ".........",
                "....#...G");
    }

    /// This grid seen in part: so many cells in each direction.
    public GridWorld sight(int cells) {
        if (cells < 1) throw new IllegalArgumentException("a sight of %d cells; see 1 or more".formatted(cells));
        return new GridWorld(rows(), cells);
    }

    private List<String> rows() {
        String[] rows = new String[height];
        for (int row = 0; row < height; row++) {
            var text = new StringBuilder();
            for (int i = row * width; i < (row + 1) * width; i++) text.append(wall[i] ? '#' : i == goal ? 'G' : '.');
            rows[row] = text.toString();
        }
        return List.of(rows);
    }

    /// Number of cells, walls included.
    public int cells() {
        return wall.length;
    }

    /// Where one walks: row · width + column.
    public int cell() {
        return cell;
    }

    /// Steps from each cell to the goal on the shortest way; −1 for walls.
    public int[] distances() {
        int[] distances = new int[wall.length];
        Arrays.fill(distances, -1);
        distances[goal] = 0;
        var queue = new ArrayDeque<>(List.of(goal));
        while (!queue.isEmpty()) {
            int from = queue.remove();
            for (int action = 0; action < 4; action++) {
                int to = toward(from, action);
                if (distances[to] >= 0) continue;
                distances[to] = distances[from] + 1;
                queue.add(to);
            }
        }
        return distances;
    }

    private int toward(int from, int action) {
        int row = from / width + DOWN[action];
        int column = from % width + RIGHT[action];
        return blocked(row, column) ? from : row * width + column;
    }

    private boolean blocked(int row, int column) {
        return row < 0 || row >= height || column < 0 || column >= width || wall[row * width + column];
    }

    @Override
    public long[] shape() {
        return sight == 0 ? new long[] {3, height, width} : new long[] {3, 2 * sight + 1, 2 * sight + 1};
    }

    @Override
    public int actions() {
        return 4;
    }

    @Override
    public float[] reset(long seed) {
        cell = free[new SplittableRandom(seed).nextInt(free.length)];
        clock.start();
        return observation();
    }

    @Override
    public Step step(int action) {
        clock.tick(action, 4);
        cell = toward(cell, action);
        boolean reached = cell == goal;
        return clock.tock(observation(), reached ? 1 : -COST, reached);
    }

    private float[] observation() {
        int top = sight == 0 ? 0 : cell / width - sight;
        int left = sight == 0 ? 0 : cell % width - sight;
        int high = sight == 0 ? height : 2 * sight + 1;
        int wide = sight == 0 ? width : 2 * sight + 1;
        float[] seen = new float[3 * high * wide];
        for (int row = 0; row < high; row++) {
            for (int column = 0; column < wide; column++) {
                int at = row * wide + column;
                boolean blocked = blocked(top + row, left + column);
                int there = (top + row) * width + left + column;
                if (blocked) seen[at] = 1;
                else if (there == goal) seen[high * wide + at] = 1;
                if (!blocked && there == cell) seen[2 * high * wide + at] = 1;
            }
        }
        return seen;
    }

    @Override
    public Picture draw() {
        var sheet = new Sketch(width * PIXELS + 1, height * PIXELS + 1, 0xE2E8F0);
        for (int i = 0; i < wall.length; i++) {
            int colour = wall[i] ? 0x475569 : i == goal ? 0x22C55E : 0xFFFFFF;
            square(sheet, i, 1, colour);
        }
        square(sheet, cell, 4, 0xF97316);
        return sheet.picture();
    }

    private void square(Sketch sheet, int at, int margin, int colour) {
        int left = at % width * PIXELS;
        int top = at / width * PIXELS;
        int side = PIXELS + 1 - 2 * margin;
        sheet.rectangle(left + margin, top + margin, side, side, colour);
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("clock", clock.state()).with("cell", Tensor.of((long) cell));
    }

    @Override
    public void restore(Snapshot state) {
        clock.restore(state.part("clock"));
        cell = (int) state.tensor("cell").itemLong();
    }
}
