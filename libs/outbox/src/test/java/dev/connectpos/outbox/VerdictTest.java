package dev.connectpos.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource({"0,1,APPLIED", "0,2,GAP", "1,1,DUPLICATE", "5,3,DUPLICATE", "5,6,APPLIED", "5,7,GAP"})
  void followsFromTheLastVersionAndTheIncomingOne(long last, long incoming, Verdict expected) {
    assertThat(Verdict.of(last, incoming)).isEqualTo(expected);
  }
}
