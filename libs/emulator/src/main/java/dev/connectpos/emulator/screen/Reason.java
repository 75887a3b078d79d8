package dev.connectpos.emulator.screen;

import dev.connectpos.emulator.wire.ServerFrame.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the server refused what the shop's people asked for, as they read it. */
final class Reason {

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Reason() {}

  static @Nullable String text(Refusal refusal, ZoneId zone) {
    return switch (refusal.code()) {
      case "wrong_password" ->
          refusal.triesLeft() == null
              ? "Senha incorreta"
              : "Senha incorreta, tentativas: " + refusal.triesLeft();
      case "admin_locked" -> "Senha bloqueada" + until(refusal.lockedUntil(), zone);
      case "no_admin_password" -> "A loja não tem senha administrativa";
      case "admin_required" -> "Digite a senha administrativa";
      case "unknown_sale" -> "Venda não encontrada";
      case "not_cancelable" -> "Esta venda não pode ser cancelada";
      case "amount_mismatch" -> "O valor da venda mudou";
      case "card_mismatch" -> "Não é o cartão da venda";
      case "card_data_rejected" -> "Cartão não lido";
      case "screen_taken" -> "Há um pedido na tela";
      case "payment_in_progress" -> "Há um pagamento em andamento";
      case "temporarily_unavailable" -> "Tente de novo em instantes";
      case "unknown_type" -> "O servidor não conhece esta função";
      default -> refusal.message();
    };
  }

  private static String until(@Nullable String instant, ZoneId zone) {
    try {
      return instant == null ? "" : " até " + HOUR.format(Instant.parse(instant).atZone(zone));
    } catch (DateTimeParseException e) {
      return "";
    }
  }
}
