package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A9: the table as published, and our own column. */
class ReturnCodesTest {
  @Test
  void hasTheFortySixCodesInTheirOrder() {
    assertThat(ReturnCodes.all().stream().map(ReturnCode::code).toList())
        .isEqualTo(
            List.of(
                "0", "1", "1000", "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008",
                "1009", "1010", "1011", "1013", "1014", "1015", "1016", "1017", "1019", "1020",
                "1021", "1022", "1023", "1024", "1025", "1041", "1042", "1045", "1802", "2000",
                "2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008", "2009", "9102",
                "9108", "9109", "9111", "9112", "9999"))
        .hasSize(46);
  }

  @Test
  void tellsMessageAndGuidance() {
    assertThat(ReturnCodes.of("1016").message()).isEqualTo("Saldo insuficiente");
    assertThat(ReturnCodes.of("1016").guidance()).isEmpty();
    assertThat(ReturnCodes.of("1").guidance())
        .isEqualTo("Verifique a identidade antes de autorizar.");
    assertThat(ReturnCodes.of("1042").guidance())
        .isEqualTo(
            "O tipo de conta selecionado não existe.Ex: uma transação de crédito com um cartão de"
                + " débito.");
    assertThat(ReturnCodes.all()).allSatisfy(code -> assertThat(code.message()).isNotBlank());
  }

  @Test
  void neverTellsTheTillThatACardIsLostOrStolen() {
    assertThat(ReturnCodes.of("2008").message()).isEqualTo("Cartão com restrição");
    assertThat(ReturnCodes.of("2009").message()).isEqualTo("Cartão com restrição");
  }

  @Test
  void onlyTheFirstTwoApprove() {
    assertThat(ReturnCodes.all().stream().filter(ReturnCode::approves).map(ReturnCode::code))
        .containsExactly("0", "1");
  }

  @Test
  void invitesAnotherTryOnlyWhereOneMayHelp() {
    Set<String> retryable =
        ReturnCodes.all().stream()
            .filter(ReturnCode::retryable)
            .map(ReturnCode::code)
            .collect(Collectors.toSet());
    assertThat(retryable)
        .isEqualTo(
            Set.of(
                "1000", "1003", "1007", "1008", "1016", "1017", "1021", "1023", "1045", "1802",
                "9108", "9109", "9111", "9112", "9999"));
  }

  @Test
  void takesACodeNobodyKnowsAsUnspecified() {
    assertThat(ReturnCodes.of("4711").code()).isEqualTo("9999");
  }
}
