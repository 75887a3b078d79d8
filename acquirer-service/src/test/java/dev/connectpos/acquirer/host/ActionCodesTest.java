package dev.connectpos.acquirer.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.acquirer.domain.ReturnCode;
import dev.connectpos.acquirer.domain.ReturnCodes;
import org.junit.jupiter.api.Test;

class ActionCodesTest {

  @Test
  void everyReturnCodeHasOneActionCode() {
    assertThat(ActionCodes.table().values())
        .containsExactlyInAnyOrderElementsOf(
            ReturnCodes.all().stream().map(ReturnCode::code).toList());
  }

  @Test
  void theStandardsCodesAreThoseOfTheMerchantsWithoutTheirZero() {
    assertThat(ActionCodes.of("000")).isEqualTo(new ActionCodes.Yes("0"));
    assertThat(ActionCodes.of("001")).isEqualTo(new ActionCodes.Yes("1"));
    assertThat(ActionCodes.of("116")).isEqualTo(new ActionCodes.No("1016"));
    assertThat(ActionCodes.of("208")).isEqualTo(new ActionCodes.No("2008"));
    assertThat(ActionCodes.of("912")).isEqualTo(new ActionCodes.No("9112"));
    assertThat(ActionCodes.of("999")).isEqualTo(new ActionCodes.No("9999"));
  }

  @Test
  void aNoOfAnotherKindIsANo() {
    assertThat(ActionCodes.of("199")).isEqualTo(new ActionCodes.No("9999"));
    assertThat(ActionCodes.of("299")).isEqualTo(new ActionCodes.No("9999"));
  }

  @Test
  void whatDoesNotTellWhatWasDoneTellsNothing() {
    for (String unknown : new String[] {"", "002", "400", "904", "923", "9"}) {
      assertThat(ActionCodes.of(unknown)).as(unknown).isEqualTo(new ActionCodes.Unknown());
    }
    assertThat(ActionCodes.of("907")).isEqualTo(new ActionCodes.Nothing());
  }
}
