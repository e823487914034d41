package gyrus.tensor.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One connection to a [KeyStore], in the protocol of LibTorch's `TCPStore`: a byte that says what is asked, whole
/// numbers in the order of little-endian machines, keys and values with their lengths before them.
public final class Guest implements Runnable {

    /// What LibTorch says first, so that nobody else is taken for it.
    private static final int GREETING = 0x3C85F7CE;

    /// Time for that.
    private static final int MANNERS = 10_000;

    private static final int LONGEST_KEY = 8 << 10;
    private static final int LARGEST_VALUE = 1 << 20;
    private static final int MOST_KEYS = 1 << 17;

    private static final byte HERE = 0;
    private static final byte NOT_HERE = 1;
    private static final byte CANCELLED = 1;

    private final Socket socket;
    private final KeyStore keys;

    public Guest(Socket socket, KeyStore keys) {
        this.socket = socket;
        this.keys = keys;
    }

    /// Answers until the other side hangs up or asks for what makes no sense.
    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(MANNERS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (in.read() != 0 || number(in, Integer.BYTES) != Integer.toUnsignedLong(GREETING)) return;
            socket.setSoTimeout(0);
            for (int asked = in.read(); asked >= 0; asked = in.read()) answer(asked, in);
        } catch (IOException _) {
            // gone, or no rank: a rank that is cut off tells so itself
        } finally {
            keys.leave(this);
        }
    }

    /// The numbers are those of LibTorch's `QueryType`.
    private void answer(int asked, InputStream in) throws IOException {
        switch (asked) {
            case 1 -> keys.set(key(in), value(in));
            case 2 -> write(sized(keys.exchange(key(in), value(in), value(in))));
            case 3 -> write(get(key(in)));
            case 4 -> write(Long.BYTES, keys.add(key(in), number(in, Long.BYTES)));
            case 5 -> write(1, keys.has(list(in)) ? HERE : NOT_HERE);
            case 6 -> keys.await(this, list(in), this::here);
            case 7 -> write(Long.BYTES, keys.size());
            case 8 -> write(Long.BYTES, keys.delete(key(in)));
            case 9 -> keys.append(key(in), value(in));
            case 10 -> {
                for (String key : list(in)) write(get(key));
            }
            case 11 -> {
                for (long left = count(in); left > 0; left--) keys.set(key(in), value(in));
            }
            case 12 -> {
                keys.leave(this);
                write(1, CANCELLED);
            }
            case 13 -> write(Integer.BYTES, number(in, Integer.BYTES));
            default -> throw new IOException("no request " + asked);
        }
    }

    /// Called by whoever brings the last key: what goes wrong here is no affair of theirs.
    private void here() {
        try {
            write(1, HERE);
        } catch (IOException _) {
            keys.leave(this);
        }
    }

    private byte[] get(String key) throws IOException {
        byte[] value = keys.get(key);
        if (value == null) throw new IOException("nothing is at " + key);
        return sized(value);
    }

    private static List<String> list(InputStream in) throws IOException {
        List<String> keys = new ArrayList<>();
        for (long left = count(in); left > 0; left--) keys.add(key(in));
        return keys;
    }

    private static long count(InputStream in) throws IOException {
        return within(number(in, Long.BYTES), MOST_KEYS);
    }

    private static String key(InputStream in) throws IOException {
        return new String(bytes(in, LONGEST_KEY), StandardCharsets.UTF_8);
    }

    private static byte[] value(InputStream in) throws IOException {
        return bytes(in, LARGEST_VALUE);
    }

    private static byte[] bytes(InputStream in, int most) throws IOException {
        int length = (int) within(number(in, Long.BYTES), most);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException();
        return bytes;
    }

    private static long within(long number, int most) throws IOException {
        if (number < 0 || number > most) throw new IOException(number + " is more than " + most);
        return number;
    }

    private static long number(InputStream in, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            int next = in.read();
            if (next < 0) throw new EOFException();
            number |= (long) next << (Byte.SIZE * i);
        }
        return number;
    }

    private static byte[] sized(byte[] value) {
        return ByteBuffer.allocate(Long.BYTES + value.length).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value.length).put(value).array();
    }

    private void write(int bytes, long number) throws IOException {
        byte[] all = new byte[bytes];
        for (int i = 0; i < bytes; i++) all[i] = (byte) (number >> (Byte.SIZE * i));
        write(all);
    }

    /// One at a time: that a key has come is told by whoever brings it.
    private synchronized void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }
}
