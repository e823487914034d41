package gyrus.agents.environment;

import gyrus.tensor.Tensor;
import gyrus.train.Snapshot;
import gyrus.train.picture.Picture;
import java.util.SplittableRandom;

/// A pole on a cart that is pushed left (action 0) or right (action 1) and must not fall. Seen are the cart's place and
/// speed and the pole's angle and its speed. Each step earns 1, and 500 steps are all there is.
///
///     temp = (F + m·l·θ̇²·sin θ) / M
///     θ̈ = (g·sin θ − cos θ·temp) / (l·(4/3 − m·cos²θ / M))
///     ẍ = temp − m·l·θ̈·cos θ / M
///
/// with g = 9.8, the pole's m = 0.1 and half its length l = 0.5, M = 1.1 of both and F = ±10, by Euler's steps of
/// 0.02 s in double precision. An episode ends beyond ±2.4 and ±12°.
///
/// Barto, Sutton & Anderson 1983, Neuronlike Adaptive Elements That Can Solve Difficult Learning Control Problems;
/// transitions are those of CartPole-v1 of Gymnasium.
public final class CartPole implements Environment {

    private static final double GRAVITY = 9.8;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = POLE_MASS + 1.0;
    private static final double LENGTH = 0.5;
    private static final double POLE_MASS_LENGTH = POLE_MASS * LENGTH;
    private static final double FORCE = 10.0;
    private static final double TAU = 0.02;
    private static final double ANGLE_LIMIT = 12 * 2 * Math.PI / 360;
    private static final double PLACE_LIMIT = 2.4;
    private static final int LIMIT = 500;

    private final Clock clock = new Clock(LIMIT);
    private double x;
    private double xDot;
    private double theta;
    private double thetaDot;

    @Override
    public long[] shape() {
        return new long[] {4};
    }

    @Override
    public int actions() {
        return 2;
    }

    @Override
    public float[] reset(long seed) {
        var random = new SplittableRandom(seed);
        put(random.doubles(4, -0.05, 0.05).toArray());
        clock.start();
        return observation();
    }

    /// Puts cart and pole into this state: place, speed, angle and speed of the angle.
    void put(double... state) {
        x = state[0];
        xDot = state[1];
        theta = state[2];
        thetaDot = state[3];
    }

    /// The state of cart and pole, as [#put] takes it.
    double[] place() {
        return new double[] {x, xDot, theta, thetaDot};
    }

    @Override
    public Step step(int action) {
        clock.tick(action, 2);
        double force = action == 1 ? FORCE : -FORCE;
        double cos = StrictMath.cos(theta);
        double sin = StrictMath.sin(theta);
        double temp = (force + POLE_MASS_LENGTH * (thetaDot * thetaDot) * sin) / TOTAL_MASS;
        double turned = (GRAVITY * sin - cos * temp) / (LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
        double moved = temp - POLE_MASS_LENGTH * turned * cos / TOTAL_MASS;
        x += TAU * xDot;
        xDot += TAU * moved;
        theta += TAU * thetaDot;
        thetaDot += TAU * turned;
        boolean fallen = x < -PLACE_LIMIT || x > PLACE_LIMIT || theta < -ANGLE_LIMIT || theta > ANGLE_LIMIT;
        return clock.tock(observation(), 1, fallen);
    }

    private float[] observation() {
        return new float[] {(float) x, (float) xDot, (float) theta, (float) thetaDot};
    }

    @Override
    public Picture draw() {
        var sheet = new Sketch(180, 110, 0xFFFFFF);
        double scale = 180 / (2 * PLACE_LIMIT);
        double middle = 90 + x * scale;
        double axle = 80;
        sheet.line(0, 92, 180, 92, 1, 0x94A3B8);
        sheet.rectangle(middle - 15, axle - 4, 30, 12, 0x1F2937);
        sheet.line(middle, axle, middle + 2 * LENGTH * scale * 1.6 * StrictMath.sin(theta),
                axle - 2 * LENGTH * scale * 1.6 * StrictMath.cos(theta), 5, 0xF97316);
        sheet.rectangle(middle - 2, axle - 2, 4, 4, 0x2563EB);
        return sheet.picture();
    }

    @Override
    public Snapshot state() {
        return Snapshot.EMPTY.with("clock", clock.state()).with("place", Tensor.of(place()));
    }

    @Override
    public void restore(Snapshot state) {
        clock.restore(state.part("clock"));
        put(state.tensor("place").toDoubles());
    }
}
