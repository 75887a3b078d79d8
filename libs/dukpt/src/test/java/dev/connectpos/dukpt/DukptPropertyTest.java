package dev.connectpos.dukpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class DukptPropertyTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Property(tries = 300)
  void hostAndTerminalAlwaysHaveTheSameKeys(
      @ForAll("bdks") BaseDerivationKey bdk, @ForAll("ksns") KeySerialNumber ksn) {
    var injected = InitialKey.derive(bdk, ksn.initialKeyId()).exportHex();
    var terminal = InitialKey.ofHex(ksn.initialKeyId(), injected).workingKeys(ksn.counter());
    var host = bdk.workingKeys(KeySerialNumber.parse(ksn.hex()));
    assertThat(host.pin()).isEqualTo(terminal.pin());
    assertThat(host.macGeneration()).isEqualTo(terminal.macGeneration());
    assertThat(host.data()).isEqualTo(terminal.data());
  }

  @Property(tries = 300)
  void opensWhatWasSealed(
      @ForAll("bdks") BaseDerivationKey bdk,
      @ForAll("ksns") KeySerialNumber ksn,
      @ForAll @Size(max = 300) byte[] contents,
      @ForAll String attemptId) {
    var keys = bdk.workingKeys(ksn);
    assertThat(EncryptedCard.seal(keys, contents, attemptId, RANDOM).open(keys, attemptId))
        .isEqualTo(contents);
  }

  @Property(tries = 300)
  void deciphersWhatWasEnciphered(
      @ForAll("pins") String pin,
      @ForAll("pans") String pan,
      @ForAll @Size(value = 16) byte[] key) {
    byte[] block = PinBlock.encipher(pin.toCharArray(), pan, key, RANDOM);
    assertThat(new String(PinBlock.decipher(block, pan, key))).isEqualTo(pin);
  }

  @Property(tries = 100)
  void neverUsesOneKeyForTwoCountersOrTwoPurposes(
      @ForAll("bdks") BaseDerivationKey bdk, @ForAll("ksns") KeySerialNumber first) {
    Set<String> seen = new HashSet<>();
    var counter = first.counter();
    var initialKey = InitialKey.derive(bdk, first.initialKeyId());
    int counters = 0;
    while (counters < 20 && !counter.equals(TransactionCounter.LAST)) {
      try (var keys = initialKey.workingKeys(counter)) {
        seen.add(HexFormat.of().formatHex(keys.pin()));
        seen.add(HexFormat.of().formatHex(keys.macGeneration()));
        seen.add(HexFormat.of().formatHex(keys.data()));
      }
      counters++;
      counter = counter.next();
    }
    assertThat(seen).hasSize(3 * counters);
  }

  @Property
  void advancesToTheNextExistingCounterAndSkipsNone(
      @ForAll @LongRange(max = 0xFFFEFFFFL) long used) {
    var next = TransactionCounter.after(used);
    assertThat(next.value()).isGreaterThan(used);
    long nearest = used + 1;
    while (Long.bitCount(nearest) > 16 && nearest < used + 100_000) {
      nearest++;
    }
    assertThat(next.value()).isEqualTo(nearest);
  }

  @Provide
  Arbitrary<BaseDerivationKey> bdks() {
    var bytes = Arbitraries.bytes().array(byte[].class);
    return Arbitraries.oneOf(bytes.ofSize(16), bytes.ofSize(32)).map(BaseDerivationKey::of);
  }

  @Provide
  Arbitrary<KeySerialNumber> ksns() {
    var ids = Arbitraries.strings().withChars("0123456789ABCDEF").ofLength(16);
    var counters = Arbitraries.longs().between(0, 0xFFFE_FFFFL).map(TransactionCounter::after);
    return ids.flatMap(
        id -> counters.map(counter -> new KeySerialNumber(new InitialKeyId(id), counter)));
  }

  @Provide
  Arbitrary<String> pins() {
    return Arbitraries.strings().numeric().ofMinLength(4).ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> pans() {
    return Arbitraries.strings().numeric().ofMinLength(12).ofMaxLength(19);
  }
}
