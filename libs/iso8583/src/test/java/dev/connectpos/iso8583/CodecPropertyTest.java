package dev.connectpos.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodecPropertyTest {
  private final Codec codec = new Codec();

  /** Whatever the other side sends, it is a message or it is refused; nothing else happens. */
  @Property
  void anythingIsAMessageOrRefused(@ForAll("almostMessages") String text) {
    try {
      Message read = codec.decode(text.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(codec.decode(codec.encode(read))).isEqualTo(read);
    } catch (UnreadableMessageException e) {
      assertThat(e).hasNoCause();
    }
  }

  @Provide
  Arbitrary<String> almostMessages() {
    Arbitrary<String> type = Arbitraries.of("1100", "1110", "1430", "1814", "0800");
    Arbitrary<String> bitmap =
        Arbitraries.strings().withChars("0123456789ABCDEF").ofMinLength(14).ofMaxLength(18);
    Arbitrary<String> rest =
        Arbitraries.strings().withChars("0123456789 aé\u0000").ofMaxLength(120);
    return net.jqwik.api.Combinators.combine(type, bitmap, rest).as((t, b, r) -> t + b + r);
  }
}
