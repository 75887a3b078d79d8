package dev.connectpos.order.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.MerchantTerminals;
import dev.connectpos.order.domain.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terminals are terminal-service's. A password goes through here to it, and nowhere else. */
@ApplicationScoped
class ServedTerminals implements MerchantTerminals {
  private static final String PASSWORD = "/admin-password";

  private final Peers peers;

  ServedTerminals(Peers peers) {
    this.peers = peers;
  }

  @Override
  public Heard<List<MerchantTerminal>> list(AccountId account) {
    return ask("GET", account, "/terminals", null)
        .heard(page -> page.each("data", ServedTerminals::terminal));
  }

  @Override
  public Heard<MerchantTerminal> find(AccountId account, String idOrSerial) {
    return ask("GET", account, path(idOrSerial), null).heard(ServedTerminals::terminal);
  }

  @Override
  public Heard<MerchantTerminal> register(AccountId account, String pairingCode, String mode) {
    var body = object().put("pairing_code", pairingCode).put("mode", mode);
    return ask("POST", account, "/terminals", body).heard(ServedTerminals::terminal);
  }

  @Override
  public Heard<MerchantTerminal> activate(AccountId account, String id, String mode) {
    return ask("PUT", account, path(id) + "/activation", object().put("mode", mode))
        .heard(ServedTerminals::terminal);
  }

  @Override
  public Heard<MerchantTerminal> deactivate(AccountId account, String id) {
    return ask("DELETE", account, path(id) + "/activation", null).heard(ServedTerminals::terminal);
  }

  @Override
  public Heard<MerchantTerminal> replace(AccountId account, String id, String pairingCode) {
    var body = object().put("pairing_code", pairingCode);
    return ask("POST", account, path(id) + "/replacement", body).heard(ServedTerminals::terminal);
  }

  @Override
  public Heard<Settings> settings(AccountId account) {
    return ask("GET", account, "/settings", null).heard(ServedTerminals::settings);
  }

  @Override
  public Heard<Settings> allowPrinting(AccountId account, boolean printing) {
    return ask("PUT", account, "/settings", object().put("printing", printing))
        .heard(ServedTerminals::settings);
  }

  @Override
  public Heard<Boolean> setAdminPassword(AccountId account, String password) {
    return ask("PUT", account, PASSWORD, object().put("password", password)).heard(_ -> true);
  }

  @Override
  public Heard<Boolean> removeAdminPassword(AccountId account) {
    return ask("DELETE", account, PASSWORD, null).heard(_ -> false);
  }

  private Peer.Answer ask(String method, AccountId account, String path, @Nullable JsonNode body) {
    var route = "/internal/v1/accounts/" + account.value() + path;
    return peers.terminals().ask(method, route, body);
  }

  private static String path(String terminal) {
    return "/terminals/" + Query.encoded(terminal);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static MerchantTerminal terminal(AnswerBody terminal) {
    return new MerchantTerminal(
        terminal.text("id"),
        terminal.text("serial_number"),
        terminal.text("model"),
        terminal.text("mode"),
        terminal.flag("active"),
        terminal.flag("online"),
        terminal.instantIfSaid("last_seen_at"),
        terminal.textIfSaid("app_version"),
        terminal.instant("created_at"),
        terminal.textIfSaid("replaced_by"));
  }

  private static Settings settings(AnswerBody settings) {
    return new Settings(settings.flag("printing"), settings.flag("admin_password_set"));
  }
}
