package gyrus.tensor.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.AllreduceOptions;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.ReduceOp;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;
import org.jspecify.annotations.Nullable;

/// LibTorch's process groups: Gloo for tensors in the processor's memory, NCCL for those on a graphics processor.
public final class Collective implements AutoCloseable {

    /// Where a process stands, and where the others are found.
    ///
    /// @param host of the store
    /// @param prefix of all keys in the store
    /// @param own address at which this process listens for the others
    /// @param joining milliseconds for all to be there
    /// @param silence milliseconds after which a silent process counts as lost
    public record Seat(int rank, int size, String host, int port, String prefix, String own, long joining,
            long silence) {}

    /// What has begun and may not be over.
    public interface Begun {

        /// Waits until it is over. What goes wrong is told as LibTorch tells it.
        void await();
    }

    /// What LibTorch's groups refer to without a count of their own: the collector of garbage must not take it.
    private static final Queue<Object> KEPT = new ConcurrentLinkedQueue<>();

    private final Seat seat;
    private final Store store;
    private final Backend gloo;
    private @Nullable Backend nccl;

    /// Meets the others. Returns when all are there.
    public Collective(Seat seat) {
        this.seat = seat;
        try (var options = new TCPStoreOptions();
                var joining = new Milliseconds(seat.joining);
                var workers = new SizeTPointer(1)) {
            options.port((short) seat.port).isServer(false).waitWorkers(false).timeout(joining)
                    .numWorkers(workers.put(seat.size));
            store = prefixed(seat.prefix, kept(new TCPStore(seat.host, options)));
        }
        gloo = StandardOutput.silently(this::gloo);
    }

    private static <T> T kept(T object) {
        KEPT.add(object);
        return object;
    }

    private static Store prefixed(String prefix, Store store) {
        return kept(new PrefixStore(prefix, store));
    }

    private Backend gloo() {
        try (var silence = new Milliseconds(seat.silence)) {
            var options = kept(ProcessGroupGloo.Options.create(silence));
            var device = kept(ProcessGroupGloo.createDeviceForHostname(seat.own));
            options.devices(kept(new GlooDeviceVector(device)));
            return new ProcessGroupGloo(prefixed("gloo", store), seat.rank, seat.size, options);
        }
    }

    private Backend of(Handle tensor) {
        if (tensor.device().equals("cpu")) return gloo;
        Backend group = nccl;
        if (group == null) nccl = group = nccl();
        return group;
    }

    private Backend nccl() {
        try (var silence = new Milliseconds(seat.silence)) {
            var options = kept(ProcessGroupNCCL.Options.create());
            options.timeout(silence);
            return new ProcessGroupNCCL(prefixed("nccl", store), seat.rank, seat.size, options);
        }
    }

    /// Puts the sum of what the processes have into `tensor` of each.
    public Begun sum(Handle tensor) {
        return reduce(tensor, ReduceOp.RedOpType.SUM);
    }

    /// Puts the largest of what the processes have, element by element, into `tensor` of each.
    public Begun largest(Handle tensor) {
        return reduce(tensor, ReduceOp.RedOpType.MAX);
    }

    private Begun reduce(Handle tensor, ReduceOp.RedOpType how) {
        return begin(tensor, (group, tensors) -> {
            try (var options = new AllreduceOptions();
                    var operation = new ReduceOp(how)) {
                return group.allreduce(tensors, options.reduceOp(operation));
            }
        });
    }

    /// Puts what process `from` has into `tensor` of each.
    public Begun broadcast(Handle tensor, int from) {
        return begin(tensor, (group, tensors) -> {
            try (var options = new BroadcastOptions()) {
                return group.broadcast(tensors, options.rootRank(from));
            }
        });
    }

    private Begun begin(Handle tensor, BiFunction<Backend, TensorVector, Work> what) {
        var tensors = new TensorVector(tensor.tensor());
        Work work = what.apply(of(tensor), tensors);
        return () -> {
            try (work; tensors) {
                work._wait();
            }
        };
    }

    /// Leaves the others. Not to be called where one of them is lost: LibTorch would wait for it.
    @Override
    public void close() {
        if (nccl != null) nccl.close();
        gloo.close();
    }
}
