package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.connectpos.order.application.BusyException;
import dev.connectpos.order.application.ChargeDesk;
import dev.connectpos.order.application.Heard;
import dev.connectpos.order.application.KeyInUseException;
import dev.connectpos.order.application.OnlineDesk;
import dev.connectpos.order.application.PeerUnreachableException;
import dev.connectpos.order.application.Reply;
import dev.connectpos.order.domain.OrderRejection;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Every error this service answers. The incumbent's body on its own routes, with a {@code code}
 * beside; problem details (RFC 9457) on the others. A 5xx reveals nothing but that it happened.
 */
public class ErrorMapping {
  private static final Logger LOG = Logger.getLogger(ErrorMapping.class);
  private static final String PROBLEM_JSON = "application/problem+json";

  /** The incumbent's error. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CoreError(
      String message,
      @Nullable Map<String, List<String>> errors,
      @Nullable JsonNode request,
      String code) {}

  /** Problem details. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      @Nullable Map<String, List<String>> errors) {}

  /** What a rejected command is answered. */
  static Refusal refusal(OrderRejection reason) {
    var code = reason.name().toLowerCase(Locale.ROOT);
    return switch (reason) {
      case ORDER_NOT_FOUND -> Refusal.of(404, code, "Order not found.");
      case TERMINAL_UNKNOWN ->
          Refusal.invalid(code, SERIAL, "No terminal of this account has this serial number.");
      case TERMINAL_NOT_DIRECT ->
          Refusal.invalid(code, SERIAL, "The terminal takes no direct orders; its mode is listed.");
      case SOFT_DESCRIPTOR_NOT_ALLOWED ->
          Refusal.invalid(
              code,
              "order.poi_payment_settings.payment_setup.statement_descriptor",
              "The account's affiliation has no soft descriptor.");
      case EXPIRY_OUT_OF_BOUNDS ->
          Refusal.invalid(
              code, "order.expires_at", "An order expires 30 seconds to 7 days from now.");
      case ORDER_TOO_LARGE ->
          Refusal.invalid(code, "item.amount", "The order would come to too much, or too many.");
      case CASH_AMOUNT_DIFFERS ->
          Refusal.invalid(code, "charge.amount", "The amount must be that of the charge.");
      case CHARGE_NOT_FOUND -> Refusal.of(404, code, "Charge not found.");
      case ITEM_NOT_FOUND -> Refusal.of(404, code, "Item not found.");
      case TOO_MANY_OPEN_ORDERS,
          ORDER_PAID_ON_TERMINALS,
          AMOUNT_ABOVE_WHAT_IS_OWED,
          CHARGE_IS_CASH,
          CHARGE_IS_NOT_CASH,
          CHARGE_HAS_FAILED,
          CHARGE_HAS_NOT_FAILED,
          CARD_NOT_SAVED,
          CHARGE_ALREADY_CANCELED,
          CHARGE_ALREADY_CAPTURED,
          CAPTURE_PENDING,
          PARTIAL_RELEASE_NOT_ALLOWED,
          CANCELLATION_PENDING,
          AMOUNT_ABOVE_AUTHORIZED,
          AMOUNT_ABOVE_WHAT_IS_LEFT,
          NOTHING_TO_RETRY,
          ORDER_CLOSED_WITH_DIFFERENT_STATUS,
          ORDER_ALREADY_CLOSED,
          PAYMENT_IN_PROGRESS,
          LAST_ITEM,
          AMOUNT_BELOW_PAID,
          ORDER_NOT_FULLY_PAID,
          ORDER_HAS_PAYMENTS ->
          Refusal.of(412, code, precondition(reason));
      case ORDER_PLACED_WITH_DIFFERENT_CONTENTS,
          CURRENCY_DIFFERS,
          AMOUNTS_DO_NOT_ADD_UP,
          PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS,
          PAYMENT_ALREADY_CHARGED,
          PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS,
          PAYMENT_ALREADY_OVER,
          PAYMENT_NOT_CHARGED,
          CHARGE_CANNOT_CHANGE_SO,
          ORDER_NOT_DUE ->
          throw noCall(reason);
    };
  }

