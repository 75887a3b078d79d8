package dev.connectpos.terminal.api;

import dev.connectpos.terminal.application.PairTerminals.RegistrationRefusal;
import dev.connectpos.terminal.application.PrintDocuments.PrintRefusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error of the API becomes a problem; a failure of ours reveals nothing. */
class ProblemMapping {
  private static final Logger LOG = Logger.getLogger(ProblemMapping.class);

  @ServerExceptionMapper
  Response problem(ProblemException refused) {
    return refused.problem().response();
  }

  @ServerExceptionMapper
  Response web(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    if (status >= 500) {
      return failure(refused);
    }
    return switch (status) {
      case 404 -> new Problem(404, "not_found", "No such resource").response();
      case 405 -> new Problem(405, "method_not_allowed", "No such method here").response();
      case 415 -> new Problem(415, "unsupported_media_type", "JSON is expected").response();
      default -> new Problem(status, "bad_request", "The request cannot be taken").response();
    };
  }

  @ServerExceptionMapper
  Response failure(Exception failure) {
    LOG.error("request failed", failure);
    return new Problem(500, "internal_error", "The request failed on our side").response();
  }

  static Problem of(PrintRefusal reason) {
    return switch (reason) {
      case PRINT_WITH_DIFFERENT_CONTENTS ->
          new Problem(409, "print_with_different_contents", "The id was used for something else");
      case ORDER_NOT_FOUND ->
          new Problem(404, "order_not_found", "The account has no such order on a terminal");
      case PRINTING_NOT_ENABLED ->
          new Problem(412, "printing_not_enabled", "Account or order was set up without printing");
      case NO_TERMINAL ->
          new Problem(
              412, "no_terminal", "The order was paid on no terminal and is for none alone");
      case PRINT_IN_PROGRESS ->
          new Problem(409, "print_in_progress", "The terminal has another document to print");
    };
  }

  static Problem replaced(String bySerial) {
    return new Problem(409, "terminal_replaced", "The terminal was replaced by " + bySerial);
  }

  static Problem of(RegistrationRefusal reason) {
    return switch (reason) {
      case UNKNOWN_ACCOUNT -> new Problem("No such account", 422, "unknown_account", "account_id");
      case TOO_MANY_WRONG_CODES ->
          new Problem(429, "too_many_wrong_codes", "Too many wrong codes; wait a minute");
      case UNKNOWN_CODE ->
          new Problem(
              "No such code, or it has run out", 422, "unknown_pairing_code", "pairing_code");
      case SERIAL_OF_ANOTHER_ACCOUNT ->
          new Problem(
              409, "terminal_of_another_account", "The terminal is active for another account");
      case REGISTERED_IN_ANOTHER_MODE ->
          new Problem(
              "The terminal is registered in the other mode",
              409,
              "registered_in_another_mode",
              "mode");
    };
  }
}
