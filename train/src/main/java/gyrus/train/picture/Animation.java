package gyrus.train.picture;

import gyrus.train.internal.WholeFile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures one after the other, in a loop without end, as a GIF.
///
/// All frames share one palette of at most 256 colours, so that what stands still does not flicker. Greys, and any 256
/// colours, come back as they were; of more colours those are chosen that lie closest ([Colours]).
///
/// @param frames the pictures, all of one size
/// @param delay how long each is shown, in hundredths of a second; browsers show none for less than two
/// @param scale pixels of the file along each side of a pixel of a picture
public record Animation(List<Picture> frames, Duration delay, int scale) {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final Duration SHORTEST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMillis(655_350);

    /// Checks that the pictures fit each other.
    public Animation {
        frames = List.copyOf(frames);
        if (frames.isEmpty()) throw new IllegalArgumentException("an animation needs one picture or more");
        for (Picture frame : frames) {
            Picture first = frames.getFirst();
            if (frame.width() != first.width() || frame.height() != first.height()) {
                throw new IllegalArgumentException("a frame of %d × %d after one of %d × %d; make them of one size"
                        .formatted(frame.width(), frame.height(), first.width(), first.height()));
            }
        }
        if (delay.compareTo(SHORTEST) < 0 || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a delay of %s; use 20 ms to 655 s".formatted(delay));
        }
        if (scale < 1) throw new IllegalArgumentException("a scale of %d; use 1 or more".formatted(scale));
    }

    /// Writes the GIF, whole or not at all.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void save(Path file) {
        WholeFile.write(file, gif());
    }

    /// The bytes of the GIF.
    public byte[] gif() {
        Colours colours = Colours.of(frames);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            IndexColorModel palette = colours.model();
            for (Picture frame : frames) {
                BufferedImage image = colours.indexed(frame.enlarged(scale), palette);
                writer.writeToSequence(new IIOImage(image, null, about(writer, image)), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// What the file says of a frame: how long it is shown, and that the first follows the last.
    private IIOMetadata about(ImageWriter writer, BufferedImage image) throws IIOInvalidTreeException {
        var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        var root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        var control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Long.toString(Math.round(delay.toMillis() / 10.0)));
        var loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0}); // 0 times is for ever
        var applications = new IIOMetadataNode("ApplicationExtensions");
        applications.appendChild(loop);
        replace(root, control);
        replace(root, applications);
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static void replace(IIOMetadataNode root, IIOMetadataNode child) {
        var before = root.getElementsByTagName(child.getNodeName());
        if (before.getLength() > 0) root.replaceChild(child, before.item(0));
        else root.appendChild(child);
    }
}