  /** What the state does not allow now. */
  private static String precondition(OrderRejection reason) {
    return switch (reason) {
      case TOO_MANY_OPEN_ORDERS -> "The account has too many open orders; close some first.";
      case ORDER_PAID_ON_TERMINALS ->
          "The order is paid on terminals; a charge cannot be added to it.";
      case AMOUNT_ABOVE_WHAT_IS_OWED -> "The amount is above what the order still owes.";
      case CHARGE_IS_CASH -> "The charge is cash; that is confirmed, or canceled.";
      case CHARGE_IS_NOT_CASH -> "The charge is not cash; its acquirer tells whether it is paid.";
      case CHARGE_HAS_FAILED -> "The charge failed; there is no money in it.";
      case CHARGE_HAS_NOT_FAILED -> "Only a charge that failed can be tried again.";
      case CARD_NOT_SAVED ->
          "The card of the charge was not saved, and cannot be charged again; add a charge.";
      case CHARGE_ALREADY_CANCELED -> "The charge is canceled already.";
      case CHARGE_ALREADY_CAPTURED -> "The charge is captured already.";
      case CAPTURE_PENDING -> "A capture of the charge is being processed.";
      case PARTIAL_RELEASE_NOT_ALLOWED ->
          "A charge that is not captured can only be canceled as a whole.";
      case CANCELLATION_PENDING -> "A cancellation of the charge is being processed.";
      case AMOUNT_ABOVE_AUTHORIZED -> "The amount is above what was authorized.";
      case AMOUNT_ABOVE_WHAT_IS_LEFT ->
          "The amount is above what is left of the charge, with what is being canceled now.";
      case NOTHING_TO_RETRY -> "No cancellation of the charge was refused by the network.";
      case ORDER_CLOSED_WITH_DIFFERENT_STATUS ->
          "The order is closed already, with another status.";
      case ORDER_ALREADY_CLOSED -> "The order is closed and cannot be changed.";
      case PAYMENT_IN_PROGRESS -> "A payment of the order is in progress; wait for its outcome.";
      case LAST_ITEM -> "The last item can only be deleted with all of them.";
      case AMOUNT_BELOW_PAID -> "The order would come to less than is paid for it.";
      case ORDER_NOT_FULLY_PAID -> "The order is not fully paid and cannot be closed as paid.";
      case ORDER_HAS_PAYMENTS -> "The order is paid, in part at least; it can be closed as paid.";
      default -> throw noCall(reason);
    };
  }

  private static IllegalStateException noCall(OrderRejection reason) {
    return new IllegalStateException("no HTTP call is refused with " + reason);
  }

  /**
   * The body of what was done, or the refusal.
   *
   * @throws Refusal if it was not done
   */
  static Reply.Done done(Reply reply) {
    return switch (reply) {
      case Reply.Done done -> done;
      case Reply.Asked(var reference, _) ->
          throw new IllegalStateException("the outcome of " + reference + " is to be waited for");
      case Reply.Refused(var reason) -> throw refusal(reason);
      case Reply.BelowMinimum(long minimum) ->
          throw Refusal.invalid(
              "amount_below_minimum",
              "order.items",
              "The order's items must come to at least " + minimum + " centavos.");
      case Reply.TerminalInactive inactive -> throw terminalInactive(inactive);
      case Reply.NoSuchCustomer _ -> throw noSuchCustomer();
      case Reply.Declined(var code, var field) -> throw declined(code, field);
      case Reply.EmailTaken _ ->
          throw Refusal.invalid(
              "email_taken", "customer.email", "Another customer has this e-mail address.");
      case Reply.NoSuchAccount _ ->
          throw Refusal.of(404, "account_not_found", "Account not found.");
      case Reply.NoSuchApiKey _ -> throw Refusal.of(404, "api_key_not_found", "API key not found.");
      case Reply.ApiKeyEnds _ ->
          throw Refusal.of(412, "api_key_ends", "The API key is revoked or being rotated already.");
      case Reply.KeyReused _ ->
          throw Refusal.of(
              422,
              "idempotency_key_reused",
              "The Idempotency-Key was used before with another body.");
    };
  }

