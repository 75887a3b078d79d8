package dev.connectpos.terminal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures as PDVs send them. */
public final class Pictures {

  private Pictures() {}

  /** Grey noise, the same each time: it cannot be made much shorter. */
  public static byte[] of(String format, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    int noise = 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        noise = noise * 1_103_515_245 + 12_345;
        picture.getRaster().setSample(x, y, 0, (noise >> 16) & 0xFF);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static String base64(byte[] contents) {
    return Base64.getEncoder().encodeToString(contents);
  }
}
