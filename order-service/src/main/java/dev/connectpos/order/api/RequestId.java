package dev.connectpos.order.api;

import dev.connectpos.order.application.Ids;
import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Names each request, in its answer, its log lines and everything it causes: as the caller named it
 * in {@code X-Request-Id}, else as its trace is named.
 */
@Provider
@PreMatching
class RequestId implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String PROPERTY = "connect.request-id";
  private static final String HEADER = "X-Request-Id";
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final Ids ids;
  private final Caller caller;

  RequestId(Ids ids, Caller caller) {
    this.ids = ids;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    var id = named(request);
    request.setProperty(PROPERTY, id);
    caller.names(id);
    MDC.put("requestId", id);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var id = request.getProperty(PROPERTY);
    if (id != null) {
      response.getHeaders().putSingle(HEADER, id);
    }
  }

  private String named(ContainerRequestContext request) {
    var sent = request.getHeaderString(HEADER);
    if (sent != null && ACCEPTABLE.matcher(sent).matches()) {
      return sent;
    }
    var span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : ids.event().toString();
  }
}