  /**
   * What a call is answered that waited for the acquirer.
   *
   * @param payment where the card is in the body, for example {@code order.payments[0].credit_card}
   * @throws Refusal if it was not done
   */
  static Reply.Done done(OnlineDesk.Answer answer, IntFunction<String> payment) {
    return switch (answer) {
      case OnlineDesk.Replied(var reply) -> {
        var unnamed = new Reply.Refused(OrderRejection.SOFT_DESCRIPTOR_NOT_ALLOWED);
        if (reply.equals(unnamed)) {
          throw Refusal.invalid(
              "soft_descriptor_not_allowed",
              payment.apply(0) + ".statement_descriptor",
              "The account's affiliation has no soft descriptor.");
        }
        yield done(reply);
      }
      case OnlineDesk.Shown(var body, boolean repeated) -> new Reply.Done(body, repeated);
      case OnlineDesk.CardRefused(int index, var code, var field) ->
          throw cardRefused(payment.apply(index), code, field);
    };
  }

  /**
   * What a call is answered that asked the acquirer for a capture or a cancellation.
   *
   * @throws Refusal if it was not done
   */
  static Reply.Done done(ChargeDesk.Answer answer) {
    return switch (answer) {
      case ChargeDesk.Replied(var reply) -> done(reply);
      case ChargeDesk.Shown(var body, boolean repeated) -> new Reply.Done(body, repeated);
      case ChargeDesk.Refused(var code, var message) -> throw Refusal.of(412, code, message);
    };
  }

  private static Refusal cardRefused(String payment, String code, @Nullable String field) {
    return switch (code) {
      case "card_not_found" ->
          Refusal.invalid(code, payment + ".card_id", "There is no such card of this account.");
      case "token_not_found" ->
          Refusal.invalid(
              code, payment + ".card_token", "There is no such token, or it was used or is over.");
      default ->
          Refusal.invalid(
              "invalid_card",
              payment + "." + (field == null ? "card" : field),
              "The acquirer does not take the card.");
    };
  }

  /**
   * What another service said.
   *
   * @throws Refusal if it declined
   */
  static <T> T said(Heard<T> heard) {
    return switch (heard) {
      case Heard.Said<T>(var what) -> what;
      case Heard.Declined<T>(var code, var field) -> throw declined(code, field);
    };
  }

  /** What another service declined, in the words of its stable code. */
  static Refusal declined(String code, @Nullable String field) {
    return switch (code) {
      case "card_not_found" -> Refusal.of(404, code, "Card not found.");
      case "token_not_found" -> Refusal.of(404, code, "Token not found.");
      case "payable_not_found" -> Refusal.of(404, code, "Payable not found.");
      case "account_not_found" ->
          Refusal.of(404, code, "The acquirer does not know the account yet.");
      case "order_not_found" -> Refusal.of(404, code, "Order not found.");
      case "not_found" -> Refusal.of(404, "terminal_not_found", "Terminal not found.");
      case "unknown_account" ->
          Refusal.of(404, "account_not_found", "The terminals do not know the account yet.");
      case "unknown_pairing_code" ->
          Refusal.invalid(code, "pairing_code", "No terminal shows this code, or it ran out.");
      case "terminal_of_another_account" ->
          Refusal.of(409, code, "The terminal is active for another account.");
      case "terminal_replaced" ->
          Refusal.of(409, code, "The terminal was replaced; its replaced_by names the other.");
      case "registered_in_another_mode" ->
          Refusal.of(409, code, "The terminal is registered in the other mode; change its mode.");
      case "too_many_wrong_codes" -> Refusal.of(429, code, "Too many wrong codes; wait a minute.");
      case "verification_failed" ->
          Refusal.of(412, code, "Could not create credit card. The card verification failed.");
      case "no_terminal" -> Refusal.of(412, code, "The order is paid on no terminal.");
      case "printing_not_enabled" ->
          Refusal.of(
              412, code, "The account's terminals do not print for PDVs; switch printing on.");
      case "order_without_receipt" ->
          Refusal.of(412, code, "The order was placed without print_order_receipt.");
      default ->
          field == null
              ? Refusal.of(412, code.isEmpty() ? "declined" : code, "The request was declined.")
              : Refusal.invalid(code, field, "The " + field + " field is wrong.");
    };
  }

  /** 404: the account has no such customer. */
  static Refusal noSuchCustomer() {
    return Refusal.of(404, "customer_not_found", "Customer not found.");
  }

