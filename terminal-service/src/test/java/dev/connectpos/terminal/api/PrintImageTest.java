package dev.connectpos.terminal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectpos.terminal.Pictures;
import dev.connectpos.terminal.domain.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintImageTest {
  private static final int AFTER_SIGNATURE = 8;
  private static final int AFTER_HEADER = AFTER_SIGNATURE + 25;

  @ParameterizedTest
  @CsvSource({"png, PNG, 384, 1500", "png, PNG, 388, 1", "jpg, JPG, 384, 700", "jpg, JPG, 388, 1"})
  void takesWhatFitsOnThePaper(String written, ImageFormat format, int width, int height)
      throws Exception {
    // Noise of a full strip is above the limit of bytes, and paper is not grey: half of it.
    byte[] file = Pictures.of(written, width, Math.min(height, 900));
    PrintImage image = read(file, format, width, Math.min(height, 900));
    assertThat(image.facts().width()).isEqualTo(width);
    assertThat(image.facts().bytes()).isEqualTo(image.contents().length);
    assertThat(image.facts().sha256()).hasSize(64);
    var picture = ImageIO.read(new ByteArrayInputStream(image.contents()));
    assertThat(picture.getHeight()).isEqualTo(Math.min(height, 900));
  }

  @ParameterizedTest
  @CsvSource({
    "384, 10, 383, 10,   size_h",
    "384, 10, 388, 10,   size_h",
    "384, 10, 384, 0,    size_v",
    "384, 10, 384, 1501, size_v",
    "384, 10, 384, 11,   size_v",
    "400, 10, 384, 10,   size_h"
  })
  void sizeIsThatOfThePaperAndAsDeclared(
      int width, int height, int declaredWidth, int declaredHeight, String field) {
    for (String format : new String[] {"png", "jpg"}) {
      byte[] file = Pictures.of(format, width, height);
      ImageFormat declared = format.equals("png") ? ImageFormat.PNG : ImageFormat.JPG;
      assertThat(fault(file, declared, declaredWidth, declaredHeight)).isEqualTo(field);
    }
  }

  @Test
  void formatIsAsDeclared() {
    assertThat(fault(Pictures.of("png", 384, 10), ImageFormat.JPG, 384, 10)).isEqualTo("format");
    assertThat(fault(Pictures.of("jpg", 384, 10), ImageFormat.PNG, 384, 10)).isEqualTo("format");
    assertThat(fault(Pictures.of("gif", 384, 10), ImageFormat.PNG, 384, 10)).isEqualTo("content");
    assertThat(fault(new byte[0], ImageFormat.PNG, 384, 10)).isEqualTo("content");
  }

  @Test
  void contentIsBase64AndNotTooLong() {
    var bad =
        catchThrowableOfType(
            BadImageException.class, () -> PrintImage.read("not base 64", ImageFormat.PNG, 384, 9));
    assertThat(bad.field()).isEqualTo("content");
    byte[] file = Pictures.of("png", 384, 10);
    byte[] padded = Arrays.copyOf(file, PrintImage.MAX_BYTES);
    assertThat(fault(Arrays.copyOf(file, PrintImage.MAX_BYTES + 1), ImageFormat.PNG, 384, 10))
        .isEqualTo("content");
    // What follows the end of the picture is not part of it.
    assertThat(fault(padded, ImageFormat.PNG, 384, 10)).isEmpty();
  }

  @Test
  void pictureThatIsCutOrAlteredIsRefused() {
    for (String format : new String[] {"png", "jpg"}) {
      byte[] file = Pictures.of(format, 384, 50);
      ImageFormat declared = format.equals("png") ? ImageFormat.PNG : ImageFormat.JPG;
      for (int length = 0; length < file.length - 2; length += file.length / 50) {
        assertThat(fault(Arrays.copyOf(file, length), declared, 384, 50))
            .as("%s cut at %d", format, length)
            .isNotEmpty();
      }
    }
    byte[] altered = Pictures.of("png", 384, 50);
    altered[altered.length / 2] ^= 1;
    assertThat(fault(altered, ImageFormat.PNG, 384, 50)).isEqualTo("content");
  }

  @Test
  void hugePictureIsRefusedByItsHeader() {
    byte[] png = Pictures.of("png", 384, 10);
    // 2^31 - 1 dots wide and high, with a check sum that holds.
    ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);
    var sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    assertThat(fault(png, ImageFormat.PNG, 384, 10)).isEqualTo("size_h");
    byte[] jpg = Pictures.of("jpg", 384, 10);
    for (int at = 2; at < jpg.length; at++) {
      if ((jpg[at] & 0xFF) == 0xFF && (jpg[at + 1] & 0xFF) == 0xC0) {
        ByteBuffer.wrap(jpg).putInt(at + 5, -1);
        break;
      }
    }
    assertThat(fault(jpg, ImageFormat.JPG, 384, 10)).isEqualTo("size_h");
  }

  @Test
  void textsThatUnpackToAnySizeAreLeftOut() throws Exception {
    byte[] file = Pictures.of("png", 384, 10);
    byte[] bomb = new byte[64 << 20];
    var deflater = new Deflater(9);
    deflater.setInput(bomb);
    deflater.finish();
    byte[] packed = Arrays.copyOf(new byte[128 << 10], 128 << 10);
    int length = deflater.deflate(packed);
    var text = new ByteArrayOutputStream();
    text.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
    text.write(packed, 0, length);
    var bombed = new ByteArrayOutputStream();
    bombed.write(file, 0, AFTER_HEADER);
    bombed.writeBytes(chunk("zTXt", text.toByteArray()));
    bombed.write(file, AFTER_HEADER, file.length - AFTER_HEADER);
    PrintImage image = read(bombed.toByteArray(), ImageFormat.PNG, 384, 10);
    assertThat(image.contents()).isEqualTo(read(file, ImageFormat.PNG, 384, 10).contents());
    assertThat(new String(image.contents(), StandardCharsets.ISO_8859_1)).doesNotContain("zTXt");
  }

  @Test
  void jpegOfEndlessScansIsRefused() {
    byte[] file = Pictures.of("jpg", 384, 10);
    int scan = 0;
    for (int at = 2; at + 1 < file.length; at++) {
      if ((file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFF) == 0xDA) {
        scan = at;
        break;
      }
    }
    var endless = new ByteArrayOutputStream();
    endless.write(file, 0, scan);
    for (int i = 0; i < 100; i++) {
      endless.write(file, scan, 20);
    }
    endless.write(file, scan, file.length - scan);
    assertThat(fault(endless.toByteArray(), ImageFormat.JPG, 384, 10)).isEqualTo("content");
  }

  private static byte[] chunk(String type, byte[] contents) {
    var bytes = ByteBuffer.allocate(contents.length + 12);
    bytes.putInt(contents.length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(contents);
    var sum = new CRC32();
    sum.update(bytes.array(), 4, contents.length + 4);
    return bytes.putInt((int) sum.getValue()).array();
  }

  private static PrintImage read(byte[] file, ImageFormat format, int width, int height)
      throws BadImageException {
    return PrintImage.read(Pictures.base64(file), format, width, height);
  }

  /** The field at fault, or nothing. */
  private static String fault(byte[] file, ImageFormat format, int width, int height) {
    try {
      read(file, format, width, height);
      return "";
    } catch (BadImageException e) {
      return e.field();
    }
  }
}
