package dev.connectpos.dukpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionCounterTest {

  @Test
  void skipsCountersWithMoreThanSixteenSetBits() {
    assertThat(new TransactionCounter(0x1FFFE).next()).isEqualTo(new TransactionCounter(0x20000));
    assertThat(new TransactionCounter(0xFFFE_8000L).next()).isEqualTo(TransactionCounter.LAST);
    assertThatThrownBy(() -> new TransactionCounter(0x1FFFF))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void startsAtOne() {
    assertThat(TransactionCounter.after(0)).isEqualTo(TransactionCounter.FIRST);
  }

  @Test
  void saysClearlyThatTheKeysAreExhausted() {
    assertThatThrownBy(TransactionCounter.LAST::next)
        .isInstanceOf(KeysExhaustedException.class)
        .hasMessageContaining("needs a new initial key");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 0xFFFF_0001L, 0x1_0000_0000L})
  void doesNotExistOutsideItsRange(long value) {
    assertThatThrownBy(() -> new TransactionCounter(value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123456789012345600000001FF",
        "12345678901234560000000G",
        "123456789012345600000000",
        "12345678901234560001FFFF",
        "1234567890123456FFFFFFFF"
      })
  void refusesAKeySerialNumberWithoutAValidCounter(String hex) {
    assertThatThrownBy(() -> KeySerialNumber.parse(hex)).isInstanceOf(CardDataException.class);
  }

  @Test
  void writesAKeySerialNumberAsOnTheWire() {
    assertThat(KeySerialNumber.parse("abcdef78901234560000000a").hex())
        .isEqualTo("ABCDEF78901234560000000A");
  }
}
