package gyrus.train.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Builds one protocol buffer message, field by field; the numbers are those of TensorFlow's `event.proto`,
/// `summary.proto` and `tensor.proto`.
final class Message {

    /// A call that writes fields.
    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    Message text(int field, String value) {
        return put(o -> o.writeString(field, value));
    }

    Message number(int field, long value) {
        return put(o -> o.writeInt64(field, value));
    }

    Message real(int field, double value) {
        return put(o -> o.writeDouble(field, value));
    }

    Message real(int field, float value) {
        return put(o -> o.writeFloat(field, value));
    }

    Message bytes(int field, byte[] value) {
        return put(o -> o.writeByteArray(field, value));
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
        put(CodedOutputStream::flush);
        return bytes.toByteArray();
    }

    private Message put(Field field) {
        try {
            field.write(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);          // memory does not fail
        }
    }
}
