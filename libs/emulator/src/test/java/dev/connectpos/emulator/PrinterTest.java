package dev.connectpos.emulator;

import static dev.connectpos.emulator.TerminalFixture.welcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.emulator.ScriptedServer.Session;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Documents that PDVs send (O10, T8). */
final class PrinterTest {

  private final TerminalFixture fixture = new TerminalFixture();
  private final ScriptedServer server = fixture.server;
  private final byte[] image = png();

  @AfterEach
  void closeAll() {
    fixture.close();
  }

  @Test
  void printsWhatItIsSentAndSaysSo() {
    fixture.manual();
    Session session = welcomed();
    send(session, "print_1", image);
    assertResult(session, "print_1", "printed", "");
    assertThat(printed())
        .containsExactly(new Document("print_1", "or_1", "nfe", "png", 384, 10, image));
  }

  @Test
  void documentThatIsSentAgainIsOnPaperOnce() {
    fixture.manual();
    Session session = welcomed();
    send(session, "print_1", image);
    assertResult(session, "print_1", "printed", "");
    session.close(1012);
    Session again = welcomed();
    send(again, "print_1", image);
    assertResult(again, "print_1", "printed", "");
    send(again, "print_2", image);
    assertResult(again, "print_2", "printed", "");
    assertThat(printed()).extracting(Document::printId).containsExactly("print_1", "print_2");
  }

  @Test
  void documentIsInterruptedByAPowerCutAndNotPrintedAgain() {
    Terminal terminal = fixture.manual();
    terminal.arm(Fault.DROP_WHILE_PRINTING);
    send(welcomed(), "print_1", image);
    Session again = welcomed();
    terminal.disarm(Fault.DROP_WHILE_PRINTING);
    send(again, "print_1", image);
    assertResult(again, "print_1", "failed", "interrupted");
    assertThat(printed()).isEmpty();
  }

  @Test
  void saysThatThePaperIsOut() {
    Terminal terminal = fixture.manual();
    Session session = welcomed();
    terminal.arm(Fault.OUT_OF_PAPER);
    send(session, "print_1", image);
    assertResult(session, "print_1", "failed", "paper_out");
    terminal.disarm(Fault.OUT_OF_PAPER);
    send(session, "print_2", image);
    assertResult(session, "print_2", "printed", "");
    assertThat(printed()).extracting(Document::printId).containsExactly("print_2");
  }

  @Test
  void printsNothingThatIsNotWhatWasAnnounced() {
    fixture.manual();
    Session session = welcomed();
    session.say(start("print_1", image).replace("'width':384", "'width':388"));
    parts(session, "print_1", image);
    assertResult(session, "print_1", "failed", "image_error");
    byte[] other = image.clone();
    other[other.length / 2] ^= 1;
    session.say(start("print_2", image));
    parts(session, "print_2", other);
    assertResult(session, "print_2", "failed", "image_error");
    session.say(start("print_3", image));
    session.say(part("print_3", 1, image));
    assertResult(session, "print_3", "failed", "image_error");
    assertThat(printed()).isEmpty();
  }

  private Session welcomed() {
    Session session = server.sessionAfterHello();
    session.say(welcome());
    return session;
  }

  private void send(Session session, String id, byte[] contents) {
    session.say(start(id, contents));
    parts(session, id, contents);
  }

  private static void parts(Session session, String id, byte[] contents) {
    session.say(part(id, 0, Arrays.copyOf(contents, 20)));
    session.say(part(id, 1, Arrays.copyOfRange(contents, 20, contents.length)));
  }

  private static String part(String id, int index, byte[] contents) {
    return "{'type':'print.data','seq':6,'print_id':'%s','index':%d,'data':'%s'}"
        .formatted(id, index, Base64.getEncoder().encodeToString(contents));
  }

  private static String start(String id, byte[] contents) {
    return """
        {'type':'print.start','seq':5,'print_id':'%s','order_id':'or_1','document':'nfe','format':'png',
         'width':384,'height':10,'bytes':%d,'sha256':'%s','chunks':2}
        """
        .formatted(id, contents.length, sha256(contents));
  }

  private static void assertResult(Session session, String id, String status, String reason) {
    JsonNode result = session.expect("print.result");
    assertThat(result.path("print_id").asText()).isEqualTo(id);
    assertThat(result.path("status").asText()).isEqualTo(status);
    assertThat(result.path("reason").asText()).isEqualTo(reason);
  }

  private List<Document> printed() {
    return fixture.recorder.events().stream()
        .filter(TerminalEvent.DocumentPrinted.class::isInstance)
        .map(event -> ((TerminalEvent.DocumentPrinted) event).document())
        .toList();
  }

  private static byte[] png() {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(384, 10, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] contents) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
