package dev.connectpos.order.api;

import dev.connectpos.order.application.CallContext;
import dev.connectpos.order.application.IdempotentCall;
import dev.connectpos.order.application.Origin;
import dev.connectpos.order.application.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How calls that write are recognised when they come again (O11), and how they are answered. */
@ApplicationScoped
class Calls {
  private static final String REPLAYED = "Idempotency-Replayed";
  private final Caller caller;
  private final Duration kept;
  private final Duration keptInTest;

  Calls(
      Caller caller,
      @ConfigProperty(name = "connect.idempotency.kept") Duration kept,
      @ConfigProperty(name = "connect.idempotency.kept-in-test") Duration keptInTest) {
    this.caller = caller;
    this.kept = kept;
    this.keptInTest = keptInTest;
  }

  /**
   * A call.
   *
   * @param operation what it does, and to what
   * @param key the Idempotency-Key as it was sent, if one was
   */
  record Write(String operation, @Nullable String key, JsonBody body) {}

  /** A call of the merchant who makes the running request. */
  CallContext ofCaller(Write write) {
    var account = caller.account();
    var time =
        switch (account.environment()) {
          case LIVE -> kept;
          case TEST -> keptInTest;
        };
    return context(account.id().value(), time, account.settings().refusesReusedKeys(), write);
  }

  /** An operator's call. */
  CallContext ofOperator(Write write) {
    return context("operator", kept, true, write);
  }

  /** The answer to a call that was done. */
  static Response answer(Response.Status status, Reply.Done done) {
    var response =
        Response.status(status).entity(done.body()).type(MediaType.APPLICATION_JSON_TYPE);
    return (done.replayed() ? response.header(REPLAYED, "true") : response).build();
  }

  /** The answer to a call that was done, without a body. */
  static Response empty(Response.Status status, Reply.Done done) {
    var response = Response.status(status);
    return (done.replayed() ? response.header(REPLAYED, "true") : response).build();
  }

  private CallContext context(String scope, Duration time, boolean strict, Write write) {
    var key = write.key();
    var call =
        new IdempotentCall(
            scope,
            write.operation(),
            key == null || key.isBlank() ? null : JsonBody.sha256(key),
            write.body().sha256(),
            time,
            strict);
    return new CallContext(call, new Origin(caller.requestId(), null));
  }
}
