package dev.connectpos.terminal.api;

import dev.connectpos.terminal.domain.ImageFormat;
import dev.connectpos.terminal.domain.PrintJob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image that a PDV wants printed, checked for real:
 *
 * <ol>
 *   <li>its base 64, and its length;
 *   <li>its header, read by hand: what is larger than the paper is refused before anything is
 *       unpacked, so that no image takes more memory than a whole strip of paper;
 *   <li>that it can be decoded, completely and without a warning.
 * </ol>
 *
 * Of a PNG only what makes the picture is kept: texts and profiles may unpack to any size, here and
 * in a terminal.
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, compared by no one.
record PrintImage(PrintJob.Image facts, byte[] contents) {
  /** Of the file; a picture of this width needs a fraction of it. */
  static final int MAX_BYTES = 512 * 1024;

  static final int MAX_HEIGHT = 1500;

  /** The widths of paper there are, in dots. */
  static final Set<Integer> WIDTHS = Set.of(384, 388);

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /** More passes over the picture than any camera writes; each costs as much as the whole. */
  private static final int MAX_SCANS = 64;

  private record Size(int width, int height) {}

  /**
   * Checks it.
   *
   * @throws BadImageException with the field at fault
   */
  static PrintImage read(String base64, ImageFormat format, int width, int height)
      throws BadImageException {
    if (!WIDTHS.contains(width)) {
      throw new BadImageException("size_h");
    }
    if (height < 1 || height > MAX_HEIGHT) {
      throw new BadImageException("size_v");
    }
    byte[] file = decode(base64);
    boolean png = Arrays.mismatch(file, PNG_SIGNATURE) == PNG_SIGNATURE.length;
    boolean jpg = file.length > 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
    if (!png && !jpg) {
      throw new BadImageException("content");
    }
    if (png != (format == ImageFormat.PNG)) {
      throw new BadImageException("format");
    }
    byte[] picture = png ? pictureOfPng(file) : file;
    Size size = png ? sizeOfPng(picture) : sizeOfJpg(picture);
    if (size.width() != width) {
      throw new BadImageException("size_h");
    }
    if (size.height() != height) {
      throw new BadImageException("size_v");
    }
    decodeWholly(picture, png ? "png" : "jpeg");
    return new PrintImage(
        new PrintJob.Image(format, width, height, picture.length, sha256(picture)), picture);
  }

  private static byte[] decode(String base64) throws BadImageException {
    // Four characters for three bytes.
    if (base64.length() > (MAX_BYTES + 2) / 3 * 4) {
      throw new BadImageException("content");
    }
    try {
      byte[] file = Base64.getDecoder().decode(base64);
      if (file.length > MAX_BYTES) {
        throw new BadImageException("content");
      }
      return file;
    } catch (IllegalArgumentException _) {
      throw new BadImageException("content");
    }
  }

  /** The chunks that make the picture, each with a good check sum, from the header to the end. */
  private static byte[] pictureOfPng(byte[] file) throws BadImageException {
    var picture = new ByteArrayOutputStream();
    picture.writeBytes(PNG_SIGNATURE);
    var rest = ByteBuffer.wrap(file).position(PNG_SIGNATURE.length);
    String type = "";
    while (!type.equals("IEND")) {
      if (rest.remaining() < 12) {
        throw new BadImageException("content");
      }
      int start = rest.position();
      int length = rest.getInt();
      if (length < 0 || length > rest.remaining() - 8) {
        throw new BadImageException("content");
      }
      boolean first = type.isEmpty();
      type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
      var sum = new CRC32();
      sum.update(file, start + 4, length + 4);
      rest.position(start + 8 + length);
      boolean header = type.equals("IHDR");
      if (rest.getInt() != (int) sum.getValue() || header != first || (header && length != 13)) {
        throw new BadImageException("content");
      }
      if (PICTURE.contains(type)) {
        picture.write(file, start, length + 12);
      }
    }
    return picture.toByteArray();
  }

  private static Size sizeOfPng(byte[] picture) {
    var header = ByteBuffer.wrap(picture).position(PNG_SIGNATURE.length + 8);
    return new Size(header.getInt(), header.getInt());
  }

  /** From marker to marker to the end of the picture; what the frame header says. */
  private static Size sizeOfJpg(byte[] file) throws BadImageException {
    Size size = null;
    int scans = 0;
    int at = 2;
    while (at + 4 <= file.length) {
      if ((file[at] & 0xFF) != 0xFF) {
        throw new BadImageException("content");
      }
      int marker = file[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++; // A fill byte.
        continue;
      }
      int length = number(file, at + 2);
      if (length < 2 || at + 2 + length > file.length) {
        throw new BadImageException("content");
      }
      if (isFrame(marker)) {
        if (size != null || length < 8) {
          throw new BadImageException("content");
        }
        size = new Size(number(file, at + 7), number(file, at + 5));
      }
      at += 2 + length;
      if (marker == 0xDA) {
        if (++scans > MAX_SCANS) {
          throw new BadImageException("content");
        }
        at = endOfScan(file, at);
        if (at + 1 < file.length && (file[at + 1] & 0xFF) == 0xD9) {
          if (size == null) {
            throw new BadImageException("content");
          }
          return size;
        }
      }
    }
    throw new BadImageException("content");
  }

  private static int number(byte[] file, int at) {
    return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
  }

  /** SOF0 to SOF15, which DHT, JPG and DAC are among by their numbers only. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Where the next marker is that is neither a stuffed byte nor a restart. */
  private static int endOfScan(byte[] file, int from) {
    int at = from;
    while (at + 1 < file.length) {
      int next = file[at + 1] & 0xFF;
      if ((file[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
        return at;
      }
      at++;
    }
    return file.length;
  }

  private static void decodeWholly(byte[] picture, String format) throws BadImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    var warned = new AtomicBoolean();
    reader.addIIOReadWarningListener((_, _) -> warned.set(true));
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      reader.setInput(input, true, true);
      if (reader.canReadRaster()) {
        var _ = reader.readRaster(0, null); // As it is; what its colours mean is the printer's.
      } else {
        var _ = reader.read(0);
      }
    } catch (IOException | RuntimeException _) {
      // The readers let some of their own exceptions out for files that are broken in odd ways.
      throw new BadImageException("content");
    } finally {
      reader.dispose();
    }
    if (warned.get()) {
      throw new BadImageException("content");
    }
  }

  private static String sha256(byte[] contents) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
