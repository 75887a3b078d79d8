package dev.connectpos.e2e;

import com.microsoft.playwright.Page;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/**
 * Pictures of a page, shown one after another in a GIF: how a sale looks, for the README. Taken
 * only where {@code -Dconnect.e2e.film=FILE} says where to, so that a plain run rewrites nothing.
 */
final class Film {
  private static final int WIDTH = 960;
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final long CENTISECOND_MS = 10;

  private final Page page;
  private final String file = System.getProperty("connect.e2e.film", "");
  private final List<Shot> shots = new ArrayList<>();

  private record Shot(BufferedImage picture, Duration shown) {}

  Film(Page page) {
    this.page = page;
  }

  /** Takes what is in sight. */
  void take(Duration shown) throws IOException {
    if (!file.isEmpty()) {
      var seen = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
      shots.add(new Shot(smaller(seen), shown));
    }
  }

  /** Writes what was taken. */
  void develop() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    Path path = Path.of(file);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var out = ImageIO.createImageOutputStream(Files.newOutputStream(path))) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (Shot shot : shots) {
        writer.writeToSequence(
            new IIOImage(shot.picture, null, timing(writer, shot)), writer.getDefaultWriteParam());
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage smaller(BufferedImage seen) {
    int height = seen.getHeight() * WIDTH / seen.getWidth();
    var small = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    pen.drawImage(seen, 0, 0, WIDTH, height, null);
    pen.dispose();
    return small;
  }

  private static IIOMetadata timing(ImageWriter writer, Shot shot) throws IOException {
    var type = ImageTypeSpecifier.createFromRenderedImage(shot.picture);
    IIOMetadata metadata = writer.getDefaultImageMetadata(type, writer.getDefaultWriteParam());
    var root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    var control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Long.toString(shot.shown.toMillis() / CENTISECOND_MS));
    control.setAttribute("transparentColorIndex", "0");
    root.appendChild(forEver());
    metadata.setFromTree(FORMAT, root);
    return metadata;
  }

  /** From the end it begins again. */
  private static IIOMetadataNode forEver() {
    var extension = new IIOMetadataNode("ApplicationExtension");
    extension.setAttribute("applicationID", "NETSCAPE");
    extension.setAttribute("authenticationCode", "2.0");
    extension.setUserObject(new byte[] {1, 0, 0});
    var extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(extension);
    return extensions;
  }
}