  private static Refusal terminalInactive(Reply.TerminalInactive inactive) {
    var path = SERIALS + "[" + inactive.index() + "]";
    var successor = inactive.replacedBy();
    var terminal = "The terminal " + inactive.serialNumber();
    return successor == null
        ? Refusal.invalid("terminal_inactive", path, terminal + " is deactivated.")
        : Refusal.invalid(
            "terminal_replaced", path, terminal + " was replaced by " + successor + ".");
  }

  private static final String SERIALS = "order.poi_payment_settings.devices_serial_number";
  private static final String SERIAL = SERIALS + "[0]";

  /** What we refuse, as it says. */
  @ServerExceptionMapper
  public Response refused(Refusal refusal, UriInfo uri) {
    return answer(refusal.answer(), uri).build();
  }

  /** 409: a call with the same key is at work. */
  @ServerExceptionMapper
  public Response keyInUse(KeyInUseException e, UriInfo uri) {
    var answer =
        Refusal.of(
            409,
            "idempotency_key_in_use",
            "A request with this Idempotency-Key is being processed; try again.");
    return answer(answer.answer(), uri).header(HttpHeaders.RETRY_AFTER, 1).build();
  }

  /** 503: another service is needed and does not answer. */
  @ServerExceptionMapper
  public Response peerUnreachable(PeerUnreachableException e, UriInfo uri) {
    var answer =
        Refusal.of(
            503,
            "service_unavailable",
            "A service that is needed for this does not answer. Try again with the same"
                + " Idempotency-Key.");
    return answer(answer.answer(), uri).header(HttpHeaders.RETRY_AFTER, 1).build();
  }

  /** 503: others are at work on the same order or account, and nothing was done. */
  @ServerExceptionMapper
  public Response busy(BusyException e, UriInfo uri) {
    LOG.warnf("%s: %s", uri.getPath(), e.getMessage());
    var answer =
        Refusal.of(
            503,
            "busy",
            "Other requests are changing the same order; nothing was done, try again.");
    return answer(answer.answer(), uri).header(HttpHeaders.RETRY_AFTER, 1).build();
  }

  /** 404, in JSON too. */
  @ServerExceptionMapper
  public Response noSuchRoute(NotFoundException e, UriInfo uri) {
    return answer(Refusal.of(404, "route_not_found", "There is no such route.").answer(), uri)
        .build();
  }

  /** 405, naming what is allowed. */
  @ServerExceptionMapper
  public Response methodNotAllowed(NotAllowedException e, UriInfo uri) {
    var answer = Refusal.of(405, "method_not_allowed", "The route does not know this method.");
    var response = answer(answer.answer(), uri);
    var allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
  }

  /** 415. */
  @ServerExceptionMapper
  public Response notJson(NotSupportedException e, UriInfo uri) {
    var answer =
        Refusal.of(415, "unsupported_media_type", "The request body must be application/json.");
    return answer(answer.answer(), uri).build();
  }

  /** What the framework itself refuses: its status is right, its words are not ours. */
  @ServerExceptionMapper
  public Response refusedByFramework(WebApplicationException e, UriInfo uri) {
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return failed(e, uri);
    }
    return answer(Refusal.of(status, "bad_request", "The request is invalid.").answer(), uri)
        .build();
  }

  /** 500: a fault of ours. */
  @ServerExceptionMapper
  public Response failed(Throwable e, UriInfo uri) {
    LOG.error("request failed: " + uri.getPath(), e);
    var answer = Refusal.of(500, "internal_error", "An internal error occurred.");
    return answer(answer.answer(), uri).build();
  }

  private static Response.ResponseBuilder answer(Refusal.Answer answer, UriInfo uri) {
    var status = answer.status();
    if (isIncumbents(uri.getPath())) {
      return Response.status(status)
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(
              new CoreError(answer.message(), answer.errors(), answer.request(), answer.code()));
    }
    var title = Response.Status.fromStatusCode(status);
    return Response.status(status)
        .type(PROBLEM_JSON)
        .entity(
            new Problem(
                "about:blank",
                title == null ? "Error" : title.getReasonPhrase(),
                status,
                answer.message(),
                answer.code(),
                answer.errors()));
  }

  private static boolean isIncumbents(String path) {
    var route = path.startsWith("/") ? path : "/" + path;
    return !route.startsWith("/admin/") && !route.startsWith("/orders/v1/");
  }
}
